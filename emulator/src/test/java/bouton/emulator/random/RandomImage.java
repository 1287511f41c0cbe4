package bouton.emulator.random;

import bouton.emulator.KernelBuilder;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Distribution;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.net.Connectivity;
import bouton.image.net.Counter;
import bouton.image.net.DelayLine;
import bouton.image.net.Field;
import bouton.image.net.GlobalEvent;
import bouton.image.net.GlobalValue;
import bouton.image.net.Group;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Mirror;
import bouton.image.net.Per;
import bouton.image.net.Population;
import bouton.image.net.Port;
import bouton.image.net.Probe;
import bouton.image.net.Projection;
import bouton.image.net.Reader;
import bouton.image.net.Scope;
import bouton.image.net.Shared;
import bouton.image.net.Stage;
import bouton.image.net.Stimulus;
import bouton.image.net.Table;
import bouton.image.net.Trigger;
import bouton.image.net.Update;
import bouton.image.run.StimulusInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A small network with random kernels: a stimulus drives population {@code a}, which drives {@code b}, which feeds back with a
 * delay; in some, {@code a} has connections of its own. The same seed makes the same network.
 */
final class RandomImage {
    private static final int STIMULUS = 0;
    private static final int TABLES = 2;
    private static final int COUNTERS = 3;
    private static final int GLOBALS = 4;
    private static final int GLOBAL_EVENTS = 2;
    /** Some networks are large enough to be cut into parts. */
    private static final double LARGE = 0.04;

    private final Dice dice;
    private final boolean large;
    private final List<Group> groups = new ArrayList<>();
    private final List<Projection> projections = new ArrayList<>();

    private RandomImage(long seed) {
        this.dice = new Dice(seed);
        this.large = dice.chance(LARGE);
    }

    static Image of(long seed) {
        return new RandomImage(seed).image(seed);
    }

    /** What a kernel from outside may name in a scope of the image. */
    static Ground ground(Image image, Scope scope) {
        return ground(image.groups(), image.projections(), scope).outside();
    }

    private static Ground ground(List<Group> groups, List<Projection> projections, Scope scope) {
        return switch (scope) {
            case Scope.OfGroup(int g) -> {
                Population p = (Population) groups.get(g);
                yield ground(p.fields(), p.ports(), p.events().size(), p.lines().size(), p.tasks());
            }
            case Scope.OfProjection(int n) -> {
                Projection p = projections.get(n);
                Population target = (Population) groups.get(p.target());
                yield ground(
                        p.fields(),
                        p.rows(),
                        p.columns(),
                        groups.get(p.source()),
                        target,
                        p.mirror().isPresent());
            }
        };
    }

    private static Ground ground(List<Field> fields, List<Port> ports, int events, int lines, int tasks) {
        List<Field> none = List.of();
        return new Ground(
                false, fields, none, none, none, none, ports, events, 0, lines, tasks, TABLES, COUNTERS, GLOBALS,
                false);
    }

    private static Ground ground(
            List<Field> fields,
            List<Shared> rows,
            List<Shared> columns,
            Group source,
            Population target,
            boolean mirrored) {
        return new Ground(
                true,
                fields,
                fields(source),
                target.fields(),
                rows.stream().map(Shared::field).toList(),
                columns.stream().map(Shared::field).toList(),
                target.ports(),
                0,
                source.sent().size(),
                0,
                0,
                TABLES,
                COUNTERS,
                GLOBALS,
                mirrored);
    }

    private static List<Field> fields(Group group) {
        return group instanceof Population p
                ? p.fields()
                : List.of(new Field("level", Type.F64, Field.Kind.STATE, "1", 1));
    }

    private Image image(long seed) {
        groups.add(stimulus());
        groups.add(population("a", 0));
        groups.add(population("b", 1));
        projections.add(projection(0, STIMULUS, 1, 0));
        projections.add(projection(1, 1, 2, 0));
        projections.add(projection(2, 2, 1, 1));
        if (dice.chance(0.3)) {
            projections.add(projection(3, 1, 1, 1));
        }
        return new Image(
                "random " + seed,
                "ideal",
                0.1,
                seed,
                dice.chance(0.5),
                order(),
                groups,
                projections,
                probes(),
                List.of(
                        new GlobalEvent("outside", -1, 0, -1),
                        new GlobalEvent("inside", 1, 0, large ? 0 : dice.between(-1, 0))),
                globals(),
                List.of(),
                List.of(table(1, 7), table(3, 4)),
                List.of(new Counter("c", -1), new Counter("d", -1), new Counter("e", -1)),
                List.of());
    }

    private List<Stage> order() {
        return dice.chance(0.25) ? Stage.BRIAN2_ORDER : Stage.DEFAULT_ORDER;
    }

    private Table table(int rows, int columns) {
        double[] values = new double[rows * columns];
        for (int k = 0; k < values.length; k++) {
            values[k] = dice.finite();
        }
        return new Table("t" + rows, rows, columns, values);
    }

    private int size() {
        return large ? dice.between(1000, 2200) : dice.chance(0.2) ? dice.between(130, 300) : dice.between(1, 12);
    }

    private Stimulus stimulus() {
        int size = dice.between(1, 12);
        double[] means = new double[size];
        for (int i = 0; i < size; i++) {
            means[i] = dice.below(4) * 0.3;
        }
        StimulusInput input = switch (dice.below(4)) {
            case 0 -> new StimulusInput.Regular(new double[] {1.7}, new double[] {0.4}, -1);
            case 1 -> new StimulusInput.LevelRows(new double[][] {{1}, {-0.5}, {2.25}});
            default -> new StimulusInput.PoissonMeans(means);
        };
        return new Stimulus("s", size, input, dice.chance(0.3), "1", 1);
    }

    private Field field(String name, boolean synapse) {
        Type type = dice.chance(0.5) ? Type.F64 : dice.chance(0.2) ? Type.BOOL : dice.integerType();
        Field.Kind kind = synapse && dice.chance(0.3) ? Field.Kind.WEIGHT : Field.Kind.STATE;
        return new Field(name, type, kind, "1", 1);
    }

    /** A float64 field, an integer one that counts ticks, and some of all kinds. */
    private List<Field> fields(boolean synapse) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("x", Type.F64, Field.Kind.STATE, "1", 1));
        Type lag = dice.pick(List.of(Type.I32, Type.I64, new Type.Int(8, false, 0), new Type.Int(4, false, 0)));
        fields.add(new Field("lag", lag, Field.Kind.PARAM, "1", 1));
        fields.add(new Field("until", Type.I64, Field.Kind.STATE, "1", 1));
        for (int f = dice.between(2, 6); f > 0; f--) {
            fields.add(field("f" + f, synapse));
        }
        for (int kernel = 0; kernel < Ground.SINKS; kernel++) {
            for (int k = 0; k < 5; k++) {
                String sink = Ground.SINK + kernel + "." + k;
                fields.add(new Field(sink, k < 3 ? Type.F64 : Type.I64, Field.Kind.STATE, "1", 1));
            }
        }
        return fields;
    }

    private Population population(String name, int rank) {
        List<Field> fields = fields(false);
        List<Port> ports = new ArrayList<>();
        for (int p = dice.between(1, 3); p > 0; p--) {
            ports.add(port("port" + p));
        }
        List<String> events = dice.chance(0.5) ? List.of("spike", "quiet") : List.of("spike", "other", "quiet");
        List<DelayLine> lines = new ArrayList<>();
        for (int l = dice.below(3); l > 0; l--) {
            lines.add(new DelayLine(0, lag(0)));
        }
        List<Integer> sent = new ArrayList<>(List.of(0));
        for (int f = 1; f < fields.size(); f++) {
            boolean real = fields.get(f).type() instanceof Type.Float64 && !Ground.isSink(fields.get(f));
            if (real && dice.chance(0.3)) {
                sent.add(f);
            }
        }
        int tasks = dice.below(3);
        Ground ground = ground(fields, ports, events.size(), lines.size(), tasks);
        List<Handler> handlers = neuronHandlers(ground, events.size());
        Update update = dice.chance(0.8) ? Update.PARALLEL : dice.pick(Update.values());
        Kernel init = RandomKernel.init(dice, ground, List.of(1));
        Kernel derive =
                dice.chance(0.3) ? RandomKernel.handler(dice, ground, Ground.Role.SET, "derive") : Kernel.NOTHING;
        return new Population(
                name, "m", size(), rank, fields, ports, events, sent, update, lines, init, derive, handlers);
    }

    /** Of float64 values, or of integers that often have to saturate or wrap. */
    private Port port(String name) {
        boolean atTransmit = dice.chance(0.3);
        if (dice.chance(0.6)) {
            return new Port(name, atTransmit, "1", 1);
        }
        boolean signed = dice.chance(0.8);
        Type type = new Type.Int(dice.chance(0.7) ? dice.between(5, 20) : dice.between(5, Port.MOST_BITS), signed, 0);
        return new Port(name, atTransmit, "1", 1, type, dice.overflow(), dice.between(-1, COUNTERS - 1));
    }

    private Lag lag(int least) {
        return new Lag(least + dice.below(3), dice.chance(0.5) ? 1 : -1);
    }

    private List<Handler> neuronHandlers(Ground ground, int events) {
        List<Handler> handlers = new ArrayList<>();
        if (ground.lines() > 0) {
            Kernel keeper = RandomKernel.keeper(dice, ground, "keeper 0");
            handlers.add(new Handler(new Trigger.EveryTick(), Stage.INTEGRATE, 0, keeper));
        }
        handlers.add(new Handler(new Trigger.EveryTick(), Stage.THRESHOLD, 1, firing(events)));
        for (int k = dice.between(1, 4); k > 0; k--) {
            Stage stage = dice.pick(List.of(
                    Stage.TIME,
                    Stage.INTEGRATE,
                    Stage.INTEGRATE,
                    Stage.REDUCE,
                    Stage.THRESHOLD,
                    Stage.RESET,
                    Stage.DELIVER));
            int phase = stage == Stage.DELIVER ? Stage.ARRIVAL : dice.below(3);
            add(handlers, ground, new Trigger.EveryTick(), stage, phase, Ground.Role.ACT);
        }
        for (int task = 0; task < ground.tasks(); task++) {
            add(handlers, ground, new Trigger.Due(task), Stage.THRESHOLD, 0, Ground.Role.RESUME);
        }
        if (dice.chance(0.3)) {
            Trigger every = new Trigger.Every(dice.between(1, 4), dice.below(3));
            add(handlers, ground, every, Stage.PERIODIC, dice.below(2), Ground.Role.ACT);
        }
        if (dice.chance(0.4)) {
            Trigger global = new Trigger.Global(dice.below(GLOBAL_EVENTS));
            add(handlers, ground, global, Stage.TIME, dice.below(2), Ground.Role.RESPOND);
        }
        for (int event = 0; event < events; event++) {
            if (dice.chance(0.5)) {
                Ground.Role role = event == events - 1 ? Ground.Role.LISTEN : Ground.Role.RESPOND;
                add(handlers, ground, new Trigger.OwnEvent(event), Stage.RESET, dice.below(3), role);
            }
        }
        for (int port = 0; port < ground.ports().size(); port++) {
            if (dice.chance(0.5)) {
                Trigger arrival = new Trigger.Arrival(port, dice.chance(0.5));
                add(handlers, ground, arrival, Stage.DELIVER, Stage.ARRIVAL, Ground.Role.RESPOND);
            }
        }
        return handlers;
    }

    /** Emits all events by chance, so that what follows them has something to do. */
    private Kernel firing(int events) {
        KernelBuilder k = KernelBuilder.kernel("firing");
        for (int e = 0; e < events; e++) {
            int event = e;
            int chance = k.draw(Distribution.CHANCE, dice.seed(), 0, k.constant(0.2));
            int fires = k.compare(CompareOp.GT, Type.F64, chance, k.constant(0));
            k.when(fires, () -> k.emit(event));
        }
        return k.build();
    }

    private void add(List<Handler> handlers, Ground ground, Trigger trigger, Stage stage, int phase, Ground.Role role) {
        String name = "on " + trigger.getClass().getSimpleName() + " " + handlers.size();
        boolean plain = !ground.synapse() && role != Ground.Role.LISTEN && dice.chance(0.35);
        Kernel kernel =
                plain ? PlainKernel.of(dice, ground, role, name) : RandomKernel.handler(dice, ground, role, name);
        handlers.add(new Handler(trigger, stage, phase, kernel));
    }

    /** @param least delay of everything that it carries */
    private Projection projection(int number, int source, int target, int least) {
        List<Field> fields = fields(true);
        Mirror mirror = number == 2 && dice.chance(0.5) ? mirror(projections.get(1)) : Mirror.NONE;
        List<Shared> rows = shared("row");
        List<Shared> columns = shared("column");
        Ground ground =
                ground(fields, rows, columns, groups.get(source), (Population) groups.get(target), mirror.isPresent());
        List<Handler> handlers = synapseHandlers(ground, source, target, least);
        sharedHandlers(handlers, rows.size(), columns.size(), source, target, least);
        Kernel init = RandomKernel.init(dice, ground, List.of(1));
        Kernel derive =
                dice.chance(0.3) ? RandomKernel.handler(dice, ground, Ground.Role.SET, "derive") : Kernel.NOTHING;
        return new Projection(
                "projection " + number,
                "p" + number,
                "m",
                source,
                target,
                mirror.isPresent()
                        ? RandomConnectivity.opposite(projections.get(1))
                        : RandomConnectivity.of(
                                dice,
                                groups.get(source).size(),
                                groups.get(target).size()),
                dice.seed(),
                lag(least),
                dice.chance(0.5) ? Lag.NONE : lag(0),
                fields,
                rows,
                columns,
                mirror,
                init,
                derive,
                handlers);
    }

    /** Only what joins given pairs can have an opposite for each. */
    private Mirror mirror(Projection other) {
        if (!(other.connectivity() instanceof Connectivity.Pairs)) {
            return Mirror.NONE;
        }
        Optional<Field> real = other.fields().stream()
                .filter(f -> f.type() instanceof Type.Float64)
                .findFirst();
        return real.map(f -> new Mirror(1, other.fields().indexOf(f))).orElse(Mirror.NONE);
    }

    private List<Shared> shared(String name) {
        List<Shared> words = new ArrayList<>();
        for (int k = dice.below(3); k > 0; k--) {
            Field field = new Field(name + k, Type.F64, Field.Kind.TRACE, "1", 1);
            words.add(new Shared(field, dice.finite()));
        }
        return words;
    }

    /** Puts handlers for shared words anywhere among those of the synapses. */
    private void sharedHandlers(List<Handler> handlers, int rows, int columns, int source, int target, int least) {
        for (int k = rows > 0 ? dice.between(1, 4) : 0; k > 0; k--) {
            Trigger event = new Trigger.PreEvent(
                    dice.below(groups.get(source).events().size()), Lag.of(dice.between(least, 4)));
            boolean learn = dice.chance(0.3);
            int phase = learn ? dice.below(2) : dice.between(Stage.PRE_AFTER, Stage.PRE_INCREMENT);
            sharedHandler(handlers, Per.SOURCE, rows, event, learn ? Stage.LEARN : Stage.DELIVER, phase);
        }
        for (int k = columns > 0 ? dice.between(1, 3) : 0; k > 0; k--) {
            Trigger event =
                    new Trigger.PostEvent(dice.below(groups.get(target).events().size()), Lag.of(dice.below(3)));
            sharedHandler(handlers, Per.TARGET, columns, event, Stage.LEARN, dice.below(2));
        }
    }

    private void sharedHandler(List<Handler> handlers, Per per, int words, Trigger event, Stage stage, int phase) {
        Trigger trigger = event;
        Stage when = stage;
        if (dice.chance(0.4)) {
            trigger = dice.pick(List.of(
                    new Trigger.EveryTick(),
                    new Trigger.Every(dice.between(1, 4), dice.below(3)),
                    new Trigger.Global(dice.below(GLOBAL_EVENTS))));
            when = trigger instanceof Trigger.Every ? Stage.PERIODIC : Stage.TIME;
        }
        boolean hasPayload = trigger instanceof Trigger.Global || trigger == event;
        Word.Space space = per == Per.SOURCE ? Word.Space.ROW : Word.Space.COLUMN;
        KernelBuilder k = KernelBuilder.kernel("shared " + handlers.size());
        int first = k.load(new Word(space, dice.below(words)), Type.F64);
        int sum = k.add(k.mul(first, k.constant(dice.pick(List.of(0.5, 0.97, 1.0, -0.3)))), k.constant(dice.finite()));
        if (hasPayload && dice.chance(0.5)) {
            sum = k.add(sum, k.read(Special.PAYLOAD));
        }
        Word stored = new Word(space, dice.below(words));
        k.add(new Instruction.Store(stored, Type.F64, sum, Overflow.NEVER, false, -1));
        Handler handler = new Handler(trigger, when, phase, per, k.build());
        handlers.add(dice.below(handlers.size() + 1), handler);
    }

    private List<Handler> synapseHandlers(Ground ground, int source, int target, int least) {
        List<Handler> handlers = new ArrayList<>();
        int sourceEvents = groups.get(source).events().size();
        for (int k = dice.between(1, 3); k > 0; k--) {
            // All events of a stimulus may be followed, of a population all but the quiet one.
            int event = dice.below(sourceEvents);
            boolean quiet = source != STIMULUS && event == sourceEvents - 1;
            Ground.Role role = quiet ? Ground.Role.LISTEN : Ground.Role.RESPOND;
            boolean learn = dice.chance(0.3);
            int phase = learn ? dice.below(2) : dice.between(Stage.PRE_AFTER, Stage.PRE_INCREMENT);
            add(
                    handlers,
                    ground,
                    new Trigger.PreEvent(event, lag(least)),
                    learn ? Stage.LEARN : Stage.DELIVER,
                    phase,
                    role);
        }
        int targetEvents = groups.get(target).events().size();
        if (dice.chance(0.6)) {
            Trigger post = new Trigger.PostEvent(dice.below(targetEvents), dice.chance(0.5) ? Lag.NONE : lag(0));
            add(handlers, ground, post, Stage.LEARN, dice.below(2), Ground.Role.LISTEN);
        }
        if (dice.chance(0.5)) {
            Stage stage = dice.pick(List.of(Stage.TIME, Stage.TRANSMIT, Stage.DELIVER, Stage.LEARN));
            int phase = stage == Stage.DELIVER ? dice.between(Stage.PRE_AFTER, Stage.PRE_INCREMENT) : dice.below(2);
            add(handlers, ground, new Trigger.EveryTick(), stage, phase, Ground.Role.ACT);
        }
        if (dice.chance(0.2)) {
            Trigger every = new Trigger.Every(dice.between(1, 4), dice.below(3));
            add(handlers, ground, every, Stage.PERIODIC, dice.below(2), Ground.Role.ACT);
        }
        if (dice.chance(0.3)) {
            Trigger global = new Trigger.Global(dice.below(GLOBAL_EVENTS));
            add(handlers, ground, global, Stage.TIME, dice.below(2), Ground.Role.RESPOND);
        }
        return handlers;
    }

    private List<Probe> probes() {
        List<Probe> probes = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            Scope scope = dice.chance(0.5)
                    ? new Scope.OfGroup(dice.between(1, 2))
                    : new Scope.OfProjection(dice.below(projections.size()));
            Kernel kernel =
                    RandomKernel.reader(dice, ground(groups, projections, scope).outside(), 1, "probe " + k);
            probes.add(new Probe.Values(
                    "probe" + k, new Reader("r", scope, kernel, "1", 1), dice.between(1, 3), List.of()));
        }
        return probes;
    }

    private List<GlobalValue> globals() {
        Kernel reader = RandomKernel.reader(dice, ground(groups, projections, new Scope.OfGroup(2)), 1, "reduced");
        GlobalValue.Operation operation = dice.pick(GlobalValue.Operation.values());
        List<GlobalValue.Source> sources = List.of(
                new GlobalValue.Sent(1, 0, 0),
                new GlobalValue.Trace(1, 0, -1, 0.75),
                new GlobalValue.EventTrace(0, 0.5),
                new GlobalValue.Reduction(2, reader, List.of(), operation, 1, dice.below(3)));
        List<GlobalValue> globals = new ArrayList<>();
        for (GlobalValue.Source source : sources) {
            globals.add(new GlobalValue("g" + globals.size(), source, "1", 1));
        }
        return globals;
    }
}

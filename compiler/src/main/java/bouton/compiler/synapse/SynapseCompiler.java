package bouton.compiler.synapse;

import bouton.compiler.kernel.KernelWriter;
import bouton.compiler.kernel.Names;
import bouton.compiler.kernel.Ranges;
import bouton.compiler.kernel.Setup;
import bouton.compiler.kernel.Shared;
import bouton.compiler.kernel.Statements;
import bouton.compiler.layout.Layout;
import bouton.compiler.ode.Decay;
import bouton.compiler.ode.Equation;
import bouton.compiler.ode.OdeCompiler;
import bouton.dsl.check.Terms;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Method;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.Statement;
import bouton.dsl.model.Term;
import bouton.image.ir.Kernel;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.math.Functions;
import bouton.image.net.Connectivity;
import bouton.image.net.Handler;
import bouton.image.net.Lag;
import bouton.image.net.Mirror;
import bouton.image.net.Per;
import bouton.image.net.Projection;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** A synapse model, as a projection uses it, to words, kernels and handlers. */
public final class SynapseCompiler {
    private final Network.ProjectionDef projection;
    private final Model model;
    private final Shared shared;
    private final Map<Integer, Word.Space> common;
    private final Layout layout;
    private final Layout target;
    private final boolean fromStimulus;
    private final Ranges ranges;
    private final Delays delays;
    private final Order order;
    private final OdeCompiler odes;
    private final Map<Integer, Decay> decays = new TreeMap<>();
    private final LazyValues lazy;
    private final List<Handler> handlers = new ArrayList<>();

    /**
     * @param target words of the target's neurons
     * @param leastDelay smallest delay of an event of the source, in ticks
     * @param own variables that must be words of each synapse; empty: no variable may be shared
     */
    public SynapseCompiler(
            Network.ProjectionDef projection,
            Layout target,
            boolean fromStimulus,
            int leastDelay,
            Optional<Method> targetMethod,
            Optional<Set<Integer>> own,
            Shared shared,
            Diagnostics diagnostics) {
        this.projection = projection;
        this.model = projection.model();
        this.shared = shared;
        this.target = target;
        this.fromStimulus = fromStimulus;
        Optional<Method> method = model.method().or(() -> targetMethod);
        List<Equation> eager = sortOut(method, decays);
        this.common = own.map(o -> common(eager, o, leastDelay)).orElse(Map.of());
        this.layout = new Layout(model, common);
        this.ranges = new Ranges(projection.name(), shared);
        this.delays = new Delays(projection, layout, shared.dt(), fromStimulus, leastDelay);
        this.order = new Order(model.postFirst(), delays.allIsDendritic());
        this.odes = new OdeCompiler(layout, ranges, shared.dt(), projection.label(), this::names, diagnostics);
        Map<Integer, Decay> apart = new TreeMap<>(decays);
        apart.keySet().removeAll(common.keySet());
        this.lazy = new LazyValues(layout, apart);
        odes.add(eager, method, List.of());
    }

    /** The variables that synapses of one end share, found with words that are dropped again. */
    private Map<Integer, Word.Space> common(List<Equation> eager, Set<Integer> own, int leastDelay) {
        Layout draft = new Layout(model);
        Delays lags = new Delays(projection, draft, shared.dt(), fromStimulus, leastDelay);
        Order turns = new Order(model.postFirst(), lags.allIsDendritic());
        Set<Integer> everyTick = new TreeSet<>();
        eager.forEach(e -> everyTick.add(e.variable()));
        return Sharing.of(new Sharing.Rule(
                model,
                Parts.of(draft, lags, turns, shared),
                decays,
                everyTick,
                lags.ofSource(Optional.empty()),
                lags.ofTarget(Optional.empty()),
                own));
    }

    /** Puts what has a closed form between events into {@code decays}, and gives back the equations of every tick. */
    private List<Equation> sortOut(Optional<Method> method, Map<Integer, Decay> decays) {
        boolean exact = method.isEmpty() || method.get().kind() == Method.Kind.EXACT;
        List<Equation> all = new ArrayList<>();
        model.odes().forEach(o -> all.add(Equation.of(o)));
        model.traces().forEach(t -> all.add(Equation.of(t)));
        Set<Integer> eager = new TreeSet<>();
        for (Equation e : all) {
            Model.Variable v = model.variables().get(e.variable());
            boolean closed = (exact || e.trace()) && Decay.of(e).isPresent();
            if (!closed || v.range().isPresent() || v.role() == Model.Role.WEIGHT) {
                eager.add(e.variable());
            }
        }
        // What an equation of every tick reads is solved along with it.
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Equation e : all) {
                if (!eager.contains(e.variable()) && isReadBy(e, all, eager)) {
                    changed |= eager.add(e.variable());
                }
            }
        }
        List<Equation> result = new ArrayList<>();
        for (Equation e : all) {
            if (eager.contains(e.variable())) {
                result.add(e);
            } else {
                decays.put(e.variable(), Decay.of(e).orElseThrow());
            }
        }
        return result;
    }

    private static boolean isReadBy(Equation e, List<Equation> all, Set<Integer> eager) {
        return all.stream().filter(o -> eager.contains(o.variable())).anyMatch(o -> reads(o, e.variable()));
    }

    private static boolean reads(Equation e, int variable) {
        Predicate<Term> isVariable = t -> t instanceof Term.VariableRef v && v.index() == variable;
        return Terms.any(e.rate(), isVariable)
                || e.unless().filter(u -> Terms.any(u, isVariable)).isPresent()
                || e.noises().stream().anyMatch(n -> Terms.any(n.amplitude(), isVariable));
    }

    private Names names(KernelWriter writer) {
        return new SynapseNames(writer, layout, target, shared);
    }

    public Layout layout() {
        return layout;
    }

    public Ranges ranges() {
        return ranges;
    }

    public Projection compile(Connectivity connectivity, long site, Mirror mirror) {
        decay(Word.Space.ROW);
        decay(Word.Space.COLUMN);
        add(new Trigger.EveryTick(), Stage.TIME, 0, "time", false, odes::step);
        Parts.of(layout, delays, order, shared).forEach(this::part);
        model.traces().forEach(this::increment);
        sinces();
        Lag delay = delays.ofSource(Optional.empty());
        Lag deliverLag = delays.allIsDendritic() ? delays.ofTarget(Optional.empty()) : Lag.NONE;
        Kernel init = kernel("init", false, this::initial);
        Kernel derive = kernel("derive", false, this::writeDerive);
        return new Projection(
                projection.name(),
                projection.label(),
                model.name(),
                projection.source(),
                projection.target(),
                connectivity,
                site,
                delay,
                deliverLag,
                layout.fields(),
                layout.rows(),
                layout.columns(),
                mirror,
                init,
                derive,
                handlers);
    }

    private void initial(Names names) {
        new Setup(names, ranges).initial();
        delays.initialise(names);
        lazy.initialise(names);
        for (int f = 0; f < layout.fields().size(); f++) {
            String name = layout.field(f).name();
            if (name.startsWith("$P") || name.startsWith("$let")) {
                names.writer().store(Word.self(f), names.writer().constant(0));
            }
        }
    }

    /** Writes what follows from parameters. */
    public void writeDerive(Names names) {
        new Setup(names, ranges).follow();
        odes.derive(names);
    }

    private interface Body {
        void write(Names names);
    }

    private Kernel kernel(String what, boolean bringForward, Body body) {
        KernelWriter writer = new KernelWriter();
        Names names = names(writer);
        if (bringForward) {
            lazy.bringForward(names);
        }
        body.write(names);
        return writer.finish(projection.label() + "." + what);
    }

    private void add(Trigger trigger, Stage stage, int phase, String what, boolean bringForward, Body body) {
        Kernel kernel = kernel(what, bringForward, body);
        if (!kernel.isEmpty()) {
            handlers.add(new Handler(trigger, stage, phase, kernel));
        }
    }

    /** What all synapses of an end share decays in every tick, by the factor by which each of them would. */
    private void decay(Word.Space space) {
        share(new Trigger.EveryTick(), new Order.Turn(Stage.TIME, 0), "decay", space, names -> {
            KernelWriter writer = names.writer();
            common.forEach((variable, of) -> {
                Decay decay = decays.get(variable);
                if (of == space && decay != null) {
                    writer.at(
                            shared.origins().of(model.variables().get(variable).span()));
                    double rate = Sharing.rate(model, decay).orElseThrow();
                    double goal = Sharing.goal(model, decay).orElseThrow();
                    int factor = writer.constant(Functions.exp(rate * shared.dt()));
                    int value = names.variable(variable);
                    int rest = goal == 0 ? value : writer.minus(value, writer.constant(goal));
                    int decayed = writer.times(rest, factor);
                    writer.store(
                            layout.word(variable), goal == 0 ? decayed : writer.plus(writer.constant(goal), decayed));
                }
            });
        });
    }

    /** Adds a handler for the words of an end. */
    private void share(Trigger trigger, Order.Turn turn, String what, Word.Space space, Body body) {
        boolean row = space == Word.Space.ROW;
        KernelWriter writer = new KernelWriter();
        body.write(new Names(writer, layout, shared));
        Kernel kernel = writer.finish(projection.label() + "." + what + (row ? ".source" : ".target"));
        if (!kernel.isEmpty()) {
            handlers.add(new Handler(trigger, turn.stage(), turn.phase(), row ? Per.SOURCE : Per.TARGET, kernel));
        }
    }

    private void part(Parts.Part part) {
        Split split = Split.of(part.body(), common, model);
        split.before().forEach((space, writes) -> share(part, space, writes));
        if (!split.synapse().isEmpty()) {
            Body body = names -> new Statements(names, ranges).write(split.synapse());
            Order.Turn turn = part.turn();
            add(part.trigger(), turn.stage(), turn.phase(), part.what(), lazy.concerns(split.synapse()), body);
        }
        split.behind().forEach((space, writes) -> share(part, space, writes));
    }

    private void share(Parts.Part part, Word.Space space, List<Statement> writes) {
        share(part.trigger(), part.turn(), part.what(), space, names -> new Statements(names, ranges).write(writes));
    }

    private void increment(Model.Trace trace) {
        boolean pre = trace.side() == Model.Side.PRE;
        Trigger trigger = event(trace.side(), trace.event());
        Order.Turn turn = pre ? order.preIncrement() : order.postIncrement();
        String what = "trace_" + model.variables().get(trace.variable()).name();
        Word.Space space = layout.word(trace.variable()).space();
        Body body = names -> {
            KernelWriter writer = names.writer();
            writer.at(shared.origins().of(trace.span()));
            // Several events of a stimulus in one tick come as one, with their number as its payload.
            boolean several = pre && fromStimulus && !trace.latest();
            int one = several ? writer.read(Special.PAYLOAD) : writer.constant(1);
            int value = trace.latest() ? one : writer.plus(names.variable(trace.variable()), one);
            writer.store(layout.word(trace.variable()), value);
        };
        if (space == Word.Space.SELF) {
            add(trigger, turn.stage(), turn.phase(), what, lazy.has(trace.variable()), body);
        } else {
            share(trigger, turn, what, space, body);
        }
    }

    private void sinces() {
        for (int s = 0; s < model.sinces().size(); s++) {
            int since = s;
            Model.Since kept = model.sinces().get(s);
            Order.Turn turn = kept.side() == Model.Side.PRE ? order.preIncrement() : order.postIncrement();
            Trigger trigger = event(kept.side(), kept.event());
            add(trigger, turn.stage(), turn.phase(), "since" + s, false, names -> names.happens(since));
        }
    }

    /** An event of an end, when it is known at the synapse. */
    private Trigger event(Model.Side side, int event) {
        return side == Model.Side.PRE
                ? new Trigger.PreEvent(event, delays.ofSource(Optional.empty()))
                : new Trigger.PostEvent(event, delays.ofTarget(Optional.empty()));
    }

    /** Yields a parameter, a delay or a variable by its name, as of now; false if there is none. */
    public boolean writeValue(KernelWriter writer, String name) {
        Names names = new SynapseNames(writer, layout, target, shared) {
            @Override
            public int variable(int index) {
                return lazy.has(index) ? lazy.current(this, index) : super.variable(index);
            }
        };
        int value = value(names, name);
        if (value >= 0) {
            writer.yield(0, value);
        }
        return value >= 0;
    }

    private int value(Names names, String name) {
        int param = model.param(name);
        if (param >= 0 && (param == projection.delay() || param == projection.dendriticDelay())) {
            return delays.time(names, param == projection.delay());
        }
        if (param >= 0) {
            return names.param(param);
        }
        int variable = model.variable(name);
        if (variable >= 0) {
            return names.variable(variable);
        }
        int hold = model.holds().indexOf(name);
        return hold < 0 ? -1 : names.writer().toNumber(names.hold(hold), Type.BOOL);
    }

    /** Names of a kernel that sets a value from outside: lazy values are those of now, under the old parameters. */
    public Names writerNames(KernelWriter writer) {
        Names names = names(writer);
        if (!lazy.isEmpty()) {
            lazy.bringForward(names);
        }
        return names;
    }
}

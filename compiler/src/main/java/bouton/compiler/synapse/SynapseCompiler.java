package bouton.compiler.synapse;

import bouton.compiler.kernel.KernelWriter;
import bouton.compiler.kernel.Names;
import bouton.compiler.kernel.Periods;
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
import bouton.image.net.Connectivity;
import bouton.image.net.Handler;
import bouton.image.net.Lag;
import bouton.image.net.Mirror;
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

/** A synapse model, as a projection uses it, to words, kernels and handlers. */
public final class SynapseCompiler {
    private final Network.ProjectionDef projection;
    private final Model model;
    private final Shared shared;
    private final Layout layout;
    private final Layout target;
    private final boolean fromStimulus;
    private final Ranges ranges;
    private final Delays delays;
    private final Order order;
    private final OdeCompiler odes;
    private final LazyValues lazy;
    private final List<Handler> handlers = new ArrayList<>();

    /**
     * @param target words of the target's neurons
     * @param leastDelay smallest delay of an event of the source, in ticks
     */
    public SynapseCompiler(
            Network.ProjectionDef projection,
            Layout target,
            boolean fromStimulus,
            int leastDelay,
            Optional<Method> targetMethod,
            Shared shared,
            Diagnostics diagnostics) {
        this.projection = projection;
        this.model = projection.model();
        this.shared = shared;
        this.target = target;
        this.fromStimulus = fromStimulus;
        this.layout = new Layout(model);
        this.ranges = new Ranges(projection.name(), shared);
        this.delays = new Delays(projection, layout, shared.dt(), fromStimulus, leastDelay);
        this.order = new Order(model.postFirst(), delays.allIsDendritic());
        this.odes = new OdeCompiler(layout, ranges, shared.dt(), projection.label(), this::names, diagnostics);
        Optional<Method> method = model.method().or(() -> targetMethod);
        Map<Integer, Decay> decays = new TreeMap<>();
        List<Equation> eager = sortOut(method, decays);
        this.lazy = new LazyValues(layout, decays);
        odes.add(eager, method, List.of());
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
        return all.stream()
                .filter(o -> eager.contains(o.variable()))
                .anyMatch(o -> Terms.any(o.rate(), t -> t instanceof Term.VariableRef v && v.index() == e.variable()));
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
        add(new Trigger.EveryTick(), Stage.TIME, 0, "time", false, odes::step);
        model.handlers().forEach(this::handler);
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

    private void add(Trigger trigger, Order.Turn turn, String what, List<Statement> statements) {
        if (!statements.isEmpty()) {
            Body body = names -> new Statements(names, ranges).write(statements);
            add(trigger, turn.stage(), turn.phase(), what, lazy.concerns(statements), body);
        }
    }

    private void handler(Model.HandlerDef h) {
        int number = model.handlers().indexOf(h);
        switch (h.trigger()) {
            case Model.TriggerDef.OnTick t ->
                add(new Trigger.EveryTick(), new Order.Turn(Stage.TRANSMIT, 0), "tick" + number, h.body());
            case Model.TriggerDef.Every t ->
                add(Periods.trigger(t, shared), new Order.Turn(Stage.PERIODIC, 0), "every" + number, h.body());
            case Model.TriggerDef.OnGlobal t ->
                add(
                        new Trigger.Global(shared.event(t.event())),
                        new Order.Turn(Stage.TIME, 0),
                        "event" + number,
                        h.body());
            case Model.TriggerDef.OnEnd t
            when t.side() == Model.Side.POST -> {
                Trigger trigger = new Trigger.PostEvent(t.event(), delays.ofTarget(t.after()));
                add(trigger, order.post(), "post" + number, h.body());
            }
            case Model.TriggerDef.OnEnd t -> onPre(t, h.body(), "pre" + number);
            case Model.TriggerDef.OnPort t -> throw onlyInNeurons(h);
            case Model.TriggerDef.OnOwn t -> throw onlyInNeurons(h);
            case Model.TriggerDef.OnWhen t -> throw onlyInNeurons(h);
        }
    }

    private static IllegalStateException onlyInNeurons(Model.HandlerDef h) {
        return new IllegalStateException("a handler of neurons in a synapse: " + h.span());
    }

    private void onPre(Model.TriggerDef.OnEnd t, List<Statement> body, String what) {
        Trigger trigger = new Trigger.PreEvent(t.event(), delays.ofSource(t.after()));
        if (order.preTail().isEmpty()) {
            add(trigger, order.pre(t.after().isPresent()), what, body);
            return;
        }
        int split = behindLastDeliver(body);
        List<Statement> head = body.subList(0, split);
        List<Statement> tail = body.subList(split, body.size());
        keepLocals(head, tail);
        add(trigger, order.pre(t.after().isPresent()), what, head);
        add(trigger, order.preTail().get(), what + ".learn", tail);
    }

    private static int behindLastDeliver(List<Statement> body) {
        for (int i = body.size(); i > 0; i--) {
            boolean[] delivers = new boolean[1];
            Terms.visit(List.of(body.get(i - 1)), t -> {}, s -> delivers[0] |= s instanceof Statement.Deliver);
            if (delivers[0]) {
                return i;
            }
        }
        return 0;
    }

    /** A `let` of the head that the tail reads needs a word. */
    private void keepLocals(List<Statement> head, List<Statement> tail) {
        Set<Integer> set = new TreeSet<>();
        head.forEach(s -> {
            if (s instanceof Statement.Let l) {
                set.add(l.id());
            }
        });
        Terms.visit(
                tail,
                t -> {
                    if (t instanceof Term.LocalRef l && set.contains(l.id())) {
                        layout.local(l.id());
                    }
                },
                s -> {});
    }

    private void increment(Model.Trace trace) {
        boolean pre = trace.side() == Model.Side.PRE;
        Trigger trigger = event(trace.side(), trace.event());
        Order.Turn turn = pre ? order.preIncrement() : order.postIncrement();
        String what = "trace_" + model.variables().get(trace.variable()).name();
        add(trigger, turn.stage(), turn.phase(), what, lazy.has(trace.variable()), names -> {
            KernelWriter writer = names.writer();
            // Several events of a stimulus in one tick come as one, with their number as its payload.
            boolean several = pre && fromStimulus && !trace.latest();
            int one = several ? writer.read(Special.PAYLOAD) : writer.constant(1);
            int value = trace.latest() ? one : writer.plus(names.variable(trace.variable()), one);
            writer.store(Word.self(layout.variable(trace.variable())), value);
        });
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

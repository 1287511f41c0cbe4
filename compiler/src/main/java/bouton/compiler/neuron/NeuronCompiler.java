package bouton.compiler.neuron;

import bouton.compiler.kernel.Expressions;
import bouton.compiler.kernel.KernelWriter;
import bouton.compiler.kernel.Linearity;
import bouton.compiler.kernel.Names;
import bouton.compiler.kernel.Periods;
import bouton.compiler.kernel.Ranges;
import bouton.compiler.kernel.Setup;
import bouton.compiler.kernel.Shared;
import bouton.compiler.kernel.Statements;
import bouton.compiler.layout.Layout;
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
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.net.Handler;
import bouton.image.net.Population;
import bouton.image.net.Port;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import bouton.image.net.Update;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A neuron model, as a population uses it, to words, kernels and handlers. */
public final class NeuronCompiler {
    /** Phases of {@link Stage#INTEGRATE}. */
    private static final int EQUATIONS = 0;

    private static final int ON_TICK = 1;

    /** Phases of {@link Stage#RESET}. */
    private static final int OWN_EVENTS = 0;

    private static final int OWN_TRACES = 1;
    private static final int OUTS = 2;

    private final Network.PopulationDef population;
    private final Model model;
    private final Shared shared;
    private final Layout layout;
    private final Ranges ranges;
    private final OdeCompiler odes;
    private final DelayLines lines;
    private final List<Statement.After> tasks = new ArrayList<>();
    private final Map<Model.HandlerDef, Integer> edges = new LinkedHashMap<>();
    private final List<Handler> handlers = new ArrayList<>();

    public NeuronCompiler(
            Network.PopulationDef population, Optional<Method> targetMethod, Shared shared, Diagnostics diagnostics) {
        this.population = population;
        this.model = population.model();
        this.shared = shared;
        this.layout = new Layout(model);
        this.ranges = new Ranges(population.name(), shared);
        this.lines = new DelayLines(layout, shared);
        DelayLines.Turn turn = new DelayLines.Turn(Stage.INTEGRATE, EQUATIONS);
        this.odes = new OdeCompiler(
                layout, ranges, shared.dt(), population.name(), writer -> names(writer, turn), diagnostics);
        List<Equation> equations = new ArrayList<>();
        model.odes().forEach(o -> equations.add(Equation.of(o)));
        model.traces().forEach(t -> equations.add(Equation.of(t)));
        List<Model.HandlerDef> crossings =
                model.handlers().stream().filter(NeuronCompiler::isCrossing).toList();
        odes.add(equations, model.method().or(() -> targetMethod), crossings);
        for (Model.HandlerDef h : model.handlers()) {
            if (h.trigger() instanceof Model.TriggerDef.OnWhen w && !w.within() && !w.threshold()) {
                edges.put(h, layout.own("edge" + edges.size(), Type.BOOL));
            }
        }
    }

    private static boolean isCrossing(Model.HandlerDef h) {
        return h.trigger() instanceof Model.TriggerDef.OnWhen w && w.within();
    }

    private Names names(KernelWriter writer, DelayLines.Turn turn) {
        return new NeuronNames(writer, layout, shared, lines, turn, tasks);
    }

    public Layout layout() {
        return layout;
    }

    public Ranges ranges() {
        return ranges;
    }

    /**
     * The population.
     *
     * @param gradedPorts ports that get input in stage TRANSMIT
     */
    public Population compile(int rank, Set<Integer> gradedPorts) {
        integrate();
        model.handlers().forEach(this::handler);
        ownTraces();
        sinces();
        outs();
        handlers.addAll(0, tasks());
        handlers.addAll(0, lines.keep(this::handler));
        List<Port> ports = new ArrayList<>();
        for (int i = 0; i < model.ports().size(); i++) {
            Model.Port p = model.ports().get(i);
            String unit = p.unit().symbol().isEmpty() ? "1" : p.unit().symbol();
            ports.add(new Port(p.name(), gradedPorts.contains(i), unit, p.unit().display()));
        }
        List<Integer> sent = new ArrayList<>();
        for (int i = 0; i < model.outs().size(); i++) {
            sent.add(layout.out(i));
        }
        Kernel init = init();
        Kernel derive = derive();
        return new Population(
                population.name(),
                model.name(),
                population.size(),
                rank,
                layout.fields(),
                ports,
                model.events(),
                sent,
                Update.valueOf(population.update().name()),
                lines.list(),
                init,
                derive,
                handlers);
    }

    private interface Body {
        void write(Names names);
    }

    /** A kernel that runs between ticks. */
    private Kernel kernel(String what, Body body) {
        KernelWriter writer = new KernelWriter();
        body.write(new Names(writer, layout, shared));
        return writer.finish(population.name() + "." + what);
    }

    private Kernel kernel(String what, DelayLines.Turn turn, Body body) {
        KernelWriter writer = new KernelWriter();
        body.write(names(writer, turn));
        return writer.finish(population.name() + "." + what);
    }

    /** A handler of every tick. */
    private Handler handler(DelayLines.Turn turn, String what, Consumer<Names> body) {
        return new Handler(new Trigger.EveryTick(), turn.stage(), turn.phase(), kernel(what, turn, body::accept));
    }

    private void add(Trigger trigger, Stage stage, int phase, String what, Body body) {
        Kernel kernel = kernel(what, new DelayLines.Turn(stage, phase), body);
        if (!kernel.isEmpty()) {
            handlers.add(new Handler(trigger, stage, phase, kernel));
        }
    }

    private Kernel init() {
        return kernel("init", names -> {
            new Setup(names, ranges).initial();
            writeOuts(names);
            lines.initialise(names);
            edges.forEach((handler, field) -> {
                Model.TriggerDef.OnWhen when = (Model.TriggerDef.OnWhen) handler.trigger();
                int condition = new Expressions(names).truth(when.condition());
                names.writer().store(Word.self(field), Type.BOOL, condition, false);
            });
            zeroCoefficients(names);
        });
    }

    /** Every word has a value before `derive` runs. */
    private void zeroCoefficients(Names names) {
        for (int f = 0; f < layout.fields().size(); f++) {
            if (layout.field(f).name().startsWith("$P")) {
                names.writer().store(Word.self(f), names.writer().constant(0));
            }
        }
    }

    private Kernel derive() {
        return kernel("derive", this::writeDerive);
    }

    /** Writes what follows from parameters. */
    public void writeDerive(Names names) {
        new Setup(names, ranges).follow();
        odes.derive(names);
        lines.derive(names);
    }

    private void integrate() {
        add(new Trigger.EveryTick(), Stage.INTEGRATE, EQUATIONS, "integrate", odes::step);
    }

    private void handler(Model.HandlerDef h) {
        int number = model.handlers().indexOf(h);
        Body body = names -> new Statements(names, ranges).write(h.body());
        switch (h.trigger()) {
            case Model.TriggerDef.OnTick t ->
                add(new Trigger.EveryTick(), Stage.INTEGRATE, ON_TICK, "tick" + number, body);
            case Model.TriggerDef.OnPort t -> {
                Trigger trigger = new Trigger.Arrival(t.port(), Linearity.isLinear(h.body()));
                add(
                        trigger,
                        Stage.DELIVER,
                        Stage.ARRIVAL,
                        "on_" + model.ports().get(t.port()).name(),
                        body);
            }
            case Model.TriggerDef.OnOwn t ->
                add(
                        new Trigger.OwnEvent(t.event()),
                        Stage.RESET,
                        OWN_EVENTS,
                        "on_" + model.events().get(t.event()),
                        body);
            case Model.TriggerDef.OnWhen t -> {
                if (!t.within()) {
                    add(new Trigger.EveryTick(), Stage.THRESHOLD, 0, "when" + number, names -> when(names, h, t));
                }
            }
            case Model.TriggerDef.OnGlobal t ->
                add(new Trigger.Global(shared.event(t.event())), Stage.TIME, 0, "event" + number, body);
            case Model.TriggerDef.Every t -> add(Periods.trigger(t, shared), Stage.PERIODIC, 0, "every" + number, body);
            case Model.TriggerDef.OnEnd t -> throw new IllegalStateException("a neuron has no ends");
        }
    }

    /** What handlers put off, and what that puts off in its turn; in front of the conditions. */
    private List<Handler> tasks() {
        List<Handler> result = new ArrayList<>();
        DelayLines.Turn turn = new DelayLines.Turn(Stage.THRESHOLD, 0);
        for (int k = 0; k < tasks.size(); k++) {
            List<Statement> body = tasks.get(k).body();
            Kernel kernel = kernel("after" + k, turn, names -> new Statements(names, ranges).write(body));
            result.add(new Handler(new Trigger.Due(k), turn.stage(), turn.phase(), kernel));
        }
        return result;
    }

    private void when(Names names, Model.HandlerDef h, Model.TriggerDef.OnWhen when) {
        KernelWriter writer = names.writer();
        int condition = new Expressions(names).truth(when.condition());
        Integer edge = edges.get(h);
        int due = condition;
        if (edge != null) {
            due = writer.and(condition, writer.not(writer.load(Word.self(edge), Type.BOOL)));
            writer.store(Word.self(edge), Type.BOOL, condition, false);
        }
        for (int hold : when.blockedBy()) {
            due = writer.and(due, writer.not(names.hold(hold)));
        }
        writer.ifThen(due, () -> new Statements(names, ranges).write(h.body()));
    }

    private void ownTraces() {
        for (Model.Trace trace : model.traces()) {
            add(new Trigger.OwnEvent(trace.event()), Stage.RESET, OWN_TRACES, "trace", names -> {
                KernelWriter writer = names.writer();
                int one = writer.constant(1);
                int value = trace.latest() ? one : writer.plus(names.variable(trace.variable()), one);
                writer.store(Word.self(layout.variable(trace.variable())), value);
            });
        }
    }

    private void sinces() {
        for (int s = 0; s < model.sinces().size(); s++) {
            int since = s;
            Trigger trigger = new Trigger.OwnEvent(model.sinces().get(s).event());
            add(trigger, Stage.RESET, OWN_TRACES, "since", names -> names.happens(since));
        }
    }

    private void outs() {
        add(new Trigger.EveryTick(), Stage.RESET, OUTS, "outs", this::writeOuts);
    }

    private void writeOuts(Names names) {
        for (int i = 0; i < model.outs().size(); i++) {
            Model.Out out = model.outs().get(i);
            if (out.variable() < 0) {
                int value = new Expressions(names).number(out.value());
                names.writer().store(Word.self(layout.out(i)), value);
            }
        }
    }

    /** The value of an out, a parameter, a variable, a port or a hold by its name; null if there is none. */
    public boolean writeValue(Names names, String name) {
        int value = value(names, name);
        if (value >= 0) {
            names.writer().yield(0, value);
        }
        return value >= 0;
    }

    private int value(Names names, String name) {
        int param = model.param(name);
        if (param >= 0) {
            return names.param(param);
        }
        int variable = model.variable(name);
        if (variable >= 0) {
            return names.variable(variable);
        }
        int out = model.out(name);
        if (out >= 0) {
            Term value = model.outs().get(out).value();
            // What looks back does so from the stage in which the value is made.
            boolean past = Terms.any(value, t -> t instanceof Term.Since || t instanceof Term.Delayed);
            return past ? names.writer().load(Word.self(layout.out(out))) : new Expressions(names).number(value);
        }
        for (int p = 0; p < model.ports().size(); p++) {
            if (model.ports().get(p).name().equals(name)) {
                return names.port(p);
            }
        }
        int hold = model.holds().indexOf(name);
        return hold < 0 ? -1 : names.writer().toNumber(names.hold(hold), Type.BOOL);
    }
}

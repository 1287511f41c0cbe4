package bouton.cli.protocol;

import bouton.dsl.check.Numbers;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.experiment.Experiment;
import bouton.dsl.experiment.Formula;
import bouton.dsl.experiment.Place;
import bouton.dsl.experiment.Step;
import bouton.dsl.model.Network;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Item;
import bouton.dsl.unit.Unit;
import bouton.image.net.Scope;
import bouton.image.run.MachineFault;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import bouton.image.run.StateSource;
import bouton.image.run.StimulusInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the statements of an experiment one after another at a sweep point. */
final class Protocol {
    /** Part of the memory that values over one run may take. */
    private static final double SAMPLES_SHARE = 0.25;

    private final World world;
    private Point judged;
    private final ExperimentListener listener;
    private final Diagnostics diagnostics;
    private final Evaluator evaluator;
    private final Presenter presenter;
    private final Writer writer;
    private final long planned;
    private final Checkpointing checkpoints;
    private final SavedProtocol saved;
    private final Position position = new Position();
    private boolean stopped;
    private long passed;
    private long failed;

    Protocol(
            World world,
            Point point,
            Randomness randomness,
            ExperimentListener listener,
            Checkpointing checkpoints,
            Diagnostics diagnostics) {
        this.world = world;
        this.checkpoints = checkpoints;
        this.saved = new SavedProtocol(world, randomness, position);
        this.judged = point;
        this.listener = listener;
        this.diagnostics = diagnostics;
        this.evaluator = new Evaluator(world, randomness);
        this.presenter = new Presenter(evaluator);
        this.writer = new Writer(evaluator);
        this.planned = new PlannedTicks(evaluator).of(world.experiment().body());
    }

    /** Whether the listener asked to stop. */
    boolean isStopped() {
        return stopped;
    }

    long passed() {
        return passed;
    }

    long failed() {
        return failed;
    }

    /** Stands where another run of it has been saved: {@link #run} goes on from there. */
    void restore(StateSource in) {
        in.section(SavedProtocol.SECTION);
        passed = in.number("passed");
        failed = in.number("failed");
        saved.restore(in);
    }

    private void save() throws IOException {
        checkpoints.save(
                out -> {
                    out.section(SavedProtocol.SECTION);
                    out.longs("passed", passed);
                    out.longs("failed", failed);
                    saved.save(out);
                },
                world.session());
    }

    /**
     * Runs it all, unless the listener asks to stop.
     *
     * @throws Fault if something cannot be computed
     */
    void run() throws IOException {
        block(world.experiment().body());
        world.events().settle();
    }

    /** Runs the statements about all points together; their requirements belong to {@code whole}. */
    void across(Experiment.Across across, Point whole) throws IOException {
        judged = whole;
        block(across.body());
    }

    private void block(List<Step> steps) throws IOException {
        Position.Frame frame = position.enter();
        for (; frame.at < steps.size() && !stopped; frame.at++) {
            Step step = steps.get(frame.at);
            try {
                step(step, frame);
            } catch (MachineFault e) {
                throw new Fault(Code.E001, step.span(), String.valueOf(e.getMessage()));
            }
        }
        position.leave();
    }

    private void step(Step step, Position.Frame frame) throws IOException {
        listener.statement(step.span());
        switch (step) {
            case Step.Run r -> run(r, frame);
            case Step.RunUntil r -> runUntil(r, frame);
            case Step.Repeat r -> repeat(r, frame);
            case Step.Call c -> {
                if (!position.leadsOn()) {
                    evaluator.sets().bind(c.bindings());
                }
                block(c.body());
            }
            case Step.Emit e -> {
                double payload =
                        e.payload().isPresent() ? evaluator.number(e.payload().get()) : 1;
                world.emit(e.event(), payload);
                world.changed();
            }
            case Step.Reset r -> {
                reset(r);
            }
            case Step.Rest r -> rest(r, frame);
            case Step.Present p -> presenter.present(p);
            case Step.Write w -> writer.write(w);
            case Step.Learning l -> {
                for (Place place : l.places()) {
                    world.session().learning(World.scope(place), l.on());
                }
            }
            case Step.Record r -> record(r);
            case Step.Require r -> require(r);
            case Step.Assign a -> assign(a);
            case Step.If i -> choose(i, frame);
            case Step.For f -> loop(f, frame);
        }
    }

    private void reset(Step.Reset r) {
        Scope scope = World.scope(r.place());
        if (r.name().isPresent()) {
            world.session().apply(scope, world.compiled().refresh(scope), new double[] {0});
        }
        world.session().reset(scope, world.compiled().fields(scope, r.name()));
        world.changed();
    }

    // ---- time

    private void run(Step.Run r, Position.Frame frame) throws IOException {
        if (frame.ticks == 0) {
            frame.ticks = ticks(r.duration());
            requireRoom(frame.ticks, r.span());
            world.events().begin(world.session().tick());
        }
        advance(frame, null);
        world.events().end(world.session(), r.window());
    }

    private void runUntil(Step.RunUntil r, Position.Frame frame) throws IOException {
        if (frame.ticks == 0) {
            frame.ticks = ticks(r.most());
            requireRoom(frame.ticks, r.span());
            // The condition may ask about the run before.
            world.events().settle();
            world.events().begin(world.session().tick());
        }
        boolean reached = advance(frame, r.condition());
        world.events().end(world.session(), r.window());
        if (!reached && !stopped) {
            listener.gaveUp(r.span());
        }
    }

    private void repeat(Step.Repeat r, Position.Frame frame) throws IOException {
        if (!position.leadsOn()) {
            frame.last = evaluator.whole(r.times(), "a number of rounds");
            frame.round = 0;
        }
        for (; frame.round < frame.last && !stopped; frame.round++) {
            block(r.body());
            if (r.until().isPresent() && !stopped && evaluator.truth(r.until().get())) {
                return;
            }
        }
    }

    /** Values over a run are kept whole: too many are refused before they fill the memory. */
    private void requireRoom(long ticks, Span span) {
        double bytes = 0;
        for (Experiment.SampleUse use : world.experiment().samples()) {
            bytes += 8.0 * ticks * world.network().groups().get(use.group()).size();
        }
        double room = SAMPLES_SHARE * Runtime.getRuntime().maxMemory();
        if (bytes > room) {
            throw new Fault(Diagnostic.of(
                            Code.E001,
                            span,
                            "the values that `during` asks for would take " + megabytes(bytes)
                                    + " over this run; there is " + megabytes(room) + " for them")
                    .help("ask for fewer members or a shorter run, or `record` a value now and then"));
        }
    }

    private static String megabytes(double bytes) {
        return Math.round(bytes / 1e6) + " MB";
    }

    private void rest(Step.Rest r, Position.Frame frame) throws IOException {
        if (frame.ticks == 0) {
            frame.ticks = ticks(r.duration());
            world.events().settle();
            silence();
        }
        advance(frame, null);
    }

    private void silence() {
        for (int g = 0; g < world.network().groups().size(); g++) {
            if (world.network().groups().get(g) instanceof Network.StimulusDef
                    && !world.network().isDriven(g)) {
                world.session().present(g, new StimulusInput.Silent());
            }
        }
    }

    /**
     * Runs the ticks of a frame that it has not done yet, or until a condition holds at the end of one.
     *
     * @return whether it holds; false without a condition
     */
    private boolean advance(Position.Frame frame, @Nullable Formula until) throws IOException {
        world.changed();
        long begun = world.session().tick() - frame.done;
        boolean changes = !world.experiment().changes().isEmpty();
        if (changes && frame.done == 0 && (until != null || frame.ticks == 1)) {
            world.keepBefore();
            world.changed();
        }
        try {
            while (!stopped && !frame.reached && frame.done < frame.ticks) {
                if (frame.done > 0 && checkpoints.isDue(world.session().tick(), world.dt())) {
                    save();
                }
                frame.done += some(frame, until, begun);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        stopped |= !listener.progress(world.session().tick(), planned);
        if (checkpoints.isOn() && (stopped || checkpoints.isDue(world.session().tick(), world.dt()))) {
            save();
        }
        boolean reached = frame.reached;
        frame.ticks = 0;
        frame.done = 0;
        frame.reached = false;
        return reached;
    }

    /** Runs on until a checkpoint is due, or something ends the run; the number of ticks. */
    private long some(Position.Frame frame, @Nullable Formula until, long begun) {
        Session session = world.session();
        long before = frame.done;
        boolean changes = !world.experiment().changes().isEmpty();
        Session.TickCheck check = ran -> {
            long done = before + ran;
            if (until != null) {
                world.changed();
                frame.reached = evaluator.truth(until);
            }
            if (changes && (until != null || done == frame.ticks - 1) && !frame.reached && done < frame.ticks) {
                world.keepBefore();
                world.changed();
            }
            return !frame.reached;
        };
        Session.TickCheck used = until != null || changes ? check : Session.TickCheck.NONE;
        RunMonitor monitor =
                ran -> report(begun + before + ran) && !checkpoints.isDue(begun + before + ran, world.dt());
        long ticks = Math.min(frame.ticks - before, checkpoints.room(begun + before, world.dt()));
        return before == 0 ? session.run(ticks, monitor, used) : session.proceed(ticks, monitor, used);
    }

    private boolean report(long done) {
        try {
            boolean goesOn = listener.progress(done, planned);
            stopped |= !goesOn;
            return goesOn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To the nearest tick, at least one. */
    private long ticks(Formula duration) {
        double time = evaluator.number(duration);
        if (!(time > 0) || Double.isInfinite(time)) {
            throw new Fault(
                    Code.T004, duration.span(), "a duration must be positive, this is " + Numbers.show(time) + " ms");
        }
        double exact = time / world.dt();
        if (exact > 1e15) {
            throw new Fault(Code.E003, duration.span(), "this is more than 1e15 ticks");
        }
        long ticks = Math.max(1, Math.round(exact));
        if (Math.abs(ticks - exact) > 0.01 * exact) {
            diagnostics.add(Diagnostic.of(
                    Code.T005,
                    duration.span(),
                    Numbers.show(time) + " ms is " + Numbers.show(exact) + " ticks; " + ticks
                            + (ticks == 1 ? " is run" : " are run")));
        }
        return ticks;
    }

    // ---- results

    private void record(Step.Record r) throws IOException {
        Value value = evaluator.value(r.value());
        world.record(r.index()).append(value);
        Experiment.RecordDef def = world.experiment().records().get(r.index());
        double[] shown = value.numbers().clone();
        for (int i = 0; i < shown.length; i++) {
            shown[i] = Shown.in(shown[i], def.unit());
        }
        listener.record(def.name(), shown, Shown.symbol(def.unit()));
    }

    private void require(Step.Require r) throws IOException {
        Requirement result = new Judge(evaluator).judge(r, judged);
        if (result.passed()) {
            passed++;
        } else {
            failed++;
        }
        listener.require(result);
        listener.allowsForSteps(world.hasAskedForSteps());
    }

    // ---- variables

    private void assign(Step.Assign a) {
        Value value = evaluator.value(a.value());
        if (a.at().isPresent()) {
            double[] list = world.get(a.slot()).numbers().clone();
            Formula index = a.at().get();
            int at = Evaluator.place(evaluator.whole(index, "an index"), list.length, index.span());
            double number = ((Value.Number) value).value();
            list[at] = a.operator() == Item.Operator.SET
                    ? number
                    : Elementwise.compute(arithmetic(a.operator()), list[at], number);
            world.put(a.slot(), new Value.Numbers(list));
        } else if (a.operator() == Item.Operator.SET) {
            world.put(a.slot(), value);
        } else {
            Term.ArithmeticOperator operator = arithmetic(a.operator());
            List<Value> both = List.of(world.get(a.slot()), value);
            world.put(a.slot(), Elementwise.ofValues(both, a.span(), x -> Elementwise.compute(operator, x[0], x[1])));
        }
    }

    private static Term.ArithmeticOperator arithmetic(Item.Operator operator) {
        return switch (operator) {
            case ADD -> Term.ArithmeticOperator.ADD;
            case SUBTRACT -> Term.ArithmeticOperator.SUBTRACT;
            case MULTIPLY -> Term.ArithmeticOperator.MULTIPLY;
            case DIVIDE -> Term.ArithmeticOperator.DIVIDE;
            case SET, DRAW -> throw new IllegalStateException(operator.symbol());
        };
    }

    private void choose(Step.If i, Position.Frame frame) throws IOException {
        if (!position.leadsOn()) {
            frame.round = evaluator.truth(i.condition()) ? 1 : 0;
        }
        block(frame.round != 0 ? i.then() : i.otherwise());
    }

    private void loop(Step.For f, Position.Frame frame) throws IOException {
        if (!position.leadsOn()) {
            beginLoop(f, frame);
        }
        for (; frame.round < frame.last && !stopped; frame.round++) {
            // The body may have given the name another value.
            if (!position.leadsOn()) {
                Value list = frame.list;
                world.put(
                        f.slot(),
                        list == null ? new Value.Number(frame.round) : list.element(Math.toIntExact(frame.round)));
            }
            block(f.body());
        }
        frame.list = null;
    }

    private void beginLoop(Step.For f, Position.Frame frame) {
        if (f.to().isPresent()) {
            frame.round = evaluator.whole(f.from(), "an end of a range");
            frame.last = evaluator.whole(f.to().get(), "an end of a range") + 1;
        } else {
            Value list = evaluator.value(f.from());
            frame.list = list;
            frame.round = 0;
            frame.last = list.size();
        }
    }

    /** The values of swept names as people see them. */
    static Quantity quantity(String name, double value, Unit unit) {
        return new Quantity(name, Shown.in(value, unit), Shown.symbol(unit));
    }
}

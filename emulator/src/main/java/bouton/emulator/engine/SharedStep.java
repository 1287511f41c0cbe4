package bouton.emulator.engine;

import bouton.emulator.generate.Shape;
import bouton.emulator.interpret.LinkScope;
import bouton.emulator.state.EventList;
import bouton.image.net.Handler;
import bouton.image.net.Per;
import bouton.image.net.Trigger;

/**
 * The turn of a handler that runs once for each source or each target of a projection. A part of it writes the shared words of
 * that part of the source (or target); synapses of all parts read those of the sources, so all parts are done before they go on.
 */
final class SharedStep extends PartStep {
    private final ProjectionState projection;
    private final SharedWords words;
    private final Trigger trigger;
    private final Runner runner;

    private SharedStep(ProjectionState projection, SharedWords words, Trigger trigger, Runner runner) {
        super(words.end());
        this.projection = projection;
        this.words = words;
        this.trigger = trigger;
        this.runner = runner;
    }

    /** Links the handler of projection {@code number}. */
    static SharedStep of(World world, int number, ProjectionState projection, Handler handler) {
        SharedWords words = handler.per() == Per.SOURCE ? projection.rows() : projection.columns();
        LinkScope scope = world.linker().scope(number, handler.per());
        Runner runner = new Runner(world.linker(), scope, handler.kernel(), world.execution());
        return new SharedStep(projection, words, handler.trigger(), runner);
    }

    ProjectionState projection() {
        return projection;
    }

    Trigger trigger() {
        return trigger;
    }

    Runner runner() {
        return runner;
    }

    @Override
    void declare(Access access) {
        access.writes(Access.What.SHARED, words);
    }

    @Override
    boolean prepareForThreads() {
        return runner.prepare(Shape.NEURONS);
    }

    @Override
    void run(long tick, int part) {
        switch (trigger) {
            case Trigger.EveryTick t -> words.sweep(runner, part, tick, tick, 1);
            case Trigger.Every t -> {
                if (new Steps.Period(t.period(), t.from()).isDue(tick)) {
                    words.sweep(runner, part, tick, tick, 1);
                }
            }
            case Trigger.PreEvent t -> events(t.event(), tick, t.lag().ticks(), part);
            case Trigger.PostEvent t -> events(t.event(), tick, t.lag().ticks(), part);
            case Trigger.OwnEvent t -> throw misplaced();
            case Trigger.Due t -> throw misplaced();
            case Trigger.Arrival t -> throw misplaced();
            case Trigger.Global t -> throw misplaced();
        }
    }

    private void events(int event, long tick, int lag, int part) {
        EventList events = group().channels(part)[event].at(tick - lag);
        if (events.count() == 0 || !projection.takesEventsOf(tick - lag)) {
            return;
        }
        for (int k = 0; k < events.count(); k++) {
            words.run(runner, part, events.member(k), tick, events.payload(k));
        }
    }

    /** Runs it at an event of the network, for all parts. */
    void global(long tick, long drawTick, double payload) {
        for (int k = 0; k < group().parts(); k++) {
            words.sweep(runner, k, tick, drawTick, payload);
        }
    }

    private IllegalStateException misplaced() {
        return new IllegalStateException("kernel " + runner.name() + " has no turn for the trigger " + trigger);
    }
}

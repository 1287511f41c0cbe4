package bouton.emulator.engine;

import bouton.emulator.cost.CostCounter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The schedules of a tick.
 *
 * @param deferral whether synapses see events of their targets later
 * @param ordinary while they see them at once
 * @param deferring while they see them later
 */
record Schedules(Deferral deferral, Schedule ordinary, Schedule deferring) {
    static Schedules of(World world, Globals globals, Workers workers, @Nullable CostCounter costs) {
        Deferral deferral = new Deferral(world, workers);
        List<Step> steps = ScheduleBuilder.build(world, globals, deferral, costs);
        Schedule ordinary = schedule(steps, world, workers);
        if (!deferral.isPossible()) {
            return new Schedules(deferral, ordinary, ordinary);
        }
        deferral.pretend(true);
        Schedule deferring = schedule(steps, world, workers);
        deferral.pretend(false);
        return new Schedules(deferral, ordinary, deferring);
    }

    private static Schedule schedule(List<Step> steps, World world, Workers workers) {
        return workers.size() == 1 ? Schedule.sequential(steps) : Schedule.parallel(steps, world.groups());
    }

    /** That of the tick that comes next. */
    Schedule current() {
        return deferral.isOn() ? deferring : ordinary;
    }
}

package bouton.emulator.engine;

import bouton.emulator.state.EventChannel;
import bouton.image.net.Handler;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of a tick in stretches: single steps, and steps by part that need not wait for each other. Where nothing but
 * events connects the parts, and those are on their way for some ticks, parts run so many ticks without waiting.
 */
final class Schedule {
    /** The steps of a stretch for one part of a group. */
    private static final class Task {
        private final GroupState group;
        private final int part;
        private final List<PartStep> steps = new ArrayList<>();

        Task(GroupState group, int part) {
            this.group = group;
            this.part = part;
        }

        void run(long tick) {
            for (int k = 0; k < steps.size(); k++) {
                steps.get(k).run(tick, part);
            }
            for (EventChannel channel : group.channels(part)) {
                channel.settle();
            }
        }

        /** Runs some ticks, beginning and ending each for the events of this part. */
        void run(long from, long to) {
            EventChannel[] channels = group.channels(part);
            for (long tick = from; tick < to; tick++) {
                for (EventChannel channel : channels) {
                    channel.aim(tick);
                }
                run(tick);
                for (EventChannel channel : channels) {
                    channel.endTick(tick);
                }
            }
        }
    }

    /** Steps that run one behind another, or tasks that run at the same time. */
    private static final class Stretch {
        private final List<Step> steps = new ArrayList<>();
        private final List<Task> tasks = new ArrayList<>();
        private final Access access = new Access();
        private int[] homes = {};

        void add(PartStep step) {
            GroupState group = step.group();
            for (int k = 0; k < group.parts(); k++) {
                task(group, k).steps.add(step);
            }
        }

        private Task task(GroupState group, int part) {
            for (Task task : tasks) {
                if (task.group == group && task.part == part) {
                    return task;
                }
            }
            Task task = new Task(group, part);
            tasks.add(task);
            return task;
        }
    }

    private final List<Stretch> stretches = new ArrayList<>();
    private final long window;

    private Schedule(long window) {
        this.window = window;
    }

    /** The steps of a tick, one after another. */
    static Schedule sequential(List<Step> steps) {
        Schedule schedule = new Schedule(1);
        Stretch all = new Stretch();
        all.steps.addAll(steps);
        schedule.stretches.add(all);
        return schedule;
    }

    /** The steps of a tick for several threads. */
    static Schedule parallel(List<Step> steps, List<GroupState> groups) {
        List<Stretch> stretches = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof PartStep p && p.prepareForThreads()) {
                Access access = new Access();
                p.declare(access);
                Stretch last = stretches.isEmpty() ? new Stretch() : stretches.getLast();
                if (last.tasks.isEmpty() || access.mustWaitFor(last.access) || plays(last) && !isOfStimulus(p)) {
                    last = new Stretch();
                    stretches.add(last);
                }
                last.add(p);
                last.access.add(access);
            } else {
                Stretch single = new Stretch();
                single.steps.add(step);
                stretches.add(single);
            }
        }
        Schedule schedule = new Schedule(window(stretches));
        schedule.stretches.addAll(stretches);
        schedule.assignHomes(groups);
        return schedule;
    }

    /** Parts of a group that follow each other go to threads in turn; each part has the same thread in all stretches. */
    private void assignHomes(List<GroupState> groups) {
        for (Stretch stretch : stretches) {
            stretch.homes = new int[stretch.tasks.size()];
            for (int t = 0; t < stretch.homes.length; t++) {
                Task task = stretch.tasks.get(t);
                int before = 0;
                for (GroupState group : groups) {
                    if (group == task.group) {
                        break;
                    }
                    before += group.parts();
                }
                stretch.homes[t] = before + task.part;
            }
        }
    }

    /**
     * How many ticks parts may run without waiting. Stimuli, which nothing acts upon, play them all beforehand; then each part of
     * a population runs them all, which reads no events of other populations but such as were there before.
     */
    private static long window(List<Stretch> stretches) {
        boolean stimuliFirst = stretches.size() == 2 && plays(stretches.getFirst());
        if (stretches.size() != 1 && !stimuliFirst) {
            return 1;
        }
        Stretch last = stretches.getLast();
        boolean stimuliAgain = last.tasks.stream().anyMatch(task -> task.group instanceof StimulusState);
        if (!last.steps.isEmpty() || stimuliAgain || !last.access.readsOnlyEventsOfStimuli()) {
            return 1;
        }
        int lag = last.tasks.stream()
                .flatMap(task -> task.steps.stream())
                .mapToInt(PartStep::leastLag)
                .min()
                .orElse(1);
        return Math.clamp(lag, 1, LONGEST_WINDOW);
    }

    private static boolean isOfStimulus(PartStep step) {
        return step.group() instanceof StimulusState;
    }

    /** Whether stimuli play in it, and nothing else happens. */
    private static boolean plays(Stretch stretch) {
        return !stretch.tasks.isEmpty()
                && stretch.tasks.stream().flatMap(t -> t.steps.stream()).allMatch(Schedule::isOfStimulus);
    }

    /** Events are kept this much longer. */
    static final int LONGEST_WINDOW = 32;

    /** The number of ticks that can run at a time. */
    long window() {
        return window;
    }

    /** Runs a tick. */
    void run(long tick, Workers workers) {
        for (Stretch stretch : stretches) {
            for (Step step : stretch.steps) {
                step.run(tick);
            }
            if (!stretch.tasks.isEmpty()) {
                workers.run(stretch.homes, t -> stretch.tasks.get(t).run(tick));
            }
        }
    }

    /** Runs ticks {@code from .. to - 1}, at most {@link #window}, and begins and ends them for all events. */
    void run(long from, long to, Workers workers) {
        for (Stretch stretch : stretches) {
            workers.run(stretch.homes, t -> stretch.tasks.get(t).run(from, to));
        }
    }

    /** One thread: runs a tick. */
    void run(long tick) {
        for (Stretch stretch : stretches) {
            for (Step step : stretch.steps) {
                step.run(tick);
            }
        }
    }

    /** A handler is where it cannot have a turn. */
    static IllegalArgumentException misplaced(Handler handler) {
        return new IllegalArgumentException(
                "handler " + handler.kernel().name() + " has the trigger " + handler.trigger());
    }
}

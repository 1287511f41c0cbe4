package bouton.cli.diff;

import bouton.cli.protocol.Requirement;
import bouton.cli.terminal.Figures;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs two sides at the same time, each in a thread, and lets somebody look at both whenever they have come equally far. Nothing
 * of a run is kept but what has happened since then, so memory does not grow with its length.
 */
final class Lockstep {
    /** Inputs that differ are told up to this many: behind a loop that feeds back there are no others. */
    private static final int MOST_INPUTS = 20;

    private final Watcher watcher;
    private final BooleanSupplier interrupted;
    private final Follower[] sides = new Follower[2];
    private final Rendezvous rendezvous = new Rendezvous(this::look);
    private final List<OtherInput> inputs = new ArrayList<>();
    private @Nullable Parting parting;
    /** What the two do next where their ways have parted since they stood side by side. */
    private @Nullable List<String> turn;

    private long compared;
    private boolean ended;

    private Lockstep(Watcher watcher, BooleanSupplier interrupted) {
        this.watcher = watcher;
        this.interrupted = interrupted;
    }

    /**
     * What came of it.
     *
     * @param ticks that ran on both
     * @param complete both protocols came to their ends
     * @param problems what could not be computed, on either side
     * @param requirements as judged on the two sides
     */
    record Outcome(
            long ticks,
            boolean complete,
            Optional<Parting> parting,
            List<OtherInput> inputs,
            List<Diagnostic> problems,
            List<List<Requirement>> requirements) {}

    /**
     * Runs a point of the experiment of both.
     *
     * @param interrupted whether they are to stop
     */
    static Outcome run(
            Side first, Side second, int point, Watcher watcher, BooleanSupplier interrupted, Follower.Told told) {
        Lockstep steps = new Lockstep(watcher, interrupted);
        steps.sides[0] = new Follower(0, first, point, steps.rendezvous, watcher, interrupted, told);
        steps.sides[1] = new Follower(1, second, point, steps.rendezvous, watcher, interrupted, (d, p, t) -> {});
        Thread other = new Thread(steps.sides[1], "bouton-diff");
        other.start();
        steps.sides[0].run();
        join(other);
        Throwable failure = steps.rendezvous.failure();
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
        return steps.outcome();
    }

    private static void join(Thread thread) {
        boolean interruptedMeanwhile = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interruptedMeanwhile = true;
            }
        }
        if (interruptedMeanwhile) {
            Thread.currentThread().interrupt();
        }
    }

    private Outcome outcome() {
        // What is wrong on both is told once.
        Diagnostics problems = new Diagnostics();
        problems.addAll(sides[0].diagnostics().sorted());
        problems.addAll(sides[1].diagnostics().sorted());
        return new Outcome(
                compared,
                sides[0].isComplete() && sides[1].isComplete() && parting == null,
                Optional.ofNullable(parting),
                List.copyOf(inputs),
                problems.sorted(),
                List.of(List.copyOf(sides[0].requirements()), List.copyOf(sides[1].requirements())));
    }

    // ---- while both stand still

    private boolean look(Rendezvous.Arrival first, Rendezvous.Arrival second) {
        if (first.occasion() == Rendezvous.Occasion.LEFT || second.occasion() == Rendezvous.Occasion.LEFT) {
            // A side that could not even begin, or both behind their ends.
            return end(first, second, false);
        }
        if (first.occasion() == Rendezvous.Occasion.OPENED) {
            return watcher.opened(sides[0].standing(), sides[1].standing());
        }
        boolean goesOn = deeds(first, second);
        long common = Math.min(first.tick(), second.tick());
        if (common > compared) {
            long from = compared;
            compared = common;
            goesOn &= watcher.ran(from, common, sides[0].standing(), sides[1].standing());
        }
        boolean both = first.equals(second);
        if (!goesOn || !both || interrupted.getAsBoolean() || first.occasion() == Rendezvous.Occasion.ENDED) {
            return end(first, second, goesOn && !both);
        }
        sides[0].log().clear();
        sides[1].log().clear();
        return true;
    }

    private boolean end(Rendezvous.Arrival first, Rendezvous.Arrival second, boolean parted) {
        if (ended) {
            return false;
        }
        ended = true;
        if (parted && parting == null && !interrupted.getAsBoolean()) {
            parting = new Parting(compared, last(0, first), last(1, second));
        }
        if (first.occasion() != Rendezvous.Occasion.LEFT && second.occasion() != Rendezvous.Occasion.LEFT) {
            watcher.ended(compared, sides[0].standing(), sides[1].standing());
        }
        // Both sides may still come to their ends if they are there.
        return first.occasion() == Rendezvous.Occasion.ENDED && second.occasion() == Rendezvous.Occasion.ENDED;
    }

    /** Where a side took another way than the other, or where it is. */
    private String last(int side, Rendezvous.Arrival arrival) {
        if (turn != null) {
            return "goes on at " + turn.get(side);
        }
        String where = sides[side].lastStatement();
        return arrival.occasion() == Rendezvous.Occasion.ENDED
                ? "has ended behind " + where
                : "has run " + Figures.simulated(arrival.tick() * sides[side].dt()) + " at the end of " + where;
    }

    /** Whether the protocols have given the same to their networks: what they do with results does not matter. */
    private boolean deeds(Rendezvous.Arrival first, Rendezvous.Arrival second) {
        long tick = Math.min(first.tick(), second.tick());
        turn(sides[0].log().statements(), sides[1].log().statements());
        List<Deed.Input> a = sides[0].log().inputs();
        List<Deed.Input> b = sides[1].log().inputs();
        for (int k = 0; k < Math.max(a.size(), b.size()); k++) {
            Deed.Input x = k < a.size() ? a.get(k) : null;
            Deed.Input y = k < b.size() ? b.get(k) : null;
            if (x == null || y == null || !x.isLike(y)) {
                parting = new Parting(tick, words(x), words(y));
                return false;
            }
            if (x.content() != y.content()
                    && inputs.size() < MOST_INPUTS
                    && inputs.stream()
                            .noneMatch(i -> i.at().equals(x.at()) && i.what().equals(x.what()))) {
                inputs.add(new OtherInput(x.tick(), x.what(), x.at()));
            }
        }
        return true;
    }

    /** Notes where the ways of the two part since they stood side by side, if they do. */
    private void turn(List<Deed.Statement> a, List<Deed.Statement> b) {
        for (int k = 0; k < Math.min(a.size(), b.size()); k++) {
            if (!a.get(k).isLike(b.get(k))) {
                turn = List.of(words(a.get(k)), words(b.get(k)));
                return;
            }
        }
        turn = null;
    }

    private static String words(@Nullable Deed deed) {
        return switch (deed) {
            case null -> "gives nothing";
            case Deed.Statement s -> s.at() + " `" + s.text() + "`";
            case Deed.Input i -> "gives " + i.what() + " at " + i.at();
        };
    }
}

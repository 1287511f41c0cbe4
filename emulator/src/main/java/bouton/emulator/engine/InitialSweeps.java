package bouton.emulator.engine;

import bouton.emulator.connect.Tasks;
import bouton.emulator.generate.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Kernels that give synapses their initial values. Projections of which none reads words of another run at the same time, each
 * part by part. A failure is the one that would have come first, had they run one after another: projection by projection,
 * kernel by kernel, part by part.
 */
final class InitialSweeps {
    /** Fewer synapses are not worth the waking of threads. */
    private static final int WORTHWHILE = 1 << 14;

    /**
     * The kernels of a projection for some of its parts.
     *
     * @param rank of the projection in the order
     * @param failures by kernel
     */
    private record Sweep(
            int rank,
            ProjectionState projection,
            List<Runner> runners,
            int from,
            int to,
            @Nullable Throwable[] failures) {}

    private final List<Sweep> sweeps = new ArrayList<>();
    private final Set<ProjectionState> projections = new HashSet<>();
    private final AtomicInteger failed = new AtomicInteger(Integer.MAX_VALUE);
    private long size;

    /** Whether a projection is among those added. */
    boolean has(ProjectionState projection) {
        return projections.contains(projection);
    }

    /**
     * Adds a projection behind those that have been added.
     *
     * @param runners its kernels, in their order
     */
    void add(ProjectionState projection, List<Runner> runners) {
        List<Runner> busy = runners.stream().filter(r -> !r.isEmpty()).toList();
        boolean apart = true;
        for (Runner runner : busy) {
            // Interpreted programs are for one thread at a time.
            apart &= runner.prepare(Shape.ROWS, projection.size());
        }
        int parts = projection.parts().length;
        int step = apart ? 1 : parts;
        for (int part = 0; part < parts && !busy.isEmpty(); part += step) {
            sweeps.add(new Sweep(
                    projections.size(), projection, busy, part, part + step, new @Nullable Throwable[busy.size()]));
        }
        projections.add(projection);
        size += projection.size();
    }

    /** Runs the kernels of all that have been added. */
    void run(Tasks tasks) {
        (size < WORTHWHILE ? Tasks.SEQUENTIAL : tasks).run(sweeps.size(), k -> run(sweeps.get(k)));
        for (int k = 0; k < sweeps.size(); ) {
            int rank = sweeps.get(k).rank();
            int end = k;
            while (end < sweeps.size() && sweeps.get(end).rank() == rank) {
                end++;
            }
            rethrow(sweeps.subList(k, end));
            k = end;
        }
    }

    private void run(Sweep sweep) {
        for (int r = 0; r < sweep.runners().size() && sweep.rank() <= failed.get(); r++) {
            try {
                for (int part = sweep.from(); part < sweep.to(); part++) {
                    sweep.runners().get(r).synapses(sweep.projection().parts()[part]);
                }
            } catch (RuntimeException | Error e) {
                sweep.failures()[r] = e;
                failed.accumulateAndGet(sweep.rank(), Math::min);
                return;
            }
        }
    }

    /** The first failure of a projection. */
    private static void rethrow(List<Sweep> sweeps) {
        for (int r = 0; r < sweeps.getFirst().runners().size(); r++) {
            for (Sweep sweep : sweeps) {
                switch (sweep.failures()[r]) {
                    case RuntimeException e -> throw e;
                    case Error e -> throw e;
                    case null, default -> {}
                }
            }
        }
    }
}

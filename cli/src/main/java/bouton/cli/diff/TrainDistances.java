package bouton.cli.diff;

import bouton.cli.statistics.Coincidences;
import bouton.cli.statistics.IsiDistance;
import bouton.cli.statistics.VanRossumDistance;
import java.util.Arrays;

/** Compares the spike trains of a population's neurons as they come. */
final class TrainDistances {
    private static final long NONE = -1;

    private final int size;
    private final VanRossumDistance vanRossum;
    private final double[] vanRossumOf;
    private final IsiDistance isi;
    private final Coincidences coincidences;
    private final long[][] counts;
    private final long[] firstTick;
    private final boolean[] firstSide;
    private final long[] follows;
    private long differing;
    private int differingNeurons;

    /**
     * @param tau of the van Rossum distance, in ticks
     * @param precision of coincidences, in ticks
     */
    TrainDistances(int size, double tau, long precision) {
        this.size = size;
        this.vanRossum = new VanRossumDistance(size, tau);
        this.vanRossumOf = new double[size];
        this.isi = new IsiDistance(size, 0);
        this.coincidences = new Coincidences(size, precision);
        this.counts = new long[2][size];
        this.firstTick = new long[size];
        this.firstSide = new boolean[size];
        this.follows = new long[size];
        Arrays.fill(firstTick, NONE);
        Arrays.fill(follows, NONE);
    }

    /** A spike that both have. */
    void both(int member, long tick) {
        one(member, tick, true);
        one(member, tick, false);
        if (firstTick[member] >= 0 && follows[member] == NONE) {
            follows[member] = tick;
        }
    }

    /**
     * A spike that one side has alone.
     *
     * @return whether it is the neuron's first
     */
    boolean alone(int member, long tick, boolean ofFirst) {
        one(member, tick, ofFirst);
        vanRossum.add(member, tick, ofFirst);
        differing++;
        if (firstTick[member] == NONE) {
            firstTick[member] = tick;
            firstSide[member] = ofFirst;
            differingNeurons++;
            return true;
        }
        if (follows[member] == NONE && firstSide[member] != ofFirst) {
            follows[member] = tick;
        }
        return false;
    }

    private void one(int member, long tick, boolean ofFirst) {
        counts[ofFirst ? 0 : 1][member]++;
        isi.add(member, tick, ofFirst);
        coincidences.add(member, tick, ofFirst);
    }

    /** Sum of the squared van Rossum distances since the last call. */
    double take(long tick) {
        return vanRossum.take(tick, vanRossumOf);
    }

    /** As {@link #take}, with what is left behind the last spike. */
    double finish(long tick) {
        return vanRossum.finish(tick, vanRossumOf);
    }

    long firstTick(int member) {
        return firstTick[member];
    }

    boolean firstSide(int member) {
        return firstSide[member];
    }

    long follows(int member) {
        return follows[member];
    }

    /**
     * What it comes to when {@code ticks} ticks of {@code dt} ms have run.
     *
     * @param name of the population
     */
    TrainFigures figures(String name, long ticks, double dt) {
        double seconds = ticks * dt / 1000;
        double squares = 0;
        for (int m = 0; m < size; m++) {
            double d = counts[1][m] - counts[0][m];
            squares += d * d;
        }
        long a = Arrays.stream(counts[0]).sum();
        long b = Arrays.stream(counts[1]).sum();
        double vr = Arrays.stream(vanRossumOf).sum();
        return new TrainFigures(
                name,
                size,
                a,
                b,
                differing,
                differingNeurons,
                seconds > 0 ? a / seconds / size : 0,
                seconds > 0 ? b / seconds / size : 0,
                seconds > 0 ? Math.sqrt(squares / size) / seconds : 0,
                Math.sqrt(vr / size),
                Arrays.stream(isi.finish(ticks)).sum() / size,
                coincidences.meanFactor(ticks));
    }
}

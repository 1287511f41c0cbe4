package bouton.cli.statistics;

/**
 * Van Rossum distance of two spike trains of each member of a group, as they come. Every spike leaves {@code exp(-t / tau)}; with f
 * and g the sums of what the spikes of the two trains leave, the squared distance is the integral of (f - g)² over time, divided by
 * tau (M. C. W. van Rossum, A novel spike distance, Neural Computation 13, 2001). A spike that the other train does not have adds
 * 1/2; two that lie far apart add 1.
 *
 * <p>Between two spikes f - g only decays, so its integral is known in closed form: a step per spike, no step per tick.
 */
public final class VanRossumDistance {
    private final double tau;
    private final double[] difference;
    private final long[] since;
    private final double[] integral;

    /**
     * @param members size of the group
     * @param tau time constant in ticks, above 0
     */
    public VanRossumDistance(int members, double tau) {
        if (!(tau > 0)) {
            throw new IllegalArgumentException("time constant " + tau);
        }
        this.tau = tau;
        this.difference = new double[members];
        this.since = new long[members];
        this.integral = new double[members];
    }

    /** A spike of one of the trains; ticks of a member never go back. */
    public void add(int member, long tick, boolean first) {
        advance(member, tick);
        difference[member] += first ? 1 : -1;
    }

    /**
     * What the members have added since the last call, over the time until {@code tick}.
     *
     * @return the sum of their squared distances
     */
    public double take(long tick, double[] perMember) {
        double sum = 0;
        for (int m = 0; m < integral.length; m++) {
            advance(m, tick);
            sum += integral[m];
            perMember[m] += integral[m];
            integral[m] = 0;
        }
        return sum;
    }

    /** As {@link #take}, and all that is still to come when no spike follows. */
    public double finish(long tick, double[] perMember) {
        double sum = take(tick, perMember);
        for (int m = 0; m < difference.length; m++) {
            double rest = difference[m] * difference[m] / 2;
            difference[m] = 0;
            perMember[m] += rest;
            sum += rest;
        }
        return sum;
    }

    private void advance(int member, long tick) {
        double x = difference[member];
        if (x != 0) {
            double decay = Math.exp((since[member] - tick) / tau);
            integral[member] += x * x * (1 - decay * decay) / 2;
            difference[member] = x * decay;
        }
        since[member] = tick;
    }
}

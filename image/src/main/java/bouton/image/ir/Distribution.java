package bouton.image.ir;

/** Distributions of a {@link Instruction.Draw}, with their arguments in order. */
public enum Distribution {
    /** lo, hi. */
    UNIFORM(2),
    /** mean, standard deviation. */
    NORMAL(2),
    /** mean and standard deviation of the logarithm. */
    LOGNORMAL(2),
    /** mean. */
    EXPONENTIAL(1),
    /** mean. */
    POISSON(1),
    /** shape, scale. */
    GAMMA(2),
    /** The values to choose from, equally likely. */
    CHOICE(-1),
    /** probability; 1 or 0. */
    CHANCE(1);

    private final int arity;

    Distribution(int arity) {
        this.arity = arity;
    }

    /** Number of arguments; -1: one or more. */
    public int arity() {
        return arity;
    }
}

package bouton.compiler.quantise;

/** What a register of a kernel in float64 has become. */
sealed interface Number {
    /** A sum of integers. */
    record Sum(Linear of) implements Number {}

    /**
     * A number kept inside a range, which is done where it is stored.
     *
     * @param counter number of the counter of values that this changes
     */
    record Kept(Linear of, Linear lo, Linear hi, int counter) implements Number {}

    /** A truth value, or an integer that was none of float64, in this register of the new kernel. */
    record Plain(int register) implements Number {}
}

package bouton.compiler.quantise;

/**
 * An integer that a kernel has in a register.
 *
 * @param register its number in the kernel that is written
 * @param lo the smallest value it can have
 * @param hi the largest
 */
record Atom(int register, long lo, long hi) {
    Atom {
        if (lo > hi) {
            throw new IllegalArgumentException("from " + lo + " to " + hi);
        }
    }

    /** The largest magnitude; -2^63 does not occur. */
    long magnitude() {
        return Math.max(Math.abs(lo), Math.abs(hi));
    }

    /** Bits of a two's complement number that can hold it. */
    int bits() {
        long most = Math.max(hi, -(lo + 1));
        return 65 - Long.numberOfLeadingZeros(most);
    }
}

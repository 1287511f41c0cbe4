package bouton.image.ir;

/** The type of a register or of a state word. */
public sealed interface Type {
    /** IEEE 754 binary64: what the profile {@code ideal} computes in. */
    record Float64() implements Type {
        @Override
        public String toString() {
            return "f64";
        }
    }

    /** A truth value. */
    record Bool() implements Type {
        @Override
        public String toString() {
            return "bool";
        }
    }

    /**
     * A two's complement or unsigned integer of up to 64 bits; {@code fraction} of them stand behind the binary point
     * (documentation for listings and conversions; arithmetic is on the integer).
     */
    record Int(int bits, boolean signed, int fraction) implements Type {
        public Int {
            if (bits < 1 || bits > 64 || (bits == 64 && !signed)) {
                throw new IllegalArgumentException("integer width " + bits + (signed ? " signed" : " unsigned"));
            }
            if (fraction < 0 || fraction > bits) {
                throw new IllegalArgumentException("fraction bits " + fraction + " of " + bits);
            }
        }

        /** The smallest value. */
        public long min() {
            return signed ? -1L << (bits - 1) : 0;
        }

        /** The largest value. */
        public long max() {
            return signed ? ~(-1L << (bits - 1)) : ~(-1L << bits);
        }

        @Override
        public String toString() {
            return (signed ? "s" : "u") + bits + (fraction == 0 ? "" : "." + fraction);
        }
    }

    Type F64 = new Float64();
    Type BOOL = new Bool();
    /** Tick numbers, timers, indices. */
    Type I64 = new Int(64, true, 0);
    /** Delays in ticks. */
    Type I32 = new Int(32, true, 0);
}

package bouton.emulator.generate;

import bouton.image.ir.Type;

/** Integers from {@code min} to {@code max}. */
record Range(long min, long max) {
    static final Range ALL = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

    static Range of(Type type) {
        return switch (type) {
            case Type.Int i -> new Range(i.min(), i.max());
            case Type.Bool b -> new Range(0, 1);
            case Type.Float64 f -> ALL;
        };
    }

    Range hull(Range other) {
        return new Range(Math.min(min, other.min), Math.max(max, other.max));
    }

    boolean isWithin(Range other) {
        return min >= other.min && max <= other.max;
    }

    boolean isOne() {
        return min == max;
    }

    /** Sums, {@link #ALL} if one may be beyond 64 bits. */
    Range plus(Range other) {
        long low = min + other.min;
        long high = max + other.max;
        boolean beyond = ((min ^ low) & (other.min ^ low)) < 0 || ((max ^ high) & (other.max ^ high)) < 0;
        return beyond ? ALL : new Range(low, high);
    }

    /** Differences, {@link #ALL} if one may be beyond 64 bits. */
    Range minus(Range other) {
        long low = min - other.max;
        long high = max - other.min;
        boolean beyond = ((min ^ other.max) & (min ^ low)) < 0 || ((max ^ other.min) & (max ^ high)) < 0;
        return beyond ? ALL : new Range(low, high);
    }

    /** Products, {@link #ALL} if one may be beyond 64 bits. */
    Range times(Range other) {
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        for (long a : new long[] {min, max}) {
            for (long b : new long[] {other.min, other.max}) {
                long product = a * b;
                if (Math.multiplyHigh(a, b) != product >> 63) {
                    return ALL;
                }
                low = Math.min(low, product);
                high = Math.max(high, product);
            }
        }
        return new Range(low, high);
    }

    /** Larger ones of two values. */
    Range max(Range other) {
        return new Range(Math.max(min, other.min), Math.max(max, other.max));
    }

    /** Smaller ones of two values. */
    Range min(Range other) {
        return new Range(Math.min(min, other.min), Math.min(max, other.max));
    }

    /** Results of bitwise operations. */
    Range bitwise(Range other) {
        int bits = Math.max(bits(), other.bits());
        if (bits >= 63) {
            return ALL;
        }
        return new Range(min < 0 || other.min < 0 ? -1L << bits : 0, (1L << bits) - 1);
    }

    private int bits() {
        long widest = (min ^ (min >> 63)) | (max ^ (max >> 63));
        return 64 - Long.numberOfLeadingZeros(widest);
    }
}

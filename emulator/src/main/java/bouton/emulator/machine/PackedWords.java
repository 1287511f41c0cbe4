package bouton.emulator.machine;

import bouton.image.machine.Memory;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Words of up to 128 bits with several fields, as they lie in the chip: one number for each 64 bits, or 32 if that is enough. */
public final class PackedWords {
    private static final int HALF = Long.SIZE;
    private static final BigInteger ONES = BigInteger.ONE.shiftLeft(HALF).subtract(BigInteger.ONE);

    private final int @Nullable [] ints;
    private final long[] low;
    private final long[] high;

    private PackedWords(int bits, int words) {
        ints = bits <= Integer.SIZE ? new int[words] : null;
        low = new long[ints == null ? words : 0];
        high = new long[bits > HALF ? words : 0];
    }

    /** Zeros; null for words that are one number, or whose lanes do not lie in one half: these are kept field by field. */
    static @Nullable PackedWords of(Memory memory) {
        boolean single = memory.fields().size() == 1
                && memory.fields().getFirst().lanes() == 1
                && memory.fields().getFirst().bits() == memory.bits();
        boolean spread = memory.bits() > HALF && memory.fields().stream().anyMatch(f -> f.lanes() > 1);
        return single || spread ? null : new PackedWords(memory.bits(), memory.words());
    }

    /** Whether there is one number of 32 bits for each word. */
    public boolean isInt() {
        return ints != null;
    }

    /** The numbers: bits 63 to 0, or those above, of all words. */
    Column half(int number) {
        return ints != null
                ? new Column.Ints(Integer.SIZE, true, ints)
                : new Column.Longs(Long.SIZE, true, number == 0 ? low : high);
    }

    private long half(int word, int number) {
        return ints != null ? ints[word] : number == 0 ? low[word] : high[word];
    }

    private void setHalf(int word, int number, long value) {
        if (ints != null) {
            ints[word] = (int) value;
        } else if (number == 0) {
            low[word] = value;
        } else {
            high[word] = value;
        }
    }

    /** Bits of a word, without a sign. */
    long extract(int word, int from, int bits) {
        int first = Math.min(bits, HALF - from % HALF);
        long value = half(word, from / HALF) >>> from % HALF & mask(first);
        return first == bits ? value : value | (half(word, from / HALF + 1) & mask(bits - first)) << first;
    }

    /** Replaces bits of a word by the low ones of a value. */
    void insert(int word, int from, int bits, long value) {
        int first = Math.min(bits, HALF - from % HALF);
        replace(word, from / HALF, from % HALF, first, value);
        if (first < bits) {
            replace(word, from / HALF + 1, 0, bits - first, value >> first);
        }
    }

    private void replace(int word, int number, int from, int bits, long value) {
        long mask = mask(bits) << from;
        setHalf(word, number, half(word, number) & ~mask | value << from & mask);
    }

    private static long mask(int bits) {
        return bits == HALF ? -1 : (1L << bits) - 1;
    }

    void set(int word, BigInteger value) {
        setHalf(word, 0, value.longValue());
        if (high.length > 0) {
            high[word] = value.shiftRight(HALF).longValue();
        }
    }

    BigInteger get(int word) {
        if (ints != null) {
            return BigInteger.valueOf(ints[word] & 0xFFFF_FFFFL);
        }
        BigInteger value = BigInteger.valueOf(low[word]).and(ONES);
        return high.length == 0
                ? value
                : value.or(BigInteger.valueOf(high[word]).and(ONES).shiftLeft(HALF));
    }
}

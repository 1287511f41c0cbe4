package bouton.cli.conform;

import bouton.image.machine.Memory;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/** Says where two words of a memory differ, by the names of their fields. */
final class WordDifference {
    private static final int DIGIT = 4;

    private final Memory memory;
    private final ChipFormat.Layout layout;

    WordDifference(Memory memory, ChipFormat.Layout layout) {
        this.memory = memory;
        this.layout = layout;
    }

    /** Numbers that a recording gives for the memory. */
    long numbers() {
        return (long) memory.words() * perWord();
    }

    private int perWord() {
        return layout == ChipFormat.Layout.ROWS ? memory.bits() / DIGIT : 1;
    }

    /** How many of the numbers that a recording gives for a word differ. */
    long numbers(BigInteger expected, BigInteger got) {
        int bits = memory.bits() / perWord();
        BigInteger difference = expected.xor(got);
        return IntStream.range(0, perWord())
                .filter(k -> !slice(difference, k * bits, bits).equals(BigInteger.ZERO))
                .count();
    }

    /** For example {@code N[17].core: expected 12, got 13 (words 80…1fe01 and 80…1fe01)}. */
    String of(int word, BigInteger expected, BigInteger got) {
        String at = memory.name() + index(word);
        if (memory.bits() == 1) {
            return at + ": expected " + expected + ", got " + got;
        }
        String words = " (words " + Hexadecimal.of(expected, memory.bits()) + " and "
                + Hexadecimal.of(got, memory.bits()) + ")";
        for (Memory.Field field : memory.fields()) {
            if (!holds(field, expected)) {
                continue;
            }
            for (int lane = 0; lane < field.lanes(); lane++) {
                int low = field.low() + lane * field.step();
                BigInteger e = value(field, expected, low);
                BigInteger g = value(field, got, low);
                if (!e.equals(g)) {
                    String name = at + "." + field.name() + (field.lanes() > 1 ? "[" + lane + "]" : "");
                    return name + ": expected " + e + ", got " + g + words;
                }
            }
        }
        return at + " bit " + expected.xor(got).getLowestSetBit() + " (of no field) differs" + words;
    }

    /** Whether a word has this field: all have it, or those of its layout. */
    private boolean holds(Memory.Field field, BigInteger word) {
        if (field.layout().isEmpty()) {
            return true;
        }
        Memory.Field selector = memory.fields().get(memory.selector().orElseThrow());
        long chosen = memory.layouts().get(field.layout().get()).value();
        return value(selector, word, selector.low()).equals(BigInteger.valueOf(chosen));
    }

    private static BigInteger value(Memory.Field field, BigInteger word, int low) {
        BigInteger bits = slice(word, low, field.bits());
        return field.signed() && bits.testBit(field.bits() - 1)
                ? bits.subtract(BigInteger.ONE.shiftLeft(field.bits()))
                : bits;
    }

    private static BigInteger slice(BigInteger word, int low, int bits) {
        return word.shiftRight(low).and(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
    }

    /** {@code [3, 17]} for a word of a memory of two dimensions. */
    private String index(int word) {
        List<Integer> size = memory.size();
        StringBuilder result = new StringBuilder();
        int rest = word;
        for (int d = size.size() - 1; d >= 0; d--) {
            result.insert(0, (d > 0 ? ", " : "") + rest % size.get(d));
            rest /= size.get(d);
        }
        return "[" + result + "]";
    }
}

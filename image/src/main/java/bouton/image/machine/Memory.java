package bouton.image.machine;

import java.util.List;
import java.util.Optional;

/**
 * A memory of words of bits; or, where it is a bank of flip-flops, of words that are one field.
 *
 * @param size shape; words are counted with the last index running fastest
 * @param bits of a word, at most 128
 * @param fields that circuits read and write; bits that belong to none are kept as they are
 * @param selector field that says which layout a word has; no circuit stores to it
 * @param layouts what else a word holds; empty if all words are alike
 */
public record Memory(
        String name,
        List<Integer> size,
        int bits,
        List<Field> fields,
        Optional<Integer> selector,
        List<Layout> layouts) {
    public Memory {
        size = List.copyOf(size);
        fields = List.copyOf(fields);
        layouts = List.copyOf(layouts);
    }

    /** Number of words. */
    public int words() {
        int words = 1;
        for (int n : size) {
            words = Math.multiplyExact(words, n);
        }
        return words;
    }

    /**
     * A field, perhaps several times in a word.
     *
     * @param signed two's complement
     * @param low lowest bit of the first
     * @param lanes how often
     * @param step bits from one to the next
     * @param layout the layout it belongs to; empty if all words have it
     */
    public record Field(String name, int bits, boolean signed, int low, int lanes, int step, Optional<Integer> layout) {
        public long least() {
            return signed ? -(1L << bits - 1) : 0;
        }

        public long most() {
            return (1L << (signed ? bits - 1 : bits)) - 1;
        }
    }

    /** Fields marked with it are in the words whose selecting field has this value. */
    public record Layout(String name, long value) {}
}

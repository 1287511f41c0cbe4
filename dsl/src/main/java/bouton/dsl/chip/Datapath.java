package bouton.dsl.chip;

import bouton.dsl.chip.NumberFormat.Overflow;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Circuit;
import bouton.dsl.syntax.Ident;
import java.util.List;
import java.util.Optional;

/**
 * What a chip is made of, bit by bit: its registers and memories, and the circuits between them as they are written. What the
 * circuits mean is worked out by the compiler.
 *
 * @param circuits in the order of the text, those of parents first
 */
public record Datapath(List<Register> registers, List<Memory> memories, List<Circuit> circuits) {
    public Datapath {
        registers = List.copyOf(registers);
        memories = List.copyOf(memories);
        circuits = List.copyOf(circuits);
    }

    /** Whether there is nothing of it. */
    public boolean isEmpty() {
        return registers.isEmpty() && memories.isEmpty() && circuits.isEmpty();
    }

    /**
     * A register that a host sets, or a bank of them.
     *
     * @param first number that it is written at
     * @param last for a bank that takes several numbers: the last; each holds as many of its bits as there are bits / numbers
     * @param bits of each element, 1 .. 32
     * @param size elements; 1 for a single register
     */
    public record Register(String name, int first, int last, int bits, int size, Span span) {}

    /**
     * A memory, or a bank of flip-flops ({@code memory UP[256]: u1}): then its words are one field, {@code value}.
     *
     * @param size shape
     * @param bits of a word, 1 .. 128
     * @param fields of all words
     * @param bank whether its words are one number each
     */
    public record Memory(
            String name,
            List<Integer> size,
            int bits,
            List<Field> fields,
            List<Layout> layouts,
            boolean bank,
            Span span) {
        public Memory {
            size = List.copyOf(size);
            fields = List.copyOf(fields);
            layouts = List.copyOf(layouts);
        }
    }

    /**
     * Bits of a word with a name.
     *
     * @param bits 1 .. 32
     * @param low lowest bit of the first
     * @param lanes how often it is there
     * @param step bits from one to the next
     * @param overflow what a store does with a value that does not fit; empty: all must fit
     */
    public record Field(
            String name,
            int bits,
            boolean signed,
            int low,
            int lanes,
            int step,
            Optional<Overflow> overflow,
            Span span) {}

    /** Fields of the words whose selecting field has a value. */
    public record Layout(String name, Ident selector, long value, List<Field> fields, Span span) {
        public Layout {
            fields = List.copyOf(fields);
        }
    }
}

package bouton.cli.conform;

import java.util.List;

/**
 * A format of recordings of a chip: which key of a file is which memory of the chip's text. All else, widths and sizes too, is
 * the text's.
 *
 * @param name as files name it in {@code format}
 * @param chip profile whose text is replayed
 * @param contents of memories
 * @param wheel whether files give the slot of a timing wheel and its counter
 * @param updates whether there are also tables of single updates ({@link UpdateTable})
 */
record ChipFormat(String name, String chip, List<Content> contents, boolean wheel, boolean updates) {
    /** Memory that tables of single updates are of. */
    static final String NEURONS = "N";

    /** Memories with the flags of a neuron, which tables of single updates have too. */
    static final String UP = "UP";

    static final String DOWN = "DOWN";

    static final String SLOT = "priority";
    static final String COUNTER = "priority_cnt";

    static final List<ChipFormat> ALL = List.of(
            new ChipFormat(
                    "odin-golden-1",
                    "odin",
                    List.of(
                            new Content("neurons", NEURONS, Layout.WORDS, true),
                            new Content("synapses", "S", Layout.ROWS, true),
                            new Content("v_up", UP, Layout.BANK, true),
                            new Content("v_down", DOWN, Layout.BANK, true)),
                    true,
                    true),
            new ChipFormat(
                    "tinyodin-golden-1",
                    "tinyodin",
                    List.of(
                            new Content("neurons", NEURONS, Layout.WORDS, true),
                            new Content("synapses", "S", Layout.ROWS, false)),
                    false,
                    false));

    ChipFormat {
        contents = List.copyOf(contents);
    }

    /**
     * @param key in {@code initial} and {@code expected}
     * @param memory of the text
     * @param changes whether {@code expected} has it too; else it must be at the end what it was
     */
    record Content(String key, String memory, Layout layout, boolean changes) {}

    /** How a memory is written as hexadecimal digits. */
    enum Layout {
        /** A text for each word, the highest bit first. */
        WORDS,
        /** A text for each row of a memory of two dimensions, a digit for each four bits, the lowest bits first. */
        ROWS,
        /** One text, a bit for each word, the last word first. */
        BANK
    }
}

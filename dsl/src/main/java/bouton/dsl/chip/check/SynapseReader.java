package bouton.dsl.chip.check;

import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.Core;
import bouton.dsl.chip.Synapses;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import java.util.List;

/** Reads how a core keeps its synapses. */
final class SynapseReader {
    private static final List<String> KINDS = List.of("crossbar", "list", "unlimited");
    private static final int LONGEST_ENTRY = 1024;

    private final Body body;
    private final Arithmetic arithmetic;
    private final Diagnostics diagnostics;

    SynapseReader(Body body, Arithmetic arithmetic, Diagnostics diagnostics) {
        this.body = body;
        this.arithmetic = arithmetic;
        this.diagnostics = diagnostics;
    }

    /**
     * @param neurons of the core
     * @param axons of the core
     * @param words of a synapse besides its weight
     */
    Synapses read(int neurons, int axons, int words) {
        Entry entry = body.find("synapses");
        if (entry == null) {
            return new Synapses.Unlimited();
        }
        Reader reader = new Reader(entry, diagnostics);
        Body block = body.block("synapses", Level.SYNAPSES);
        return switch (reader.oneOf(KINDS)) {
            case "crossbar" -> crossbar(reader, block, neurons, axons, words);
            case "list" -> lists(reader, block, neurons, words);
            default -> {
                refuse(block, "cell", "memory without limits has no cells");
                refuse(block, "entry", "memory without limits has no entries");
                reader.provenance();
                reader.end();
                yield new Synapses.Unlimited();
            }
        };
    }

    /** {@code crossbar 256 x 256 { cell 8 bit }}. */
    private Synapses crossbar(Reader reader, Body block, int neurons, int axons, int words) {
        refuse(block, "entry", "a crossbar has cells, as `cell 8 bit`");
        int wide = reader.whole("the number of axons, as in `crossbar 256 x 256`", 1, Reader.MOST);
        reader.expect("x", "crossbar 256 x 256");
        int high = reader.whole("the number of neurons, as in `crossbar 256 x 256`", 1, Reader.MOST);
        reader.provenance();
        reader.end();
        int bits = bits(block, "cell");
        if (reader.failed()) {
            return new Synapses.Unlimited();
        }
        larger(axons, wide, "axons", reader);
        larger(neurons, high, "neurons", reader);
        long needed = needed(words);
        if (bits > 0 && needed > bits) {
            tooSmall(block, "cell", bits, needed, words);
        }
        return new Synapses.Crossbar(wide, high, bits);
    }

    private void larger(int wanted, int there, String word, Reader reader) {
        Entry entry = body.find(word);
        if (entry != null && wanted != Core.UNLIMITED && wanted > there) {
            diagnostics.add(Diagnostic.of(
                            Code.F103,
                            entry.span(),
                            "%,d %s do not fit to a crossbar with %,d of them".formatted(wanted, word, there))
                    .also(reader.span(), "the crossbar")
                    .help("write at most `" + word + " " + there + "`, or a larger crossbar"));
        }
    }

    /** {@code list 128 KiB { entry 24 bit }}. */
    private Synapses lists(Reader reader, Body block, int neurons, int words) {
        refuse(block, "cell", "a list has entries, as `entry 24 bit`");
        Amount size = reader.amount("a size, as `128 KiB`");
        if (!reader.failed() && size.kind() != Amount.Kind.BYTES) {
            reader.fail(Diagnostic.of(
                            Code.U001,
                            size.span(),
                            "memory is measured in bytes: not `" + size.span().text() + "`")
                    .help("for example `128 KiB`"));
        }
        boolean odd = size.value() != Math.rint(size.value()) || size.value() < 1 || size.value() > 1e12;
        if (!reader.failed() && odd) {
            reader.fail(Diagnostic.of(Code.F101, size.span(), "a memory has a whole number of bytes, 1 B to 1,000 GB"));
        }
        reader.provenance();
        reader.end();
        int bits = bits(block, "entry");
        if (reader.failed()) {
            return new Synapses.Unlimited();
        }
        long bytes = (long) size.value();
        long target = neurons == Core.UNLIMITED ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(neurons - 1);
        long needed = needed(words) + target;
        if (bits > 0 && needed > bits) {
            tooSmall(block, "entry", bits, needed, words);
        } else if (Math.max(bits, needed) > bytes * 8) {
            diagnostics.add(Diagnostic.of(
                    Code.F105, reader.span(), "not one synapse of " + Math.max(bits, needed) + " bits fits into it"));
        }
        return new Synapses.Lists(bytes, bits);
    }

    /** Bits of the weight and the other words of a synapse; 0 if that is not limited. */
    private long needed(int words) {
        if (arithmetic.isReal() || arithmetic.isMixed()) {
            return 0;
        }
        long others = words == Core.UNLIMITED ? 0 : words;
        return arithmetic.weight().bits() + others * arithmetic.synapse().bits();
    }

    private void tooSmall(Body block, String word, int bits, long needed, int words) {
        Entry entry = block.find(word);
        if (entry == null) {
            return;
        }
        String others = words == 0 || words == Core.UNLIMITED
                ? ""
                : " and %d %s of %d"
                        .formatted(
                                words,
                                words == 1 ? "word" : "words",
                                arithmetic.synapse().bits());
        String target = word.equals("entry") ? ", with the number of its target" : "";
        diagnostics.add(Diagnostic.of(
                        Code.F105,
                        entry.span(),
                        "a synapse takes %d bits, and its %s has %d".formatted(needed, word, bits))
                .note("a weight of %d bits%s%s".formatted(arithmetic.weight().bits(), others, target)));
    }

    private int bits(Body block, String word) {
        Entry entry = block.find(word);
        if (entry == null) {
            return 0;
        }
        Reader reader = new Reader(entry, diagnostics);
        int bits = reader.whole("a number of bits, as `" + word + " 8 bit`", 1, LONGEST_ENTRY);
        reader.unit("bit");
        reader.provenance();
        reader.end();
        return reader.failed() ? 0 : bits;
    }

    private void refuse(Body block, String word, String why) {
        Entry entry = block.find(word);
        if (entry != null) {
            diagnostics.add(Diagnostic.of(Code.S006, entry.span(), "`" + word + "` does not belong here")
                    .note(why));
        }
    }
}

package bouton.dsl.chip.check;

import bouton.dsl.chip.Datapath;
import bouton.dsl.chip.Datapath.Field;
import bouton.dsl.chip.Datapath.Layout;
import bouton.dsl.chip.Datapath.Memory;
import bouton.dsl.chip.Datapath.Register;
import bouton.dsl.chip.NumberFormat.Overflow;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Circuit;
import bouton.dsl.syntax.Clause;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a chip is made of, bit by bit. */
final class DatapathReader {
    private static final int WIDEST_WORD = 128;
    private static final int MOST_WORDS = 1 << 22;
    private static final int LAST_REGISTER = 65_535;

    private final Body chip;
    private final Diagnostics diagnostics;
    private final Map<String, Span> names = new HashMap<>();

    DatapathReader(Body chip, Diagnostics diagnostics) {
        this.chip = chip;
        this.diagnostics = diagnostics;
    }

    Datapath read(Collection<Circuit> circuits) {
        List<Register> registers = new ArrayList<>();
        for (Entry entry : chip.block("register", Level.REGISTERS).entries()) {
            register(entry).ifPresent(registers::add);
        }
        Entry bare = chip.find("register");
        if (bare != null) {
            new Reader(bare, diagnostics).end();
        }
        overlap(registers);
        List<Memory> memories = new ArrayList<>();
        for (Entry entry : chip.all("memory")) {
            memory(entry).ifPresent(memories::add);
        }
        return new Datapath(registers, memories, List.copyOf(circuits));
    }

    private void declare(String name, Span at) {
        Span before = names.putIfAbsent(name, at);
        if (before != null) {
            diagnostics.add(Diagnostic.of(Code.N002, at, "`" + name + "` is declared twice")
                    .label("again here")
                    .also(before, "first declared here"));
        }
    }

    /** {@code 2 .. 17 SYN_SIGN: u1[256]}. */
    private Optional<Register> register(Entry entry) {
        Reader reader = new Reader(entry.fromStart(), diagnostics);
        int first = reader.whole("the number that it is written at", 0, LAST_REGISTER);
        int last = reader.accept("..") ? reader.whole("the last number", first, LAST_REGISTER) : first;
        Clause.Word name = reader.word("the register's name");
        reader.expect(":", "1 OPEN_LOOP: u1");
        FieldType type = FieldType.read(reader);
        int size = 1;
        if (reader.accept("[")) {
            size = reader.whole("how many there are", 1, LAST_REGISTER);
            reader.expect("]", "SYN_SIGN: u1[256]");
        }
        reader.provenance();
        reader.end();
        if (reader.failed()) {
            return Optional.empty();
        }
        if (type.signed()) {
            reader.fail(Diagnostic.of(Code.Q120, entry.span(), "a register holds a number without a sign")
                    .help("write `u" + type.bits() + "`"));
        }
        int numbers = last - first + 1;
        if (numbers > 1 && (size % numbers != 0 || size / numbers * type.bits() > 32)) {
            reader.fail(Diagnostic.of(
                            Code.F101,
                            entry.span(),
                            "%d elements do not spread evenly over %d numbers".formatted(size, numbers))
                    .note("each number takes the same whole count of elements, of together at most 32 bits"));
        }
        declare(name.word(), name.span());
        return Optional.of(new Register(name.word(), first, last, type.bits(), size, name.span()));
    }

    private void overlap(List<Register> registers) {
        for (int i = 0; i < registers.size(); i++) {
            for (int j = 0; j < i; j++) {
                Register a = registers.get(j);
                Register b = registers.get(i);
                if (a.first() <= b.last() && b.first() <= a.last()) {
                    diagnostics.add(Diagnostic.of(
                                    Code.N002,
                                    b.span(),
                                    "`" + b.name() + "` is written at a number of `" + a.name() + "`")
                            .also(a.span(), "this one"));
                }
            }
        }
    }

    /** {@code memory N[256]: 128 bit { … }} or {@code memory UP[256]: u1}. */
    private Optional<Memory> memory(Entry entry) {
        Reader reader = new Reader(entry, diagnostics);
        String[] words = entry.key().split(" ");
        if (words.length < 2) {
            reader.expected("the name of the memory, as in `memory N[256]: 128 bit { … }`");
            return Optional.empty();
        }
        Span name = entry.parts().get(1).span();
        List<Integer> size = new ArrayList<>();
        reader.expect("[", "memory N[256]: 128 bit");
        do {
            size.add(reader.whole("a number of words", 1, MOST_WORDS));
        } while (!reader.failed() && reader.accept(","));
        reader.expect("]", "memory N[256]: 128 bit");
        reader.expect(":", "memory N[256]: 128 bit");
        if (reader.failed()) {
            return Optional.empty();
        }
        if (size.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> Math.min(MOST_WORDS + 1L, a * b))
                > MOST_WORDS) {
            reader.fail(Diagnostic.of(Code.F101, entry.span(), "a memory has at most %,d words".formatted(MOST_WORDS)));
            return Optional.empty();
        }
        declare(words[1], name);
        return reader.seesNumber()
                ? words(entry, reader, words[1], size, name)
                : bank(entry, reader, words[1], size, name);
    }

    private Optional<Memory> bank(Entry entry, Reader reader, String name, List<Integer> size, Span at) {
        FieldType type = FieldType.read(reader);
        Optional<Overflow> overflow = overflow(reader);
        reader.end();
        if (entry.block() != null) {
            reader.fail(Diagnostic.of(Code.S006, entry.span(), "words that are one number have no fields")
                    .help("fields belong to words of bits: `memory " + name + "[256]: 128 bit { … }`"));
        }
        Field value = new Field("value", type.bits(), type.signed(), 0, 1, 1, overflow, at);
        return reader.failed()
                ? Optional.empty()
                : Optional.of(new Memory(name, size, type.bits(), List.of(value), List.of(), true, at));
    }

    private Optional<Memory> words(Entry entry, Reader reader, String name, List<Integer> size, Span at) {
        int bits = reader.whole("the bits of a word", 1, WIDEST_WORD);
        reader.unit("bit");
        reader.provenance();
        reader.end();
        Body block = entry.block() == null ? Body.empty(Level.MEMORY) : entry.block();
        List<Field> fields = new ArrayList<>();
        List<Layout> layouts = new ArrayList<>();
        for (Entry inner : block.entries()) {
            if (inner.key().startsWith("layout ") || inner.key().equals("layout")) {
                layout(inner, bits).ifPresent(layouts::add);
            } else {
                field(inner, bits).ifPresent(fields::add);
            }
        }
        disjoint(fields, fields);
        layouts.forEach(l -> {
            disjoint(l.fields(), l.fields());
            disjoint(l.fields(), fields);
            select(l, fields);
        });
        if (fields.isEmpty() && layouts.isEmpty() && !reader.failed()) {
            reader.fail(Diagnostic.of(Code.S008, entry.span(), "a memory of words has fields")
                    .help("for example `memory " + name + "[256]: 128 bit { core: u8 at 77:70 }`"));
        }
        return reader.failed()
                ? Optional.empty()
                : Optional.of(new Memory(name, size, bits, fields, layouts, false, at));
    }

    /** {@code layout lif when model == 1 { … }}. */
    private Optional<Layout> layout(Entry entry, int bits) {
        String example = "layout lif when model == 1 { … }";
        Reader reader = new Reader(entry.fromStart(), diagnostics);
        reader.word("the word layout");
        Clause.Word name = reader.word("the layout's name, as in `" + example + "`");
        reader.expect("when", example);
        Clause.Word selector = reader.word("the field that selects it");
        reader.expect("==", example);
        int value = reader.whole("a value of the field", 0, Integer.MAX_VALUE);
        reader.end();
        List<Field> fields = new ArrayList<>();
        Body block = entry.block() == null ? Body.empty(Level.LAYOUT) : entry.block();
        for (Entry inner : block.entries()) {
            field(inner, bits).ifPresent(fields::add);
        }
        return reader.failed()
                ? Optional.empty()
                : Optional.of(new Layout(
                        name.word(), new Ident(selector.word(), selector.span()), value, fields, name.span()));
    }

    private void select(Layout layout, List<Field> fields) {
        Optional<Field> field = fields.stream()
                .filter(f -> f.name().equals(layout.selector().text()) && f.lanes() == 1 && !f.signed())
                .findFirst();
        if (field.isEmpty()) {
            diagnostics.add(Diagnostic.of(
                            Code.N001,
                            layout.selector().span(),
                            "`" + layout.selector() + "` is no field that all words have, once and without a sign")
                    .note("what tells layouts apart is read before the layout is known"));
        } else if (layout.value() >> field.get().bits() != 0) {
            diagnostics.add(Diagnostic.of(
                            Code.F101,
                            layout.span(),
                            "`%s` has %d bits and is never %d"
                                    .formatted(layout.selector(), field.get().bits(), layout.value()))
                    .also(field.get().span(), "the field"));
        }
    }

    /** {@code core: u8 at 77:70 @saturate}, {@code w[8]: u3 at 2:0 step 4}. */
    private Optional<Field> field(Entry entry, int word) {
        Reader reader = new Reader(entry.fromStart(), diagnostics);
        Clause.Word name = reader.word("a field");
        int lanes = 1;
        if (reader.accept("[")) {
            lanes = reader.whole("how often the field is there", 1, word);
            reader.expect("]", "w[8]: u3 at 2:0 step 4");
        }
        reader.expect(":", "core: u8 at 77:70");
        FieldType type = FieldType.read(reader);
        reader.expect("at", "core: u8 at 77:70");
        int high = reader.whole("a bit of the word", 0, word - 1);
        int low = reader.accept(":") ? reader.whole("the lowest bit", 0, word - 1) : high;
        int step = type.bits();
        if (reader.accept("step")) {
            step = reader.whole("bits from one to the next", type.bits(), word);
        }
        Optional<Overflow> overflow = overflow(reader);
        reader.end();
        if (!reader.failed() && high - low + 1 != type.bits()) {
            reader.fail(Diagnostic.of(
                            Code.F101,
                            entry.span(),
                            "`%s` has %d bits, and %d:%d are %d"
                                    .formatted(name.word(), type.bits(), high, low, high - low + 1))
                    .note("the highest bit stands first, as in `77:70`"));
        }
        if (!reader.failed() && low + (lanes - 1) * step + type.bits() > word) {
            reader.fail(Diagnostic.of(
                    Code.F101,
                    entry.span(),
                    "the last of %d lanes ends beyond bit %d, the highest of a word".formatted(lanes, word - 1)));
        }
        return reader.failed()
                ? Optional.empty()
                : Optional.of(
                        new Field(name.word(), type.bits(), type.signed(), low, lanes, step, overflow, name.span()));
    }

    /** Bits belong to one field; names too. */
    private void disjoint(List<Field> some, List<Field> others) {
        for (int i = 0; i < some.size(); i++) {
            for (int j = 0; j < (some == others ? i : others.size()); j++) {
                Field a = others.get(j);
                Field b = some.get(i);
                if (a.name().equals(b.name())) {
                    diagnostics.add(Diagnostic.of(Code.N002, b.span(), "`" + b.name() + "` is declared twice")
                            .also(a.span(), "first declared here"));
                } else if (sharedBit(a, b) >= 0) {
                    diagnostics.add(Diagnostic.of(
                                    Code.F101,
                                    b.span(),
                                    "bit " + sharedBit(a, b) + " belongs to `" + a.name() + "` already")
                            .also(a.span(), "this field"));
                }
            }
        }
    }

    private static int sharedBit(Field a, Field b) {
        for (int i = 0; i < a.lanes(); i++) {
            for (int j = 0; j < b.lanes(); j++) {
                int p = a.low() + i * a.step();
                int q = b.low() + j * b.step();
                if (p < q + b.bits() && q < p + a.bits()) {
                    return Math.max(p, q);
                }
            }
        }
        return -1;
    }

    private Optional<Overflow> overflow(Reader reader) {
        Optional<Overflow> result = Optional.empty();
        for (Item.Annotation mark : reader.marks()) {
            Optional<Overflow> found = switch (mark.name().text()) {
                case "wrap" -> Optional.of(Overflow.WRAP);
                case "saturate" -> Optional.of(Overflow.SATURATE);
                default -> Optional.empty();
            };
            if (found.isEmpty() && !Marks.isProvenance(mark)) {
                reader.fail(Diagnostic.of(Code.S009, mark.span(), "a field knows no annotation `@" + mark.name() + "`")
                        .suggest(mark.name().text(), List.of("wrap", "saturate")));
            }
            if (found.isPresent() && result.isPresent()) {
                reader.fail(Diagnostic.of(
                        Code.Q126, mark.span(), "a number that is too large wraps or saturates, not both"));
            }
            result = found.isPresent() ? found : result;
        }
        return result;
    }
}

package bouton.emulator.generate;

import bouton.emulator.interpret.LinkScope;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a kernel of synapses delivers that does nothing else: a constant, or a word of the synapse, an integer one times a constant.
 *
 * @param port of the target
 * @param type of the port
 * @param field of the word, -1 for a constant
 * @param real the constant, of a port of float64 values
 * @param factor of an integer word; the constant itself without one
 */
record DeliveredAmount(int port, Type type, int field, double real, long factor) {
    /** Amounts and sums up to here do not overflow when they are added as ints. */
    private static final Range SMALL = new Range(-(1L << 30), 1L << 30);

    boolean isWord() {
        return field >= 0;
    }

    /** The constant, of a port of integers. */
    long integer() {
        return factor;
    }

    /** A register: a constant or a word times a factor, and what it may be. */
    private record Term(int field, double real, long factor, Range range) {
        Term scaled(long by) {
            return new Term(field, real, factor * by, range.times(new Range(by, by)));
        }
    }

    /** Null if the kernel does anything else, or if its sums may not fit ints on the way. */
    static @Nullable DeliveredAmount of(LinkScope scope, Kernel kernel) {
        List<Instruction> body = kernel.body().instructions();
        if (body.isEmpty() || !(body.getLast() instanceof Instruction.Deliver deliver)) {
            return null;
        }
        Map<Integer, Term> terms = new HashMap<>();
        for (Instruction instruction : body.subList(0, body.size() - 1)) {
            if (!read(scope, instruction, terms)) {
                return null;
            }
        }
        Term term = terms.get(deliver.src());
        if (term == null || deliver.type() instanceof Type.Int t && !fits(t, term)) {
            return null;
        }
        return new DeliveredAmount(deliver.port(), deliver.type(), term.field(), term.real(), term.factor());
    }

    private static boolean fits(Type.Int port, Term term) {
        return Range.of(port).isWithin(SMALL)
                && term.range().isWithin(SMALL)
                && new Range(term.factor(), term.factor()).isWithin(SMALL);
    }

    /** Takes an instruction that only computes; false for others. */
    private static boolean read(LinkScope scope, Instruction instruction, Map<Integer, Term> terms) {
        switch (instruction) {
            case Instruction.Const i -> terms.put(i.dst(), new Term(-1, i.value(), 0, Range.ALL));
            case Instruction.ConstInt i ->
                terms.put(i.dst(), new Term(-1, 0, i.value(), new Range(i.value(), i.value())));
            case Instruction.Load i
            when i.word().space() == Word.Space.SELF && !(i.type() instanceof Type.Bool) ->
                terms.put(
                        i.dst(),
                        new Term(
                                i.word().field(),
                                0,
                                1,
                                Range.of(scope.field(i.word()).type())));
            case Instruction.Convert i
            when i.to() instanceof Type.Int to && i.from() instanceof Type.Int ->
                put(terms, i.dst(), terms.get(i.src()), to);
            case Instruction.Binary i
            when i.type() instanceof Type.Int to -> {
                Term a = terms.get(i.a());
                Term b = terms.get(i.b());
                put(terms, i.dst(), a == null || b == null ? null : product(i.op(), a, b), to);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Term product(BinaryOp op, Term a, Term b) {
        return switch (op) {
            case MUL -> b.field() < 0 ? a.scaled(b.factor()) : a.field() < 0 ? b.scaled(a.factor()) : null;
            case SHL -> b.field() < 0 && b.factor() >= 0 && b.factor() < 31 ? a.scaled(1L << b.factor()) : null;
            default -> null;
        };
    }

    /** Notes a result, unless a type could not hold it. */
    private static void put(Map<Integer, Term> terms, int dst, @Nullable Term term, Type.Int type) {
        if (term != null && term.range().isWithin(Range.of(type))) {
            terms.put(dst, term);
        }
    }
}

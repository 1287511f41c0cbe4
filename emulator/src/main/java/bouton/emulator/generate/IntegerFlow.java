package bouton.emulator.generate;

import bouton.image.ir.CompareOp;
import bouton.image.ir.Rounding;
import bouton.image.ir.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kernel of integers as a graph of values without branches, each with the range it is in. Every value is exact: what would not
 * fit 64 bits has no node. Values that fit 32 bits are computed in lanes of 32 bits, as far as their operands do.
 *
 * <p>HotSpot vectorises no choice between integers, but sums, shifts and bitwise operations: comparisons are sign bits of
 * differences, spread over the word, and choices are bitwise.
 */
final class IntegerFlow {
    private static final Range LANE = new Range(Integer.MIN_VALUE, Integer.MAX_VALUE);
    private static final Range MASK = new Range(-1, 0);

    private final List<IntegerNode> nodes = new ArrayList<>();
    private final List<Range> ranges = new ArrayList<>();
    private final Map<IntegerNode, Integer> numbers = new HashMap<>();

    int size() {
        return nodes.size();
    }

    IntegerNode node(int n) {
        return nodes.get(n);
    }

    Range range(int n) {
        return ranges.get(n);
    }

    /** Whether a value takes a lane of 64 bits. */
    boolean isWide(int n) {
        return !ranges.get(n).isWithin(LANE);
    }

    /** Whether all bits are the same, as those of a truth value are. */
    boolean isMask(int n) {
        return ranges.get(n).isWithin(MASK);
    }

    private int add(IntegerNode node, Range range) {
        Integer known = numbers.get(node);
        if (known != null) {
            return known;
        }
        nodes.add(node);
        ranges.add(range);
        numbers.put(node, nodes.size() - 1);
        return nodes.size() - 1;
    }

    int constant(long value) {
        return add(new IntegerNode.Constant(value), new Range(value, value));
    }

    /** A word or sum of a type. */
    int input(IntegerNode node, Type type) {
        return add(node, Range.of(type));
    }

    int running(int field) {
        return add(new IntegerNode.Running(field), MASK);
    }

    int random(int bits, long site, int use) {
        return add(new IntegerNode.Random(bits, site, use), new Range(0, -1L >>> 64 - bits));
    }

    private int binary(IntegerNode.Op op, int a, int b, Range range) {
        if (range.equals(Range.ALL)) {
            throw new Unfit("it has an integer that may not fit 64 bits");
        }
        return range.isOne() ? constant(range.min()) : add(new IntegerNode.Binary(op, a, b), range);
    }

    int plus(int a, int b) {
        return binary(IntegerNode.Op.ADD, a, b, range(a).plus(range(b)));
    }

    int minus(int a, int b) {
        return binary(IntegerNode.Op.SUB, a, b, range(a).minus(range(b)));
    }

    int times(int a, int b) {
        return binary(IntegerNode.Op.MUL, a, b, range(a).times(range(b)));
    }

    int min(int a, int b) {
        return binary(IntegerNode.Op.MIN, a, b, range(a).min(range(b)));
    }

    int max(int a, int b) {
        return binary(IntegerNode.Op.MAX, a, b, range(a).max(range(b)));
    }

    int bitwise(IntegerNode.Op op, int a, int b) {
        Range range = range(a).bitwise(range(b));
        if (op == IntegerNode.Op.AND && (range(a).min() >= 0 || range(b).min() >= 0)) {
            // Whatever the other one is.
            long most = Math.min(bound(a), bound(b));
            range = new Range(0, most);
        }
        return binary(op, a, b, range);
    }

    private long bound(int n) {
        return range(n).min() >= 0 ? range(n).max() : Long.MAX_VALUE;
    }

    /** a times 2 to the power of a constant. */
    int shiftLeft(int a, int shift) {
        Range factor = new Range(1L << shift, 1L << shift);
        Range range = shift > 61 ? Range.ALL : range(a).times(factor);
        return shift == 0 ? a : binary(IntegerNode.Op.SHL, a, constant(shift), range);
    }

    /** a over 2 to the power of a constant, rounded down. */
    private int shiftRight(int a, int shift) {
        Range r = range(a);
        // A lane of 32 bits would take a shift by 32 for one by 0.
        int inLane = isWide(a) ? shift : Math.min(shift, 31);
        return shift == 0
                ? a
                : binary(IntegerNode.Op.SHR, a, constant(inLane), new Range(r.min() >> shift, r.max() >> shift));
    }

    /** a over 2 to the power of a constant, rounded; with {@link Rounding#EXACT} rounded down, as there is nothing to drop. */
    int shiftRight(int a, int shift, Rounding rounding) {
        if (shift == 0) {
            return a;
        }
        long half = 1L << shift - 1;
        return switch (rounding) {
            case FLOOR, EXACT -> shiftRight(a, shift);
            case ZERO -> shiftRight(plus(a, bitwise(IntegerNode.Op.AND, sign(a), constant(2 * half - 1))), shift);
            case NEAREST -> shiftRight(plus(a, constant(half)), shift);
            case EVEN -> {
                int odd = bitwise(IntegerNode.Op.AND, shiftRight(a, shift), constant(1));
                yield shiftRight(plus(plus(a, constant(half - 1)), odd), shift);
            }
            // Below 0 ties go down.
            case AWAY -> shiftRight(plus(plus(a, constant(half)), sign(a)), shift);
        };
    }

    /** A mask: a is negative. */
    private int sign(int a) {
        Range r = range(a);
        if (r.min() >= 0 || r.max() < 0) {
            return constant(r.max() < 0 ? -1 : 0);
        }
        return shiftRight(a, isWide(a) ? 63 : 31);
    }

    int compare(CompareOp op, int a, int b) {
        return switch (op) {
            case LT -> sign(minus(a, b));
            case GT -> sign(minus(b, a));
            case LE -> not(sign(minus(b, a)));
            case GE -> not(sign(minus(a, b)));
            case NE -> sign(bitwise(IntegerNode.Op.OR, minus(a, b), minus(b, a)));
            case EQ -> not(compare(CompareOp.NE, a, b));
        };
    }

    int not(int mask) {
        return bitwise(IntegerNode.Op.XOR, mask, constant(-1));
    }

    int and(int a, int b) {
        return bitwise(IntegerNode.Op.AND, a, b);
    }

    /** mask ? a : b */
    int choose(int mask, int a, int b) {
        if (a == b || range(mask).isOne()) {
            return range(mask).min() == 0 ? b : a;
        }
        return add(new IntegerNode.Choice(mask, a, b), range(a).hull(range(b)));
    }

    /** The value as a type that overflows by wrapping holds it. */
    int wrap(int a, Type.Int type) {
        if (range(a).isWithin(Range.of(type))) {
            return a;
        }
        return type.signed()
                ? add(new IntegerNode.Wrap(a, type.bits()), Range.of(type))
                : binary(IntegerNode.Op.AND, a, constant(type.max()), Range.of(type));
    }

    /** The value as a type that overflows by saturating holds it. */
    int saturate(int a, Type.Int type) {
        return range(a).isWithin(Range.of(type)) ? a : max(min(a, constant(type.max())), constant(type.min()));
    }

    /** The value of a node, if it is always the same. */
    Optional<Long> known(int n) {
        return range(n).isOne() ? Optional.of(range(n).min()) : Optional.empty();
    }
}

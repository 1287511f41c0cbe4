package bouton.emulator.generate;

import bouton.image.ir.BinaryOp;
import bouton.image.ir.CompareOp;
import bouton.image.ir.UnaryOp;

/** A value in a {@link Flow}. Operands are numbers of nodes in front of it. */
sealed interface Node {
    /** A float64 constant. Compared by its bits. */
    record Real(long bits) implements Node {}

    /** An integer constant. */
    record Whole(long value) implements Node {}

    /** Always true or always false. */
    record Truth(boolean holds) implements Node {}

    /** A float64 word of the instance, as it is before the kernel. */
    record Column(int field) implements Node {}

    /** An s64 word of the instance, as it is before the kernel. */
    record LongColumn(int field) implements Node {}

    record Payload() implements Node {}

    record PortSum(int port) implements Node {}

    record Global(int cell) implements Node {}

    record Tick() implements Node {}

    record Binary(BinaryOp op, int a, int b) implements Node {}

    record Unary(UnaryOp op, int a) implements Node {}

    /** Compares float64 values. */
    record Compare(CompareOp op, int a, int b) implements Node {}

    /** Compares integers. */
    record CompareLongs(CompareOp op, int a, int b) implements Node {}

    record And(int a, int b) implements Node {}

    record Not(int a) implements Node {}

    /** condition ? a : b, float64. */
    record Choice(int condition, int a, int b) implements Node {}
}

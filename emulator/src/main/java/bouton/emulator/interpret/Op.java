package bouton.emulator.interpret;

/**
 * Operation codes and the layout of a code word: 10 bits of operation, then three operands of 18 bits. An operation with
 * more operands takes a second word. D: float64, L: integers and truth values.
 */
final class Op {
    static final int OPERAND_BITS = 18;
    static final int OPERAND_LIMIT = 1 << OPERAND_BITS;
    static final int MASK = OPERAND_LIMIT - 1;
    static final int A_SHIFT = 10;
    static final int B_SHIFT = 28;
    static final int C_SHIFT = 46;

    // Control. A: target.
    static final int END = 0;
    static final int JUMP = 1;
    static final int JUMP_UNLESS = 2;
    static final int JUMP_UNLESS_LEARNING = 3;

    // A: register, B: place in the pool of constants.
    static final int CONST_D = 4;
    static final int CONST_L = 5;

    // A: register, B: field.
    static final int LOAD_D = 6;
    static final int LOAD_I = 7;
    static final int LOAD_U32 = 8;
    static final int LOAD_L = 9;
    static final int LOAD_PRE_D = 10;
    static final int LOAD_PRE_L = 11;
    static final int LOAD_POST_D = 12;
    static final int LOAD_POST_L = 13;
    // A: field, B: register, C: integer unit.
    static final int STORE_D = 14;
    static final int STORE_I = 15;
    static final int STORE_L = 16;
    static final int STORE_PRE_D = 17;
    static final int STORE_PRE_L = 18;
    static final int STORE_POST_D = 19;
    static final int STORE_POST_L = 20;

    // A = B op C.
    static final int ADD_D = 21;
    static final int SUB_D = 22;
    static final int MUL_D = 23;
    static final int DIV_D = 24;
    static final int MIN_D = 25;
    static final int MAX_D = 26;
    static final int MOD_D = 27;
    static final int POW_D = 28;
    // A = op B.
    static final int NEG_D = 29;
    static final int ABS_D = 30;
    static final int EXP_D = 31;
    // A = function C of B.
    static final int FUNCTION_D = 32;

    // A = B op C, modulo 2^64 where that matters.
    static final int ADD_L = 33;
    static final int SUB_L = 34;
    static final int AND_L = 35;
    static final int OR_L = 36;
    static final int XOR_L = 37;
    static final int MIN_L = 38;
    static final int MAX_L = 39;
    // A = not B.
    static final int NOT_BOOL = 40;
    // A = B op C by the integer unit in the second word.
    static final int INTEGER_BINARY = 41;
    // A = op B by integer unit C.
    static final int INTEGER_UNARY = 42;

    // A = B op C.
    static final int LT_D = 43;
    static final int LE_D = 44;
    static final int EQ_D = 45;
    static final int NE_D = 46;
    static final int LT_L = 47;
    static final int LE_L = 48;
    static final int EQ_L = 49;
    static final int NE_L = 50;
    // A = B ? C : A of the second word.
    static final int SELECT_D = 51;
    static final int SELECT_L = 52;

    // A = B as another type, by integer unit C.
    static final int L_TO_D = 53;
    static final int D_TO_L = 54;
    static final int L_TO_L = 55;
    static final int D_TO_BOOL = 56;
    static final int L_TO_BOOL = 57;
    static final int COPY_D = 58;

    // A = B clamped to C .. A of the second word, counter B of it.
    static final int CLAMP = 59;
    // A = table (A of the second word) at row B, column C.
    static final int TABLE = 60;
    // A: register, B: number of the draw.
    static final int DRAW = 61;
    // A: register.
    static final int TICK = 62;
    static final int CLOCK = 63;
    static final int PAYLOAD = 64;
    static final int SELF_INDEX = 65;
    static final int PRE_INDEX = 66;
    static final int POST_INDEX = 67;
    // A: register, B: out, port.
    static final int ARRIVED = 68;
    static final int PORT_SUM = 69;
    // A: port, event, result, B: register; EMIT_PLAIN without a payload.
    static final int DELIVER = 70;
    static final int EMIT = 71;
    static final int EMIT_PLAIN = 72;
    static final int YIELD = 73;
    // A: number of the propagator, of the integration.
    static final int PROPAGATOR = 74;
    static final int ADAPTIVE = 75;

    private Op() {}

    /** Packs a code word. */
    static long word(int op, int a, int b, int c) {
        check(a);
        check(b);
        check(c);
        return op | (long) a << A_SHIFT | (long) b << B_SHIFT | (long) c << C_SHIFT;
    }

    private static void check(int operand) {
        if (operand < 0 || operand >= OPERAND_LIMIT) {
            throw new IllegalArgumentException(
                    "a kernel uses number " + operand + ", the interpreter goes to " + (OPERAND_LIMIT - 1));
        }
    }

    static int a(long word) {
        return (int) (word >>> A_SHIFT) & MASK;
    }

    static int b(long word) {
        return (int) (word >>> B_SHIFT) & MASK;
    }

    static int c(long word) {
        return (int) (word >>> C_SHIFT);
    }
}

package bouton.emulator.generate;

import java.lang.classfile.CodeBuilder;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Where the registers of a kernel are: in local variables, or constants, which stand where they are used. */
final class Registers {
    private final CodeBuilder code;
    private final Map<Kind, Map<Integer, Integer>> slots = new EnumMap<>(Kind.class);
    private final Map<Integer, Double> constants = new HashMap<>();
    private final Map<Integer, Long> integerConstants = new HashMap<>();
    private final Map<Integer, Range> ranges = new HashMap<>();

    Registers(CodeBuilder code) {
        this.code = code;
    }

    /** A register that holds this value whenever it is read. */
    void constant(int register, double value) {
        constants.put(register, value);
    }

    /** A register that holds this value whenever it is read. */
    void constant(int register, long value) {
        integerConstants.put(register, value);
        ranges.put(register, new Range(value, value));
    }

    /** What an integer register may hold. */
    Range range(int register) {
        return ranges.getOrDefault(register, Range.ALL);
    }

    /** An integer register may hold these values as well. */
    void mayHold(int register, Range range) {
        ranges.merge(register, range, Range::hull);
    }

    /** Pushes a float64. */
    void loadDouble(int register) {
        Double constant = constants.get(register);
        if (constant != null) {
            code.loadConstant((double) constant);
        } else {
            code.dload(slot(Kind.DOUBLE, register));
        }
    }

    /** Pushes an integer, or a truth value as 0 or 1. */
    void loadLong(int register) {
        Long constant = integerConstants.get(register);
        if (constant != null) {
            code.loadConstant((long) constant);
        } else if (holds(Kind.LONG, register) || !holds(Kind.TRUTH, register)) {
            code.lload(slot(Kind.LONG, register));
        } else {
            code.iload(slot(Kind.TRUTH, register)).i2l();
        }
    }

    /** Pushes a truth value as an int, 0 or not. */
    void loadTruth(int register) {
        Long constant = integerConstants.get(register);
        if (constant != null) {
            code.loadConstant(constant == 0 ? 0 : 1);
        } else if (holds(Kind.TRUTH, register) || !holds(Kind.LONG, register)) {
            code.iload(slot(Kind.TRUTH, register));
        } else {
            code.lload(slot(Kind.LONG, register)).lconst_0().lcmp();
        }
    }

    void load(Kind kind, int register) {
        switch (kind) {
            case DOUBLE -> loadDouble(register);
            case LONG -> loadLong(register);
            case TRUTH -> loadTruth(register);
        }
    }

    /** Pops a value into a register. */
    void store(Kind kind, int register) {
        code.storeLocal(kind.type(), slot(kind, register));
    }

    private boolean holds(Kind kind, int register) {
        return slots.getOrDefault(kind, Map.of()).containsKey(register);
    }

    private int slot(Kind kind, int register) {
        return slots.computeIfAbsent(kind, k -> new HashMap<>())
                .computeIfAbsent(register, r -> code.allocateLocal(kind.type()));
    }
}

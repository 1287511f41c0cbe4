package bouton.emulator.generate;

import bouton.emulator.state.Columns;
import bouton.image.ir.Instruction;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.net.Field;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;

/** Emits loads and stores of state words. */
final class WordWriter {
    private final Context context;
    private final CodeBuilder code;
    private final Prologue prologue;
    private final Registers registers;
    private final IntegerWriter integers;

    WordWriter(Context context, CodeBuilder code, Prologue prologue, Registers registers, IntegerWriter integers) {
        this.context = context;
        this.code = code;
        this.prologue = prologue;
        this.registers = registers;
        this.integers = integers;
    }

    /** Loads a word into a register. */
    void load(Instruction.Load i) {
        Field field = context.scope().field(i.word());
        checkFloat(field.type(), i.type(), i.word());
        Columns.Storage storage = context.scope().storage(i.word());
        Word word = context.scope().here(i.word());
        switch (word.space()) {
            case SELF -> prologue.pushOwn(word, storage);
            case PRE, ROW -> prologue.pushOfSource(word);
            case POST, COLUMN -> prologue.pushOfTarget(word);
        }
        put(i.dst(), i.type(), storage == Columns.Storage.DOUBLE ? Kind.DOUBLE : Kind.LONG, Range.of(field.type()));
    }

    /** Pops a value that has been pushed as a kind into a register of a type. */
    private void put(int register, Type type, Kind pushed, Range range) {
        Kind kind = Kind.of(type);
        if (kind == Kind.TRUTH && pushed == Kind.LONG) {
            code.l2i();
        }
        registers.store(kind, register);
        if (kind == Kind.LONG) {
            registers.mayHold(register, range);
        }
    }

    private void checkFloat(Type stored, Type type, Word word) {
        if (stored instanceof Type.Float64 != type instanceof Type.Float64) {
            throw new IllegalArgumentException(context.kernel().name() + " takes field " + word.field() + " of "
                    + context.scope().name() + ", a " + stored + ", for a " + type);
        }
    }

    /** Stores a register as a word of the instance. */
    void store(Instruction.Store i) {
        Word word = context.scope().here(i.word());
        if (word.space() != Word.Space.SELF) {
            throw new IllegalArgumentException(
                    context.kernel().name() + " of " + context.scope().name() + " stores " + i.word());
        }
        Field field = context.scope().field(i.word());
        checkFloat(field.type(), i.type(), i.word());
        Label end = code.newLabel();
        if (i.plastic()) {
            code.iload(prologue.learning()).ifeq(end);
        }
        code.aload(prologue.column(word)).iload(prologue.place());
        switch (field.type()) {
            case Type.Float64 f -> {
                registers.loadDouble(i.src());
                code.dastore();
            }
            case Type.Bool b -> storeInteger(i, new Type.Int(1, false, 0));
            case Type.Int type -> storeInteger(i, type);
        }
        code.labelBinding(end);
    }

    private void storeInteger(Instruction.Store i, Type.Int type) {
        registers.loadLong(i.src());
        integers.fit(type, i.overflow(), range(i.type(), i.src()), i.at());
        Columns.Storage storage = context.scope().storage(i.word());
        if (storage == Columns.Storage.LONG) {
            code.lastore();
            if (!context.shape().isOfSynapses()) {
                code.aload(Prologue.FRAME).loadConstant(i.word().field()).iload(prologue.place());
                code.invokevirtual(Names.FRAME, "stored", MethodTypeDesc.of(Names.V, Names.I, Names.I));
            }
            return;
        }
        code.l2i();
        Elements.pop(code, storage);
    }

    private Range range(Type type, int register) {
        return type instanceof Type.Bool ? new Range(0, 1) : registers.range(register);
    }
}

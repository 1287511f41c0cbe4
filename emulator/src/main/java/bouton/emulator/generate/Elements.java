package bouton.emulator.generate;

import bouton.emulator.state.Columns;
import java.lang.classfile.CodeBuilder;

/** Emits accesses to the elements of columns. */
final class Elements {
    private static final long U32 = 0xFFFF_FFFFL;

    private Elements() {}

    /** Replaces array and index by the element, integers as a long. */
    static void push(CodeBuilder code, Columns.Storage storage) {
        switch (storage) {
            case DOUBLE -> code.daload();
            case BYTE -> code.baload().i2l();
            case UNSIGNED_BYTE -> code.baload().loadConstant(0xFF).iand().i2l();
            case SHORT -> code.saload().i2l();
            case UNSIGNED_SHORT -> code.saload().loadConstant(0xFFFF).iand().i2l();
            case INT -> code.iaload().i2l();
            case UNSIGNED_INT -> code.iaload().i2l().loadConstant(U32).land();
            case LONG -> code.laload();
        }
    }

    /** Pops an int into the element of an array of up to 32 bits. */
    static void pop(CodeBuilder code, Columns.Storage storage) {
        switch (storage) {
            case BYTE, UNSIGNED_BYTE -> code.bastore();
            case SHORT, UNSIGNED_SHORT -> code.sastore();
            default -> code.iastore();
        }
    }
}

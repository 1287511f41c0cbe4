package bouton.emulator.machine.generate;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * Where generated code finds what belongs to the engine.
 *
 * @param step local with the number of the step
 * @param firstHead first of the locals, of 64 bits each, with the fields of the head as the operation began; -1 if it has none
 * @param popped local with the first step in which the head was taken away
 * @param bus local, of 64 bits, with the input's address; -1 if there is none
 */
record Engine(Constants constants, int step, int firstHead, int popped, int bus) {
    private static final MethodTypeDesc VALUE = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long);
    private static final MethodTypeDesc TELL = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);
    private static final MethodTypeDesc HEAD =
            MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_int, ConstantDescs.CD_int);

    /** Gives the log the number that a term is. */
    void value(CodeBuilder code, TermWriter terms, Term term) {
        constants.log(code);
        terms.writeLong(term);
        code.invokevirtual(Constants.LOG, "value", VALUE);
    }

    /** Tells the log what the numbers that it was given are. */
    void tell(CodeBuilder code, String what) {
        constants.log(code);
        code.iload(step).invokevirtual(Constants.LOG, what, TELL);
    }

    /** Pushes a field of the head, 64 bits. */
    void head(CodeBuilder code, int field) {
        if (firstHead < 0) {
            askHead(code, field);
            return;
        }
        var later = code.newLabel();
        var end = code.newLabel();
        code.iload(popped).iload(step).if_icmplt(later);
        code.lload(firstHead + 2 * field).goto_(end);
        code.labelBinding(later);
        askHead(code, field);
        code.labelBinding(end);
    }

    private void askHead(CodeBuilder code, int field) {
        constants.log(code);
        code.loadConstant(field).iload(step).invokevirtual(Constants.LOG, "head", HEAD);
    }
}

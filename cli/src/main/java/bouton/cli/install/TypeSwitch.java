package bouton.cli.install;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Optional;

/**
 * Which case fits: of an object and the number of the first case to look at, the number of the first that fits from there on,
 * the number of cases if none does, -1 for null (as {@link java.lang.runtime.SwitchBootstraps#typeSwitch}).
 *
 * @param cases types and texts, in order
 */
record TypeSwitch(List<ConstantDesc> cases) implements CallSite {
    private static final MethodTypeDesc EQUALS = MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object);

    /** Empty for cases of other kinds: numbers, constants of enums. */
    static Optional<CallSite> of(List<ConstantDesc> cases) {
        boolean plain =
                cases.stream().allMatch(c -> c instanceof String || c instanceof ClassDesc type && !type.isPrimitive());
        return plain ? Optional.of(new TypeSwitch(cases)) : Optional.empty();
    }

    @Override
    public void write(CodeBuilder code) {
        code.aload(0).ifThen(Opcode.IFNULL, none -> none.iconst_m1().ireturn());
        for (int i = 0; i < cases.size(); i++) {
            Label next = code.newLabel();
            code.iload(1).loadConstant(i).if_icmpgt(next);
            switch (cases.get(i)) {
                case ClassDesc type -> code.aload(0).instanceOf(type);
                case String text ->
                    code.loadConstant(text).aload(0).invokevirtual(ConstantDescs.CD_String, "equals", EQUALS);
                default -> throw new IllegalStateException(cases.get(i).toString());
            }
            code.ifeq(next).loadConstant(i).ireturn().labelBinding(next);
        }
        code.loadConstant(cases.size()).ireturn();
    }
}

package bouton.cli.install;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code hashCode} or {@code equals} of a record, with the results of {@link java.lang.runtime.ObjectMethods}.
 *
 * @param fields of the record, in order
 */
record RecordMethod(boolean hash, ClassDesc type, List<Field> fields) implements CallSite {
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final int HASH_FACTOR = 31;

    record Field(String name, ClassDesc type) {}

    /** Empty for {@code toString}: few runs call one. */
    static Optional<CallSite> of(String name, List<ConstantDesc> arguments) {
        boolean hash = name.equals("hashCode");
        if (!hash && !name.equals("equals") || !(arguments.getFirst() instanceof ClassDesc type)) {
            return Optional.empty();
        }
        List<Field> fields = new ArrayList<>();
        // Behind the class and the names: a getter for each field.
        for (ConstantDesc getter : arguments.subList(2, arguments.size())) {
            if (!(getter instanceof DirectMethodHandleDesc field)) {
                return Optional.empty();
            }
            fields.add(new Field(field.methodName(), field.invocationType().returnType()));
        }
        return Optional.of(new RecordMethod(hash, type, fields));
    }

    @Override
    public void write(CodeBuilder code) {
        if (hash) {
            writeHash(code);
        } else {
            writeEquals(code);
        }
    }

    private void writeHash(CodeBuilder code) {
        code.iconst_0();
        for (Field field : fields) {
            code.loadConstant(HASH_FACTOR).imul();
            code.aload(0).getfield(type, field.name(), field.type());
            ClassDesc owner = field.type().isPrimitive() ? boxed(field.type()) : OBJECTS;
            ClassDesc argument = field.type().isPrimitive() ? field.type() : ConstantDescs.CD_Object;
            code.invokestatic(owner, "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, argument));
            code.iadd();
        }
        code.ireturn();
    }

    private void writeEquals(CodeBuilder code) {
        Label equal = code.newLabel();
        Label different = code.newLabel();
        code.aload(0).aload(1).if_acmpeq(equal);
        code.aload(1).instanceOf(type).ifeq(different);
        for (Field field : fields) {
            code.aload(0).getfield(type, field.name(), field.type());
            code.aload(1).checkcast(type).getfield(type, field.name(), field.type());
            unlessEqual(code, field.type(), different);
        }
        code.labelBinding(equal)
                .iconst_1()
                .ireturn()
                .labelBinding(different)
                .iconst_0()
                .ireturn();
    }

    /** Numbers with a point are compared as {@link Double#compare} does: a NaN equals itself, -0 is not 0. */
    private static void unlessEqual(CodeBuilder code, ClassDesc type, Label different) {
        switch (TypeKind.from(type)) {
            case LONG -> code.lcmp().ifne(different);
            case DOUBLE, FLOAT ->
                code.invokestatic(boxed(type), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type))
                        .ifne(different);
            case REFERENCE ->
                code.invokestatic(
                                OBJECTS,
                                "equals",
                                MethodTypeDesc.of(
                                        ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object))
                        .ifeq(different);
            default -> code.if_icmpne(different);
        }
    }

    private static ClassDesc boxed(ClassDesc type) {
        return switch (TypeKind.from(type)) {
            case BOOLEAN -> ConstantDescs.CD_Boolean;
            case BYTE -> ConstantDescs.CD_Byte;
            case CHAR -> ConstantDescs.CD_Character;
            case SHORT -> ConstantDescs.CD_Short;
            case INT -> ConstantDescs.CD_Integer;
            case LONG -> ConstantDescs.CD_Long;
            case FLOAT -> ConstantDescs.CD_Float;
            case DOUBLE -> ConstantDescs.CD_Double;
            case REFERENCE, VOID -> throw new IllegalArgumentException(type.displayName());
        };
    }
}

package bouton.emulator.generate;

import bouton.emulator.interpret.LinkScope;
import bouton.emulator.interpret.Linker;
import bouton.image.ir.Kernel;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the generated form of kernels. */
public final class KernelGenerator {
    /** HotSpot does not compile longer methods (HugeMethodLimit); they would run slower than interpreted programs. */
    private static final int LONGEST_METHOD = 8000;

    /** More would not even be a method. */
    private static final int MOST_INSTRUCTIONS = 2000;

    private static final ClassDesc NAME = ClassDesc.of(KernelGenerator.class.getPackageName(), "Kernel");
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(
            Names.V, Names.FRAME, Names.INTS, Names.DOUBLES, Names.I, Names.I, Names.INTS, Names.INTS);
    private static final MethodTypeDesc CONSTRUCTOR = MethodTypeDesc.of(Names.V, Names.OBJECTS);

    private KernelGenerator() {}

    /**
     * The kernel as bytecode.
     *
     * @return null if the kernel is too long for HotSpot
     * @throws IllegalArgumentException if it names what does not exist
     */
    public static @Nullable GeneratedKernel generate(
            Linker linker, LinkScope scope, Kernel kernel, Linker.Counting counting, Shape shape) {
        List<Object> constants = new ArrayList<>();
        Context context = new Context(linker, scope, Folding.of(kernel), counting, shape);
        KernelNeeds needs = KernelNeeds.of(context.kernel(), scope);
        if (needs.instructions > MOST_INSTRUCTIONS) {
            return null;
        }
        byte[] bytes = ClassFile.of().build(NAME, type -> {
            type.withFlags(AccessFlag.FINAL, AccessFlag.SUPER).withSuperclass(Names.KERNEL);
            type.withMethodBody(
                    ConstantDescs.INIT_NAME,
                    CONSTRUCTOR,
                    ClassFile.ACC_PUBLIC,
                    code -> code.aload(0)
                            .aload(1)
                            .invokespecial(Names.KERNEL, ConstantDescs.INIT_NAME, CONSTRUCTOR)
                            .return_());
            type.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, code -> loop(context, code, needs, constants));
        });
        if (isLong(bytes)) {
            return null;
        }
        GeneratedKernel general = load(bytes, constants);
        return RowDelivery.of(scope, context.kernel(), shape, general);
    }

    private static boolean isLong(byte[] bytes) {
        return ClassFile.of().parse(bytes).methods().stream()
                .flatMap(method -> method.code().stream())
                .anyMatch(code -> code instanceof CodeAttribute c && c.codeLength() > LONGEST_METHOD);
    }

    private static GeneratedKernel load(byte[] bytes, List<Object> constants) {
        try {
            Class<?> type =
                    MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass();
            return (GeneratedKernel)
                    type.getDeclaredConstructor(Object[].class).newInstance((Object) constants.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("generated code cannot be loaded", e);
        }
    }

    /** The method: a loop over the entries, one iteration for each instance. */
    private static void loop(Context context, CodeBuilder code, KernelNeeds needs, List<Object> constants) {
        Prologue prologue = new Prologue(context, code, needs, constants);
        prologue.write();
        InstructionWriter instructions = new InstructionWriter(context, code, prologue, needs);
        Label start = code.newBoundLabel();
        if (context.shape().hasRows()) {
            Label test = code.newLabel();
            Label row = code.newLabel();
            code.goto_(test);
            code.labelBinding(row);
            prologue.startRow();
            instances(context, code, prologue, instructions);
            code.iinc(Prologue.ENTRY, 1);
            code.labelBinding(test).iload(Prologue.ENTRY).iload(Prologue.TO).if_icmplt(row);
        } else {
            instances(context, code, prologue, instructions);
        }
        Label end = code.newBoundLabel();
        code.return_();
        if (needs.mayFail) {
            Label handler = code.newBoundLabel();
            code.exceptionCatch(start, end, handler, Names.FAILURE);
            int failure = code.allocateLocal(TypeKind.REFERENCE);
            String method = context.shape().isOfSynapses() ? "synapseFault" : "neuronFault";
            code.astore(failure).aload(Prologue.FRAME).iload(prologue.place()).aload(failure);
            code.invokevirtual(Names.FRAME, method, MethodTypeDesc.of(Names.FAULT, Names.I, Names.FAILURE));
            code.athrow();
        }
    }

    private static void instances(
            Context context, CodeBuilder code, Prologue prologue, InstructionWriter instructions) {
        Label test = code.newLabel();
        Label body = code.newLabel();
        Label next = code.newLabel();
        code.goto_(test);
        code.labelBinding(body);
        prologue.startIteration(next);
        instructions.block(context.kernel().body());
        code.labelBinding(next).iinc(prologue.entry(), 1);
        code.labelBinding(test).iload(prologue.entry()).iload(prologue.stop()).if_icmplt(body);
    }
}

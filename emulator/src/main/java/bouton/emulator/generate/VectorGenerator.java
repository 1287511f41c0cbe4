package bouton.emulator.generate;

import bouton.emulator.interpret.LinkScope;
import bouton.emulator.interpret.Linker;
import bouton.image.ir.Kernel;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the vector form of neurons' kernels that have one. */
public final class VectorGenerator {
    private static final ClassDesc NAME = ClassDesc.of(VectorGenerator.class.getPackageName(), "Vector");
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(Names.Z, Names.FRAME, Names.DOUBLES, Names.I, Names.I);
    private static final MethodTypeDesc CONSTRUCTOR = MethodTypeDesc.of(Names.V, Names.OBJECTS, Names.INTS, Names.INTS);

    private VectorGenerator() {}

    /**
     * The kernel without branches; null if it has no such form.
     *
     * @param shape {@link Shape#NEURONS} or {@link Shape#SUMS}
     */
    public static @Nullable VectorKernel generate(Linker linker, LinkScope scope, Kernel kernel, Shape shape) {
        Context context = new Context(linker, scope, Folding.of(kernel), Linker.Counting.ON, shape);
        FlowBuilder.Result result = FlowBuilder.of(context);
        return result == null ? integers(context, IntegerFlowBuilder.of(context)) : load(context, result);
    }

    /**
     * A test whether the kernel has anything to do for some neurons: where it says no, the kernel would change nothing. Null if
     * the kernel has no such form.
     */
    public static @Nullable VectorKernel test(Linker linker, LinkScope scope, Kernel kernel) {
        Context context = new Context(linker, scope, Folding.of(kernel), Linker.Counting.ON, Shape.NEURONS);
        FlowBuilder.Result result = FlowBuilder.conditionOf(context);
        return result == null ? integers(context, IntegerFlowBuilder.conditionOf(context)) : load(context, result);
    }

    private static @Nullable VectorKernel integers(Context context, IntegerFlowBuilder.@Nullable Result result) {
        return result == null
                ? null
                : load(
                        code -> new IntegerFlowWriter(context, code, result).write(),
                        List.of(),
                        result.stores().keySet(),
                        Set.of());
    }

    private static VectorKernel load(Context context, FlowBuilder.Result result) {
        List<Object> constants = new ArrayList<>();
        return load(
                code -> new FlowWriter(context, code, result, constants).write(),
                constants,
                result.stores().keySet(),
                result.assumed());
    }

    /** @param constants that the method's writer adds to */
    private static VectorKernel load(
            Consumer<CodeBuilder> run, List<Object> constants, Set<Integer> stored, Set<Integer> assumed) {
        byte[] bytes = ClassFile.of().build(NAME, type -> {
            type.withFlags(AccessFlag.FINAL, AccessFlag.SUPER).withSuperclass(Names.VECTOR);
            type.withMethodBody(
                    ConstantDescs.INIT_NAME,
                    CONSTRUCTOR,
                    ClassFile.ACC_PUBLIC,
                    code -> code.aload(0)
                            .aload(1)
                            .aload(2)
                            .aload(3)
                            .invokespecial(Names.VECTOR, ConstantDescs.INIT_NAME, CONSTRUCTOR)
                            .return_());
            type.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, run);
        });
        try {
            Class<?> type =
                    MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass();
            return (VectorKernel) type.getDeclaredConstructor(Object[].class, int[].class, int[].class)
                    .newInstance(constants.toArray(), numbers(stored), numbers(assumed));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("generated code cannot be loaded", e);
        }
    }

    private static int[] numbers(Set<Integer> fields) {
        return fields.stream().mapToInt(f -> f).toArray();
    }
}

package bouton.cli.install;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One class on its way: each call site that can be is replaced by a method of its own, the same for the same site. */
final class Rewriting implements ClassTransform {
    private static final String PREFIX = "quick$";
    private static final int FLAGS = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

    private record Replacement(String name, CallSite site) {}

    private final ClassDesc self;
    private final boolean isInterface;
    private final boolean old;
    private final Map<InvokeDynamicEntry, Replacement> replacements = new LinkedHashMap<>();

    /** @param old whether the class gets stack maps and a new version */
    Rewriting(ClassModel model, boolean old) {
        this.self = model.thisClass().asSymbol();
        this.isInterface = model.flags().has(AccessFlag.INTERFACE);
        this.old = old;
    }

    @Override
    public void accept(ClassBuilder builder, ClassElement element) {
        switch (element) {
            case ClassFileVersion version when old -> builder.with(ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0));
            // Code that goes through a transformation gets stack maps; the rest is copied.
            case MethodModel method
            when old || hasCallSites(method) ->
                builder.transformMethod(method, MethodTransform.transformingCode(this::replace));
            default -> builder.with(element);
        }
    }

    @Override
    public void atEnd(ClassBuilder builder) {
        replacements.forEach(
                (entry, r) -> builder.withMethodBody(r.name(), entry.typeSymbol(), FLAGS, r.site()::write));
    }

    private static boolean hasCallSites(MethodModel method) {
        return method.code().stream()
                .flatMap(code -> code.elementStream())
                .anyMatch(e -> e instanceof InvokeDynamicInstruction call
                        && CallSite.of(call.invokedynamic()).isPresent());
    }

    private void replace(CodeBuilder code, CodeElement element) {
        Optional<CallSite> site =
                element instanceof InvokeDynamicInstruction call ? CallSite.of(call.invokedynamic()) : Optional.empty();
        if (site.isPresent() && element instanceof InvokeDynamicInstruction call) {
            Replacement replacement = replacements.computeIfAbsent(
                    call.invokedynamic(), entry -> new Replacement(PREFIX + replacements.size(), site.get()));
            code.invokestatic(self, replacement.name(), call.typeSymbol(), isInterface);
        } else {
            code.with(element);
        }
    }
}

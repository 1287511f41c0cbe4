package bouton.cli.install;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.List;
import java.util.Optional;

/** A call site that a plain method can stand for. */
sealed interface CallSite permits TypeSwitch, RecordMethod {
    /** Writes the body of a static method of the site's type that does what the linked site does. */
    void write(CodeBuilder code);

    /** What the entry links to; empty if it is none of those that are replaced. */
    static Optional<CallSite> of(InvokeDynamicEntry entry) {
        DirectMethodHandleDesc bootstrap = entry.bootstrap().bootstrapMethod().asSymbol();
        List<ConstantDesc> arguments = entry.bootstrap().arguments().stream()
                .map(LoadableConstantEntry::constantValue)
                .toList();
        return switch (bootstrap.owner().descriptorString() + bootstrap.methodName()) {
            case "Ljava/lang/runtime/SwitchBootstraps;typeSwitch" -> TypeSwitch.of(arguments);
            case "Ljava/lang/runtime/ObjectMethods;bootstrap" ->
                RecordMethod.of(entry.name().stringValue(), arguments);
            default -> Optional.empty();
        };
    }
}

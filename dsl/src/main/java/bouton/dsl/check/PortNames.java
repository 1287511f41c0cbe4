package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.Network.GroupDef;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import java.util.List;
import java.util.function.Predicate;

/** The ports of a foreign neuron {@code W} are groups that are called {@code W.port}. */
public final class PortNames {
    private PortNames() {}

    /** Tells that a foreign neuron has no port of this name. */
    static Diagnostic.Builder unknown(String neuron, Ident port, List<GroupDef> groups) {
        List<String> ports = groups.stream()
                .map(GroupDef::name)
                .filter(n -> n.startsWith(neuron + "."))
                .map(n -> n.substring(neuron.length() + 1))
                .toList();
        return Diagnostic.of(Code.N001, port.span(), "`" + neuron + "` has no port `" + port + "`")
                .suggest(port.text(), ports)
                .note("ports: " + String.join(", ", ports));
    }

    /** The expression with {@code W.port} made one name where a group is called so: at its root, below members and indices. */
    public static Expr resolve(Expr expr, Predicate<String> isGroup) {
        return switch (expr) {
            case Expr.Member(Expr.Name owner, var name, var span)
            when isGroup.test(owner.text() + "." + name.text()) ->
                new Expr.Name(owner.text() + "." + name.text(), span);
            case Expr.Member m -> {
                Expr inner = resolve(m.of(), isGroup);
                yield inner == m.of() ? m : new Expr.Member(inner, m.name(), m.span());
            }
            case Expr.Index i -> {
                Expr inner = resolve(i.of(), isGroup);
                yield inner == i.of() ? i : new Expr.Index(inner, i.at(), i.span());
            }
            default -> expr;
        };
    }
}

package bouton.dsl.check;

import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.syntax.Expr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Which names are arrays, in a model or in a block of one of its handlers. */
final class ArrayNames {
    private final @Nullable ArrayNames outer;
    private final ToDoubleFunction<Expr> constants;
    private final Diagnostics diagnostics;

    /** 0: one value. */
    private final Map<String, Integer> sizes = new HashMap<>();

    /** @param constants value of a constant expression; NaN for any other */
    ArrayNames(ToDoubleFunction<Expr> constants, Diagnostics diagnostics) {
        this(null, constants, diagnostics);
    }

    private ArrayNames(@Nullable ArrayNames outer, ToDoubleFunction<Expr> constants, Diagnostics diagnostics) {
        this.outer = outer;
        this.constants = constants;
        this.diagnostics = diagnostics;
    }

    /** Names of a block inside. */
    ArrayNames inner() {
        return new ArrayNames(this, constants, diagnostics);
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    void declare(String name, int size) {
        sizes.put(name, size);
    }

    /** Members of the array; 0 if the name is none. */
    int size(String name) {
        Integer own = sizes.get(name);
        if (own != null) {
            return own;
        }
        return outer == null ? 0 : outer.size(name);
    }

    /** Whether the name is one of a body, not of the model. */
    private boolean isLocal(String name) {
        return outer != null && (sizes.containsKey(name) || outer.isLocal(name));
    }

    boolean isConstant(Expr expr) {
        return !namesLocal(expr) && !Double.isNaN(constants.applyAsDouble(expr));
    }

    double constant(Expr expr) {
        return constants.applyAsDouble(expr);
    }

    private boolean namesLocal(Expr expr) {
        return switch (expr) {
            case Expr.Name n -> isLocal(n.text());
            case Expr.Unary u -> namesLocal(u.operand());
            case Expr.Binary b -> namesLocal(b.left()) || namesLocal(b.right());
            case Expr.Conditional c ->
                List.of(c.condition(), c.then(), c.otherwise()).stream().anyMatch(this::namesLocal);
            case Expr.Call c -> c.arguments().stream().anyMatch(a -> namesLocal(a.value()));
            case Expr.Index i -> namesLocal(i.of()) || i.at().stream().anyMatch(a -> namesLocal(a.value()));
            case Expr.Member m -> namesLocal(m.of());
            default -> false;
        };
    }
}

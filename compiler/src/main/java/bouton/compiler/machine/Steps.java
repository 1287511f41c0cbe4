package bouton.compiler.machine;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.syntax.Circuit;
import bouton.image.machine.Machine.Body;
import bouton.image.machine.Statement;
import java.util.List;

/** Operations consist of clock cycles: how many there are does not depend on data, and the last statement ends one. */
final class Steps {
    private Steps() {}

    static void check(Circuit.Operation operation, Body body, Diagnostics diagnostics) {
        if (conditional(body.statements(), false)) {
            diagnostics.add(Diagnostic.of(
                            Code.F130,
                            operation.name().span(),
                            "`" + operation.name() + "` has a cycle inside of an `if`")
                    .note("the length of an operation does not depend on data")
                    .help("put what is conditional into the `if`, and `cycle()` behind it"));
        } else if (!ends(body.statements())) {
            diagnostics.add(Diagnostic.of(
                            Code.F130, operation.name().span(), "`" + operation.name() + "` does not end with a cycle")
                    .help("end it with `cycle()`"));
        }
    }

    private static boolean conditional(List<Statement> body, boolean inside) {
        for (Statement s : body) {
            boolean wrong = switch (s) {
                case Statement.Cycle c -> inside;
                case Statement.Enter e -> inside;
                case Statement.When w -> conditional(w.then(), true) || conditional(w.otherwise(), true);
                case Statement.For f -> conditional(f.body(), inside);
                default -> false;
            };
            if (wrong) {
                return true;
            }
        }
        return false;
    }

    private static boolean ends(List<Statement> body) {
        if (body.isEmpty()) {
            return false;
        }
        return switch (body.getLast()) {
            case Statement.Cycle c -> true;
            case Statement.For f -> ends(f.body());
            default -> false;
        };
    }
}

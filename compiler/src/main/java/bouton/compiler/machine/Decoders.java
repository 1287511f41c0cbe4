package bouton.compiler.machine;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.syntax.Circuit;
import bouton.image.machine.Machine.Body;
import bouton.image.machine.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What decoders decide: on every way one operation begins. */
final class Decoders {
    private Decoders() {}

    /** Numbers of the operations that a decoder can begin. */
    static Set<Integer> starts(List<Statement> body) {
        Set<Integer> result = new TreeSet<>();
        for (Statement s : body) {
            if (s instanceof Statement.Start start) {
                result.add(start.operation());
            } else if (s instanceof Statement.When w) {
                result.addAll(starts(w.then()));
                result.addAll(starts(w.otherwise()));
            }
        }
        return result;
    }

    static void check(Circuit.Decoder decoder, Body body, Diagnostics diagnostics) {
        int[] range = range(body.statements());
        if (diagnostics.hasErrors() || (range[0] == 1 && range[1] == 1)) {
            return;
        }
        diagnostics.add(Diagnostic.of(
                        Code.F134,
                        decoder.name().span(),
                        range[0] == 0
                                ? "there is a way through `decode " + decoder.name() + "` on which nothing begins"
                                : "there is a way through `decode " + decoder.name()
                                        + "` on which two operations begin")
                .help("end each way with one operation: the last `else` too"));
    }

    /** The least and the largest number of operations that begin. */
    private static int[] range(List<Statement> body) {
        int least = 0;
        int most = 0;
        for (Statement s : body) {
            int[] one = switch (s) {
                case Statement.Start start -> new int[] {1, 1};
                case Statement.When w -> {
                    int[] a = range(w.then());
                    int[] b = range(w.otherwise());
                    yield new int[] {Math.min(a[0], b[0]), Math.max(a[1], b[1])};
                }
                case Statement.For f -> new int[] {0, 2 * range(f.body())[1]};
                default -> new int[] {0, 0};
            };
            least += one[0];
            most += one[1];
        }
        return new int[] {least, most};
    }
}

package bouton.compiler.machine;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.image.machine.Machine.Kernel;
import bouton.image.machine.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Circuits cannot call themselves. */
final class Circles {
    private final List<Kernel> kernels;
    private final List<Integer> way = new ArrayList<>();
    private final Set<Integer> done = new HashSet<>();

    private Circles(List<Kernel> kernels) {
        this.kernels = kernels;
    }

    static void check(Names names, List<Kernel> kernels, Diagnostics diagnostics) {
        Circles circles = new Circles(kernels);
        for (int k = 0; k < kernels.size(); k++) {
            String circle = circles.from(k);
            if (circle != null) {
                String name = kernels.get(k).name().split(" ")[0];
                diagnostics.add(Diagnostic.of(
                                Code.F133, names.kernels(name).getFirst().name().span(), "`" + name + "` calls itself")
                        .note("the circle: " + circle));
                return;
            }
        }
    }

    private @org.jspecify.annotations.Nullable String from(int kernel) {
        int before = way.indexOf(kernel);
        if (before >= 0) {
            List<String> circle = new ArrayList<>(way.subList(before, way.size()).stream()
                    .map(k -> kernels.get(k).name())
                    .toList());
            circle.add(kernels.get(kernel).name());
            return String.join(" -> ", circle);
        }
        if (done.contains(kernel)) {
            return null;
        }
        way.add(kernel);
        String found = calls(kernels.get(kernel).body().statements());
        way.removeLast();
        done.add(kernel);
        return found;
    }

    private @org.jspecify.annotations.Nullable String calls(List<Statement> body) {
        for (Statement s : body) {
            String found = switch (s) {
                case Statement.Call c -> from(c.kernel());
                case Statement.When w -> {
                    String then = calls(w.then());
                    yield then != null ? then : calls(w.otherwise());
                }
                case Statement.For f -> calls(f.body());
                default -> null;
            };
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}

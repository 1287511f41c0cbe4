package bouton.compiler.machine;

import bouton.dsl.source.Span;
import bouton.image.machine.Program;
import java.util.List;

/**
 * A network on a machine, and how its parameters became bits.
 *
 * @param settings one for each population or projection and line of its lowering
 * @param neurons, rows of the machine in use
 */
public record Lowered(Program program, List<Setting> settings, int neurons, int rows) {
    public Lowered {
        settings = List.copyOf(settings);
    }

    /**
     * What a line of a lowering has set.
     *
     * @param of the population or projection
     * @param field as the chip's text names it
     * @param formula of the chip's text
     * @param wanted by the formula: of the instance whose value is hit worst
     * @param got the integer
     * @param instances how many there are
     * @param inexact how many of them get a rounded value
     * @param span of the population or projection
     */
    public record Setting(
            String of, String field, String formula, double wanted, long got, int instances, int inexact, Span span) {
        /** (got - wanted) / wanted; 0 where nothing was rounded. */
        public double relativeError() {
            return inexact == 0 ? 0 : wanted == 0 ? Double.POSITIVE_INFINITY : (got - wanted) / Math.abs(wanted);
        }
    }
}

package bouton.compiler.machine;

import bouton.dsl.source.Span;
import bouton.image.machine.Program;
import java.util.List;

/**
 * A network on a machine, and how its parameters became bits.
 *
 * @param chosen lowerings, of populations first
 * @param settings one for each population or projection and line of its lowering
 * @param regular what the host sends every so often
 * @param neurons of the machine in use
 * @param rows of synapses in use
 */
public record Lowered(
        Program program, List<Chosen> chosen, List<Setting> settings, List<Regular> regular, int neurons, int rows) {
    public Lowered {
        chosen = List.copyOf(chosen);
        regular = List.copyOf(regular);
        settings = List.copyOf(settings);
    }

    /**
     * The lowering of a population or projection.
     *
     * @param of the population or projection
     * @param lowering its head, as the chip's text has it behind {@code lower}
     * @param instances neurons or synapses
     * @param direct whether a host addresses its synapses one by one, so that no row holds them
     */
    public record Chosen(String of, String lowering, int instances, boolean direct) {}

    /**
     * What the host puts on the bus every so often.
     *
     * @param time between two of them, in ms
     * @param address on the bus
     */
    public record Regular(double time, long address) {}

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
        /** The field's name without its indices, such as {@code S.w} of {@code S[pre, post[7:3]].w[post[2:0]]}. */
        public String name() {
            StringBuilder name = new StringBuilder();
            int depth = 0;
            for (int i = 0; i < field.length(); i++) {
                char c = field.charAt(i);
                depth += c == '[' ? 1 : 0;
                if (depth == 0) {
                    name.append(c);
                }
                depth -= c == ']' ? 1 : 0;
            }
            return name.toString();
        }

        /** (got - wanted) / wanted; 0 where nothing was rounded. */
        public double relativeError() {
            return inexact == 0 ? 0 : wanted == 0 ? Double.POSITIVE_INFINITY : (got - wanted) / Math.abs(wanted);
        }
    }
}

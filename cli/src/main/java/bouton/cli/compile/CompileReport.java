package bouton.cli.compile;

import bouton.compiler.Compiled;
import bouton.compiler.learning.RuleCheck;
import bouton.compiler.place.Utilisation;
import bouton.compiler.quantise.Quantised;
import bouton.compiler.quantise.Site;
import bouton.compiler.quantise.WordFormat;
import bouton.image.net.Field;
import bouton.image.net.Image;
import bouton.image.net.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What compiling a network for a chip has come to.
 *
 * @param words formats of words, sums and carried values, in the order of the image
 * @param constants those that were rounded, the largest effect first
 * @param rules programs of the learning engine
 * @param utilisation of the cores; empty if nothing was placed
 * @param circuits what became of it on a chip that is described bit by bit; empty for others
 */
public record CompileReport(
        String network,
        String chip,
        double dt,
        List<Word> words,
        List<Constant> constants,
        List<Rule> rules,
        Optional<Utilisation> utilisation,
        Optional<CircuitReport> circuits) {
    public CompileReport {
        words = List.copyOf(words);
        constants = List.copyOf(constants);
        rules = List.copyOf(rules);
    }

    /**
     * A word; values in the unit in which people see them.
     *
     * @param format as in chip texts, for example {@code s8}
     * @param rounding where it is stored
     * @param step what 1 stands for
     * @param lo least value that it was made for
     * @param hi largest
     * @param reason how that is known
     */
    public record Word(
            String name,
            String format,
            String rounding,
            double step,
            double lo,
            double hi,
            String unit,
            String reason) {}

    /**
     * A factor.
     *
     * @param at its place, as {@code file:line:column}; empty if it has none
     * @param effect largest error that it causes, in steps of what is stored
     */
    public record Constant(String kernel, String at, double wanted, double got, double effect) {
        public double relativeError() {
            return (got - wanted) / wanted;
        }
    }

    /** A handler of a rule: its program words and registers, and when it runs. */
    public record Rule(String projection, String model, String when, String at, int words, int registers) {}

    /** Gathers it from what the compiler made. */
    public static CompileReport of(Compiled compiled) {
        List<Word> words = new ArrayList<>();
        List<Constant> constants = new ArrayList<>();
        Image image = compiled.image();
        compiled.quantised().ifPresent(q -> {
            q.formats().forEach((site, format) -> word(image, q, site, format).ifPresent(words::add));
            for (Quantised.Constant c : q.constants()) {
                constants.add(new Constant(c.kernel(), place(image, c.at()), c.wanted(), c.got(), c.effect()));
            }
        });
        constants.sort(Comparator.comparingDouble(Constant::effect).reversed());
        List<Rule> rules = new ArrayList<>();
        for (RuleCheck.Rule r : compiled.rules()) {
            rules.add(new Rule(
                    image.projections().get(r.projection()).name(),
                    r.model(),
                    r.when().name().toLowerCase(Locale.ROOT),
                    place(image, r.at()),
                    r.code().words(),
                    r.code().registers()));
        }
        return new CompileReport(
                compiled.network().name(),
                compiled.target().chip(),
                image.dt(),
                words,
                constants,
                rules,
                compiled.utilisation(),
                compiled.lowered().map(l -> CircuitReport.of(compiled)));
    }

    private static String place(Image image, int at) {
        if (at < 0) {
            return "";
        }
        Origin origin = image.origins().get(at);
        return origin.file() + ":" + origin.line() + ":" + origin.column();
    }

    /** Scales of an integer image's fields have the step in them already. */
    private static Optional<Word> word(Image image, Quantised q, Site site, WordFormat format) {
        Field field = switch (site.kind()) {
            case NEURON -> image.population(site.owner()).fields().get(site.index());
            case SYNAPSE -> image.projections().get(site.owner()).fields().get(site.index());
            case ROW ->
                image.projections().get(site.owner()).rows().get(site.index()).field();
            case COLUMN ->
                image.projections()
                        .get(site.owner())
                        .columns()
                        .get(site.index())
                        .field();
            case PORT -> {
                bouton.image.net.Port port =
                        image.population(site.owner()).ports().get(site.index());
                yield new Field(port.name(), port.type(), Field.Kind.INTERNAL, port.unit(), port.scale());
            }
            case PAYLOAD, LEVEL, GLOBAL, EVENT, LINE ->
                new Field("", bouton.image.ir.Type.F64, Field.Kind.INTERNAL, "1", format.step());
        };
        boolean unused = site.kind() == Site.Kind.LEVEL && format.range().magnitude() == 0;
        if (unused) {
            return Optional.empty();
        }
        double shown = field.scale() / format.step();
        return Optional.of(new Word(
                q.name(site),
                format.number().toString(),
                format.number().rounding().name().toLowerCase(Locale.ROOT),
                field.scale(),
                format.range().lo() * shown,
                format.range().hi() * shown,
                field.unit(),
                reason(format.reason())));
    }

    private static String reason(WordFormat.Reason reason) {
        return switch (reason) {
            case DECLARED -> "declared";
            case PROVEN -> "constant";
            case OBSERVED -> "seen in float64";
            case WEIGHTS -> "as its weights";
            case FORMAT -> "the format's";
        };
    }
}

package bouton.compiler.quantise;

import bouton.dsl.chip.NumberFormat;
import bouton.dsl.diagnostic.Code;
import java.util.Optional;

/**
 * Finds, where a word is stored, what rounding does to its rule: changes that are always too small to be kept, and decays that
 * come to a stop (learning-rules 8.1). With {@code v = a v + rest}, rounding to nearest keeps every |v| below half a step / (1 - a).
 */
final class StoreChecks {
    /** A word that stops at less than this part of its range is nothing to warn of. */
    private static final double SMALL_BAND = 0.01;

    /** Changes that are lost below this part of the largest one are nothing to warn of. */
    private static final double SMALL_PART = 0.1;

    private final ChipContext context;

    StoreChecks(ChipContext context) {
        this.context = context;
    }

    /**
     * @param value what is stored, in internal units
     * @param own the word's old value in this kernel, if it has been read
     * @param plastic whether it is a weight
     * @param everyTick whether it is stored in every tick
     */
    void check(
            Linear value,
            Optional<Atom> own,
            WordFormat format,
            Site site,
            boolean plastic,
            boolean everyTick,
            int at) {
        if (own.isEmpty() || format.number().rounding() == NumberFormat.Rounding.STOCHASTIC) {
            return;
        }
        double kept = value.factors().getOrDefault(own.get(), 0.0) / format.step();
        Linear change = value.minus(Linear.of(own.get(), format.step()));
        if (plastic) {
            learning(change, format, site, at);
        } else if (everyTick && kept > 0 && kept < 1) {
            decay(kept, format, site, at);
        }
    }

    /** The least change that is not rounded away, in steps. */
    private static double least(WordFormat format) {
        return switch (format.number().rounding()) {
            case NEAREST, EVEN, AWAY -> 0.5;
            case ZERO -> 1;
            // Downwards every change counts, upwards a whole step only.
            case FLOOR -> 1;
            case STOCHASTIC -> 0;
        };
    }

    private void learning(Linear change, WordFormat format, Site site, int at) {
        double largest = change.range().magnitude() / format.step();
        double least = least(format);
        boolean downwards = format.number().rounding() == NumberFormat.Rounding.FLOOR
                && change.range().lo() < 0;
        if (largest == 0 || downwards) {
            return;
        }
        String name = context.name(site);
        String step = shown(site, format.step());
        if (largest < least) {
            context.findings()
                    .report(
                            Code.Q107,
                            at,
                            "this never changes `" + name + "`: the largest change is " + Figures.percent(largest)
                                    + " of a step, and what is below " + Figures.percent(least) + " is rounded away",
                            "a step of " + format.number() + " is " + step,
                            finer());
        } else if (least / largest > SMALL_PART && change.factors().size() == 1) {
            context.findings()
                    .report(
                            Code.Q108,
                            at,
                            "changes of `" + name + "` below " + Figures.percent(least / largest)
                                    + " of the largest are rounded away",
                            "a step of " + format.number() + " is " + step + "; the largest change is "
                                    + shown(site, largest * format.step()),
                            finer());
        }
    }

    private String finer() {
        String bits = "more bits (`@bits(n)`) make the step smaller";
        return context.draws() ? "`@round(stochastic)` keeps small changes on average; " + bits : bits;
    }

    private void decay(double kept, WordFormat format, Site site, int at) {
        double band = switch (format.number().rounding()) {
            case NEAREST, EVEN, AWAY -> Math.floor(0.5 / (1 - kept));
            // Towards minus infinity or 0 positive values lose a whole step at least; negative ones stop under FLOOR.
            case FLOOR -> format.number().signed() ? Math.floor(1 / (1 - kept)) : 0;
            case ZERO, STOCHASTIC -> 0;
        };
        double stop = band * format.step();
        Interval range = format.range().isFinite() ? format.range() : format.reach();
        if (range.magnitude() > 0 && stop > SMALL_BAND * range.magnitude() && band >= 2) {
            context.findings()
                    .report(
                            Code.Q106,
                            at,
                            "`" + context.name(site) + "` stops decaying at " + shown(site, stop) + ", " + (long) band
                                    + " steps: below, the loss of a tick is rounded away",
                            "a step of " + format.number() + " is " + shown(site, format.step()) + "; it keeps "
                                    + Figures.percent(kept) + " of its value in a tick",
                            finer() + ", a longer tick a larger loss");
        }
    }

    /** A value of the word as people see it, with its unit. */
    private String shown(Site site, double value) {
        return Figures.value(site.field(context.image()), value);
    }
}

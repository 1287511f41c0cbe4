package bouton.dsl.model;

import bouton.dsl.chip.Chip;
import bouton.dsl.chip.Engine;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.source.Span;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a network is run on.
 *
 * @param chip its name
 * @param hardware the chip; empty for {@code ideal}, which has no limits and computes in float64
 * @param dt length of a tick in ms
 * @param dtSpan where the length of a tick is written; empty if nobody said it
 * @param order names of the stages
 * @param orderSpan where the order is written
 * @param method for equations whose model names none
 * @param stampEnd events of tick n carry (n + 1) dt instead of n dt
 * @param placements where neurons are to be on the chip
 * @param units which units of the cores serve what
 */
public record TargetDef(
        String name,
        String chip,
        Optional<Chip> hardware,
        double dt,
        Optional<Span> dtSpan,
        long seed,
        List<String> order,
        Optional<Span> orderSpan,
        Optional<Method> method,
        boolean stampEnd,
        List<Placement> placements,
        List<UnitChoice> units) {
    public static final List<String> STAGES =
            List.of("time", "transmit", "deliver", "integrate", "reduce", "threshold", "reset", "learn", "periodic");

    /** What runs where the text names no target. */
    public static final TargetDef IDEAL = new TargetDef(
            "ideal",
            "ideal",
            Optional.empty(),
            0.1,
            Optional.empty(),
            1,
            STAGES,
            Optional.empty(),
            Optional.empty(),
            true,
            List.of(),
            List.of());

    public TargetDef {
        order = List.copyOf(order);
        placements = List.copyOf(placements);
        units = List.copyOf(units);
    }

    /** Whether an event of a tick is delivered before the thresholds of that tick: then a zero delay needs a rank. */
    public boolean deliversBeforeThreshold() {
        return order.indexOf("deliver") < order.indexOf("threshold");
    }

    public TargetDef named(String newName) {
        return new TargetDef(
                newName, chip, hardware, dt, dtSpan, seed, order, orderSpan, method, stampEnd, placements, units);
    }

    public TargetDef withDt(double newDt) {
        return new TargetDef(
                name, chip, hardware, newDt, dtSpan, seed, order, orderSpan, method, stampEnd, placements, units);
    }

    /** @param span where it is written */
    public TargetDef withDt(double newDt, Span span) {
        return new TargetDef(
                name,
                chip,
                hardware,
                newDt,
                Optional.of(span),
                seed,
                order,
                orderSpan,
                method,
                stampEnd,
                placements,
                units);
    }

    public TargetDef withSeed(long newSeed) {
        return new TargetDef(
                name, chip, hardware, dt, dtSpan, newSeed, order, orderSpan, method, stampEnd, placements, units);
    }

    public TargetDef withOrder(List<String> newOrder, Span span) {
        return new TargetDef(
                name,
                chip,
                hardware,
                dt,
                dtSpan,
                seed,
                newOrder,
                Optional.of(span),
                method,
                stampEnd,
                placements,
                units);
    }

    public TargetDef withMethod(Method newMethod) {
        return new TargetDef(
                name,
                chip,
                hardware,
                dt,
                dtSpan,
                seed,
                order,
                orderSpan,
                Optional.of(newMethod),
                stampEnd,
                placements,
                units);
    }

    public TargetDef withStampEnd(boolean end) {
        return new TargetDef(name, chip, hardware, dt, dtSpan, seed, order, orderSpan, method, end, placements, units);
    }

    public TargetDef withPlacements(List<Placement> newPlacements, List<UnitChoice> newUnits) {
        return new TargetDef(
                name, chip, hardware, dt, dtSpan, seed, order, orderSpan, method, stampEnd, newPlacements, newUnits);
    }

    /** Whether the chip can have ticks of this length. */
    public boolean isPossible() {
        return hardware.isEmpty() || hardware.get().tick().contains(dt);
    }

    /** What is to be said if it cannot. */
    public Diagnostic.Builder impossible(Span at) {
        String length = BigDecimal.valueOf(dt).stripTrailingZeros().toPlainString();
        return Diagnostic.of(Code.T007, at, "`" + chip + "` has no ticks of " + length + " ms")
                .note(hardware.orElseThrow().tick().toString());
    }

    /** Without a chip: float64, no limits, in this target's order. */
    public TargetDef onIdeal() {
        return new TargetDef(
                name,
                IDEAL.chip,
                Optional.empty(),
                dt,
                dtSpan,
                seed,
                order,
                orderSpan,
                method,
                stampEnd,
                List.of(),
                List.of());
    }

    /**
     * On a chip: in the order of its engine. A tick whose length nobody has written gets the nearest that the chip can have;
     * a written one is kept, and the caller looks whether the chip can have it. Placements are those of another chip, and go.
     */
    public TargetDef on(Chip newChip) {
        return new TargetDef(
                name,
                newChip.name(),
                Optional.of(newChip),
                dtSpan.isPresent() ? dt : newChip.tick().nearest(dt),
                dtSpan,
                seed,
                newChip.engine() instanceof Engine.Ticks ticks ? ticks.order() : order,
                newChip.engine() instanceof Engine.Ticks ticks && ticks.order().equals(STAGES)
                        ? Optional.empty()
                        : Optional.of(newChip.span()),
                method,
                stampEnd,
                List.of(),
                List.of());
    }
}

package bouton.dsl.model;

import bouton.dsl.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * What a network is run on.
 *
 * @param dt length of a tick in ms
 * @param order names of the stages
 * @param orderSpan where the order is written
 * @param method for equations whose model names none
 * @param stampEnd events of tick n carry (n + 1) dt instead of n dt
 */
public record TargetDef(
        String name,
        String chip,
        double dt,
        long seed,
        List<String> order,
        Optional<Span> orderSpan,
        Optional<Method> method,
        boolean stampEnd) {
    public static final List<String> STAGES =
            List.of("time", "transmit", "deliver", "integrate", "reduce", "threshold", "reset", "learn", "periodic");

    /** What runs where the text names no target. */
    public static final TargetDef IDEAL =
            new TargetDef("ideal", "ideal", 0.1, 1, STAGES, Optional.empty(), Optional.empty(), true);

    public TargetDef {
        order = List.copyOf(order);
    }

    /** Whether an event of a tick is delivered before the thresholds of that tick: then a zero delay needs a rank. */
    public boolean deliversBeforeThreshold() {
        return order.indexOf("deliver") < order.indexOf("threshold");
    }

    public TargetDef named(String newName) {
        return new TargetDef(newName, chip, dt, seed, order, orderSpan, method, stampEnd);
    }

    /** The same on another chip. */
    public TargetDef onChip(String newChip) {
        return new TargetDef(name, newChip, dt, seed, order, orderSpan, method, stampEnd);
    }

    public TargetDef withDt(double newDt) {
        return new TargetDef(name, chip, newDt, seed, order, orderSpan, method, stampEnd);
    }

    public TargetDef withSeed(long newSeed) {
        return new TargetDef(name, chip, dt, newSeed, order, orderSpan, method, stampEnd);
    }

    public TargetDef withOrder(List<String> newOrder, Span span) {
        return new TargetDef(name, chip, dt, seed, newOrder, Optional.of(span), method, stampEnd);
    }

    public TargetDef withMethod(Method newMethod) {
        return new TargetDef(name, chip, dt, seed, order, orderSpan, Optional.of(newMethod), stampEnd);
    }

    public TargetDef withStampEnd(boolean end) {
        return new TargetDef(name, chip, dt, seed, order, orderSpan, method, end);
    }
}

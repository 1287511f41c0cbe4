package bouton.cli.diff;

import bouton.compiler.Compiled;
import bouton.compiler.machine.Lowered;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names the cause where a side is a chip that is described bit by bit. Its circuits do not run the image's handlers, so no store of
 * the text can be pointed at; what is known is how parameters were rounded, and whether the host's events came in time.
 */
final class MachineCause {
    private static final int FEW = 5;

    private final CauseSearch seen;
    private final FirstSpike spike;
    private final Compiled[] sides;

    MachineCause(CauseSearch seen, FirstSpike spike, Compiled[] sides) {
        this.seen = seen;
        this.spike = spike;
        this.sides = sides;
    }

    /** Whether a side is such a chip. */
    static boolean concerns(Compiled[] sides) {
        return sides[0].lowered().isPresent() || sides[1].lowered().isPresent();
    }

    Cause find() {
        boolean initially = !seen.initial().isEmpty();
        List<WordChange> words = initially ? seen.initial() : seen.onset().isEmpty() ? seen.slight() : seen.onset();
        long tick = initially ? -1 : seen.onset().isEmpty() ? spike.tick() : seen.onsetTick();
        List<String> rounded = rounded();
        Cause.Kind kind;
        String why;
        if (initially) {
            kind = Cause.Kind.CONSTANT;
            why = "initial values are not whole steps of the chip's fields";
        } else if (seen.lost()) {
            kind = Cause.Kind.LATE_EVENTS;
            why = "by then, events came late or were lost: the chip could not keep up";
        } else if (!rounded.isEmpty()) {
            kind = Cause.Kind.CONSTANT;
            why = rounded.getFirst();
        } else {
            kind = Cause.Kind.EVENT_ORDER;
            why = "no parameter of the neuron or of the synapses onto it is rounded and no event was late; " + order();
        }
        List<String> also = new ArrayList<>(
                rounded.stream().filter(r -> !r.equals(why)).limit(FEW).toList());
        if (kind == Cause.Kind.CONSTANT && !initially) {
            also.add(order());
        }
        return new Cause(kind, why, tick, words, Optional.empty(), "", List.of(), List.of(), also);
    }

    private String order() {
        String chip = chip();
        return "`" + chip + "` works a tick's events off one after another, each with its threshold,"
                + " where a tick of the text takes all of them together";
    }

    private String chip() {
        int side = sides[1].lowered().isPresent() ? 1 : 0;
        return sides[side].lowered().orElseThrow().program().machine().name();
    }

    /** Parameters of the neuron and of the synapses onto it that are not what the text says, the farthest off first. */
    private List<String> rounded() {
        List<String> lines = new ArrayList<>();
        for (Compiled side : sides) {
            Set<String> names = side.network().projections().stream()
                    .filter(p -> p.target() == spike.group())
                    .map(p -> p.name())
                    .collect(Collectors.toSet());
            names.add(spike.population());
            side.lowered().stream()
                    .flatMap(l -> l.settings().stream())
                    .filter(s -> s.inexact() > 0 && names.contains(s.of()))
                    .sorted((a, b) -> Double.compare(Math.abs(b.relativeError()), Math.abs(a.relativeError())))
                    .map(MachineCause::words)
                    .forEach(lines::add);
        }
        return lines;
    }

    private static String words(Lowered.Setting s) {
        return String.format(
                Locale.ROOT,
                "`%s` of `%s` is %,d, and should be %.4g (%+.3g %%)",
                s.name(),
                s.of(),
                s.got(),
                s.wanted(),
                100 * s.relativeError());
    }
}

package bouton.cli.diff;

import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Projection;
import bouton.image.net.Scope;
import bouton.image.net.Trigger;
import bouton.image.run.Session;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Knows in which ticks spikes of other neurons reached one neuron. */
final class Arrivals {
    private final List<Way> ways = new ArrayList<>();
    private final Deque<Fired> recent = new ArrayDeque<>();
    private long longest;

    /** What the synapses of a projection onto the neuron do when their sources spike, after so many ticks each. */
    private record Way(int group, int[] sources, long[] lags) {}

    private record Fired(long tick, Set<Long> who) {}

    Arrivals(Session session, List<Incoming> incoming) {
        Image image = session.image();
        for (Incoming in : incoming) {
            Projection p = image.projections().get(in.projection());
            for (Handler h : p.handlers()) {
                if (h.trigger() instanceof Trigger.PreEvent e && e.event() == 0) {
                    long[] lags = lags(session, in, p, e.lag());
                    for (long lag : lags) {
                        longest = Math.max(longest, lag);
                    }
                    ways.add(new Way(p.source(), in.sources(), lags));
                }
            }
        }
    }

    private static long[] lags(Session session, Incoming in, Projection p, Lag lag) {
        long[] lags = new long[in.numbers().length];
        java.util.Arrays.fill(lags, lag.ticks());
        if (lag.field() >= 0) {
            Type type = p.fields().get(lag.field()).type();
            Kernel kernel = new Kernel(
                    "lag",
                    2,
                    new Block(List.of(
                            new Instruction.Load(0, type, Word.self(lag.field()), -1),
                            new Instruction.Convert(1, Type.F64, type, 0, Rounding.EXACT, Overflow.NEVER, -1),
                            new Instruction.Yield(0, 1, -1))));
            double[] all = session.evaluate(new Scope.OfProjection(in.projection()), kernel);
            for (int k = 0; k < lags.length; k++) {
                lags[k] += Math.round(all[in.numbers()[k]]);
            }
        }
        return lags;
    }

    private static long key(int group, int member) {
        return ((long) group << 32) | member;
    }

    /** A tick has run: who had a spike in it. */
    void tick(long tick, SideLog log) {
        Set<Long> who = new HashSet<>();
        for (int k = 0; k < log.count(); k++) {
            who.add(key(log.group(k), log.member(k)));
        }
        recent.addLast(new Fired(tick, who));
        while (recent.getFirst().tick() < tick - longest) {
            recent.removeFirst();
        }
    }

    /** Whether a spike reaches the neuron in the tick that was told last. */
    boolean any() {
        if (recent.isEmpty()) {
            return false;
        }
        long now = recent.getLast().tick();
        long oldest = recent.getFirst().tick();
        List<Fired> fired = new ArrayList<>(recent);
        for (Way way : ways) {
            for (int k = 0; k < way.lags().length; k++) {
                long at = now - way.lags()[k];
                if (at >= oldest && fired.get((int) (at - oldest)).who().contains(key(way.group(), way.sources()[k]))) {
                    return true;
                }
            }
        }
        return false;
    }
}

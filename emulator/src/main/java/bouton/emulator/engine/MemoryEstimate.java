package bouton.emulator.engine;

import bouton.emulator.connect.Recipes;
import bouton.emulator.interpret.KernelUse;
import bouton.emulator.interpret.Linker;
import bouton.emulator.state.Columns;
import bouton.emulator.state.Partition;
import bouton.emulator.state.PortState;
import bouton.image.net.Connectivity;
import bouton.image.net.DelayLine;
import bouton.image.net.Group;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Per;
import bouton.image.net.Population;
import bouton.image.net.Port;
import bouton.image.net.Projection;
import bouton.image.net.Trigger;
import java.util.HashSet;
import java.util.Set;

/** What a session will hold, from the image alone. */
public final class MemoryEstimate {
    /** Delays that a kernel draws are not known beforehand: this many ticks, and so many different ones. */
    private static final int ASSUMED_LAG = 32;

    private MemoryEstimate() {}

    /** Bytes for state and connectivity. */
    public static long of(Image image) {
        long bytes = 0;
        for (int g = 0; g < image.groups().size(); g++) {
            bytes += group(image, g);
        }
        for (int p = 0; p < image.projections().size(); p++) {
            Projection projection = image.projections().get(p);
            bytes += projection(image, projection);
            bytes += PostRule.of(image, p)
                    .map(rule -> pending(image, projection, rule))
                    .orElse(0L);
        }
        return bytes;
    }

    private static long group(Image image, int g) {
        Group group = image.groups().get(g);
        long bytes = Columns.bytes(Linker.fields(group), group.size());
        bytes += 8L * group.events().size() * group.size();
        int deliverLag = 1;
        for (Projection p : image.projections()) {
            deliverLag = p.target() == g ? Math.max(deliverLag, longest(p.deliverLag())) : deliverLag;
        }
        if (group instanceof Population population) {
            for (Port port : population.ports()) {
                bytes += PortState.bytes(group.size(), deliverLag, port.type());
            }
            for (DelayLine line : population.lines()) {
                bytes += 8L * (longest(line.lag()) + 1) * group.size();
            }
        }
        for (int out = 0; out < group.sent().size(); out++) {
            int delay = 0;
            for (int p = 0; p < image.projections().size(); p++) {
                Projection projection = image.projections().get(p);
                if (projection.source() == g && ArrivalUse.reads(image, p, out)) {
                    delay = Math.max(delay, longest(projection.delay()));
                }
            }
            bytes += delay == 0 ? 0 : 8L * (delay + 1) * group.size();
        }
        return bytes;
    }

    private static long projection(Image image, Projection p) {
        long size = Recipes.expectedSize(p.connectivity(), WorldBuilder.ends(image, p));
        int sources = image.groups().get(p.source()).size();
        int targets = image.groups().get(p.target()).size();
        // Rows by part of the target, and where there are several the number of each row's first synapse.
        int parts = Partition.of(targets, Partition.SMALLEST_BITS).parts();
        long bytes = Columns.narrowBytes(p.fields(), size) + 2 * size + (parts == 1 ? 4L : 8L * parts) * sources;
        bytes += SharedWords.bytes(p, sources, targets);
        Set<Integer> pre = new HashSet<>();
        Set<Integer> post = new HashSet<>();
        boolean keepsSources = false;
        for (Handler handler : p.handlers()) {
            if (handler.per() != Per.INSTANCE) {
                continue;
            }
            if (handler.trigger() instanceof Trigger.PreEvent t) {
                pre.add(t.lag().field());
            } else if (handler.trigger() instanceof Trigger.PostEvent t) {
                post.add(t.lag().field());
                keepsSources |= KernelUse.of(handler.kernel()).source();
            }
        }
        boolean sorted = false;
        for (int field : pre) {
            bytes += field < 0 ? 0 : index(field, sources, size);
            // The first field is that of the storage order, any other has an order of its own.
            bytes += field >= 0 && sorted ? 4 * size : 0;
            sorted |= field >= 0;
        }
        for (int field : post) {
            bytes += index(field, targets, size) + 4 * size;
        }
        boolean numbered = sorted || p.connectivity() instanceof Connectivity.Pairs;
        return bytes + (numbered ? 4 * size : 0) + (keepsSources ? 4 * size : 0);
    }

    /** What synapses have yet to see of their targets, by part of these. */
    private static long pending(Image image, Projection p, PostRule rule) {
        int sources = image.groups().get(p.source()).size();
        Partition targets = Partition.of(image.groups().get(p.target()).size(), Partition.SMALLEST_BITS);
        long bytes = 0;
        for (int part = 0; part < targets.parts(); part++) {
            bytes += PendingPost.bytes(rule, sources, targets.length(part)) + SharedWords.bytes(p, sources, 0);
        }
        return bytes;
    }

    private static long index(int lagField, int rows, long size) {
        long segments = lagField < 0 ? 0 : Math.min(size, (long) rows * ASSUMED_LAG);
        return 4L * rows + 8 * segments;
    }

    private static int longest(Lag lag) {
        return lag.ticks() + (lag.field() < 0 ? 0 : ASSUMED_LAG);
    }
}

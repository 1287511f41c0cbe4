package bouton.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import bouton.cli.SmallNetwork;
import bouton.compiler.Compiled;
import bouton.emulator.Emulator;
import bouton.image.net.Scope;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A hash depends on every spike and every weight. */
class FingerprintTest {
    private static final Compiled COMPILED = SmallNetwork.compiled();

    /** Ticks, members of each event of population P. */
    private record Event(long tick, int[] members) {}

    private static String hash(List<Event> spikes, Consumer<Session> change) {
        Fingerprint fingerprint = new Fingerprint(COMPILED.image());
        try (Session session = new Emulator().open(COMPILED.image(), new Fingerprint(COMPILED.image()))) {
            session.run(100, RunMonitor.NONE);
            change.accept(session);
            spikes.forEach(e -> fingerprint.events(1, 0, e.tick, e.members, e.members.length));
            return fingerprint.of(COMPILED, session);
        }
    }

    private static String hash(Event... spikes) {
        return hash(List.of(spikes), s -> {});
    }

    @Test
    void everySpikeCounts() {
        List<String> hashes = new ArrayList<>();
        hashes.add(hash());
        hashes.add(hash(new Event(3, new int[] {0})));
        hashes.add(hash(new Event(3, new int[] {1})));
        hashes.add(hash(new Event(4, new int[] {0})));
        hashes.add(hash(new Event(3, new int[] {0, 1})));
        hashes.add(hash(new Event(3, new int[] {0}), new Event(4, new int[] {1})));
        assertEquals(hashes.size(), hashes.stream().distinct().count());
        assertEquals(hash(new Event(3, new int[] {0})), hashes.get(1));
    }

    @Test
    void everyWeightCounts() {
        Scope scope = new Scope.OfProjection(0);
        String before = hash(List.of(), s -> {});
        double[] up = {20, 20, 20, 20, 20, Math.nextUp(20.0)};
        double[] flat = {20, 20, 20, 20, 20, 20};
        String all = hash(List.of(), s -> s.apply(scope, COMPILED.writer(scope, "w"), flat));
        String one = hash(List.of(), s -> s.apply(scope, COMPILED.writer(scope, "w"), up));
        assertNotEquals(before, all);
        assertNotEquals(all, one);
    }
}

package bouton.emulator.cost;

import bouton.emulator.TestRecorder;
import bouton.image.chip.CoreKind;
import bouton.image.chip.Hardware;
import bouton.image.chip.Operation;
import bouton.image.chip.Slice;
import bouton.image.chip.Tile;
import bouton.image.net.Image;
import bouton.image.net.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts over recorded events and listed synapses, event by event and synapse by synapse. */
final class SlowCounter {
    private final Image image;
    private final Hardware hardware;
    private final List<int[][]> synapses;
    private final RandomChip.Words words;
    /** Operation and core. */
    final Map<String, Long> counts = new TreeMap<>();
    /** Synaptic events by projection. */
    final Map<Integer, Long> sent = new TreeMap<>();

    private long[] generation = {};
    private long[] processing = {};
    long time;

    SlowCounter(Image image, List<int[][]> synapses, RandomChip.Words words) {
        this.image = image;
        this.hardware = image.hardware();
        this.synapses = synapses;
        this.words = words;
    }

    private int core(int group, int member) {
        for (Slice s : hardware.slices()) {
            if (s.group() == group && member >= s.from() && member < s.to()) {
                return s.core();
            }
        }
        return -1;
    }

    private void add(Operation operation, int core, long n) {
        if (n > 0) {
            counts.merge(operation + " " + core, n, Long::sum);
        }
    }

    /** The host is core -1. */
    private void work(long[] times, int core, long units) {
        times[core < 0 ? times.length - 1 : core] += units;
    }

    void run(long ticks, TestRecorder recorder, RandomChip.States states) {
        for (long t = 0; t < ticks; t++) {
            generation = new long[hardware.cores().size() + 1];
            processing = new long[hardware.cores().size() + 1];
            for (TestRecorder.Events e : recorder.events()) {
                if (e.tick() == t) {
                    e.members().forEach(m -> event(e.group(), m));
                }
            }
            for (Slice s : hardware.slices()) {
                CoreKind kind = hardware.kindOf(s.core());
                for (int m = s.from(); m < s.to(); m++) {
                    boolean active = states.isActive(s.group(), m, t);
                    add(Operation.NEURON_ACCESS, s.core(), 1);
                    add(Operation.NEURON_UPDATE, s.core(), active ? 1 : 0);
                    work(
                            generation,
                            s.core(),
                            kind.somaUnit(s.group()).access().time()
                                    + (active
                                            ? kind.somaUnit(s.group()).update().time()
                                            : 0));
                }
            }
            periodic(t);
            long most = 0;
            for (int c = 0; c < generation.length; c++) {
                most = Math.max(most, Math.max(generation[c], processing[c]));
            }
            time += most + hardware.barrierTime();
        }
    }

    private void event(int group, int member) {
        int from = core(group, member);
        TreeSet<Integer> cores = new TreeSet<>();
        for (int p = 0; p < image.projections().size(); p++) {
            Projection projection = image.projections().get(p);
            if (projection.source() == group) {
                TreeSet<Integer> own = new TreeSet<>();
                for (int k = 0; k < synapses.get(p)[0].length; k++) {
                    if (synapses.get(p)[0][k] == member) {
                        int to = core(projection.target(), synapses.get(p)[1][k]);
                        own.add(to);
                        synapse(p, to);
                    }
                }
                int run = words.source(p);
                own.stream().filter(c -> c >= 0).forEach(c -> learn(c, run, false));
                cores.addAll(own);
            }
            if (projection.target() == group && from >= 0) {
                for (int k = 0; k < synapses.get(p)[0].length; k++) {
                    if (synapses.get(p)[1][k] == member) {
                        learn(from, words.post(p), true);
                    }
                }
                learn(from, words.target(p), false);
            }
        }
        if (from >= 0) {
            CoreKind kind = hardware.kindOf(from);
            add(Operation.SPIKE, from, 1);
            add(Operation.MESSAGE_OUT, from, cores.size());
            work(
                    generation,
                    from,
                    kind.somaUnit(group).spike().time()
                            + cores.size() * kind.out().time());
        } else if (!cores.isEmpty()) {
            add(Operation.HOST, -1, 1);
            work(generation, -1, hardware.host().time());
        }
        cores.forEach(to -> message(from, to));
    }

    private void message(int from, int to) {
        if (to < 0) {
            add(Operation.HOST, -1, 1);
            work(processing, -1, hardware.host().time());
            return;
        }
        add(Operation.MESSAGE_IN, to, 1);
        work(processing, to, hardware.kindOf(to).in().time());
        if (from >= 0) {
            Tile a = hardware.tileOf(from);
            Tile b = hardware.tileOf(to);
            add(Operation.HOP_EAST, to, Math.max(b.x() - a.x(), 0));
            add(Operation.HOP_WEST, to, Math.max(a.x() - b.x(), 0));
            add(Operation.HOP_NORTH, to, Math.max(b.y() - a.y(), 0));
            add(Operation.HOP_SOUTH, to, Math.max(a.y() - b.y(), 0));
        }
    }

    private void synapse(int p, int core) {
        sent.merge(p, 1L, Long::sum);
        if (core < 0) {
            return;
        }
        CoreKind kind = hardware.kindOf(core);
        int target = image.projections().get(p).target();
        add(Operation.SYNAPSE, core, 1);
        add(Operation.DENDRITE, core, 1);
        work(
                processing,
                core,
                kind.synapseUnit(p).synapse().time()
                        + kind.dendriteUnit(target).dendrite().time());
        learn(core, words.pre(p), true);
    }

    private void learn(int core, int run, boolean access) {
        if (run == 0) {
            return;
        }
        CoreKind kind = hardware.kindOf(core);
        add(Operation.LEARNING_WORD, core, run);
        add(Operation.LEARNING_ACCESS, core, access ? 1 : 0);
        work(
                processing,
                core,
                run * kind.word().time() + (access ? kind.access().time() : 0));
    }

    private void periodic(long t) {
        for (int p = 0; p < image.projections().size(); p++) {
            if (words.every(p) > 0 && (t + 1) % RandomChip.PERIOD == 0) {
                for (int target : synapses.get(p)[1]) {
                    int core = core(image.projections().get(p).target(), target);
                    if (core >= 0) {
                        learn(core, words.every(p), true);
                    }
                }
            }
        }
    }

    /** What a report says, in the same words. */
    static Map<String, Long> counts(List<bouton.image.run.Charge> charges) {
        Map<String, Long> result = new TreeMap<>();
        for (var c : new ArrayList<>(charges)) {
            result.merge(c.operation() + " " + c.core(), c.count(), Long::sum);
        }
        return result;
    }
}

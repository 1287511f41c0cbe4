package bouton.cli.diff;

import bouton.compiler.Compiled;
import bouton.image.net.Field;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Probe;
import bouton.image.net.Projection;
import bouton.image.net.Reader;
import bouton.image.net.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one neuron and the synapses onto it, tick by tick, until the first word differs by more than its rounding. It runs once
 * more what has been compared: the same seeds give the same run, and so nothing of the first has to be kept.
 */
final class CauseSearch implements Watcher {
    /** Float64 values that are equal but for so much of their size have been rounded differently. */
    private static final double ROUNDED = 1e-12;

    private final FirstSpike spike;
    private final List<Incoming> incoming;
    private final Deviations.Source deviations;
    private final List<Watched> watched = new ArrayList<>();
    private final List<WordChange> initial = new ArrayList<>();
    private List<WordChange> onset = List.of();
    private List<WordChange> slight = List.of();
    private final List<Apart> apart = new ArrayList<>();
    private long onsetTick;
    private StoreSite.Known known = new StoreSite.Known(0, false, false);
    private @Nullable Arrivals arrivals;
    private long[][] counters = new long[2][0];
    private long[][] countersBefore = new long[2][0];
    private boolean lost;
    private @Nullable Standing first;
    private @Nullable Standing second;

    /** A word of the neuron or of its synapses. */
    private static final class Watched {
        final Scope scope;
        final Field field;
        final Reader reader;
        final @Nullable Incoming synapses;
        final double[] largest;
        // When each was first seen to differ, null for those that have not been.
        final StoreSite.@Nullable Known[] since;
        double step;

        Watched(Scope scope, Field field, Reader reader, @Nullable Incoming synapses) {
            this.scope = scope;
            this.field = field;
            this.reader = reader;
            this.synapses = synapses;
            int n = synapses == null ? 1 : synapses.numbers().length;
            this.largest = new double[n];
            this.since = new StoreSite.Known[n];
        }

        List<Integer> members(int neuron) {
            return synapses == null
                    ? List.of(neuron)
                    : Arrays.stream(synapses.numbers()).boxed().toList();
        }
    }

    /** A word that differed when the tick of the spike began, and the tick since which it did; tick -1: from the begin. */
    record Apart(WordChange word, StoreSite.Known since, double part) {}

    /** @param incoming synapses onto the neuron */
    CauseSearch(FirstSpike spike, List<Incoming> incoming, Deviations.Source deviations) {
        this.spike = spike;
        this.incoming = incoming;
        this.deviations = deviations;
    }

    @Override
    public List<Probe.Values> probes(Compiled compiled) {
        return watched(compiled).stream()
                .map(w -> new Probe.Values(w.reader.name(), w.reader, 1, w.members(spike.neuron())))
                .toList();
    }

    private List<Watched> watched(Compiled compiled) {
        List<Watched> all = new ArrayList<>();
        Image image = compiled.image();
        Population population = image.population(spike.group());
        add(all, compiled, new Scope.OfGroup(spike.group()), population.fields(), null);
        for (Incoming in : incoming) {
            Projection p = image.projections().get(in.projection());
            Scope scope = new Scope.OfProjection(in.projection());
            add(all, compiled, scope, p.fields(), in);
            add(all, compiled, scope, p.rows().stream().map(r -> r.field()).toList(), in);
            add(all, compiled, scope, p.columns().stream().map(c -> c.field()).toList(), in);
        }
        return all;
    }

    private static void add(
            List<Watched> all, Compiled compiled, Scope scope, List<Field> fields, @Nullable Incoming in) {
        for (Field field : fields) {
            // Internal words follow from the others; the two sides need not have the same.
            if (field.kind() != Field.Kind.INTERNAL && !field.name().contains("$")) {
                all.add(new Watched(scope, field, compiled.reader(scope, field.name()), in));
            }
        }
    }

    @Override
    public boolean opened(Standing a, Standing b) {
        first = a;
        second = b;
        watched.addAll(watched(a.compiled()));
        for (Watched w : watched) {
            for (Standing s : List.of(a, b)) {
                deviations
                        .of(s.compiled())
                        .format(w.scope, w.field.name())
                        .ifPresent(f -> w.step = Math.max(w.step, f.step()));
            }
        }
        count(a, b);
        arrivals = new Arrivals(a.session(), incoming);
        return true;
    }

    private void count(Standing a, Standing b) {
        countersBefore = counters;
        counters = new long[][] {a.session().counters(), b.session().counters()};
        for (Standing s : List.of(a, b)) {
            lost |= s.session()
                    .machine()
                    .filter(m -> m.late() + m.dropped() > 0)
                    .isPresent();
        }
    }

    @Override
    public long room(long tick) {
        return 1;
    }

    @Override
    public boolean ran(long from, long to, Standing a, Standing b) {
        // Until its first difference the spikes of both are the same.
        Arrivals reaching = java.util.Objects.requireNonNull(arrivals);
        reaching.tick(from, a.log());
        StoreSite.Known now = new StoreSite.Known(from, spikes(a.log()), reaching.any());
        if (from == 0) {
            initial.addAll(differing(0, new StoreSite.Known(-1, false, false), a.log(), b.log()));
        }
        if (onset.isEmpty()) {
            known = now;
            onsetTick = from;
            count(a, b);
        }
        if (from >= spike.tick()) {
            return false;
        }
        List<WordChange> found = differing(to, now, a.log(), b.log());
        onset = onset.isEmpty() ? found : onset;
        if (to == spike.tick()) {
            slight = slightly(to, a.log(), b.log());
            apart(to, a.log(), b.log());
        }
        return true;
    }

    private boolean spikes(SideLog log) {
        for (int k = 0; k < log.count(); k++) {
            if (log.group(k) == spike.group() && log.member(k) == spike.neuron()) {
                return true;
            }
        }
        return false;
    }

    /** Words that differ when so many ticks have run, and did not before. */
    private List<WordChange> differing(long ticks, StoreSite.Known now, SideLog a, SideLog b) {
        List<WordChange> found = new ArrayList<>();
        for (int p = 0; p < watched.size(); p++) {
            double[] x = row(a, p, ticks);
            double[] y = row(b, p, ticks);
            Watched w = watched.get(p);
            for (int k = 0; k < Math.min(x.length, y.length); k++) {
                double size = Math.max(Math.abs(x[k]), Math.abs(y[k]));
                w.largest[k] = Math.max(w.largest[k], size);
                double apart = Math.abs(Differing.of(x[k], y[k]));
                if (apart > Math.max(w.step, ROUNDED * w.largest[k]) && w.since[k] == null) {
                    w.since[k] = now;
                    found.add(change(w, k, x[k], y[k]));
                }
            }
        }
        return found;
    }

    /** Of each variable the word that is farthest apart. */
    private void apart(long ticks, SideLog a, SideLog b) {
        for (int p = 0; p < watched.size(); p++) {
            double[] x = row(a, p, ticks);
            double[] y = row(b, p, ticks);
            Watched w = watched.get(p);
            int most = -1;
            for (int k = 0; k < Math.min(x.length, y.length); k++) {
                if (w.since[k] != null && (most < 0 || Math.abs(y[k] - x[k]) > Math.abs(y[most] - x[most]))) {
                    most = k;
                }
            }
            StoreSite.Known since = most < 0 ? null : w.since[most];
            if (since != null && x[most] != y[most]) {
                double part = Math.abs(y[most] - x[most]) / w.largest[most];
                apart.add(new Apart(change(w, most, x[most], y[most]), since, part));
            }
        }
        apart.sort(Comparator.comparingDouble(Apart::part).reversed());
    }

    /** Words of the chip's integers that differ at all, if by no more than a step. */
    private List<WordChange> slightly(long ticks, SideLog a, SideLog b) {
        List<WordChange> found = new ArrayList<>();
        for (int p = 0; p < watched.size(); p++) {
            double[] x = row(a, p, ticks);
            double[] y = row(b, p, ticks);
            Watched w = watched.get(p);
            for (int k = 0; k < Math.min(x.length, y.length); k++) {
                if (w.step > 0 && Differing.of(x[k], y[k]) != 0 && w.since[k] == null) {
                    found.add(change(w, k, x[k], y[k]));
                }
            }
        }
        return found;
    }

    private static double[] row(SideLog log, int probe, long ticks) {
        for (SideLog.Row row : log.rows(probe)) {
            if (row.ticks() == ticks) {
                return row.values();
            }
        }
        return new double[0];
    }

    private WordChange change(Watched w, int k, double x, double y) {
        double scale = w.reader.scale();
        String neuron = spike.population() + "[" + spike.neuron() + "]";
        Incoming in = w.synapses;
        String owner = in == null ? neuron : source(in.projection()) + "[" + in.sources()[k] + "] -> " + neuron;
        return new WordChange(
                w.scope,
                owner,
                w.field.name(),
                new Figure(w.field.name(), w.reader.unit(), x * scale, y * scale),
                w.step * Math.abs(scale));
    }

    private String source(int projection) {
        Image image = java.util.Objects.requireNonNull(first).compiled().image();
        return image.groups().get(image.projections().get(projection).source()).name();
    }

    @Override
    public void ended(long ticks, Standing a, Standing b) {}

    // ---- what has been found

    /** Words that differed before the first tick. */
    List<WordChange> initial() {
        return initial;
    }

    /** Words that were the first to differ later; none if all others were equal until the tick of the spike. */
    List<WordChange> onset() {
        return onset;
    }

    /** What differed most when the tick of the spike began, the largest part of its value first. */
    List<Apart> apart() {
        return apart;
    }

    /** Words that differed by no more than a step when the tick of the spike began. */
    List<WordChange> slight() {
        return slight;
    }

    long onsetTick() {
        return onsetTick;
    }

    /** What is known of the tick of the onset. */
    StoreSite.Known known() {
        return known;
    }

    /** How often a counter of a side counted in the tick of the onset. */
    long counted(int side, int counter) {
        long before = counter < countersBefore[side].length ? countersBefore[side][counter] : 0;
        return counters[side][counter] - before;
    }

    /** Whether a chip had lost events, or had taken some too late, when the first word differed. */
    boolean lost() {
        return lost;
    }

    /** A side, if both could be opened. */
    @Nullable
    Compiled compiled(int side) {
        Standing s = side == 0 ? first : second;
        return s == null ? null : s.compiled();
    }
}

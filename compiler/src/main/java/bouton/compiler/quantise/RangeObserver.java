package bouton.compiler.quantise;

import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.net.Field;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Projection;
import bouton.image.net.Scope;
import bouton.image.net.Stimulus;
import bouton.image.run.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks at the values of a run in float64, tick by tick, and keeps the ranges of those that the text does not limit. Words of
 * many synapses are looked at in every n-th tick only, n so that they take about as long as a thousand neurons.
 */
public final class RangeObserver {
    private static final int READS_PER_TICK = 1000;

    private record Look(Site site, Scope scope, Kernel kernel, long period) {}

    private final List<Look> looks = new ArrayList<>();
    private final Map<Site, Interval> ranges = new TreeMap<>();
    private final int globals;

    /** @param image in float64 */
    public RangeObserver(Image image) {
        KernelFacts facts = new KernelFacts(image);
        for (int g = 0; g < image.groups().size(); g++) {
            Scope scope = new Scope.OfGroup(g);
            switch (image.groups().get(g)) {
                case Population p -> {
                    for (int f = 0; f < p.fields().size(); f++) {
                        add(
                                facts,
                                new Site(Site.Kind.NEURON, g, f),
                                scope,
                                p.fields().get(f),
                                Word.self(f),
                                1);
                    }
                    for (int i = 0; i < p.ports().size(); i++) {
                        Instruction sum = new Instruction.PortSum(0, i, -1);
                        looks.add(new Look(new Site(Site.Kind.PORT, g, i), scope, yielding(sum), 1));
                    }
                }
                case Stimulus s ->
                    looks.add(new Look(new Site(Site.Kind.LEVEL, g, 0), scope, yielding(load(Word.self(0))), 1));
            }
        }
        for (int i = 0; i < image.projections().size(); i++) {
            projection(facts, i, image.projections().get(i));
        }
        this.globals = image.globals().size();
    }

    private void projection(KernelFacts facts, int index, Projection p) {
        Scope scope = new Scope.OfProjection(index);
        for (int f = 0; f < p.fields().size(); f++) {
            add(facts, new Site(Site.Kind.SYNAPSE, index, f), scope, p.fields().get(f), Word.self(f), 0);
        }
        for (int f = 0; f < p.rows().size(); f++) {
            Word word = new Word(Word.Space.ROW, f);
            add(facts, new Site(Site.Kind.ROW, index, f), scope, p.rows().get(f).field(), word, 0);
        }
        for (int f = 0; f < p.columns().size(); f++) {
            Word word = new Word(Word.Space.COLUMN, f);
            add(
                    facts,
                    new Site(Site.Kind.COLUMN, index, f),
                    scope,
                    p.columns().get(f).field(),
                    word,
                    0);
        }
    }

    private void add(KernelFacts facts, Site site, Scope scope, Field field, Word word, long period) {
        boolean known = facts.range(site).filter(Interval::isFinite).isPresent();
        if (field.type() instanceof Type.Float64 && !known) {
            looks.add(new Look(site, scope, yielding(load(word)), period));
        }
    }

    private static Instruction load(Word word) {
        return new Instruction.Load(0, Type.F64, word, -1);
    }

    private static Kernel yielding(Instruction value) {
        return new Kernel("range", 1, new Block(List.of(value, new Instruction.Yield(0, 0, -1))));
    }

    /** Looks at a session that stands between two ticks. */
    public void look(Session session) {
        for (int i = 0; i < looks.size(); i++) {
            Look look = looks.get(i);
            if (look.period() == 0 || session.tick() % look.period() == 0) {
                double[] values = session.evaluate(look.scope(), look.kernel());
                if (look.period() == 0) {
                    long period = Math.max(1, values.length / READS_PER_TICK);
                    looks.set(i, new Look(look.site(), look.scope(), look.kernel(), period));
                }
                keep(look.site(), values);
            }
        }
        for (int c = 0; c < globals; c++) {
            keep(new Site(Site.Kind.GLOBAL, 0, c), new double[] {session.global(c)});
        }
    }

    /** An event of the network comes from outside with this value. */
    public void emitted(int event, double payload) {
        keep(new Site(Site.Kind.EVENT, 0, event), new double[] {payload});
    }

    private void keep(Site site, double[] values) {
        double lo = Double.POSITIVE_INFINITY;
        double hi = Double.NEGATIVE_INFINITY;
        for (double v : values) {
            lo = Math.min(lo, v);
            hi = Math.max(hi, v);
        }
        if (lo <= hi) {
            ranges.merge(site, new Interval(lo, hi), Interval::or);
        }
    }

    /** What was seen so far, in internal units. */
    public Map<Site, Interval> ranges() {
        return java.util.Collections.unmodifiableMap(ranges);
    }
}

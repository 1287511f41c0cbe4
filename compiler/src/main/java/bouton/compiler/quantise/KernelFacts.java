package bouton.compiler.quantise;

import bouton.image.ir.Block;
import bouton.image.ir.Distribution;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Projection;
import bouton.image.net.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the kernels of an image in float64 say about the values of its words before anything runs. */
final class KernelFacts {
    /** What a projection delivers to a port as it is: a word of each synapse, or a constant. */
    record Delivery(int projection, Optional<Site> word, double constant, int at) {}

    private final Image image;
    private final Map<Site, Optional<Interval>> stored = new TreeMap<>();
    private final Map<Site, Optional<Interval>> initial = new TreeMap<>();
    private final Map<Site, Set<Integer>> places = new TreeMap<>();
    private final Map<Site, List<Delivery>> deliveries = new LinkedHashMap<>();
    private final Set<Site> payloads = new TreeSet<>();
    private final Set<Site> lines = new TreeSet<>();

    KernelFacts(Image image) {
        this.image = image;
        for (int g = 0; g < image.groups().size(); g++) {
            if (image.groups().get(g) instanceof Population p) {
                Scope scope = new Scope.OfGroup(g);
                new Reading(scope, initial).read(p.init());
                new Reading(scope, initial).read(p.derive());
                for (Handler h : p.handlers()) {
                    new Reading(scope, stored).read(h.kernel());
                }
            }
        }
        for (int i = 0; i < image.projections().size(); i++) {
            Projection p = image.projections().get(i);
            Scope scope = new Scope.OfProjection(i);
            new Reading(scope, initial).read(p.init());
            new Reading(scope, initial).read(p.derive());
            for (Handler h : p.handlers()) {
                new Reading(scope, stored).read(h.kernel());
            }
            for (int f = 0; f < p.rows().size(); f++) {
                initial.put(
                        new Site(Site.Kind.ROW, i, f),
                        Optional.of(Interval.of(p.rows().get(f).initial())));
            }
            for (int f = 0; f < p.columns().size(); f++) {
                initial.put(
                        new Site(Site.Kind.COLUMN, i, f),
                        Optional.of(Interval.of(p.columns().get(f).initial())));
            }
        }
    }

    /** Whether some handler stores to the word, so that it changes in a run. */
    boolean changes(Site word) {
        return stored.containsKey(word);
    }

    /** The values a word can have, as far as the text says: ranges that every store keeps to, and constants. */
    Optional<Interval> range(Site word) {
        List<Optional<Interval>> known = new ArrayList<>();
        if (initial.containsKey(word)) {
            known.add(initial.get(word));
        }
        if (stored.containsKey(word)) {
            known.add(stored.get(word));
        }
        return known.stream().allMatch(Optional::isPresent)
                ? known.stream().map(Optional::get).reduce(Interval::or)
                : Optional.empty();
    }

    /** A place where the word is stored; -1 if there is none. */
    int place(Site word) {
        return places(word).stream().findFirst().orElse(-1);
    }

    /** Numbers of all places where the word is stored. */
    Set<Integer> places(Site word) {
        return places.getOrDefault(word, Set.of());
    }

    /** What is delivered to a port as it is. */
    List<Delivery> deliveries(Site port) {
        return deliveries.getOrDefault(port, List.of());
    }

    /** Events that carry values. */
    Set<Site> payloads() {
        return payloads;
    }

    Set<Site> lines() {
        return lines;
    }

    /** One kernel. */
    private final class Reading {
        private final Scope scope;
        private final Map<Site, Optional<Interval>> stores;
        private final Map<Integer, Instruction> made = new HashMap<>();

        Reading(Scope scope, Map<Site, Optional<Interval>> stores) {
            this.scope = scope;
            this.stores = stores;
        }

        void read(Kernel kernel) {
            read(kernel.body());
        }

        private void read(Block block) {
            for (Instruction i : block.instructions()) {
                switch (i) {
                    case Instruction.Const c -> made.put(c.dst(), c);
                    case Instruction.Load l -> made.put(l.dst(), l);
                    case Instruction.Clamp c -> made.put(c.dst(), c);
                    case Instruction.Draw d -> made.put(d.dst(), d);
                    case Instruction.Store s when s.type() instanceof Type.Float64 -> store(s);
                    case Instruction.Deliver d -> deliver(d);
                    case Instruction.Emit e
                    when e.payload() >= 0 ->
                        payloads.add(new Site(Site.Kind.PAYLOAD, ((Scope.OfGroup) scope).index(), e.event()));
                    case Instruction.Remember r ->
                        lines.add(new Site(Site.Kind.LINE, ((Scope.OfGroup) scope).index(), r.line()));
                    case Instruction.If f -> {
                        read(f.then());
                        read(f.otherwise());
                    }
                    case Instruction.Adaptive a -> a.crossings().forEach(c -> read(c.body()));
                    default -> {}
                }
            }
        }

        private void store(Instruction.Store s) {
            Site site = Site.of(image, scope, s.word());
            places.computeIfAbsent(site, w -> new TreeSet<>()).add(s.at());
            Optional<Interval> value = value(s.src());
            stores.merge(
                    site,
                    value,
                    (a, b) ->
                            a.isPresent() && b.isPresent() ? Optional.of(a.get().or(b.get())) : Optional.empty());
        }

        private Optional<Interval> value(int register) {
            return switch (made.get(register)) {
                case Instruction.Const c -> Optional.of(Interval.of(c.value()));
                case Instruction.Clamp c -> between(c.lo(), c.hi());
                case Instruction.Draw d when d.isBounded() && d.lo() >= 0 && d.hi() >= 0 -> between(d.lo(), d.hi());
                case Instruction.Draw d
                when d.distribution() == Distribution.UNIFORM ->
                    between(d.arguments().get(0), d.arguments().get(1));
                case Instruction.Draw d when d.distribution() == Distribution.CHOICE -> choice(d);
                case null, default -> Optional.empty();
            };
        }

        private Optional<Interval> choice(Instruction.Draw d) {
            Optional<Interval> all = Optional.of(Interval.of(0));
            boolean first = true;
            for (int argument : d.arguments()) {
                Optional<Interval> one = between(argument, argument);
                if (one.isEmpty()) {
                    return one;
                }
                all = first ? one : Optional.of(all.get().or(one.get()));
                first = false;
            }
            return all;
        }

        private Optional<Interval> between(int lo, int hi) {
            return made.get(lo) instanceof Instruction.Const a && made.get(hi) instanceof Instruction.Const b
                    ? Optional.of(Interval.between(a.value(), b.value()))
                    : Optional.empty();
        }

        private void deliver(Instruction.Deliver d) {
            int projection = ((Scope.OfProjection) scope).index();
            Site port =
                    new Site(Site.Kind.PORT, image.projections().get(projection).target(), d.port());
            switch (made.get(d.src())) {
                case Instruction.Const c -> add(port, new Delivery(projection, Optional.empty(), c.value(), d.at()));
                case Instruction.Load l
                when l.word().space() == Word.Space.SELF ->
                    add(port, new Delivery(projection, Optional.of(Site.of(image, scope, l.word())), 0, d.at()));
                case null, default -> {}
            }
        }

        private void add(Site port, Delivery delivery) {
            deliveries.computeIfAbsent(port, p -> new ArrayList<>()).add(delivery);
        }
    }
}

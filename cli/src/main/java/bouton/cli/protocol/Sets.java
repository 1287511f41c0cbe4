package bouton.cli.protocol;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.experiment.EventUse;
import bouton.dsl.experiment.Formula;
import bouton.dsl.experiment.Formulas;
import bouton.dsl.experiment.Members;
import bouton.dsl.experiment.Place;
import bouton.dsl.source.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs expressions over the members of sets. */
final class Sets {
    private final Evaluator evaluator;
    private final World world;
    private @Nullable Frame frame;
    private int calls;

    Sets(Evaluator evaluator, World world) {
        this.evaluator = evaluator;
        this.world = world;
    }

    /** The set that is being run over, and where it stands. */
    private static final class Frame {
        private final @Nullable Place place;
        private final int size;
        private final Map<Formula, Value> kept = new IdentityHashMap<>();
        // What does not change while the set is run over, looked up once.
        private final Map<Formula, double[]> arrays = new IdentityHashMap<>();
        private int @Nullable [][] ends;
        private int member;
        private RunStore.@Nullable Kept run;
        private int tick;

        Frame(@Nullable Place place, int size) {
            this.place = place;
            this.size = size;
        }
    }

    private Frame frame() {
        return java.util.Objects.requireNonNull(frame, "no set is being run over");
    }

    Value each(Formula.Each e) {
        Frame inner;
        int[] members;
        switch (e.members()) {
            case Members.OfPlace p -> {
                int size = world.size(p.place());
                members = evaluator.indices(p.chosen(), size);
                inner = new Frame(p.place(), size);
            }
            case Members.OfList l -> {
                Value list = evaluator.value(l.list());
                members = evaluator.indices(l.chosen(), list.size());
                inner = new Frame(null, list.size());
                if (isBare(e, l)) {
                    return list.pick(kept(e, members, inner));
                }
                inner.kept.put(l.list(), list);
            }
        }
        if (e.during().isPresent()) {
            return overTicks(e, inner, members);
        }
        int[] chosen = kept(e, members, inner);
        if (e.body() instanceof Formula.MemberValue m && m.end() == Formula.End.SELF) {
            double[] all = evaluator.values(m.place(), m.name());
            return chosen.length == all.length ? new Value.Numbers(all) : new Value.Numbers(all).pick(chosen);
        }
        return within(inner, () -> bodies(e, inner, chosen));
    }

    /** All members at every tick of a run. */
    private Value overTicks(Formula.Each e, Frame inner, int[] members) {
        RunStore.Kept run = window(e.during().orElseThrow(), e.span());
        inner.run = run;
        List<double[]> lists = new ArrayList<>();
        for (int tick = 0; tick < run.ticks(); tick++) {
            inner.tick = tick;
            inner.kept.clear();
            int[] chosen = kept(e, members, inner);
            lists.add(within(inner, () -> bodies(e, inner, chosen)).numbers());
        }
        return new Value.Numbers(joined(lists));
    }

    /** Whether it asks for nothing but the elements themselves. */
    private static boolean isBare(Formula.Each e, Members.OfList l) {
        return e.body() instanceof Formula.MemberOf m && m.list() == l.list();
    }

    /** The members for which the condition holds. */
    private int[] kept(Formula.Each e, int[] members, Frame inner) {
        if (e.where().isEmpty()) {
            return members;
        }
        Formula where = e.where().get();
        return within(
                inner,
                () -> Arrays.stream(members)
                        .filter(m -> {
                            inner.member = m;
                            return evaluator.truth(where);
                        })
                        .toArray());
    }

    private interface Work<T> {
        T run();
    }

    private <T> T within(Frame inner, Work<T> work) {
        Frame outer = frame;
        int outerCalls = calls;
        frame = inner;
        calls = 0;
        try {
            return work.run();
        } finally {
            frame = outer;
            calls = outerCalls;
        }
    }

    private Value bodies(Formula.Each e, Frame inner, int[] members) {
        if (e.body().type().rank() == 0) {
            double[] result = new double[members.length];
            for (int i = 0; i < result.length; i++) {
                inner.member = members[i];
                result[i] = evaluator.number(e.body());
            }
            return new Value.Numbers(result);
        }
        List<double[]> lists = new ArrayList<>();
        for (int m : members) {
            inner.member = m;
            lists.add(evaluator.value(e.body()).numbers());
        }
        return e.type().rank() > 1 ? Value.Lists.of(lists) : new Value.Numbers(joined(lists));
    }

    private static double[] joined(List<double[]> lists) {
        return lists.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** A function's parameters may differ from member to member: nothing in it is kept for the next. */
    Value call(Formula.Call c) {
        calls++;
        try {
            bind(c.bindings());
            return evaluator.value(c.body());
        } finally {
            calls--;
        }
    }

    /** Gives parameters their values: all arguments first, since a function may be called inside of an argument of itself. */
    void bind(List<Formula.Binding> bindings) {
        Value[] values = new Value[bindings.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = evaluator.value(bindings.get(i).value());
        }
        for (int i = 0; i < values.length; i++) {
            world.put(bindings.get(i).slot(), values[i]);
        }
    }

    // ---- the current member

    double memberValue(Formula.MemberValue m) {
        int index = memberIndex(m.end());
        Frame f = frame();
        if (m.sample() < 0) {
            double[] all = f.arrays.get(m);
            if (all == null) {
                all = evaluator.values(m.place(), m.name());
                f.arrays.put(m, all);
            }
            return all[index];
        }
        RunStore.Kept run = java.util.Objects.requireNonNull(f.run);
        return run.samples().get(m.sample()).get(f.tick)[index];
    }

    /** Against the value of a tick ago. */
    double change(Formula.Change c) {
        Formula.MemberValue m = c.of();
        double[] old = world.before(m.place(), m.name());
        if (old == null) {
            throw new Fault(Code.E001, c.span(), "nothing has run yet: there is no change");
        }
        return memberValue(m) - old[memberIndex(m.end())];
    }

    int memberIndex(Formula.End end) {
        Frame f = frame();
        return switch (end) {
            case SELF -> f.member;
            case PRE -> ends(f)[0][f.member];
            case POST -> ends(f)[1][f.member];
        };
    }

    private int[][] ends(Frame f) {
        int[][] known = f.ends;
        if (known == null) {
            known = world.synapses(java.util.Objects.requireNonNull(f.place).index());
            f.ends = known;
        }
        return known;
    }

    Value memberOf(Formula.MemberOf m) {
        Frame f = frame();
        Value list = f.kept.get(m.list());
        if (list == null) {
            list = evaluator.value(m.list());
            if (calls == 0 && !Formulas.dependsOnMember(m.list()) && !draws(m.list())) {
                f.kept.put(m.list(), list);
            }
        }
        if (list.size() != f.size) {
            throw new Fault(Diagnostic.of(
                            Code.D002,
                            m.span(),
                            "this list has " + list.size() + " values, and there are " + f.size + " members"
                                    + (f.place == null ? "" : " of `" + world.name(f.place) + "`"))
                    .note("inside of a set a list is read at the number of the member"));
        }
        return list.element(f.member);
    }

    private static boolean draws(Formula list) {
        return Formulas.any(list, x -> x instanceof Formula.Draw || x instanceof Formula.Shuffled);
    }

    // ---- events of the current member

    Value events(Formula.MemberEvents m) {
        RunStore.Kept run = window(m.window(), m.span());
        EventUse use = world.experiment().events().get(m.use());
        Frame f = frame();
        return switch (m.function()) {
            case COUNT -> new Value.Number(run.counts()[m.use()][f.member]);
            case RATE -> new Value.Number(run.counts()[m.use()][f.member] / (run.ticks() * world.dt()));
            case FIRST -> {
                long[] ticks = run.times()[m.use()].of(f.member, f.size);
                yield new Value.Number(ticks.length == 0 ? Double.POSITIVE_INFINITY : time(ticks[0], run));
            }
            case INTERVALS -> {
                long[] ticks = run.times()[m.use()].of(f.member, f.size);
                double[] result = new double[Math.max(0, ticks.length - 1)];
                for (int i = 0; i < result.length; i++) {
                    result[i] = (ticks[i + 1] - ticks[i]) * world.dt();
                }
                yield new Value.Numbers(result);
            }
        };
    }

    /** Since the run began, by the target's stamps. */
    private double time(long tick, RunStore.Kept run) {
        long since = tick - run.start() + (world.compiled().target().stampEnd() ? 1 : 0);
        return since * world.dt();
    }

    private RunStore.Kept window(int window, Span span) {
        RunStore.Kept run = world.events().window(window);
        if (run != null) {
            return run;
        }
        throw new Fault(
                Code.E001,
                span,
                window < 0
                        ? "nothing has run yet"
                        : "run `" + world.experiment().windows().get(window) + "` has not happened yet");
    }
}

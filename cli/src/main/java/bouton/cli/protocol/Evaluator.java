package bouton.cli.protocol;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.experiment.Formula;
import bouton.dsl.experiment.Members;
import bouton.dsl.experiment.Place;
import bouton.dsl.model.DataTable;
import bouton.dsl.source.Span;
import java.util.List;

/** Computes the formulas of an experiment as of now. */
final class Evaluator {
    private final World world;
    private final Randomness randomness;
    private final Elementwise elementwise;
    private final Sets sets;
    private final Scalars scalars;

    Evaluator(World world, Randomness randomness) {
        this.world = world;
        this.randomness = randomness;
        this.elementwise = new Elementwise(this);
        this.sets = new Sets(this, world);
        this.scalars = new Scalars(this);
    }

    World world() {
        return world;
    }

    Sets sets() {
        return sets;
    }

    // ---- what statements ask for

    double number(Formula f) {
        return scalars.number(f);
    }

    boolean truth(Formula f) {
        double value = number(f);
        if (Double.isNaN(value)) {
            throw new Fault(Code.E002, f.span(), "this condition is not a number (NaN)");
        }
        return value != 0;
    }

    /** A whole number. */
    long whole(Formula f, String what) {
        double value = number(f);
        if (value != Math.rint(value) || Math.abs(value) > 9e15) {
            throw new Fault(
                    Code.E003, f.span(), what + " is a whole number, this is " + bouton.dsl.check.Numbers.show(value));
        }
        return (long) value;
    }

    // ---- formulas

    Value value(Formula f) {
        return switch (f) {
            case Formula.Constant c -> new Value.Number(c.value());
            case Formula.Time t -> new Value.Number(world.session().tick() * world.dt());
            case Formula.Tick t -> new Value.Number(world.dt());
            case Formula.NetworkParam p ->
                new Value.Number(java.util.Objects.requireNonNull(
                                world.network().params().get(p.name()))
                        .value());
            case Formula.GlobalValue g -> new Value.Number(world.global(g.cell()));
            case Formula.Variable v -> world.get(v.slot());
            case Formula.RecordList r -> world.record(r.index()).value();
            case Formula.ListOf l -> list(l);
            case Formula.Data d -> table(d.table());
            case Formula.Rows r -> new Value.Rows(r.set(), count(r.set().rows()));
            case Formula.Part p -> part(p);
            case Formula.WholeRow w -> wholeRow(w);
            case Formula.Element e -> element(e);
            case Formula.Slice s -> {
                Value of = value(s.of());
                yield of.pick(indices(List.of(s.range()), of.size()));
            }
            case Formula.Negate n -> elementwise.of(List.of(n.operand()), n.span(), x -> -x[0]);
            case Formula.Not n -> elementwise.of(List.of(n.operand()), n.span(), x -> x[0] == 0 ? 1 : 0);
            case Formula.Arithmetic a -> elementwise.arithmetic(a);
            case Formula.Compare c -> elementwise.compare(c);
            case Formula.Logic l -> elementwise.logic(l);
            case Formula.Choose c -> truth(c.condition()) ? value(c.then()) : value(c.otherwise());
            case Formula.Apply a -> elementwise.apply(a);
            case Formula.Draw d -> {
                double[] x = d.arguments().stream().mapToDouble(this::number).toArray();
                yield new Value.Number(randomness.draw(d, x, world.session().tick()));
            }
            case Formula.Shuffled s -> {
                Value of = value(s.list());
                yield of.pick(randomness.order(s.site(), of.size()));
            }
            case Formula.OneHot o -> oneHot(o);
            case Formula.Summary s -> new Summaries(this).of(s);
            case Formula.Over o -> new Summaries(this).over(o);
            case Formula.Each e -> sets.each(e);
            case Formula.Call c -> sets.call(c);
            case Formula.MemberValue m -> new Value.Number(sets.memberValue(m));
            case Formula.Change c -> new Value.Number(sets.change(c));
            case Formula.Lsb l -> new Value.Number(world.step(l.place(), l.name()));
            case Formula.MemberIndex m -> new Value.Number(sets.memberIndex(m.end()));
            case Formula.MemberOf m -> sets.memberOf(m);
            case Formula.MemberEvents m -> sets.events(m);
            case Formula.Faulty x -> throw new IllegalStateException("a faulty formula runs");
        };
    }

    static int[] count(int n) {
        int[] result = new int[n];
        for (int i = 0; i < n; i++) {
            result[i] = i;
        }
        return result;
    }

    private static Value table(DataTable table) {
        return switch (table.shape().length) {
            case 0 -> new Value.Number(table.values()[0]);
            case 1 -> new Value.Numbers(table.values());
            default -> Value.Lists.of(table);
        };
    }

    private Value list(Formula.ListOf l) {
        if (l.type().rank() > 1) {
            List<double[]> lists =
                    l.elements().stream().map(e -> value(e).numbers()).toList();
            return Value.Lists.of(lists);
        }
        return new Value.Numbers(l.elements().stream().mapToDouble(this::number).toArray());
    }

    private Value part(Formula.Part p) {
        Value of = value(p.of());
        if (of instanceof Value.Row row) {
            return table(java.util.Objects.requireNonNull(row.set().parts().get(p.name())))
                    .element(row.index());
        }
        Value.Rows rows = (Value.Rows) of;
        return table(java.util.Objects.requireNonNull(rows.set().parts().get(p.name())))
                .pick(rows.indices());
    }

    private Value wholeRow(Formula.WholeRow w) {
        Value of = value(w.of());
        if (of instanceof Value.Row row) {
            return Value.Lists.of(row.set().whole()).element(row.index());
        }
        Value.Rows rows = (Value.Rows) of;
        return Value.Lists.of(rows.set().whole()).pick(rows.indices());
    }

    private Value element(Formula.Element e) {
        Value of = value(e.of());
        return of.element(
                place(whole(e.index(), "an index"), of.size(), e.index().span()));
    }

    /** The place of an index; negative ones count from the end. */
    static int place(long index, int size, Span span) {
        long at = index < 0 ? index + size : index;
        if (at < 0 || at >= size) {
            throw new Fault(
                    Code.E003,
                    span,
                    size == 0
                            ? "there are no elements, so there is no number " + index
                            : "index " + index + " is out of range: there are " + size + ", 0 .. " + (size - 1));
        }
        return (int) at;
    }

    /** The places that ranges choose; all without a range. */
    int[] indices(List<Members.Range> ranges, int size) {
        if (ranges.isEmpty()) {
            return count(size);
        }
        int[][] parts = new int[ranges.size()][];
        int total = 0;
        for (int r = 0; r < parts.length; r++) {
            parts[r] = range(ranges.get(r), size);
            total += parts[r].length;
        }
        int[] result = new int[total];
        int next = 0;
        for (int[] part : parts) {
            System.arraycopy(part, 0, result, next, part.length);
            next += part.length;
        }
        return result;
    }

    private int[] range(Members.Range r, int size) {
        long first = whole(r.from(), "an index");
        boolean ranged = r.open() || r.to().isPresent();
        int from = place(first, size, r.span());
        if (!ranged) {
            return new int[] {from};
        }
        int to = r.open() ? size - 1 : place(whole(r.to().orElseThrow(), "an index"), size, r.span());
        int[] result = new int[Math.max(0, to - from + 1)];
        for (int i = 0; i < result.length; i++) {
            result[i] = from + i;
        }
        return result;
    }

    private Value oneHot(Formula.OneHot o) {
        long size = whole(o.size(), "the length of a list");
        if (size < 1 || size > 1 << 28) {
            throw new Fault(Code.E003, o.size().span(), "the length of a list is a positive number, this is " + size);
        }
        long index = whole(o.index(), "the place of the one");
        if (index < 0 || index >= size) {
            throw new Fault(
                    Code.E003, o.index().span(), "place " + index + " is out of range: there are 0 .. " + (size - 1));
        }
        double[] result = new double[(int) size];
        result[(int) index] = 1;
        return new Value.Numbers(result);
    }

    /** The members of a place as arrays know them. */
    double[] values(Place place, String name) {
        return world.values(place, name);
    }
}

package bouton.dsl.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Walks over formulas. */
public final class Formulas {
    private Formulas() {}

    /** Whether the formula or a part of it satisfies the predicate. */
    public static boolean any(Formula f, Predicate<Formula> predicate) {
        return predicate.test(f) || children(f).stream().anyMatch(c -> any(c, predicate));
    }

    /** Whether its value differs from member to member of the set that it stands in. */
    public static boolean dependsOnMember(Formula f) {
        return switch (f) {
            case Formula.MemberValue m -> true;
            case Formula.Change c -> true;
            case Formula.MemberIndex m -> true;
            case Formula.MemberOf m -> true;
            case Formula.MemberEvents m -> true;
            // An inner set has members of its own.
            case Formula.Each e -> false;
            default -> children(f).stream().anyMatch(Formulas::dependsOnMember);
        };
    }

    public static List<Formula> children(Formula f) {
        return switch (f) {
            case Formula.ListOf l -> l.elements();
            case Formula.Part p -> List.of(p.of());
            case Formula.WholeRow w -> List.of(w.of());
            case Formula.Element e -> List.of(e.of(), e.index());
            case Formula.Slice s -> with(List.of(s.of()), List.of(s.range()));
            case Formula.Negate n -> List.of(n.operand());
            case Formula.Not n -> List.of(n.operand());
            case Formula.Arithmetic a -> List.of(a.left(), a.right());
            case Formula.Compare c -> {
                List<Formula> result = new ArrayList<>(List.of(c.left(), c.right()));
                c.tolerance().ifPresent(t -> result.add(t.value()));
                yield result;
            }
            case Formula.Logic l -> List.of(l.left(), l.right());
            case Formula.Choose c -> List.of(c.condition(), c.then(), c.otherwise());
            case Formula.Apply a -> a.arguments();
            case Formula.Draw d -> d.arguments();
            case Formula.Shuffled s -> List.of(s.list());
            case Formula.OneHot o -> List.of(o.index(), o.size());
            case Formula.Summary s -> s.arguments();
            case Formula.Over o -> {
                List<Formula> result = new ArrayList<>(o.keys());
                result.add(o.summary());
                yield result;
            }
            case Formula.Each e -> each(e);
            case Formula.Call c -> {
                List<Formula> result = new ArrayList<>();
                c.bindings().forEach(b -> result.add(b.value()));
                result.add(c.body());
                yield result;
            }
            case Formula.MemberOf m -> List.of(m.list());
            case Formula.Change c -> List.of(c.of());
            case Formula.Constant c -> List.of();
            case Formula.Faulty x -> List.of();
            case Formula.Time t -> List.of();
            case Formula.Tick t -> List.of();
            case Formula.NetworkParam p -> List.of();
            case Formula.GlobalValue g -> List.of();
            case Formula.Variable v -> List.of();
            case Formula.RecordList r -> List.of();
            case Formula.Data d -> List.of();
            case Formula.Rows r -> List.of();
            case Formula.MemberValue m -> List.of();
            case Formula.Lsb l -> List.of();
            case Formula.MemberIndex m -> List.of();
            case Formula.MemberEvents m -> List.of();
        };
    }

    private static List<Formula> each(Formula.Each e) {
        List<Formula> own = new ArrayList<>(List.of(e.body()));
        e.where().ifPresent(own::add);
        return switch (e.members()) {
            case Members.OfPlace p -> with(own, p.chosen());
            case Members.OfList l -> {
                own.add(l.list());
                yield with(own, l.chosen());
            }
        };
    }

    private static List<Formula> with(List<Formula> own, List<Members.Range> ranges) {
        List<Formula> result = new ArrayList<>(own);
        for (Members.Range r : ranges) {
            result.add(r.from());
            r.to().ifPresent(result::add);
        }
        return result;
    }
}

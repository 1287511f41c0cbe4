package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Network;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What `E`, `E.v`, `E.v [0..9]`, `E[3]`, `A -> B.w`, `A -> B.exc.w`, `label.w` name in a network. Used by probes and by
 * experiments.
 */
public final class Selectors {
    private static final int MOST_MEMBERS = 5_000_000;

    /** What a foreign neuron's first `out` has, a stimulus. */
    private static final List<String> OF_STIMULI = List.of("level", "spike");

    private final Network network;
    private final Diagnostics diagnostics;
    private final ToDoubleFunction<Expr> number;

    /** @param number value of an index; NaN after a report */
    public Selectors(Network network, Diagnostics diagnostics, ToDoubleFunction<Expr> number) {
        this.network = network;
        this.diagnostics = diagnostics;
        this.number = number;
    }

    /**
     * A group (projection is -1) or a projection (group is -1), a name of something in it, and its members.
     *
     * @param members empty for all
     */
    public record Selection(int group, int projection, Optional<Ident> name, List<Integer> members) {
        public Selection {
            members = List.copyOf(members);
        }
    }

    /** Resolves, or reports and returns null. */
    public @Nullable Selection resolve(Expr subject, Optional<Expr> arrow) {
        List<Integer> members = List.of();
        Expr core = NestedNames.joined(PortNames.resolve(arrow.orElse(subject), network::hasGroup), network);
        List<Ident> names = new ArrayList<>();
        Expr.Index index = null;
        while (!(core instanceof Expr.Name)) {
            if (core instanceof Expr.Member m) {
                names.addFirst(m.name());
                core = m.of();
            } else if (core instanceof Expr.Index i && index == null) {
                index = i;
                core = i.of();
            } else {
                report(Diagnostic.of(
                        Code.N003, core.span(), "a population, a stimulus or a projection is needed here"));
                return null;
            }
        }
        Expr.Name root = (Expr.Name) core;
        if (arrow.isPresent()) {
            if (!(PortNames.resolve(subject, network::hasGroup) instanceof Expr.Name source)) {
                report(Diagnostic.of(
                        Code.N003, subject.span(), "the source of a projection is a population or a stimulus"));
                return null;
            }
            return projection(source, root, names, index);
        }
        int labelled = label(root.text());
        if (network.group(root.text()) < 0 && labelled >= 0) {
            return new Selection(
                    -1,
                    labelled,
                    names.isEmpty() ? Optional.empty() : Optional.of(names.getFirst()),
                    members(index, -1));
        }
        int group = network.group(root.text());
        if (group < 0) {
            List<String> known = new ArrayList<>(
                    network.groups().stream().map(Network.GroupDef::name).toList());
            network.projections().forEach(p -> known.add(p.label()));
            report(Diagnostic.of(
                            Code.N001, root.span(), "network `" + network.name() + "` has no `" + root.text() + "`")
                    .suggest(root.text(), known));
            return null;
        }
        boolean foreign = network.foreign().stream().anyMatch(f -> f.name().equals(root.text()));
        if (foreign && !names.isEmpty() && !OF_STIMULI.contains(names.getFirst().text())) {
            report(PortNames.unknown(root.text(), names.getFirst(), network.groups()));
            return null;
        }
        if (names.size() > 1) {
            report(Diagnostic.of(Code.N001, names.get(1).span(), "there is no `" + names.get(1) + "` here"));
            return null;
        }
        List<Integer> chosen =
                index == null ? members : members(index, network.groups().get(group));
        return chosen == null
                ? null
                : new Selection(group, -1, names.isEmpty() ? Optional.empty() : Optional.of(names.getFirst()), chosen);
    }

    private int label(String name) {
        for (int i = 0; i < network.projections().size(); i++) {
            if (network.projections().get(i).label().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private @Nullable Selection projection(
            Expr.Name source, Expr.Name target, List<Ident> names, Expr.@Nullable Index index) {
        int a = group(source);
        int b = group(target);
        if (a < 0 || b < 0) {
            return null;
        }
        List<Integer> fitting = new ArrayList<>();
        List<Integer> byPort = new ArrayList<>();
        boolean named = false;
        for (int i = 0; i < network.projections().size(); i++) {
            Network.ProjectionDef p = network.projections().get(i);
            if (p.source() != a || p.target() != b) {
                continue;
            }
            fitting.add(i);
            if (!names.isEmpty() && p.port() >= 0) {
                Network.PopulationDef to =
                        (Network.PopulationDef) network.groups().get(b);
                if (to.model()
                        .ports()
                        .get(p.port())
                        .name()
                        .equals(names.getFirst().text())) {
                    byPort.add(i);
                    named = true;
                }
            }
        }
        // `A -> B.exc.w` and `A -> B.exc` name a port; `A -> B.w` names a variable unless it is a port.
        boolean usesPort = named
                && (names.size() == 2
                        || (names.size() == 1
                                && !hasVariable(fitting, names.getFirst().text())));
        List<Integer> found = usesPort ? byPort : fitting;
        List<Ident> rest = usesPort ? names.subList(1, names.size()) : names;
        Span span = source.span();
        if (found.isEmpty()) {
            report(Diagnostic.of(
                    Code.N001, span, "there is no projection `" + source.text() + " -> " + target.text() + "`"));
            return null;
        }
        if (rest.size() > 1) {
            report(Diagnostic.of(Code.N001, rest.getFirst().span(), "there is no port `" + rest.getFirst() + "` here"));
            return null;
        }
        if (found.size() > 1 && !rest.isEmpty()) {
            List<Integer> having = new ArrayList<>(found);
            having.removeIf(i -> !hasVariable(List.of(i), rest.getFirst().text()));
            if (having.size() == 1) {
                found = having;
            }
        }
        if (found.size() > 1) {
            Diagnostic.Builder builder = Diagnostic.of(
                    Code.N012,
                    span,
                    found.size() + " projections fit `" + source.text() + " -> " + target.text() + "`");
            for (int i : found) {
                Network.ProjectionDef p = network.projections().get(i);
                builder.also(p.span(), "this one (`" + p.label() + "`)");
            }
            report(builder.help("give it a label (`project fast: A -> B …`) and write `fast.w`, or name its port"));
            return null;
        }
        return new Selection(
                -1,
                found.getFirst(),
                rest.isEmpty() ? Optional.empty() : Optional.of(rest.getFirst()),
                members(index, -1));
    }

    private boolean hasVariable(List<Integer> projections, String name) {
        return projections.stream().anyMatch(i -> {
            Network.ProjectionDef p = network.projections().get(i);
            return p.model().variable(name) >= 0 || p.model().param(name) >= 0;
        });
    }

    private int group(Expr.Name name) {
        int group = network.group(name.text());
        if (group < 0) {
            report(Diagnostic.of(
                            Code.N001, name.span(), "network `" + network.name() + "` has no `" + name.text() + "`")
                    .suggest(
                            name.text(),
                            network.groups().stream()
                                    .map(Network.GroupDef::name)
                                    .toList()));
        }
        return group;
    }

    private List<Integer> members(Expr.Index index, Network.GroupDef group) {
        List<Expr.Arg> at = GridMembers.numbers(index.at(), group.grid(), diagnostics);
        return at == null ? List.of() : members(at, group.size());
    }

    /** Members of `[3]`, `[0 .. 9]`; size -1: not checked. */
    private List<Integer> members(Expr.@Nullable Index index, int size) {
        return index == null ? List.of() : members(index.at(), size);
    }

    private List<Integer> members(List<Expr.Arg> at, int size) {
        List<Integer> result = new ArrayList<>();
        for (Expr.Arg arg : at) {
            Expr e = arg.value();
            double from;
            double to;
            if (e instanceof Expr.Range r) {
                from = number.applyAsDouble(r.from());
                to = r.to().isPresent() ? number.applyAsDouble(r.to().get()) : size - 1;
            } else {
                from = number.applyAsDouble(e);
                to = from;
            }
            if (Double.isNaN(from) || Double.isNaN(to)) {
                return List.of();
            }
            boolean whole = from == Math.rint(from) && to == Math.rint(to);
            if (!whole || from < 0 || (size >= 0 && to >= size) || to > Integer.MAX_VALUE - 8 || from > to) {
                report(Diagnostic.of(
                        Code.E003,
                        e.span(),
                        size >= 0 ? "members are 0 .. " + (size - 1) : "members are whole numbers from 0 on"));
                return List.of();
            }
            if (to - from + result.size() >= MOST_MEMBERS) {
                report(Diagnostic.of(
                                Code.E003,
                                e.span(),
                                "at most %,d members can be chosen one by one".formatted(MOST_MEMBERS))
                        .help("leave the brackets out to take all"));
                return List.of();
            }
            for (long i = (long) from; i <= (long) to; i++) {
                result.add((int) i);
            }
        }
        return result;
    }

    private void report(Diagnostic.Builder builder) {
        diagnostics.add(builder);
    }
}

package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Model;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Item;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Checks {@code @home(pre)}: an assertion that one word per source is enough. */
final class HomeChecker {
    private static final List<String> WORDS =
            Arrays.stream(Homes.Home.values()).map(Homes.Home::word).toList();

    private final ModelChecker model;
    private final Diagnostics diagnostics;

    HomeChecker(ModelChecker model, Diagnostics diagnostics) {
        this.model = model;
        this.diagnostics = diagnostics;
    }

    void check(Model checked) {
        List<Homes.Home> inferred = checked.synapse() ? Homes.of(checked) : List.of();
        for (ModelTable.Entry e : model.table().variables) {
            for (Item.Annotation a : annotations(e.item)) {
                if (!a.name().text().equals("home")) {
                    continue;
                }
                if (!checked.synapse()) {
                    diagnostics.add(Diagnostic.of(
                            Code.S009,
                            a.span(),
                            "`@home` is for synapses: what a neuron declares lives at the neuron"));
                    continue;
                }
                asserted(a).ifPresent(home -> compare(e, a, home, inferred.get(e.index)));
            }
        }
    }

    private static List<Item.Annotation> annotations(Item item) {
        return switch (item) {
            case Item.Variable v -> v.annotations();
            case Item.Trace t -> t.annotations();
            default -> List.of();
        };
    }

    private Optional<Homes.Home> asserted(Item.Annotation a) {
        String word =
                a.arguments().size() == 1 && a.arguments().getFirst().value() instanceof Expr.Name n ? n.text() : "";
        if (!WORDS.contains(word)) {
            diagnostics.add(
                    Diagnostic.of(Code.S009, a.span(), "write `@home(pre)` with one of: " + String.join(", ", WORDS)));
            return Optional.empty();
        }
        return Optional.of(Homes.Home.values()[WORDS.indexOf(word)]);
    }

    private void compare(ModelTable.Entry e, Item.Annotation a, Homes.Home asserted, Homes.Home inferred) {
        if (inferred.reaches(asserted)) {
            return;
        }
        diagnostics.add(Diagnostic.of(
                        Code.L302,
                        a.span(),
                        "`" + e.name + "` cannot live at `" + asserted.word()
                                + "`: what it reads and what writes it are at `" + inferred.word() + "`")
                .label("asserted here")
                .also(e.span, "declared here")
                .note(why(asserted))
                .help("take the annotation out, or keep the state free of what is not at `" + asserted.word() + "`"));
    }

    private static String why(Homes.Home asserted) {
        return switch (asserted) {
            case PRE ->
                "at `pre` there is one word for all synapses of a source: it sees events and values of the source, nothing of one synapse or of a target";
            case POST ->
                "at `post` there is one word for all synapses that end on a neuron: it sees that neuron's events and values, nothing of one synapse or of a source";
            case CONSTANT, GLOBAL -> "`" + asserted.word() + "` is one word for the whole network";
            case SYNAPSE -> "every synapse has a word";
        };
    }
}

package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that are declared in a model and stand nowhere else in the file. Looks at words, not at meaning: a name that is
 * mentioned anywhere (a probe, an experiment, another model) counts as used.
 */
final class Unused {
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

    private final FileScope scope;
    private final Diagnostics diagnostics;

    Unused(FileScope scope, Diagnostics diagnostics) {
        this.scope = scope;
        this.diagnostics = diagnostics;
    }

    void report() {
        Map<String, Integer> counts = words();
        for (Declaration.Model m : scope.own(Declaration.Model.class)) {
            if (m.base().isPresent()) {
                continue;
            }
            m.items().forEach(i -> check(i, counts));
        }
        for (Declaration.Function f : scope.own(Declaration.Function.class)) {
            check(f.name(), "function", 1, counts);
        }
        for (Declaration.Data d : scope.own(Declaration.Data.class)) {
            check(d.name(), "data", 1, counts);
        }
    }

    private void check(Item item, Map<String, Integer> counts) {
        switch (item) {
            case Item.Param p -> check(p.name(), "parameter", 1, counts);
            case Item.Let l -> check(l.name(), "let", 1, counts);
            case Item.Trace t -> check(t.name(), "trace", 1, counts);
            case Item.Variable v -> check(v.name(), item.word(), 1, counts);
            case Item.Compartment c -> c.items().forEach(i -> check(i, counts));
            default -> {}
        }
    }

    private void check(Ident name, String what, int declared, Map<String, Integer> counts) {
        if (counts.getOrDefault(name.text(), 0) <= declared) {
            Span span = name.span();
            diagnostics.add(Diagnostic.of(Code.W001, span, what + " `" + name + "` is never read")
                    .help("use it or take it out"));
        }
    }

    private Map<String, Integer> words() {
        Map<String, Integer> result = new HashMap<>();
        String text = scope.source().text();
        for (String line : text.split("\\R", -1)) {
            int comment = line.indexOf('#');
            Matcher matcher = WORD.matcher(comment < 0 ? line : line.substring(0, comment));
            while (matcher.find()) {
                result.merge(matcher.group(), 1, Integer::sum);
            }
        }
        return result;
    }
}

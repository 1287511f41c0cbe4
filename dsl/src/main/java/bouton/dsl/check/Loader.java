package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.parse.Parser;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.SourceFile;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a file and the files it imports, and makes their names visible to each other. */
final class Loader {
    private static final Set<String> OF_NETWORKS =
            Set.of("reduce", "broadcast", "population", "stimulus", "project", "probe");
    private static final Set<String> OF_CHIPS = Set.of("topology", "clock", "tick", "engine", "tile", "core", "cost");
    private static final Set<String> OF_EXPERIMENTS = Set.of(
            "protocol", "repeat", "reset", "across", "run", "rest", "present", "set", "record", "require", "sweep");
    private static final List<String> DECLARATION_WORDS =
            List.of("neuron", "synapse", "network", "experiment", "target", "chip", "data", "function", "use");

    private final Environment environment;
    private final Diagnostics diagnostics;
    private final Map<String, FileScope> loaded = new HashMap<>();
    private final Deque<String> loading = new ArrayDeque<>();

    Loader(Environment environment, Diagnostics diagnostics) {
        this.environment = environment;
        this.diagnostics = diagnostics;
    }

    FileScope load(SourceFile file) {
        FileScope scope = new FileScope(file.source(), file.doubtful());
        loading.push(file.source().name());
        for (Declaration declaration : file.declarations()) {
            switch (declaration) {
                case Declaration.Use use -> importInto(scope, use);
                case Declaration.Unknown unknown -> reportUnknown(unknown);
                case Declaration.Model d -> declare(scope, d);
                case Declaration.Experiment d -> declare(scope, d);
                case Declaration.Target d -> declare(scope, d);
                case Declaration.Chip d -> declare(scope, d);
                case Declaration.Foreign d -> declare(scope, d);
                case Declaration.Data d -> declare(scope, d);
                case Declaration.Function d -> {
                    declare(scope, d);
                    parameters(d);
                }
                case Declaration.Faulty d -> declare(scope, d);
            }
        }
        loading.pop();
        return scope;
    }

    private void reportUnknown(Declaration.Unknown unknown) {
        String word = unknown.name().text();
        Diagnostic.Builder builder = Diagnostic.of(Code.S005, unknown.name().span(), "a file holds no `" + word + "`");
        if (OF_NETWORKS.contains(word)) {
            builder.help("put it into a network: `network NAME { … }`");
        } else if (OF_CHIPS.contains(word)) {
            builder.help("put it into a chip: `chip NAME { … }`");
        } else if (OF_EXPERIMENTS.contains(word)) {
            builder.help("put it into an experiment: `experiment NAME : NETWORK { … }`");
        } else {
            builder.suggest(word, DECLARATION_WORDS)
                    .note("a declaration starts with " + String.join(", ", DECLARATION_WORDS));
        }
        diagnostics.add(builder);
    }

    private void declare(FileScope scope, Declaration declaration) {
        Ident name = declaration.name();
        FileScope.Entry before = scope.add(name.text(), new FileScope.Entry(declaration, scope));
        if (before != null && !(declaration instanceof Declaration.Faulty)) {
            diagnostics.add(Diagnostic.of(Code.N002, name.span(), "`" + name + "` is declared twice")
                    .label("declared again")
                    .also(before.declaration().name().span(), "first declared here"));
        }
    }

    private void parameters(Declaration.Function function) {
        Map<String, Ident> seen = new HashMap<>();
        for (Ident p : function.parameters()) {
            Ident before = seen.putIfAbsent(p.text(), p);
            if (before != null) {
                diagnostics.add(
                        Diagnostic.of(Code.N002, p.span(), "`" + function.name() + "` has two parameters `" + p + "`")
                                .also(before.span(), "the first"));
            }
        }
    }

    private void importInto(FileScope scope, Declaration.Use use) {
        String path = use.path().stream().map(Ident::text).collect(Collectors.joining("."));
        FileScope from = file(scope.source().name(), use, path);
        if (from == null) {
            return;
        }
        for (Ident name : use.names()) {
            FileScope.Entry entry = from.find(name.text());
            if (entry == null) {
                if (!from.isDoubtful(name.text())) {
                    diagnostics.add(Diagnostic.of(Code.N007, name.span(), "there is no `" + name + "` in " + path)
                            .suggest(name.text(), from.names(Declaration.class)));
                }
                continue;
            }
            FileScope.Entry before = scope.add(name.text(), entry);
            if (before != null && before.declaration() != entry.declaration()) {
                diagnostics.add(Diagnostic.of(Code.N002, name.span(), "`" + name + "` is declared twice")
                        .label("imported here")
                        .also(before.declaration().name().span(), "declared here"));
            }
        }
    }

    private @Nullable FileScope file(String importer, Declaration.Use use, String path) {
        Optional<Environment.Text> text;
        try {
            text = environment.source(
                    importer, use.path().stream().map(Ident::text).toList());
        } catch (IOException e) {
            diagnostics.add(Diagnostic.of(
                    Code.N007,
                    use.path().isEmpty() ? use.span() : use.path().getFirst().span(),
                    "cannot read " + path + ": " + e.getMessage()));
            return null;
        }
        if (text.isEmpty()) {
            diagnostics.add(
                    Diagnostic.of(Code.N007, use.span(), "there is no `" + path + "` to import from")
                            .note(
                                    "`use std.neurons.lif` takes from the standard library, `use mine.a` from mine.bouton beside this file"));
            return null;
        }
        String name = text.get().name();
        if (loading.contains(name)) {
            List<String> way = new ArrayList<>(loading);
            Collections.reverse(way);
            way.add(name);
            diagnostics.add(Diagnostic.of(Code.N008, use.span(), "these files import each other in a circle")
                    .note("the circle: " + String.join(" -> ", way.subList(way.indexOf(name), way.size())))
                    .help("put what both need into a third file"));
            return null;
        }
        FileScope known = loaded.get(name);
        if (known == null) {
            known = load(Parser.parse(name, text.get().bytes(), diagnostics));
            loaded.put(name, known);
        }
        return known;
    }
}

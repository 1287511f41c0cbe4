package bouton.dsl;

import bouton.dsl.check.Bindings;
import bouton.dsl.check.Environment;
import bouton.dsl.check.Frontend;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.Severity;
import bouton.dsl.diagnostic.TextRenderer;
import bouton.dsl.model.Network;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** A program that went through the front end, and what was said about it. */
record Checked(Program program, Bindings bindings, List<Diagnostic> diagnostics) {
    static Checked of(String name, byte[] bytes, Environment environment, Bindings bindings) {
        Diagnostics diagnostics = new Diagnostics();
        Program program = Frontend.load(name, bytes, environment, diagnostics);
        program.check(program.target("", diagnostics), bindings, diagnostics);
        return new Checked(program, bindings, diagnostics.sorted());
    }

    static Checked of(byte[] bytes) {
        return of("test.bouton", bytes, Environment.NONE, new Bindings());
    }

    static Checked of(String text) {
        return of(text, new Bindings());
    }

    static Checked of(String text, Bindings bindings) {
        return of("test.bouton", text.getBytes(StandardCharsets.UTF_8), Environment.NONE, bindings);
    }

    Set<Code> codes() {
        return diagnostics.stream().map(Diagnostic::code).collect(Collectors.toSet());
    }

    List<Diagnostic> errors() {
        return diagnostics.stream().filter(d -> d.severity() == Severity.ERROR).toList();
    }

    String rendered() {
        return new TextRenderer(false).render(diagnostics);
    }

    /** A network of the program, which must be without errors. */
    Network network(String name) {
        Diagnostics fresh = new Diagnostics();
        var target = program.target("", fresh);
        Network network =
                program.network(name, target, bindings, Set.of(), program.data(target, bindings, fresh), fresh);
        if (fresh.hasErrors()) {
            throw new AssertionError(new TextRenderer(false).render(fresh.sorted()));
        }
        return Objects.requireNonNull(network);
    }
}

package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Declaration.Foreign.Part;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the declaration of a foreign neuron: its implementation, its ports and when it steps. */
final class ForeignDeclaration {
    private static final String JAVA = "java";
    private static final String PIPE = "pipe";
    private static final String HOLDS =
            "it holds `in NAME[SIZE]: UNIT`, `out NAME[SIZE]: UNIT`, and `every T` or `on event E`";
    private static final Pattern CLASS_NAME =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

    private final Declaration.Foreign declaration;
    private final FileScope home;
    private final double dt;
    private final Environment environment;
    private final Diagnostics diagnostics;
    private final Typer typer;

    ForeignDeclaration(
            Declaration.Foreign declaration, FileScope home, double dt, DataTables data, Diagnostics diagnostics) {
        this.declaration = declaration;
        this.home = home;
        this.dt = dt;
        this.environment = data.environment();
        this.diagnostics = diagnostics;
        this.typer = new Typer(new NetworkScope(home, Map.of(), dt, data), dt, diagnostics);
    }

    /**
     * A declaration without errors.
     *
     * @param period in ms; 0: it steps at the event
     */
    record Checked(String implementation, List<Port> ports, double period, Optional<Ident> event) {
        Checked {
            ports = List.copyOf(ports);
        }
    }

    /**
     * A port.
     *
     * @param dims sizes of its axes, at least one
     */
    record Port(boolean input, Ident name, List<Integer> dims, Unit unit) {
        Port {
            dims = List.copyOf(dims);
        }

        /** How many values. */
        int size() {
            return dims.stream().reduce(1, (a, b) -> a * b);
        }
    }

    /** Null after a report. */
    @Nullable
    Checked check() {
        int errors = diagnostics.errorCount();
        String implementation = implementation();
        List<Port> ports = new ArrayList<>();
        Map<String, Ident> names = new HashMap<>();
        List<Part> moments = new ArrayList<>();
        for (Part part : declaration.parts()) {
            switch (part) {
                case Part.Port p -> port(p, names, ports);
                case Part.Every e -> moments.add(e);
                case Part.OnEvent e -> moments.add(e);
                case Part.Other o ->
                    diagnostics.add(Diagnostic.of(Code.S006, o.span(), "this does not belong into a foreign neuron")
                            .note(HOLDS));
            }
        }
        if (ports.isEmpty() && diagnostics.errorCount() == errors) {
            diagnostics.add(
                    Diagnostic.of(Code.S008, declaration.name().span(), "`" + declaration.name() + "` has no port")
                            .note(HOLDS));
        }
        double period = period(moments);
        Optional<Ident> event = moments.stream()
                .filter(m -> m instanceof Part.OnEvent)
                .map(m -> ((Part.OnEvent) m).event())
                .findFirst();
        return diagnostics.errorCount() > errors || implementation == null
                ? null
                : new Checked(implementation, ports, period, event);
    }

    private @Nullable String implementation() {
        if (declaration.of() != Declaration.Kind.NEURON) {
            diagnostics.add(Diagnostic.of(
                    Code.S006,
                    declaration.kind().span(),
                    "only a neuron can be foreign, not a " + declaration.of().word()));
            return null;
        }
        String kind = declaration.kind().text();
        if (!kind.equals(JAVA)) {
            Diagnostic.Builder unknown = kind.equals(PIPE)
                    ? Diagnostic.of(
                                    Code.S005,
                                    declaration.kind().span(),
                                    "neurons that are other processes (`pipe`) are not part of this version")
                            .help("write it in Java: `java(\"package.Class\")`")
                    : Diagnostic.of(
                                    Code.S005,
                                    declaration.kind().span(),
                                    "there are no foreign neurons of `" + kind + "`")
                            .suggest(kind, List.of(JAVA))
                            .note("a foreign neuron is a Java class: `java(\"package.Class\")`");
            diagnostics.add(unknown);
            return null;
        }
        if (declaration.arguments().size() != 1
                || !declaration.arguments().getFirst().isPlain()
                || !(declaration.arguments().getFirst().value() instanceof Expr.Text text)) {
            diagnostics.add(Diagnostic.of(
                    Code.N009,
                    declaration.kind().span(),
                    "`java` takes the name of a class: `java(\"package.Class\")`"));
            return null;
        }
        if (!CLASS_NAME.matcher(text.value()).matches()) {
            diagnostics.add(
                    Diagnostic.of(Code.N007, text.span(), "that is no name of a Java class")
                            .help(
                                    "write the package, a dot and the class: `java(\"demo.Track\")` is the file demo/Track.java"));
            return null;
        }
        return load(text.value(), text.span()) ? text.value() : null;
    }

    private boolean load(String name, Span at) {
        try {
            environment.foreign(home.source().name(), name);
            return true;
        } catch (IOException e) {
            diagnostics.add(Diagnostic.of(Code.N007, at, "`" + name + "` cannot be used: " + e.getMessage()));
            return false;
        }
    }

    private void port(Part.Port p, Map<String, Ident> names, List<Port> ports) {
        Ident before = names.putIfAbsent(p.name().text(), p.name());
        if (before != null) {
            diagnostics.add(Diagnostic.of(Code.N002, p.name().span(), "`" + p.name() + "` is declared twice")
                    .label("declared again")
                    .also(before.span(), "first declared here"));
        }
        long size = 1;
        List<Integer> dims = new ArrayList<>();
        for (Expr e : p.dims()) {
            Long n = Vectors.whole(typer.number(e), 1, Integer.MAX_VALUE - 8, "a size", typer);
            if (n == null || size * n > Integer.MAX_VALUE - 8) {
                if (n != null) {
                    diagnostics.add(Diagnostic.of(Code.E003, e.span(), "this is more than 2^31 values"));
                }
                return;
            }
            size *= n;
            dims.add(n.intValue());
        }
        if (p.unit().isEmpty()) {
            diagnostics.add(Diagnostic.of(Code.U007, p.name().span(), "port `" + p.name() + "` needs a unit")
                    .help("for example `" + (p.input() ? "in " : "out ") + p.name()
                            + ": mV`, or `: 1` for a plain number"));
            return;
        }
        Unit unit = typer.unit(p.unit().get());
        if (unit != null) {
            ports.add(new Port(p.input(), p.name(), dims.isEmpty() ? List.of(1) : dims, unit));
        }
    }

    private double period(List<Part> moments) {
        if (moments.isEmpty()) {
            diagnostics.add(
                    Diagnostic.of(Code.S008, declaration.name().span(), "when does `" + declaration.name() + "` step?")
                            .help("write `every 10 ms`, or `on event E` with an event of the network"));
            return 0;
        }
        if (moments.size() > 1) {
            diagnostics.add(Diagnostic.of(
                            Code.S006,
                            moments.get(1).span(),
                            "a foreign neuron steps either `every` so often or at one event")
                    .also(moments.getFirst().span(), "said here"));
            return 0;
        }
        if (!(moments.getFirst() instanceof Part.Every every)) {
            return 0;
        }
        Term period = every.period() instanceof Expr.Name n && n.text().equals("tick")
                ? new Term.Constant(dt, Dimension.TIME, n.span())
                : typer.number(every.period(), Dimension.TIME, "a period");
        return period instanceof Term.Constant c
                ? Numbers.wholeTicks(c.value(), dt, c.span(), "this period", diagnostics) * dt
                : 0;
    }
}

package bouton.compiler;

import bouton.compiler.quantise.RangeObserver;
import bouton.dsl.check.Bindings;
import bouton.dsl.check.Environment;
import bouton.dsl.check.Frontend;
import bouton.dsl.check.Program;
import bouton.dsl.chip.Arithmetic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.TextRenderer;
import bouton.dsl.model.Network;
import bouton.dsl.model.TargetDef;
import bouton.emulator.Emulator;
import bouton.image.file.ImageCheck;
import bouton.image.net.Origin;
import bouton.image.net.Scope;
import bouton.image.run.Recorder;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Compiles a program held in a string and keeps all it does: a test bench for one network. */
final class Bench implements AutoCloseable, Recorder {
    final Compiled compiled;
    final Session session;
    /** What the last compilation reported. */
    static Diagnostics last = new Diagnostics();

    /** Rows by number of the probe, in order of time. */
    final Map<Integer, List<double[]>> values = new HashMap<>();
    /** Ticks of events by `group.event.member`. */
    final Map<String, List<Long>> events = new HashMap<>();

    /** The standard library, and no files. */
    private static final Environment LIBRARY = new Environment() {
        @Override
        public Optional<Text> source(String importer, List<String> path) throws IOException {
            String name = "/bouton/" + String.join("/", path) + ".bouton";
            try (InputStream in = Frontend.class.getResourceAsStream(name)) {
                return in == null ? Optional.empty() : Optional.of(new Text(name, in.readAllBytes()));
            }
        }

        @Override
        public Numbers data(String importer, String format, List<String> files) throws IOException {
            throw new IOException("no files can be read here");
        }
    };

    private Bench(Compiled compiled) {
        this.compiled = compiled;
        this.session = new Emulator().open(compiled.image(), this);
    }

    static Bench of(String text) {
        return of(text, new Bindings(), Set.of());
    }

    static Bench of(String text, Bindings bindings, Set<String> settable) {
        return of(text, bindings, settable, Compiler::compile);
    }

    /** Each synapse has all its words to itself. */
    static Bench apart(String text) {
        return of(text, new Bindings(), Set.of(), Compiler::compileApart);
    }

    /** In the integers of a chip, with ranges from a run of so many ticks in float64. */
    static Bench chip(String text, Arithmetic arithmetic, long ticks) {
        return chip(text, arithmetic, ticks, origin -> false);
    }

    /** @param fine lines that are computed far more finely */
    static Bench chip(String text, Arithmetic arithmetic, long ticks, Predicate<Origin> fine) {
        RangeObserver observer;
        try (Bench ideal = of(text)) {
            observer = new RangeObserver(ideal.compiled.image());
            for (long t = 0; t < ticks; t++) {
                ideal.run(1);
                observer.look(ideal.session);
            }
        }
        return of(
                text,
                new Bindings(),
                Set.of(),
                (network, target, diagnostics) ->
                        Compiler.compileIntegers(network, target, arithmetic, observer.ranges(), fine, diagnostics));
    }

    /** A way to compile. */
    private interface Way {
        @org.jspecify.annotations.Nullable
        Compiled compile(Network network, TargetDef target, Diagnostics diagnostics);
    }

    private static Bench of(String text, Bindings bindings, Set<String> settable, Way way) {
        Diagnostics diagnostics = new Diagnostics();
        last = diagnostics;
        Compiled compiled = compile(text, bindings, settable, way, diagnostics);
        if (compiled == null || diagnostics.hasErrors()) {
            throw new AssertionError(new TextRenderer(false).render(diagnostics.sorted()));
        }
        List<String> problems = ImageCheck.problems(compiled.image());
        if (!problems.isEmpty()) {
            throw new AssertionError(problems);
        }
        return new Bench(compiled);
    }

    /** The codes that compiling a program reports. */
    static List<String> codes(String text) {
        Diagnostics diagnostics = new Diagnostics();
        compile(text, new Bindings(), Set.of(), Compiler::compile, diagnostics);
        return diagnostics.sorted().stream().map(d -> d.code().name()).toList();
    }

    private static @org.jspecify.annotations.Nullable Compiled compile(
            String text, Bindings bindings, Set<String> settable, Way way, Diagnostics diagnostics) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Program program = Frontend.load("test.bouton", bytes, LIBRARY, diagnostics);
        TargetDef target = program.target("", diagnostics);
        if (diagnostics.hasErrors()) {
            return null;
        }
        Network network = program.network(
                program.networkNames().getFirst(),
                target,
                bindings,
                settable,
                program.data(target, bindings, diagnostics),
                diagnostics);
        return network == null || diagnostics.hasErrors() ? null : way.compile(network, target, diagnostics);
    }

    Bench run(long ticks) {
        session.run(ticks, RunMonitor.NONE);
        return this;
    }

    Scope group(String name) {
        return new Scope.OfGroup(compiled.network().group(name));
    }

    Scope projection(int index) {
        return new Scope.OfProjection(index);
    }

    double[] read(Scope scope, String name) {
        return session.evaluate(scope, compiled.reader(scope, name).kernel());
    }

    double read(String group, String name) {
        return read(group(group), name)[0];
    }

    void write(Scope scope, String name, double value) {
        session.apply(scope, compiled.writer(scope, name), new double[] {value});
    }

    /** Row of a probe: all members at one time. */
    double[] row(int probe, int number) {
        return values.getOrDefault(probe, List.of()).get(number);
    }

    /** Column of a probe: one member over time. */
    double[] column(int probe, int member) {
        return values.getOrDefault(probe, List.of()).stream()
                .mapToDouble(r -> r[member])
                .toArray();
    }

    List<Long> spikes(String group, int member) {
        return events.getOrDefault(compiled.network().group(group) + ".0." + member, List.of());
    }

    @Override
    public void events(int group, int event, long tick, int[] members, int count) {
        for (int k = 0; k < count; k++) {
            events.computeIfAbsent(group + "." + event + "." + members[k], g -> new ArrayList<>())
                    .add(tick);
        }
    }

    @Override
    public void values(int probe, long ticks, double[] row) {
        values.computeIfAbsent(probe, p -> new ArrayList<>()).add(row.clone());
    }

    @Override
    public void close() {
        session.close();
    }
}

package bouton.cli.conform;

import bouton.cli.terminal.Figures;
import bouton.compiler.Compiled;
import bouton.compiler.Compiler;
import bouton.dsl.check.Bindings;
import bouton.dsl.check.Frontend;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.Severity;
import bouton.dsl.model.Method;
import bouton.dsl.model.Network;
import bouton.dsl.model.TargetDef;
import bouton.dsl.source.Span;
import bouton.emulator.Emulator;
import bouton.image.net.Image;
import bouton.image.net.Scope;
import bouton.image.run.Recorder;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A network compiled with the values of a case, run, and what it did. */
final class Replay implements AutoCloseable {
    /** Part of the memory that a session may take. */
    private static final double SHARE = 0.8;

    private final Compiled compiled;
    private final Session session;
    private final Map<List<Integer>, List<long[]>> events = new HashMap<>();
    private final Map<Integer, List<double[]>> rows = new HashMap<>();

    private Replay(Compiled compiled) {
        this.compiled = compiled;
        this.session = open(compiled.image(), new Recorder() {
            @Override
            public void events(int group, int event, long tick, int[] members, int count) {
                List<long[]> list = events.computeIfAbsent(List.of(group, event), g -> new ArrayList<>());
                for (int k = 0; k < count; k++) {
                    list.add(new long[] {tick, members[k]});
                }
            }

            @Override
            public void values(int probe, long ticks, double[] values) {
                rows.computeIfAbsent(probe, p -> new ArrayList<>()).add(values.clone());
            }
        });
    }

    private static Session open(Image image, Recorder recorder) {
        Emulator emulator = new Emulator();
        long needed = emulator.estimateMemory(image);
        if (needed > SHARE * Runtime.getRuntime().maxMemory()) {
            throw new VectorException("needs about " + Figures.bytes(needed)
                    + " of memory; BOUTON_JAVA_OPTS=-Xmx12g, for example, gives more");
        }
        try {
            return emulator.open(image, recorder);
        } catch (IllegalArgumentException e) {
            // Values that only the connectivity shows, such as the delay of one synapse.
            throw new VectorException("cannot be run: " + e.getMessage());
        }
    }

    /**
     * Compiles a network.
     *
     * @param text source
     * @param dt length of a tick in ms
     * @param method if the file names one
     */
    static Replay of(
            String name, String text, String network, double dt, Optional<Method.Kind> method, Bindings values) {
        return of(name, text, "", network, dt, method, values);
    }

    /**
     * Compiles a network for one of the targets of a text.
     *
     * @param targetName of the target; empty for the only one
     */
    static Replay of(
            String name,
            String text,
            String targetName,
            String network,
            double dt,
            Optional<Method.Kind> method,
            Bindings values) {
        Diagnostics diagnostics = new Diagnostics();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Program program = Frontend.load(name, bytes, new KindSources(), diagnostics);
        TargetDef target = program.target(targetName, diagnostics).withDt(dt);
        if (method.isPresent()) {
            target = target.withMethod(new Method(method.get(), Double.NaN, new Span(program.source(), 0, 0)));
        }
        Network found = diagnostics.hasErrors()
                ? null
                : program.network(
                        network, target, values, Set.of(), program.data(target, values, diagnostics), diagnostics);
        Compiled compiled =
                found == null || diagnostics.hasErrors() ? null : Compiler.compile(found, target, diagnostics);
        if (compiled == null || diagnostics.hasErrors()) {
            throw new VectorException("does not fit its kind: " + errors(diagnostics));
        }
        return new Replay(compiled);
    }

    private static String errors(Diagnostics diagnostics) {
        return diagnostics.sorted().stream()
                .filter(d -> d.severity() == Severity.ERROR)
                .map(d -> d.message() + " (" + d.code() + " at " + d.span() + ")")
                .collect(Collectors.joining("; "));
    }

    Replay run(long ticks) {
        session.run(ticks, RunMonitor.NONE);
        return this;
    }

    /** A variable, a port or an out where the network has it. */
    record Found(String path, boolean projection, String owner, String name) {
        /** Its values as of now. */
        double[] read(Replay replay) {
            return projection ? replay.ofProjection(owner, name) : replay.ofGroup(owner, name);
        }
    }

    /** The first group, then the first projection, that has a variable or a port of this name. */
    Optional<Found> find(String name) {
        for (Network.GroupDef g : compiled.network().groups()) {
            if (g instanceof Network.PopulationDef p
                    && (p.model().variable(name) >= 0
                            || p.model().ports().stream().anyMatch(x -> x.name().equals(name)))) {
                return Optional.of(new Found(p.name() + "." + name, false, p.name(), name));
            }
        }
        for (Network.ProjectionDef p : compiled.network().projections()) {
            if (p.model().variable(name) >= 0) {
                return Optional.of(new Found(p.label() + "." + name, true, p.label(), name));
            }
        }
        return Optional.empty();
    }

    boolean hasEvent(String group, String event) {
        int g = compiled.network().group(group);
        return g >= 0 && compiled.image().groups().get(g).events().contains(event);
    }

    /** Number of a value of the whole network, or -1. */
    int global(String name) {
        return compiled.network().global(name);
    }

    double globalValue(int cell) {
        return session.global(cell);
    }

    /** Spikes of a group as (step, member), sorted; step is the tick's number plus {@code offset}. */
    long[][] spikes(String group, long offset) {
        return events(group, "spike", offset);
    }

    /** Events of a group as (step, member), sorted; step is the tick's number plus {@code offset}. */
    long[][] events(String group, String event, long offset) {
        int number = compiled.network().group(group);
        int which = compiled.image().groups().get(number).events().indexOf(event);
        List<long[]> list = new ArrayList<>();
        for (long[] e : events.getOrDefault(List.of(number, which), List.of())) {
            list.add(new long[] {e[0] + offset, e[1]});
        }
        list.sort(Comparator.<long[]>comparingLong(e -> e[0]).thenComparingLong(e -> e[1]));
        return list.toArray(new long[0][]);
    }

    /** Rows of probe number {@code probe}, the one before tick 0 included. */
    List<double[]> rows(int probe) {
        return rows.getOrDefault(probe, List.of());
    }

    /** One member of a probe over time, the row before tick 0 included. */
    double[] column(int probe, int member) {
        return rows(probe).stream().mapToDouble(r -> r[member]).toArray();
    }

    double[] ofGroup(String group, String name) {
        return read(new Scope.OfGroup(compiled.network().group(group)), name);
    }

    double[] ofProjection(String label, String name) {
        List<Network.ProjectionDef> all = compiled.network().projections();
        for (int p = 0; p < all.size(); p++) {
            if (all.get(p).label().equals(label)) {
                return read(new Scope.OfProjection(p), name);
            }
        }
        throw new IllegalArgumentException("no projection " + label);
    }

    private double[] read(Scope scope, String name) {
        return session.evaluate(scope, compiled.reader(scope, name).kernel());
    }

    @Override
    public void close() {
        session.close();
    }
}

package bouton.cli.diff;

import bouton.cli.command.BoutonCommand;
import bouton.cli.json.Json;
import bouton.cli.terminal.Terminal;
import bouton.compiler.Compiled;
import bouton.compiler.Compiler;
import bouton.dsl.check.Bindings;
import bouton.dsl.check.Environment;
import bouton.dsl.check.Frontend;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.TextRenderer;
import bouton.dsl.experiment.Experiments;
import bouton.dsl.model.Network;
import bouton.dsl.model.TargetDef;
import bouton.emulator.Emulator;
import bouton.image.net.Scope;
import bouton.image.run.Recorder;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** A program with targets that differ in one thing each, the command that compares them, and a slow way to do the same. */
final class Twins {
    /** What the tests run: long enough that every pair of targets has spikes that differ. */
    static final int TICKS = 2000;

    static final String PROGRAM = """
            neuron leaky {
              param tau = 20 ms
              in exc: mV
              state v: mV = 0 mV
              v' = (-v + 23 mV) / tau
              on exc(k) { v += k }
              on when v > 20 mV { emit spike ; v = 0 mV }
            }
            synapse growing {
              weight w: mV = 2 mV in 0 mV .. 5 mV
              trace x = accumulate(pre, 20 ms)
              on pre { deliver w ; w += 0.05 mV }
              on post { w -= 0.04 mV * x }
            }
            network net {
              stimulus s[6] = poisson(40 Hz)
              population E[8] of leaky
              population I[3] of leaky { tau = 10 ms }
              project s -> E.exc by probability(0.7) with growing { delay = 1 ms }
              project E -> I.exc by probability(0.7) with growing { delay = 0.3 ms }
            }
            target exact : ideal { dt = 0.1 ms }
            target coarse : ideal { dt = 0.1 ms ; method euler }
            target brian : ideal { dt = 0.1 ms ; order transmit, integrate, time, threshold, deliver, learn, reset, periodic }
            experiment e : net { run 200 ms }
            """;

    private Twins() {}

    // ---- the command

    record Answer(int exit, String out, String err) {
        /** The JSON text that was printed. */
        Map<?, ?> tree() {
            return (Map<?, ?>) Objects.requireNonNull(Json.parse(out), out);
        }
    }

    static Answer bouton(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PrintStream o = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream e = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            int exit = BoutonCommand.execute(new Terminal(o, e, false, false, 100, true), args);
            return new Answer(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }

    static Answer diff(Path file, String first, String second, String... more) {
        List<String> args = new ArrayList<>(List.of("diff", file.toString(), first, second));
        args.addAll(List.of(more));
        return bouton(args.toArray(String[]::new));
    }

    // ---- a run by itself

    /** Spikes as tick * 1000 + group * 100 + member, and v of all populations at the end of every tick. */
    record Ran(TreeSet<Long> spikes, List<double[][]> v) {}

    static Program program(Diagnostics diagnostics) {
        return Frontend.load("twins.bouton", PROGRAM.getBytes(StandardCharsets.UTF_8), Environment.NONE, diagnostics);
    }

    static Compiled compiled(String target, long seed) {
        Diagnostics diagnostics = new Diagnostics();
        Program program = program(diagnostics);
        TargetDef def = program.target(target, diagnostics).withSeed(seed);
        Bindings none = new Bindings();
        Network network =
                program.network("net", def, none, Set.of(), program.data(def, none, diagnostics), diagnostics);
        Compiled compiled =
                network == null || diagnostics.hasErrors() ? null : Compiler.compile(network, def, diagnostics);
        if (compiled == null) {
            throw new IllegalStateException(new TextRenderer(false).render(diagnostics.sorted()));
        }
        return compiled;
    }

    /** Runs a target alone and keeps all of it. */
    static Ran run(String target, long seed) {
        Compiled compiled = compiled(target, seed);
        TreeSet<Long> spikes = new TreeSet<>();
        List<double[][]> v = new ArrayList<>();
        Recorder recorder = new Recorder() {
            @Override
            public void events(int group, int event, long tick, int[] members, int count) {
                Arrays.stream(members, 0, count).forEach(m -> spikes.add(tick * 1000 + group * 100L + m));
            }

            @Override
            public void values(int probe, long ticks, double[] values) {}
        };
        try (Session session = new Emulator().open(compiled.image(), recorder)) {
            for (int t = 0; t < TICKS; t++) {
                session.run(1, RunMonitor.NONE);
                double[][] now = new double[3][];
                for (int g = 1; g < 3; g++) {
                    Scope scope = new Scope.OfGroup(g);
                    now[g] = session.evaluate(scope, compiled.reader(scope, "v").kernel());
                }
                v.add(now);
            }
        }
        return new Ran(spikes, v);
    }

    /** A side of a comparison. */
    static Side side(String target) {
        Diagnostics diagnostics = new Diagnostics();
        Program program = program(diagnostics);
        TargetDef def = program.target(target, diagnostics);
        Bindings none = new Bindings();
        return new Side(
                target,
                program,
                Objects.requireNonNull(
                        Experiments.check(program, program.experiments().getFirst(), def, none, diagnostics)),
                def,
                none,
                Compiler::compile,
                new Emulator());
    }

    static Difference.Request request(String first, String second, Deviations.Source deviations) {
        return new Difference.Request(
                side(first), side(second), 0, List.of(), new Difference.Settings(10, 2, 0, 1e-9), deviations);
    }

    /** Somebody who never stops it. */
    static final Difference.Watching PATIENT = new Difference.Watching() {
        @Override
        public boolean interrupted() {
            return false;
        }

        @Override
        public void ticks(String task, long done, long planned, double dt) {}
    };
}

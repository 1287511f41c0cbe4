package bouton.cli.protocol;

import bouton.compiler.Compiled;
import bouton.dsl.check.Bindings;
import bouton.dsl.check.Environment;
import bouton.dsl.check.Frontend;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.TextRenderer;
import bouton.dsl.experiment.Experiment;
import bouton.dsl.experiment.Experiments;
import bouton.dsl.model.TargetDef;
import bouton.emulator.Emulator;
import bouton.image.run.Recorder;
import bouton.image.run.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongPredicate;

/** Runs the first experiment of a program on the emulator, and keeps what its listener hears. */
final class Lab implements ExperimentListener {
    /** Two sources, four neurons that spike at every arrival and one synapse to each; times in the middle of ticks do not occur. */
    static final String NETWORK = """
            neuron relay {
              param gain = 1 ; param tau = 10 ms
              in exc: 1
              event burst
              state v: 1 = 0 in -100 .. 100
              state n: 1 = 0
              out v
              v' = -v / tau
              on exc(k) { n += gain ; emit spike }
              on when n >= 2.5 { emit burst }
            }
            synapse plastic {
              param step = 1
              weight w: 1 = 1 in 0 .. 50
              state c: 1 = 0
              on pre { deliver w ; w += step ; c += 1 }
            }
            network net {
              param size = 4
              stimulus s[size] = spikes()
              stimulus p[size] = poisson(0 Hz)
              stimulus level[size] = level(0)
              population E[size] of relay
              population I[2] of relay { gain = 2 }
              project s -> E.exc by one_to_one() with plastic
              project p -> I.exc by all_to_all() with plastic
              project rec: E -> I.exc by all_to_all() with plastic { w = 2 ; step = 0 ; delay = 1 ms }
            }
            target quick : ideal { dt = 1 ms ; seed = 3 }
            """;

    /** The check found errors. */
    static final class Refused extends AssertionError {
        private static final long serialVersionUID = 1;

        Refused(String told) {
            super(told);
        }
    }

    final List<Point> points = new ArrayList<>();
    final List<Requirement> requirements = new ArrayList<>();
    final Map<String, List<double[]>> records = new LinkedHashMap<>();
    final Map<String, String> units = new LinkedHashMap<>();
    final List<Boolean> complete = new ArrayList<>();
    final List<Long> planned = new ArrayList<>();
    final Diagnostics diagnostics = new Diagnostics();
    private final LongPredicate goesOn;
    private ExperimentRunner.Outcome outcome = new ExperimentRunner.Outcome(0, 0, false);

    private Lab(LongPredicate goesOn) {
        this.goesOn = goesOn;
    }

    /** Runs {@code experiment x : net} with this body. */
    static Lab run(String body) throws IOException {
        return program(NETWORK + "experiment x : net {\n" + body + "\n}\n");
    }

    static Lab program(String text) throws IOException {
        return program(text, done -> true);
    }

    /** @param goesOn whether to go on after so many ticks */
    static Lab program(String text, LongPredicate goesOn) throws IOException {
        Lab lab = new Lab(goesOn);
        Program program =
                Frontend.load("lab.bouton", text.getBytes(StandardCharsets.UTF_8), Environment.NONE, lab.diagnostics);
        if (program.experiments().isEmpty()) {
            throw new Refused("no experiment");
        }
        TargetDef target = program.target("", lab.diagnostics);
        Experiment experiment =
                Experiments.check(program, program.experiments().getFirst(), target, new Bindings(), lab.diagnostics);
        if (lab.diagnostics.hasErrors()) {
            throw new Refused(lab.told());
        }
        lab.outcome = ExperimentRunner.run(
                Objects.requireNonNull(experiment),
                program,
                target,
                new Bindings(),
                new Emulator(),
                lab,
                lab.diagnostics);
        return lab;
    }

    ExperimentRunner.Outcome outcome() {
        return outcome;
    }

    /** What could not be computed. */
    String told() {
        return new TextRenderer(false).render(diagnostics.sorted());
    }

    /** Messages of the requirements that failed. */
    List<String> failures() {
        return requirements.stream()
                .filter(r -> !r.passed())
                .map(r -> r.condition() + ": " + r.message())
                .toList();
    }

    /** The single values of a record, over all points. */
    double[] recorded(String name) {
        return records.getOrDefault(name, List.of()).stream()
                .mapToDouble(v -> v[0])
                .toArray();
    }

    @Override
    public Recorder begin(Point point, Compiled compiled) {
        points.add(point);
        return new Recorder() {
            @Override
            public void events(int group, int event, long tick, int[] members, int count) {}

            @Override
            public void values(int probe, long ticks, double[] values) {}
        };
    }

    @Override
    public boolean progress(long done, long plan) {
        planned.add(plan);
        return goesOn.test(done);
    }

    @Override
    public void record(String name, double[] values, String unit) {
        records.computeIfAbsent(name, n -> new ArrayList<>()).add(values);
        units.put(name, unit);
    }

    @Override
    public void require(Requirement result) {
        requirements.add(result);
    }

    @Override
    public void end(Point point, Session session, boolean whole) {
        complete.add(whole);
    }
}

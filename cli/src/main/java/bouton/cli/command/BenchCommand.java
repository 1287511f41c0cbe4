package bouton.cli.command;

import bouton.cli.bench.Bench;
import bouton.cli.bench.BenchJson;
import bouton.cli.bench.BenchText;
import bouton.cli.bench.Engine;
import bouton.cli.bench.Plan;
import bouton.cli.bench.Result;
import bouton.cli.bench.Workload;
import bouton.cli.bench.Workloads;
import bouton.cli.terminal.Figures;
import bouton.cli.terminal.Terminal;
import bouton.cli.terminal.TextTable;
import bouton.dsl.unit.Dimension;
import bouton.emulator.engine.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures Bouton, and other simulators beside it. */
@Command(
        name = "bench",
        sortOptions = false,
        description = "Measures how fast Bouton runs programs that come with it, and other simulators beside it.",
        footer = {
            "",
            "Examples:",
            "  bouton bench --list",
            "  bouton bench va-cuba b10k --repeat 9",
            "  bouton bench b10k-stdp --time \"200 ms\" --peers",
            "",
            "A short run is compared with a recorded one first: what computes something else",
            "is reported as WRONG and not measured. docs/bench.md says what is counted.",
            "Returns 1 if a workload is wrong, 2 for errors."
        })
public final class BenchCommand implements Callable<Integer> {
    private static final int MOST_RUNS = 1000;
    private static final int MOST_THREADS = 1024;
    private static final int LEAST_NEURONS = 10;
    private static final int MOST_NEURONS = 10_000_000;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "workloads (default: all)")
    private List<String> names = List.of();

    @Option(names = "--list", description = "show the workloads and measure nothing")
    private boolean list;

    @Option(names = "--repeat", paramLabel = "N", description = "runs that count (default: 5)")
    private int repeat = 5;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "threads of the engine, and of peers (default: 1); results do not depend on it")
    private int threads = Execution.DEFAULT.threads();

    @Option(names = "--size", paramLabel = "N", description = "number of neurons of the networks, a multiple of 5")
    private @Nullable Integer size;

    @Option(names = "--time", paramLabel = "TIME", description = "simulated time of the networks, as in \"2 s\"")
    private @Nullable String time;

    @Option(names = "--whole", description = "measure the process of `bouton run` of each network, too")
    private boolean whole;

    @Option(names = "--peers", description = "run the same networks in Brian2 and NEST, in turn, where Python has them")
    private boolean peers;

    @Option(
            names = "--python",
            paramLabel = "PATH",
            description = "the Python to look for peers with (default: python3); implies --peers")
    private @Nullable String python;

    @Option(names = "--json", description = "write the results as JSON to the standard output")
    private boolean json;

    private final Terminal terminal;
    private final Workloads workloads;

    public BenchCommand(Terminal terminal) {
        this(terminal, Workloads.standard());
    }

    /** @param workloads that can be asked for */
    BenchCommand(Terminal terminal, Workloads workloads) {
        this.terminal = terminal;
        this.workloads = workloads;
    }

    @Override
    public Integer call() {
        List<Workload> chosen = workloads.named(names);
        if (list) {
            list(new Workloads(chosen));
            return ExitCode.FINE;
        }
        Plan plan = plan(chosen);
        BenchText text = new BenchText(plan, terminal.style(), terminal.width());
        if (!json) {
            say(text.head());
        }
        List<Result> results = new ArrayList<>();
        try (Bench bench = new Bench(plan, this::status)) {
            for (Workload workload : chosen) {
                Result result = bench.measure(workload);
                results.add(result);
                status("");
                if (!json) {
                    say(text.of(result));
                }
            }
        } finally {
            status("");
        }
        if (json) {
            terminal.out().print(BenchJson.of(plan, results));
        } else {
            say(text.summary(results));
        }
        if (missesPeers(plan, results)) {
            terminal.err().println(Bench.howToInstall(plan.python()));
        }
        boolean wrong = results.stream().anyMatch(Result.Wrong.class::isInstance);
        return wrong ? ExitCode.REQUIRE_FAILED : ExitCode.FINE;
    }

    private void say(List<String> lines) {
        lines.forEach(terminal.out()::println);
        terminal.out().flush();
    }

    /** A line that the next one replaces, where somebody can see it; an empty one takes it away. */
    private void status(String words) {
        if (terminal.errInteractive()) {
            // Clears the line first: its text may be longer than the new one.
            terminal.err().print("\r\u001b[K" + (words.isEmpty() ? "" : "  " + words + " …"));
            terminal.err().flush();
        }
    }

    private static boolean missesPeers(Plan plan, List<Result> results) {
        return plan.withPeers()
                && results.stream()
                        .filter(Result.OfNetwork.class::isInstance)
                        .flatMap(r -> ((Result.OfNetwork) r).peers().stream())
                        .anyMatch(Result.OfPeer.Missing.class::isInstance);
    }

    // ---- what was asked for

    private Plan plan(List<Workload> chosen) {
        if (repeat < 1 || repeat > MOST_RUNS) {
            throw new CommandException("--repeat: " + repeat + " is not a number of runs from 1 to " + MOST_RUNS);
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw new CommandException("--threads: " + threads + " is not a number from 1 to " + MOST_THREADS);
        }
        boolean networks = chosen.stream().anyMatch(Workload.OfNetwork.class::isInstance);
        String forNetworks = size != null
                ? "--size"
                : time != null ? "--time" : whole ? "--whole" : peers ? "--peers" : python != null ? "--python" : "";
        if (!networks && !forNetworks.isEmpty()) {
            throw new CommandException(forNetworks + " is for networks, and "
                    + chosen.stream().map(w -> "`" + w.name() + "`").collect(Collectors.joining(", "))
                    + (chosen.size() == 1 ? " is none" : " are none"));
        }
        return new Plan(
                Engine.of(new Execution(Execution.DEFAULT.code(), threads)), repeat, neurons(), ms(), whole, python());
    }

    private OptionalInt neurons() {
        if (size == null) {
            return OptionalInt.empty();
        }
        if (size < LEAST_NEURONS || size > MOST_NEURONS || size % 5 != 0) {
            throw new CommandException("--size: networks have " + LEAST_NEURONS + " to " + Figures.count(MOST_NEURONS)
                    + " neurons, a multiple of 5, not " + size);
        }
        return OptionalInt.of(size);
    }

    private OptionalDouble ms() {
        if (time == null) {
            return OptionalDouble.empty();
        }
        WrittenQuantity given = WrittenQuantity.parse("--time", time);
        if (!given.dimension().equals(Dimension.TIME)) {
            throw new CommandException("--time: `" + time + "` is no time; write it with its unit, as in \"2 s\"");
        }
        if (!(given.value() > 0) || Double.isInfinite(given.value())) {
            throw new CommandException("--time: a run takes a positive time, not " + time);
        }
        return OptionalDouble.of(given.value());
    }

    /** The Python for peers; empty without peers, or if there is none, which has been told then. */
    private String python() {
        if (python != null) {
            if (!Bench.isPython(python)) {
                throw new CommandException("--python: cannot start " + python);
            }
            return python;
        }
        if (!peers) {
            return "";
        }
        if (!Bench.isPython(Bench.PYTHON)) {
            terminal.err().println(Bench.howToInstall(Bench.PYTHON));
            return "";
        }
        return Bench.PYTHON;
    }

    private void list(Workloads shown) {
        if (json) {
            terminal.out().print(BenchJson.list(shown));
            return;
        }
        TextTable table = new TextTable(2, "workload", "what it is", "neurons", "time", "peers");
        for (Workload workload : shown.all()) {
            switch (workload) {
                case Workload.OfNetwork n ->
                    table.row(
                            n.name(),
                            n.what(),
                            Figures.count(n.neurons()),
                            Figures.simulated(n.ms()),
                            n.peers().stream().map(p -> p.title()).collect(Collectors.joining(", ")));
                case Workload.OfProcess p -> table.row(p.name(), p.what(), "", "", "");
            }
        }
        say(table.lines(terminal.width(), terminal.style()));
    }
}

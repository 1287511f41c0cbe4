package bouton.cli.conform;

import bouton.cli.command.CommandException;
import bouton.cli.command.ExitCode;
import bouton.cli.terminal.Figures;
import bouton.cli.terminal.Terminal;
import bouton.cli.wave.VcdFile;
import bouton.cli.wave.VcdOptions;
import bouton.emulator.machine.Mode;
import bouton.emulator.machine.Waveform;
import bouton.image.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replays recorded vectors against the compiler and the emulator. */
@Command(
        name = "conform",
        description = "Replays recordings of other simulators and of chips, and says where Bouton differs from them.",
        footer = {
            "",
            "Examples:",
            "  bouton conform ideal conformance/ideal-nest",
            "  bouton conform ideal conformance/ideal-brian2/v10_cuba_net.json.gz --verbose",
            "  bouton conform odin conformance/odin",
            "  bouton conform odin conformance/odin/s01_speed_crossbar.json.gz --time 5",
            "  bouton conform tinyodin conformance/tinyodin/v06_fifo_overflow.json.gz --stepped",
            "  bouton conform tinyodin conformance/tinyodin/v06_fifo_overflow.json.gz --vcd out.vcd",
            "",
            "The README in each folder states the format, the models and the tolerances. Returns 0 if nothing",
            "differs, 1 if something does, 2 if a file cannot be read."
        })
public final class ConformCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PROFILE", description = "what is checked: `ideal`, `odin` or `tinyodin`")
    private String profile = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILE",
            description = "files of vectors, or folders of them")
    private List<Path> paths = List.of();

    @Option(
            names = "--verbose",
            description = "a line for every case, not only for every file; for chips, what a run had, or the first"
                    + " difference on each bus and in each memory")
    private boolean verbose;

    @Option(
            names = "--stepped",
            description = "chips: every clock cycle by itself, as the chip's text says it, instead of the fast engine")
    private boolean stepped;

    @Option(
            names = "--time",
            paramLabel = "RUNS",
            description =
                    "chips: run each recording that matches so many times more, and say how many cycles of the chip's"
                            + " clock are emulated in a second of processor time")
    private int timed;

    @Mixin
    private VcdOptions wave = new VcdOptions();

    private static final int MOST_RUNS = 1000;

    private final Terminal terminal;
    private long passed;
    private long failed;
    private long skipped;
    private boolean unreadable;

    public ConformCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (VcdFile vcd = wave.file()) {
            return replay(suite(vcd));
        }
    }

    private int replay(Suite suite) {
        for (Path file : files(suite)) {
            file(suite, file);
        }
        if (skipped > 0) {
            terminal.out().println(Figures.count(skipped, "case", "cases") + " skipped");
        }
        terminal.out().println(passed + " passed, " + failed + " failed");
        if (unreadable) {
            return ExitCode.BAD_INPUT;
        }
        return failed > 0 ? ExitCode.REQUIRE_FAILED : ExitCode.FINE;
    }

    private Suite suite(@Nullable VcdFile vcd) {
        if (profile.equals(KindSources.PROFILE)) {
            if (vcd != null) {
                throw new CommandException("conform: --vcd is for chips; `" + profile + "` has no clock cycles");
            }
            if (timed != 0) {
                throw new CommandException("conform: --time is for chips; `" + profile + "` has no clock cycles");
            }
            if (stepped) {
                throw new CommandException("conform: --stepped is for chips; `" + profile + "` has no clock cycles");
            }
            return new IdealSuite(verbose);
        }
        return ChipFormat.ALL.stream()
                .filter(f -> f.chip().equals(profile))
                .findFirst()
                .<Suite>map(f -> ofChip(f, vcd))
                .orElseThrow(() -> new CommandException("conform: there are no recordings of a profile `" + profile
                        + "`; there are some of: " + profiles()));
    }

    private Suite ofChip(ChipFormat format, @Nullable VcdFile vcd) {
        if (timed < 0 || timed > MOST_RUNS) {
            throw new CommandException("conform: --time is a number of runs, 1 to " + MOST_RUNS);
        }
        Machine machine = ChipTexts.ofProfile(format.chip());
        if (vcd != null) {
            requireOneRecording();
            Waveform waveform = vcd.begin(machine, ChipTexts.clock(format.chip()));
            return new ChipSuite(
                    format, new MachineRunner(format, machine, stepped ? Mode.STEPPED : Mode.FAST, waveform), verbose);
        }
        return new ChipSuite(
                format, new MachineRunner(format, machine, stepped ? Mode.STEPPED : Mode.FAST), verbose, timed);
    }

    private void requireOneRecording() {
        boolean one = paths.size() == 1 && Files.isRegularFile(paths.getFirst());
        if (!one || paths.getFirst().toString().matches(".*\\.csv(\\.gz)?")) {
            throw new CommandException("conform: a waveform (--vcd) is of one recording; name one file of events"
                    + (one ? ": a table of single updates has no cycles" : ""));
        }
    }

    private static String profiles() {
        return Stream.concat(
                        Stream.of(KindSources.PROFILE), ChipFormat.ALL.stream().map(ChipFormat::chip))
                .collect(Collectors.joining(", "));
    }

    private List<Path> files(Suite suite) {
        List<Path> result = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                result.add(path);
                continue;
            }
            try (Stream<Path> inside = Files.list(path)) {
                List<Path> found = inside.filter(
                                p -> suite.stem(p.getFileName().toString()).isPresent())
                        .sorted()
                        .toList();
                if (found.isEmpty()) {
                    throw new CommandException("conform: " + path + " holds no files of vectors ("
                            + String.join(", ", suite.endings()) + ")");
                }
                result.addAll(found);
            } catch (IOException e) {
                throw new CommandException("conform: cannot read the folder " + path);
            }
        }
        return result;
    }

    private void file(Suite suite, Path path) {
        String file = path.getFileName().toString();
        String name = suite.stem(file).orElse(file);
        if (!Files.isRegularFile(path)) {
            problem(path, "there is no such file");
            return;
        }
        try {
            switch (suite.replay(name, path)) {
                case Suite.Skipped s -> {
                    skipped += s.cases();
                    line(name, "skipped (" + s.reason() + ")");
                }
                case Suite.Replayed r -> {
                    passed += r.passed();
                    failed += r.failed();
                    line(name, r.summary());
                    r.details().forEach(d -> terminal.out().println("  " + d));
                    terminal.out().flush();
                }
            }
        } catch (VectorException e) {
            problem(path, e.what());
        }
    }

    private void problem(Path path, String what) {
        terminal.err().println("bouton conform: " + path + ": " + what);
        unreadable = true;
    }

    private void line(String name, String what) {
        terminal.out().println("%-34s %s".formatted(name, what));
    }
}

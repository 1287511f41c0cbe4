package bouton.cli.conform;

import bouton.cli.command.CommandException;
import bouton.cli.command.ExitCode;
import bouton.cli.terminal.Figures;
import bouton.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
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
            "",
            "The README in each folder states the format, the models and the tolerances. Returns 0 if nothing",
            "differs, 1 if something does, 2 if a file cannot be read."
        })
public final class ConformCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PROFILE", description = "what is checked; in this version `ideal`")
    private String profile = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILE",
            description = "files of vectors, or folders of them")
    private List<Path> paths = List.of();

    @Option(names = "--verbose", description = "a line for every case, not only for every file")
    private boolean verbose;

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
        if (!profile.equals(KindSources.PROFILE)) {
            throw new CommandException("conform: there are no recordings of a profile `" + profile
                    + "`; there are some of: " + KindSources.PROFILE);
        }
        for (Path file : files()) {
            file(file);
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

    private List<Path> files() {
        List<Path> result = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                result.add(path);
                continue;
            }
            try (Stream<Path> inside = Files.list(path)) {
                List<Path> found =
                        inside.filter(ConformCommand::isVectors).sorted().toList();
                if (found.isEmpty()) {
                    throw new CommandException("conform: " + path + " holds no files of vectors (.json.gz, .json)");
                }
                result.addAll(found);
            } catch (IOException e) {
                throw new CommandException("conform: cannot read the folder " + path);
            }
        }
        return result;
    }

    private static boolean isVectors(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(".json.gz") || name.endsWith(".json");
    }

    private void file(Path path) {
        String name = path.getFileName().toString().replaceFirst("\\.json(\\.gz)?$", "");
        if (!Files.isRegularFile(path)) {
            problem(path, "there is no such file");
            return;
        }
        try {
            Fields file = VectorFile.read(path);
            Optional<Kind> kind = Kinds.find(file);
            if (kind.isEmpty()) {
                skip(name, "kind " + file.text("kind") + " is not built yet", 1);
                return;
            }
            Optional<String> missing = kind.get().notBuilt(file);
            if (missing.isPresent()) {
                skip(name, missing.get(), kind.get().cases(file));
            } else {
                report(name, kind.get().replay(file));
            }
        } catch (VectorException e) {
            problem(path, e.what());
        }
    }

    private void problem(Path path, String what) {
        terminal.err().println("bouton conform: " + path + ": " + what);
        unreadable = true;
    }

    private void skip(String name, String reason, int cases) {
        skipped += cases;
        terminal.out().println("%-34s skipped (%s)".formatted(name, reason));
    }

    private void report(String name, List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            throw new VectorException("holds no cases");
        }
        long bad = outcomes.stream().filter(o -> !o.passed()).count();
        failed += bad;
        passed += outcomes.size() - bad;
        long compared = outcomes.stream().mapToLong(Outcome::compared).sum();
        double worst = outcomes.stream().mapToDouble(Outcome::worst).max().orElse(0);
        String cases = Figures.count(outcomes.size(), "case", "cases");
        if (bad == 0) {
            terminal.out()
                    .println("%-34s match, %s, %,d values, largest deviation %s of the tolerance"
                            .formatted(name, cases, compared, share(worst)));
        } else {
            terminal.out().println("%-34s MISMATCH in %d of %s".formatted(name, bad, cases));
        }
        for (Outcome o : outcomes) {
            if (!o.passed()) {
                terminal.out()
                        .println("  " + name + " " + o.name() + ": "
                                + o.mismatch().orElseThrow());
            } else if (verbose) {
                terminal.out()
                        .println("  %s %s: match, %,d values, largest deviation %s of the tolerance"
                                .formatted(name, o.name(), o.compared(), share(o.worst())));
            }
        }
        terminal.out().flush();
    }

    private static String share(double worst) {
        return worst == 0 ? "0" : String.format(Locale.ROOT, "%.1g", worst);
    }
}

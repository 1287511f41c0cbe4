package bouton.cli.command;

import bouton.cli.diff.DiffHtml;
import bouton.cli.diff.DiffJson;
import bouton.cli.diff.DiffText;
import bouton.cli.diff.Difference;
import bouton.cli.diff.LineContributions;
import bouton.cli.diff.LineSwitch;
import bouton.cli.diff.Report;
import bouton.cli.run.Interruption;
import bouton.cli.terminal.Progress;
import bouton.cli.terminal.Terminal;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.Severity;
import bouton.dsl.diagnostic.TextRenderer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a program on two targets in step, and says where and why they differ. */
@Command(
        name = "diff",
        sortOptions = false,
        description = "Runs a program on two targets in step: where do they differ, by how much, and why?",
        footer = {
            "",
            "Examples:",
            "  bouton diff mine.bouton fine coarse",
            "  bouton diff mine.bouton ideal fine --experiment short --html diff.html",
            "  bouton diff mine.bouton fine coarse --tau \"20 ms\" --json > diff.json",
            "",
            "Both get the same inputs and seeds. The first differing spike is followed back",
            "to the store that made a state differ first. Nothing of the runs is kept.",
            "Returns 0 if they do not differ, 1 if they do, 2 for errors, 130 after Ctrl-C."
        })
public final class DiffCommand implements Callable<Integer> {
    private static final int DIFFERENT = 1;

    @Mixin
    private DiffOptions options;

    private final Terminal terminal;

    public DiffCommand(Terminal terminal) {
        this.terminal = terminal;
        this.options = new DiffOptions();
    }

    @Override
    public Integer call() {
        int lines = lines();
        requireFolder();
        Diagnostics diagnostics = new Diagnostics();
        DiffSides sides = DiffSides.prepare(options, diagnostics);
        tell(diagnostics.sorted());
        if (sides == null) {
            return ExitCode.BAD_INPUT;
        }
        if (lines > 0 && sides.lineSwitch().isEmpty()) {
            throw new CommandException("--lines: " + sides.whyNoLines());
        }
        try (Interruption interruption = new Interruption();
                Follow follow = new Follow(interruption)) {
            return compare(sides, lines, follow);
        }
    }

    private int compare(DiffSides sides, int lines, Follow follow) {
        if (!options.json) {
            sides.remarks().forEach(terminal.out()::println);
            terminal.out().flush();
        }
        Report.Result result = Difference.run(sides.request(), follow);
        Report report = result.report().orElse(null);
        LineContributions.Table table = report == null || !report.differs() || follow.interrupted()
                ? null
                : contributions(report, sides, lines, follow);
        follow.close();
        if (report != null) {
            write(report, table, sides);
        }
        tell(result.problems());
        if (follow.interrupted()) {
            terminal.err().println("bouton: interrupted; what is told is about the time until then");
            return ExitCode.INTERRUPTED;
        }
        boolean errors = result.problems().stream().anyMatch(d -> d.severity() == Severity.ERROR);
        if (report == null || errors) {
            return ExitCode.BAD_INPUT;
        }
        return report.differs() ? DIFFERENT : ExitCode.FINE;
    }

    private LineContributions.@Nullable Table contributions(
            Report report, DiffSides sides, int lines, Difference.Watching watching) {
        Optional<LineSwitch> compiler = sides.lineSwitch();
        if (lines == 0 || compiler.isEmpty()) {
            return null;
        }
        return LineContributions.measure(report, compiler.get(), lines, watching);
    }

    private void write(Report report, LineContributions.@Nullable Table table, DiffSides sides) {
        if (options.json) {
            terminal.out().print(DiffJson.text(report, table));
        } else {
            DiffText.of(report, terminal.width(), terminal.style(), sides::sourceLine)
                    .forEach(terminal.out()::println);
            if (table != null) {
                terminal.out().println();
                DiffText.of(table, terminal.width(), terminal.style()).forEach(terminal.out()::println);
            }
        }
        Path html = options.html;
        if (html != null) {
            try {
                Files.writeString(html, DiffHtml.text(report, table, sides::sourceLine), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new CommandException("--html: cannot write " + html + ": " + e.getMessage());
            }
            if (!options.json) {
                terminal.out().println("pictures in " + html);
            }
        }
        terminal.out().flush();
    }

    /** Said before anything runs, not behind it. */
    private void requireFolder() {
        Path html = options.html;
        if (html == null) {
            return;
        }
        Path folder = html.toAbsolutePath().getParent();
        if (Files.isDirectory(html) || folder == null || !Files.isDirectory(folder)) {
            throw new CommandException("--html: "
                    + (Files.isDirectory(html)
                            ? html + " is a folder; name a file in it"
                            : "there is no folder " + folder));
        }
    }

    private int lines() {
        String written = options.lines;
        if (written == null) {
            return 0;
        }
        try {
            int lines = Integer.parseInt(written);
            if (lines > 0) {
                return lines;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new CommandException("--lines: " + written + " is not a positive number");
    }

    private void tell(List<Diagnostic> diagnostics) {
        terminal.err().print(new TextRenderer(terminal.colourErr()).render(diagnostics));
        terminal.err().flush();
    }

    /** Shows how far it has come. */
    private final class Follow implements Difference.Watching, AutoCloseable {
        private final Interruption interruption;
        private String task = "";
        private @Nullable Progress progress;

        Follow(Interruption interruption) {
            this.interruption = interruption;
        }

        @Override
        public boolean interrupted() {
            return interruption.requested();
        }

        @Override
        public void ticks(String name, long done, long planned, double dt) {
            if (options.noProgress) {
                return;
            }
            Progress current = progress;
            if (current == null || !name.equals(task)) {
                close();
                task = name;
                current = new Progress(terminal, name, dt);
                progress = current;
            }
            current.ticks(done, planned);
        }

        @Override
        public void close() {
            Progress current = progress;
            progress = null;
            if (current != null) {
                current.close();
            }
        }
    }
}

package bouton.cli.command;

import bouton.cli.terminal.Terminal;
import bouton.cli.wave.VcdFile;
import bouton.cli.wave.VcdOptions;
import bouton.emulator.Emulator;
import bouton.emulator.engine.Execution;
import bouton.emulator.machine.Waveform;
import bouton.image.machine.Program;
import bouton.image.net.Image;
import bouton.image.run.ForeignNeurons;
import bouton.image.run.SessionProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the experiments of a program, or goes on with a run. */
@Command(
        name = "run",
        sortOptions = false,
        description = "Runs the experiments of a program and keeps what they record.",
        footer = {
            "",
            "Examples:",
            "  bouton run examples/balanced.bouton",
            "  bouton run mine.bouton --experiment short --set tau_m=\"15 ms\" --seed 7",
            "  bouton run mine.bouton --dt \"0.05 ms\" --out results/fine",
            "  bouton run long.bouton --checkpoint-every \"10 min\" --out results/long",
            "  bouton run --resume results/long",
            "",
            "The folder of a run holds spikes, values and weights as NPY and CSV, and",
            "manifest.json, which says what they are. It can be read while the run goes on;",
            "Ctrl-C ends it in good order. A run with checkpoints that was interrupted or",
            "killed goes on with --resume, and its results are the same, bit by bit.",
            "More memory: BOUTON_JAVA_OPTS=-Xmx12g bouton run …",
            "Returns 1 if a `require` failed, 2 for errors, 130 after Ctrl-C."
        })
public final class RunCommand implements Callable<Integer> {
    private static final int MOST_THREADS = 256;

    @Mixin
    private RunOptions options;

    @Mixin
    private VcdOptions wave = new VcdOptions();

    private @Nullable VcdFile vcd;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    public RunCommand(Terminal terminal) {
        this.terminal = terminal;
        this.options = new RunOptions();
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() {
        Path resume = options.resume;
        if (resume != null) {
            ResumedRun.requireNoNews(spec.commandLine().getParseResult());
            try (ResumedRun resumed = ResumedRun.open(resume)) {
                return new Run(terminal, this::engine, options, command(), resumed).call();
            }
        }
        if (options.program == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'FILE'");
        }
        try (VcdFile file = wave.file()) {
            vcd = file;
            return new Run(terminal, this::engine, options, command(), null)
                    .requireOneMachine(file != null)
                    .call();
        }
    }

    private SessionProvider engine(ForeignNeurons neurons) {
        Execution execution = new Execution(Execution.DEFAULT.code(), threads());
        VcdFile file = vcd;
        return file == null
                ? new Emulator(neurons, execution)
                : new Emulator(neurons, execution, image -> begin(file, image));
    }

    private static Waveform begin(VcdFile file, Image image) {
        Program program = image.program().orElseThrow();
        return file.begin(program.machine(), program.cycles() / image.dt() * 1e3);
    }

    private int threads() {
        if (options.threads == null) {
            return Execution.AUTOMATIC;
        }
        try {
            int threads = Integer.parseInt(options.threads);
            if (threads >= 1 && threads <= MOST_THREADS) {
                return threads;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new CommandException("--threads: " + options.threads + " is not a number from 1 to " + MOST_THREADS);
    }

    private List<String> command() {
        return spec.root().commandLine().getParseResult().originalArgs().stream()
                .map(RunCommand::withoutFolders)
                .toList();
    }

    /** An absolute path says where it lies on this machine: its last part is enough. */
    private static String withoutFolders(String word) {
        int start = word.startsWith("--") && word.contains("=") ? word.indexOf('=') + 1 : 0;
        String value = word.substring(start);
        if (!value.startsWith("/") || value.length() == 1) {
            return word;
        }
        Path name = Path.of(value).getFileName();
        return word.substring(0, start) + name;
    }
}

package bouton.cli.command;

import bouton.cli.json.Json;
import bouton.cli.output.Machine;
import bouton.cli.output.RunDescription.SourceText;
import bouton.cli.output.RunFolder;
import bouton.cli.run.Checkpoints;
import bouton.image.file.StateFile;
import bouton.image.run.StateException;
import bouton.image.run.StateSource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParseResult;
import tools.jackson.core.JacksonException;

/** A run that is gone on with, from the last checkpoint in its folder. */
final class ResumedRun implements Closeable {
    private static final List<String> FIXED =
            List.of("--experiment", "--long", "--target", "--chip", "--dt", "--seed", "--set", "--out");

    private final Path folder;
    private final FileChannel channel;
    private final StateFile state;
    private final Began began;
    private final RunFolder.Position position;

    private ResumedRun(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
        this.state = new StateFile(channel);
        this.began = Began.restore(state);
        this.position = Checkpoints.position(state);
    }

    /**
     * Opens the checkpoint of a run.
     *
     * @throws CommandException if there is none, or if it cannot be used
     */
    static ResumedRun open(Path folder) {
        requireRun(folder);
        FileChannel channel = channel(folder);
        try {
            return new ResumedRun(folder, channel);
        } catch (StateException e) {
            close(channel);
            throw unusable(folder, e);
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It has only been read.
            return;
        }
    }

    /**
     * Looks at the options beside {@code --resume}.
     *
     * @throws CommandException if one of them belongs to the beginning of a run
     */
    static void requireNoNews(ParseResult said) {
        for (String option : FIXED) {
            if (said.hasMatchedOption(option)) {
                throw new CommandException(option + " cannot be given with --resume: the run goes on with what it was"
                        + " begun with; to run with something else, begin a new run");
            }
        }
    }

    private static void requireRun(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new CommandException("--resume: "
                    + (Files.exists(folder)
                            ? folder + " is a file; name the folder of the run"
                            : "there is no folder " + folder));
        }
        Path manifest = folder.resolve("manifest.json");
        if (!Files.isRegularFile(manifest)) {
            throw new CommandException("--resume: " + folder + " is no folder of a run: it has no manifest.json");
        }
        if (isComplete(manifest)) {
            throw new CommandException("--resume: the run in " + folder + " is complete: nothing is left to run");
        }
    }

    private static boolean isComplete(Path manifest) {
        try {
            return Json.parse(Files.readString(manifest)) instanceof Map<?, ?> tree
                    && "complete".equals(tree.get("status"));
        } catch (IOException | JacksonException e) {
            // It is written anew; what counts is the checkpoint.
            return false;
        }
    }

    private static FileChannel channel(Path folder) {
        try {
            return FileChannel.open(folder.resolve(RunFolder.CHECKPOINT));
        } catch (NoSuchFileException e) {
            throw new CommandException("--resume: there is no checkpoint in " + folder
                    + "\n  runs write them with --checkpoint or --checkpoint-every, the first after that time; this one has to"
                    + " be run anew");
        } catch (IOException e) {
            throw new CommandException("--resume: cannot read the checkpoint in " + folder + ": " + e.getMessage());
        }
    }

    /** What a user reads of a checkpoint that cannot be used. */
    static CommandException unusable(Path folder, StateException e) {
        return new CommandException(
                "--resume: the run in " + folder + " cannot be gone on with: its checkpoint cannot be" + " used, "
                        + e.getMessage() + "\n  run the program anew, into another folder");
    }

    /** The options of the run, with what was said now about how it runs. */
    RunOptions options(RunOptions said) {
        RunOptions options = began.options();
        options.quiet = said.quiet;
        options.noProgress = said.noProgress;
        options.force = said.force;
        options.checkpoint = said.checkpoint;
        options.checkpointEvery = said.checkpointEvery;
        options.out = folder;
        return options;
    }

    /** Where the program is: as is said now, or where it was. */
    Path program(RunOptions said) {
        return said.program != null ? said.program : began.program();
    }

    Path folder() {
        return folder;
    }

    Began began() {
        return began;
    }

    StateSource state() {
        return state;
    }

    RunFolder.Position position() {
        return position;
    }

    RunFolder.Resumption resumption() {
        return new RunFolder.Resumption(Instant.now(), Machine.bouton(), position);
    }

    /**
     * Compares what the run had read with what has been read now.
     *
     * @throws CommandException if something differs
     */
    void requireSame(List<SourceText> now) {
        Map<String, SourceText> known = new HashMap<>();
        now.forEach(s -> known.put(s.name(), s));
        for (SourceText old : began.sources()) {
            SourceText here = known.get(old.name());
            if (here != null && !here.sha256().equals(old.sha256())) {
                throw new CommandException("--resume: the run in " + folder + " cannot be gone on with: `" + old.name()
                        + "` has changed since it began" + version()
                        + "\n  bring the file back as it was, or run the program anew");
            }
        }
    }

    private String version() {
        return began.bouton().equals(Machine.bouton())
                ? ""
                : " (it was run by Bouton " + began.bouton() + ", this is " + Machine.bouton() + ")";
    }

    @Override
    public void close() {
        close(channel);
    }
}

package bouton.cli.command;

import bouton.cli.world.FileEnvironment;
import bouton.dsl.check.Environment;
import bouton.dsl.check.Frontend;
import bouton.dsl.check.Program;
import bouton.dsl.chip.Chip;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.Suggestions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The chip that a command line names: by its name, as a file that declares it, or as {@code FILE:NAME}. */
final class ChipChoice {
    private static final String ENDING = ".bouton";

    private final FileEnvironment environment;
    private final Diagnostics diagnostics;

    ChipChoice(FileEnvironment environment, Diagnostics diagnostics) {
        this.environment = environment;
        this.diagnostics = diagnostics;
    }

    /**
     * Finds it.
     *
     * @param option what the message begins with
     * @param program whose chips can be named too
     * @return empty if something is wrong with its text, which is in the diagnostics
     * @throws CommandException if there is no such chip or file
     */
    Optional<Chip> find(String option, String said, Program program) {
        List<String> known = program.knownChips();
        if (known.contains(said)) {
            return program.chip(said, diagnostics);
        }
        int colon = said.lastIndexOf(ENDING + ":");
        String file = colon < 0 ? said : said.substring(0, colon + ENDING.length());
        if (file.endsWith(ENDING) || isFile(file)) {
            return inFile(option, file, colon < 0 ? "" : said.substring(file.length() + 1));
        }
        throw new CommandException(option + "there is no chip `" + said + "`"
                + Suggestions.closest(said, known)
                        .map(best -> "; did you mean `" + best + "`?")
                        .orElse("; there are: " + String.join(", ", known))
                + "\n  a chip of your own is named by its file: mine.bouton, or mine.bouton:NAME");
    }

    private static boolean isFile(String name) {
        try {
            return Files.isRegularFile(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private Optional<Chip> inFile(String option, String file, String name) {
        Program program = load(option, file);
        List<String> declared = program.chipNames();
        if (declared.isEmpty()) {
            // What could not be read may have been one.
            if (diagnostics.hasErrors()) {
                return Optional.empty();
            }
            throw new CommandException(option + file + " declares no chip");
        }
        if (name.isEmpty() && declared.size() > 1) {
            throw new CommandException(option + file + " declares " + declared.size() + " chips: name one, as " + file
                    + ":" + declared.getLast());
        }
        if (!name.isEmpty() && !declared.contains(name)) {
            throw new CommandException(
                    option + file + " declares no chip `" + name + "`; it has: " + String.join(", ", declared));
        }
        return program.chip(name.isEmpty() ? declared.getFirst() : name, diagnostics);
    }

    /** Reads a file of chips. */
    Program load(String option, String file) {
        try {
            Environment.Text text = environment.program(Path.of(file));
            return Frontend.load(text.name(), text.bytes(), environment, diagnostics);
        } catch (IOException | InvalidPathException e) {
            throw new CommandException(option + "cannot read " + file + ": " + e.getMessage());
        }
    }

    /** A program without a text: only the profiles can be named in it. */
    Program nothing() {
        return Frontend.load("", new byte[0], environment, diagnostics);
    }
}

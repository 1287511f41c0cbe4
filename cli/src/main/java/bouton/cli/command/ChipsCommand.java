package bouton.cli.command;

import bouton.cli.chips.ChipJson;
import bouton.cli.chips.ChipList;
import bouton.cli.chips.ChipPage;
import bouton.cli.chips.ChipText;
import bouton.cli.json.Json;
import bouton.cli.terminal.Terminal;
import bouton.cli.world.FileEnvironment;
import bouton.compiler.machine.MachineCompiler;
import bouton.dsl.check.Program;
import bouton.dsl.chip.Chip;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.TextRenderer;
import bouton.image.machine.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the chips there are, and starts new ones. */
@Command(
        name = "chips",
        description = "Lists the chips, shows one with its costs and their sources, or starts one of your own.",
        footer = {
            "",
            "Examples:",
            "  bouton chips",
            "  bouton chips crossbar256",
            "  bouton chips mine.bouton",
            "  bouton chips --new mine.bouton --from crossbar256"
        })
public final class ChipsCommand implements Callable<Integer> {
    private static final String PROFILE = "profile";
    private static final String ENDING = ".bouton";
    private static final String DEFAULT_NAME = "mine";

    @Parameters(
            paramLabel = "CHIP",
            arity = "0..1",
            description = "a name, a file that declares a chip, or FILE:NAME; without it, all are listed")
    private @Nullable String chip;

    @Option(names = "--json", description = "write it as JSON to the standard output")
    private boolean json;

    @Option(names = "--new", paramLabel = "FILE", description = "write a chip that derives from another to a new file")
    private @Nullable Path file;

    @Option(names = "--from", paramLabel = "CHIP", description = "what the new chip derives from (default: ideal)")
    private @Nullable String from;

    private final Terminal terminal;
    private final FileEnvironment environment = new FileEnvironment();
    private final Diagnostics diagnostics = new Diagnostics();

    public ChipsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (file == null && from != null) {
            throw new CommandException("chips: --from says what a new chip derives from; --new FILE names its file");
        }
        if (file != null && (chip != null || json)) {
            throw new CommandException("chips: --new writes a file and shows nothing");
        }
        int result = file != null ? create(file) : chip == null ? list() : show(chip);
        if (!diagnostics.sorted().isEmpty()) {
            terminal.err().print(new TextRenderer(terminal.colourErr()).render(diagnostics.sorted()));
        }
        return result;
    }

    private int list() {
        Program none = new ChipChoice(environment, diagnostics).nothing();
        List<ChipList.Row> rows = new ArrayList<>();
        for (String name : environment.chips()) {
            none.chip(name, diagnostics).ifPresent(c -> rows.add(new ChipList.Row(c, PROFILE)));
        }
        if (json) {
            terminal.out().print(Json.text(ChipList.json(rows)));
        } else {
            ChipList.lines(rows, terminal.width(), terminal.style()).forEach(terminal.out()::println);
        }
        return diagnostics.hasErrors() ? ExitCode.BAD_INPUT : ExitCode.FINE;
    }

    private int show(String name) {
        Optional<Chip> found = find(name);
        if (found.isEmpty()) {
            return ExitCode.BAD_INPUT;
        }
        Optional<Machine> machine = MachineCompiler.compile(found.get(), diagnostics);
        if (json) {
            terminal.out().print(Json.text(ChipJson.of(found.get(), machine)));
        } else {
            ChipPage.lines(found.get(), machine, terminal.width(), terminal.style())
                    .forEach(terminal.out()::println);
        }
        return diagnostics.hasErrors() ? ExitCode.BAD_INPUT : ExitCode.FINE;
    }

    private Optional<Chip> find(String name) {
        ChipChoice choice = new ChipChoice(environment, diagnostics);
        return choice.find("chips: ", name, choice.nothing());
    }

    private int create(Path target) {
        String parent = from == null ? "ideal" : from;
        if (!environment.chips().contains(parent)) {
            throw new CommandException("--from: there is no chip `" + parent + "`; there are: "
                    + String.join(", ", environment.chips())
                    + "\n  from a chip of your own, import it: `use FILE.NAME`, then `chip mine = NAME { … }`");
        }
        Optional<Chip> found = find(parent);
        if (found.isEmpty()) {
            return ExitCode.BAD_INPUT;
        }
        String name = name(target, parent);
        try {
            Files.writeString(
                    target,
                    ChipText.derived(found.get(), name),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new CommandException("--new: " + target + " is there already; it is not overwritten");
        } catch (IOException e) {
            throw new CommandException("--new: cannot write " + target + ": " + e.getMessage());
        }
        boolean copy = MachineCompiler.isMachine(found.get());
        terminal.out()
                .println("wrote " + target + ": chip `" + name + "`, " + (copy ? "a copy of " : "derived from ")
                        + parent);
        terminal.out().println("  bouton chips " + target + "   shows it");
        return ExitCode.FINE;
    }

    /** The file's name without its ending, as far as it can be the name of a chip. */
    private static String name(Path target, String parent) {
        String name = target.getFileName() == null ? "" : target.getFileName().toString();
        name = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
        String good = name.replaceAll("[^A-Za-z0-9_]", "_");
        return good.matches("[A-Za-z_][A-Za-z0-9_]*") && !good.equals(parent) ? good : DEFAULT_NAME;
    }
}

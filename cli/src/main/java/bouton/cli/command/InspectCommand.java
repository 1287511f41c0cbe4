package bouton.cli.command;

import bouton.cli.terminal.Figures;
import bouton.cli.terminal.Terminal;
import bouton.cli.world.InputFiles;
import bouton.emulator.Emulator;
import bouton.emulator.generate.KernelExplanation;
import bouton.image.file.ImageFile;
import bouton.image.file.ImageFormatException;
import bouton.image.listing.Listing;
import bouton.image.net.Group;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Projection;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what was compiled. */
@Command(
        name = "inspect",
        description = "Shows what is in an image: the network as it is run.",
        footer = {
            "",
            "Examples:",
            "  bouton inspect runs/balanced-20260301-141500",
            "  bouton inspect runs/balanced-20260301-141500/image --kernels | less",
            "  bouton inspect runs/balanced-20260301-141500 --explain-kernel E.integrate"
        })
public final class InspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "IMAGE", description = "an image, or the folder of a run")
    private Path path = Path.of("");

    @Option(names = "--kernels", description = "all of it: words, handlers and the operations of every kernel")
    private boolean kernels;

    @Option(
            names = "--explain-kernel",
            paramLabel = "NAME",
            description = "the form in which a kernel runs, such as `E.integrate`: which loop, vectorised or why not")
    private @Nullable String explained;

    private final Terminal terminal;

    public InspectCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path file = Files.isDirectory(path) ? RunImages.only(path) : path;
        Image image = read(file);
        if (explained != null) {
            explain(image, explained);
        } else if (kernels) {
            terminal.out().print(Listing.of(image));
        } else {
            summary(image, file);
        }
        return ExitCode.FINE;
    }

    private void explain(Image image, String name) {
        String text = KernelExplanation.of(image, name);
        if (text.isEmpty()) {
            throw new CommandException("no handler is called " + name + "; there are "
                    + String.join(", ", KernelExplanation.names(image)));
        }
        terminal.out().print(text);
    }

    private static Image read(Path file) {
        try (InputStream in = InputFiles.open(file);
                InputStream buffered = new BufferedInputStream(in, 1 << 16)) {
            return ImageFile.read(buffered);
        } catch (ImageFormatException e) {
            throw new CommandException("cannot read " + file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new CommandException("cannot read " + file + ": " + e.getMessage());
        }
    }

    private void summary(Image image, Path file) {
        PrintStream out = terminal.out();
        out.println("network " + image.name() + " for target " + image.target() + ", dt " + Figures.number(image.dt())
                + " ms, seed " + image.seed());
        for (Group group : image.groups()) {
            String size = Figures.count(group.size());
            out.println(
                    group instanceof Population p
                            ? "  population " + p.name() + ": " + size + " of " + p.model()
                            : "  stimulus " + group.name() + ": " + size);
        }
        for (Projection p : image.projections()) {
            out.println("  projection " + p.name() + " with " + p.model());
        }
        image.probes().forEach(probe -> out.println("  probe " + probe.name()));
        out.println("needs about " + Figures.bytes(new Emulator().estimateMemory(image)) + " to run; hash "
                + ImageFile.hash(image));
        out.println("`bouton inspect " + file + " --kernels` shows all of it");
    }
}

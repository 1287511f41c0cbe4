package bouton.cli.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts the command as a process of its own. */
final class Launcher {
    /** The property in which the launcher {@code ./bouton} says where it is. */
    static final String PROPERTY = "bouton.launcher";

    private Launcher() {}

    /** {@code ./bouton} with these arguments; without the launcher, as under a debugger, this JVM on this class path. */
    static List<String> command(String... arguments) {
        String launcher = System.getProperty(PROPERTY);
        List<String> command = new ArrayList<>();
        if (launcher != null) {
            command.add(launcher);
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), "bouton.cli.Main"));
        }
        command.addAll(List.of(arguments));
        return command;
    }

    /** What is said about the figures of such processes; null if there is nothing to say. */
    static @Nullable String remark() {
        return System.getProperty(PROPERTY) == null
                ? "processes were started without the launcher ./bouton, and so without its class-data cache"
                : null;
    }
}

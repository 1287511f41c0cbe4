package bouton.cli.output;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Names and versions of what a run runs on. */
public final class Machine {
    private Machine() {}

    /** Version of Bouton, from the jar; {@code (development)} outside of one. */
    public static String bouton() {
        String version = Machine.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }

    public static String java() {
        return System.getProperty("java.vendor.version", System.getProperty("java.vendor")) + " "
                + System.getProperty("java.runtime.version");
    }

    public static String os() {
        return System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
    }

    /** How many processes wanted to run in the last minute, on average; negative where the system does not tell. */
    public static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** Model of the processor where the system tells, otherwise its architecture. */
    public static String cpu() {
        Path info = Path.of("/proc/cpuinfo");
        if (Files.isReadable(info)) {
            try (Stream<String> lines = Files.lines(info)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElseGet(() -> System.getProperty("os.arch"));
            } catch (IOException e) {
                // The name of the processor is worth no failure.
                return System.getProperty("os.arch");
            }
        }
        return System.getProperty("os.arch");
    }
}

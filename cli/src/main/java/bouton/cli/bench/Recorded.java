package bouton.cli.bench;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * What the interpreter did in a short run of a network, from the file {@code NAME.recorded}.
 *
 * @param neurons size of that run
 * @param ms its length
 * @param spikes how many
 * @param sha256 its {@link Fingerprint}
 */
public record Recorded(int neurons, double ms, long spikes, String sha256) {
    static final String ENDING = ".recorded";

    /** That of a workload. */
    static Recorded of(Workload.OfNetwork workload) {
        Properties all = new Properties();
        try {
            all.load(new StringReader(new String(Resources.bytes(workload.name() + ENDING), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Recorded(
                Integer.parseInt(all.getProperty("neurons")),
                Double.parseDouble(all.getProperty("ms")),
                Long.parseLong(all.getProperty("spikes")),
                all.getProperty("sha256"));
    }

    /** The text of the file. */
    String text() {
        return """
                # What the interpreter did in a short run; rewritten by RecordedTest with -Dbouton.rewrite=true.
                neurons = %d
                ms = %s
                spikes = %d
                sha256 = %s
                """.formatted(neurons, ms, spikes, sha256);
    }

    /** The same run with what came of it now. */
    Recorded with(long newSpikes, String newSha256) {
        return new Recorded(neurons, ms, newSpikes, newSha256);
    }
}

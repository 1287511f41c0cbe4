package bouton.cli.output;

import bouton.image.run.StateException;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files of a run, and how long they have to be at least for the run to be gone on with. */
final class Lengths {
    private final Map<String, Long> files = new LinkedHashMap<>();

    /** @param path relative to the manifest */
    void add(String path, long bytes) {
        files.put(path, bytes);
    }

    void save(StateSink out) {
        out.text("files", String.join("\n", files.keySet()));
        out.longs("lengths", files.values().stream().mapToLong(n -> n).toArray());
    }

    /**
     * Looks whether everything is there.
     *
     * @param run the folder of the run
     * @throws StateException if something is not
     */
    static void check(Path run, StateSource in) throws IOException {
        String[] paths = in.text("files").split("\n");
        long[] lengths = in.longs("lengths");
        for (int k = 0; k < lengths.length; k++) {
            Path file = run.resolve(paths[k]);
            if (!Files.isRegularFile(file)) {
                throw new StateException("the file " + paths[k] + " of the run is missing");
            }
            if (Files.size(file) < lengths[k]) {
                throw new StateException("the file " + paths[k] + " of the run has " + Files.size(file)
                        + " bytes, and had " + lengths[k] + " when the checkpoint was written");
            }
        }
    }
}

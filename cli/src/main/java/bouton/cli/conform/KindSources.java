package bouton.cli.conform;

import bouton.dsl.check.Environment;
import bouton.profiles.Profiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the sources of the kinds may import: one another. */
final class KindSources implements Environment {
    static final String PROFILE = "ideal";

    @Override
    public Optional<Text> source(String importer, List<String> path) throws IOException {
        String name = String.join("/", path) + ".bouton";
        Optional<byte[]> bytes = Profiles.source(PROFILE, name);
        return bytes.map(b -> new Text(PROFILE + "/" + name, b));
    }

    @Override
    public Numbers data(String importer, String format, List<String> files) throws IOException {
        throw new IOException("a kind takes all its numbers from the file of vectors");
    }
}

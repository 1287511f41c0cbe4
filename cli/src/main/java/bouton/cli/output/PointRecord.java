package bouton.cli.output;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the manifest and the table of points say about a point. All methods only under the lock of the run. */
interface PointRecord {
    /** As the manifest has it. */
    Map<String, @Nullable Object> description();

    /** Its files. */
    List<Entry> entries();

    /** Its row in the table, by heading. */
    Map<String, String> row();

    /** Number of requirements that held. */
    long passed();

    /** Number of requirements that did not. */
    long failed();
}

package bouton.cli.output;

import bouton.cli.json.Json;
import bouton.image.machine.Machine;
import bouton.image.machine.Program;
import bouton.image.run.MachineReport;
import bouton.image.run.Session;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes how a chip that works off events has spent a run. */
final class MachineFile {
    private static final String NAME = "machine.json";

    private MachineFile() {}

    /** Writes the file if the session is on such a chip; what the manifest says of it. */
    static List<Entry> write(Place place, Session session) throws IOException {
        if (session.machine().isEmpty()) {
            return List.of();
        }
        WholeFile.write(
                place.file(NAME), Json.text(tree(session, session.machine().get())));
        return List.of(new Entry(place.path(NAME), "machine", "json"));
    }

    private static Map<String, @Nullable Object> tree(Session session, MachineReport report) {
        Program program = session.image().program().orElseThrow();
        double cyclesPerSecond = program.cycles() / session.image().dt() * 1e3;
        boolean clock = program.cycles() > 0;
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("chip", report.chip());
        tree.put("ticks", session.tick());
        tree.put("cycles_per_tick", clock ? program.cycles() : null);
        tree.put("cycles", report.cycles());
        tree.put("busy_cycles", report.busy());
        tree.put("seconds", clock ? report.cycles() / cyclesPerSecond : null);
        tree.put("busy_seconds", clock ? report.busy() / cyclesPerSecond : null);
        Map<String, Long> states = new LinkedHashMap<>();
        for (int s = 0; s < report.states().size(); s++) {
            Machine.State state = program.machine().states().get(s);
            states.put(state.name(), report.states().get(s));
        }
        tree.put("states", states);
        tree.put("spikes", report.spikes());
        tree.put("dropped", report.dropped());
        tree.put("late", report.late());
        return tree;
    }
}

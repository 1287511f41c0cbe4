package bouton.dsl.experiment;

import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.DataTable;
import bouton.dsl.model.Network;
import bouton.dsl.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the checkers of one experiment share: where it looks names up, and what it has found out so far. */
final class Checking {
    final Program program;
    final Program.Data data;
    final Network network;
    final Diagnostics diagnostics;
    Names names = new Names();
    final List<Experiment.RecordDef> records = new ArrayList<>();
    final List<String> windows = new ArrayList<>();
    final Set<String> settable = new LinkedHashSet<>();

    /** Names that were read, to find sweeps that nothing reads. */
    final Set<String> read = new LinkedHashSet<>();

    /** Names of all lists that the text appends to, also those whose `record` comes later. */
    final Set<String> allRecords = new LinkedHashSet<>();

    /** Names whose declaration was faulty: what reads them stays silent. */
    final Set<String> faulty = new LinkedHashSet<>();

    /** Swept names, where all points of the sweeps are looked at. */
    Optional<List<String>> axes = Optional.empty();

    private final List<EventUse> events = new ArrayList<>();
    private final List<Experiment.SampleUse> samples = new ArrayList<>();
    private final Set<Experiment.ChangeUse> changes = new LinkedHashSet<>();
    private int slots;
    private int draws;

    Checking(Program program, Program.Data data, Network network, Diagnostics diagnostics) {
        this.program = program;
        this.data = data;
        this.network = network;
        this.diagnostics = diagnostics;
    }

    /** Slots and draws are numbered on from another's. */
    void continueFrom(Checking other) {
        slots = other.slots;
        draws = other.draws;
    }

    int newSlot() {
        return slots++;
    }

    int slots() {
        return slots;
    }

    int newDraw() {
        return draws++;
    }

    /** The number of the use of these events; that of their times serves for both. */
    int event(int group, int event, boolean times) {
        EventUse use = new EventUse(group, event, times);
        int known = events.indexOf(use);
        if (known < 0) {
            events.add(use);
            return events.size() - 1;
        }
        return known;
    }

    /** The number of the values of a group that are asked for over a run. */
    int sample(int group, String name) {
        Experiment.SampleUse use = new Experiment.SampleUse(group, name);
        if (!samples.contains(use)) {
            samples.add(use);
        }
        return samples.indexOf(use);
    }

    List<Experiment.SampleUse> samples() {
        return samples;
    }

    void change(Place place, String name) {
        changes.add(new Experiment.ChangeUse(place, name));
    }

    List<Experiment.ChangeUse> changes() {
        return List.copyOf(changes);
    }

    List<EventUse> events() {
        return events;
    }

    @Nullable
    DataSet dataSet(String name) {
        Map<String, DataTable> parts = data.parts(name);
        DataTable whole = parts.isEmpty() ? null : data.find(name);
        return whole == null ? null : new DataSet(name, whole, parts);
    }

    int record(String name) {
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    Formula.Faulty report(Diagnostic.Builder builder, Span span) {
        diagnostics.add(builder);
        return new Formula.Faulty(span);
    }
}

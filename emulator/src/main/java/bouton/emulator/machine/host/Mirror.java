package bouton.emulator.machine.host;

import bouton.emulator.machine.MachineState;
import bouton.image.machine.Program;
import bouton.image.net.Scope;
import bouton.image.run.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The same values twice: as fields of the chip's memories, and as words of an image that a host can read and set by name. Brings
 * either side up to date with the other.
 */
final class Mirror {
    private final Session words;
    private final List<Entry> entries;
    private final List<SwitchEntry> switches;

    private record Entry(Program.Variable variable, Fields fields) {
        double scale(int i) {
            double[] all = variable.scale();
            return all[all.length == 1 ? 0 : i];
        }

        double offset(int i) {
            double[] all = variable.offset();
            return all[all.length == 1 ? 0 : i];
        }
    }

    private record SwitchEntry(Program.Switch learning, Fields fields) {}

    Mirror(Program program, MachineState state, Session words) {
        this.words = words;
        Map<Scope, long[][]> slots = new HashMap<>();
        entries = program.variables().stream()
                .map(v -> new Entry(
                        v,
                        new Fields(
                                program.machine(),
                                state,
                                v.place(),
                                slots.computeIfAbsent(v.scope(), s -> slots(program, s)))))
                .toList();
        switches = program.switches().stream()
                .map(v -> new SwitchEntry(
                        v,
                        new Fields(
                                program.machine(),
                                state,
                                v.place(),
                                slots.computeIfAbsent(v.scope(), s -> slots(program, s)))))
                .toList();
    }

    private long[][] slots(Program program, Scope scope) {
        return switch (scope) {
            case Scope.OfGroup g -> {
                int size = words.image().groups().get(g.index()).size();
                long[][] result = new long[size][];
                for (int m = 0; m < size; m++) {
                    result[m] = new long[] {program.neuron(g.index(), m)};
                }
                yield result;
            }
            case Scope.OfProjection p -> {
                int[][] ends = words.synapses(p.index());
                int source = words.image().projections().get(p.index()).source();
                int target = words.image().projections().get(p.index()).target();
                long[][] result = new long[ends[0].length][];
                for (int s = 0; s < result.length; s++) {
                    result[s] = new long[] {program.row(source, ends[0][s]), program.neuron(target, ends[1][s])};
                }
                yield result;
            }
        };
    }

    /** The words become what the chip holds. */
    void read() {
        for (Entry e : entries) {
            double[] values = new double[e.fields().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = e.fields().get(i) * e.scale(i) + e.offset(i);
            }
            if (values.length > 0) {
                words.apply(e.variable().scope(), e.variable().write(), values);
            }
        }
    }

    /**
     * What a host has changed goes to the chip; what it has not keeps every bit.
     *
     * @return the first value that the chip cannot hold; empty if it holds all
     */
    Optional<String> write(Scope scope) {
        for (Entry e : entries) {
            if (!e.variable().scope().equals(scope)) {
                continue;
            }
            double[] values = words.evaluate(scope, e.variable().read());
            for (int i = 0; i < values.length; i++) {
                long integer = Math.round((values[i] - e.offset(i)) / e.scale(i));
                if (!e.fields().holds(integer)) {
                    return Optional.of(
                            "%s, and %.6g would be %,d".formatted(e.fields().range(), values[i], integer));
                }
                e.fields().set(i, integer);
            }
        }
        return Optional.empty();
    }

    /** Switches learning of a scope. */
    void learning(Scope scope, boolean on) {
        for (SwitchEntry e : switches) {
            if (e.learning().scope().equals(scope)) {
                for (int i = 0; i < e.fields().size(); i++) {
                    e.fields().set(i, on ? e.learning().on() : e.learning().off());
                }
            }
        }
    }
}

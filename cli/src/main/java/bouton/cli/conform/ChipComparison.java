package bouton.cli.conform;

import bouton.cli.conform.ChipRecording.Contents;
import bouton.cli.conform.ChipRecording.Counts;
import bouton.image.machine.Machine;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares every number of a recording with what the emulator did, and keeps the difference that came first: a handshake in the
 * cycle in which one of the two had it, what is stored or counted in the last cycle.
 */
final class ChipComparison {
    private static final long NEVER = -1;

    private final ChipFormat format;
    private final Machine machine;
    private final Map<String, Difference> first = new LinkedHashMap<>();
    private String part = "";
    private long compared;
    private long different;

    private ChipComparison(ChipFormat format, Machine machine) {
        this.format = format;
        this.machine = machine;
    }

    /**
     * What was found.
     *
     * @param compared so many numbers
     * @param different so many of them
     * @param first difference in each part (a bus, a memory, the counts) that has one, the earliest in front
     */
    record Found(long compared, long different, List<Difference> first) {
        Found {
            first = List.copyOf(first);
        }
    }

    /** A number that differs. */
    record Difference(long cycle, String what) {
        @Override
        public String toString() {
            return "in cycle " + cycle + ": " + what;
        }
    }

    static Found compare(ChipFormat format, Machine machine, ChipRecording expected, ChipTrace got) {
        ChipComparison comparison = new ChipComparison(format, machine);
        comparison.inputs(expected.inputs(), got.inputs());
        comparison.outputs(expected.outputs(), got.outputs());
        comparison.contents(expected.end(), got.end(), expected.endCycle());
        comparison.counts(expected.counts(), got.counts(), expected.endCycle());
        return new Found(
                comparison.compared,
                comparison.different,
                comparison.first.values().stream()
                        .sorted(Comparator.comparingLong(Difference::cycle))
                        .toList());
    }

    private void miss(long cycle, String what) {
        different++;
        Difference found = new Difference(cycle, what);
        first.merge(part, found, (old, now) -> now.cycle() < old.cycle() ? now : old);
    }

    private void number(long cycle, String signal, long expected, long got) {
        compared++;
        if (expected != got) {
            miss(cycle, signal + ": expected " + expected + ", got " + got);
        }
    }

    /** A number that is a cycle itself: what differs shows in the earlier of the two. */
    private void moment(String signal, long expected, long got, String never) {
        compared++;
        if (expected != got) {
            long cycle = expected == NEVER ? got : got == NEVER ? expected : Math.min(expected, got);
            miss(
                    cycle,
                    signal + ": expected " + (expected == NEVER ? never : expected) + ", got "
                            + (got == NEVER ? never : got));
        }
    }

    private void inputs(long[][] expected, long[][] got) {
        part = machine.input().name();
        for (int i = 0; i < expected.length; i++) {
            String signal = machine.input().name() + "[" + i + "].";
            for (int k = 0; k < ChipRecording.INPUT_CYCLES.size(); k++) {
                moment(
                        signal + ChipRecording.INPUT_CYCLES.get(k),
                        expected[i][ChipRecording.ADDRESS + 1 + k],
                        got[i][k],
                        "not in this run");
            }
        }
    }

    private void outputs(long[][] expected, long[][] got) {
        part = machine.output().name();
        int both = Math.min(expected.length, got.length);
        for (int i = 0; i < both; i++) {
            String signal = machine.output().name() + "[" + i + "].";
            number(Math.min(expected[i][1], got[i][1]), signal + "address", expected[i][0], got[i][0]);
            for (int k = 0; k < ChipRecording.OUTPUT_CYCLES.size(); k++) {
                moment(signal + ChipRecording.OUTPUT_CYCLES.get(k), expected[i][k + 1], got[i][k + 1], "none yet");
            }
        }
        String many = " (" + expected.length + " expected, " + got.length + " in all)";
        for (int i = both; i < Math.max(expected.length, got.length); i++) {
            boolean missing = i < expected.length;
            long[] row = missing ? expected[i] : got[i];
            String packet = "packet " + row[0] + " with req_rise " + row[1];
            compared += row.length;
            different += row.length - 1;
            miss(
                    row[1],
                    machine.output().name() + "[" + i + "]: expected " + (missing ? packet : "none") + ", got "
                            + (missing ? "none" : packet) + many);
        }
    }

    private void contents(Contents expected, Contents got, long cycle) {
        for (int k = 0; k < format.contents().size(); k++) {
            ChipFormat.Content content = format.contents().get(k);
            part = content.memory();
            WordDifference difference =
                    new WordDifference(ChipReader.memory(machine, content.memory()), content.layout());
            compared += difference.numbers();
            BigInteger[] e = expected.memories().get(k);
            BigInteger[] g = got.memories().get(k);
            for (int word = 0; word < e.length; word++) {
                if (!e[word].equals(g[word])) {
                    different += difference.numbers(e[word], g[word]) - 1;
                    miss(cycle, difference.of(word, e[word], g[word]));
                }
            }
        }
        if (format.wheel()) {
            part = "wheel";
            number(cycle, ChipFormat.SLOT, expected.slot(), got.slot());
            number(cycle, ChipFormat.COUNTER, expected.counter(), got.counter());
        }
    }

    private void counts(Counts expected, Counts got, long cycle) {
        part = "counts";
        number(cycle, "busy_cycles", expected.busy(), got.busy());
        number(cycle, "aerout_busy_cycles", expected.outputBusy(), got.outputBusy());
        number(cycle, "last_active_cycle", expected.lastActive(), got.lastActive());
        expected.states()
                .forEach((state, cycles) -> number(
                        cycle,
                        "state_cycles." + state.name(),
                        cycles,
                        got.states().getOrDefault(state, 0L)));
        number(cycle, "main_fifo_empty", expected.queueEmpty(), got.queueEmpty());
    }
}

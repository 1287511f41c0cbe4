package bouton.cli.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bouton.cli.conform.ChipRecording.Contents;
import bouton.cli.conform.ChipRecording.Counts;
import bouton.cli.conform.UpdateTable.After;
import bouton.cli.conform.UpdateTable.Row;
import bouton.image.machine.Machine;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How differences from a recording of a chip are told: the first one, in which cycle, of what. */
class ChipSuiteTest {
    @TempDir
    private Path folder;

    /** Does what a recording says but for a change. */
    private record Parrot(UnaryOperator<ChipTrace> change, UnaryOperator<After> after) implements ChipRunner {
        @Override
        public Timing time(ChipRecording recording, int runs) {
            return Timing.of(new double[] {2e-3, 1e-3, 4e-3}, 1_000_000);
        }

        @Override
        public Machine machine() {
            return MadeChip.MACHINE;
        }

        @Override
        public ChipTrace run(ChipRecording r) {
            long[][] inputs = Arrays.stream(r.inputs())
                    .map(i -> Arrays.copyOfRange(i, 2, 6))
                    .toArray(long[][]::new);
            long[][] outputs = Arrays.stream(r.outputs()).map(long[]::clone).toArray(long[][]::new);
            List<BigInteger[]> memories = new ArrayList<>();
            r.end().memories().forEach(m -> memories.add(m.clone()));
            Contents end = new Contents(memories, r.end().slot(), r.end().counter());
            return change.apply(new ChipTrace(inputs, outputs, end, r.counts(), List.of()));
        }

        @Override
        public After update(Row row) {
            return after.apply(row.after());
        }
    }

    private Suite.Replayed replay(boolean verbose, UnaryOperator<ChipTrace> change) {
        Suite suite = new ChipSuite(MadeChip.FORMAT, new Parrot(change, a -> a), verbose);
        return (Suite.Replayed) suite.replay("made", MadeChip.recording(folder, f -> {}));
    }

    private void differs(UnaryOperator<ChipTrace> change, String summary) {
        Suite.Replayed found = replay(false, change);
        assertEquals(summary, found.summary());
        assertEquals(1, found.failed());
        assertEquals(List.of(), found.details());
    }

    private static UnaryOperator<ChipTrace> word(int memory, int word, int value) {
        return t -> {
            t.end().memories().get(memory)[word] = BigInteger.valueOf(value);
            return t;
        };
    }

    @Test
    void speedIsTheMedianOfTheRuns() {
        assertEquals(
                "500.0 M cycles per second of processor time: 2.00 ms, median of 3, spread 150 %",
                Timing.of(new double[] {2e-3, 1e-3, 4e-3}, 1_000_000).toString());
        assertEquals(
                "400.0 M cycles per second of processor time: 2.50 ms, median of 2, spread 40 %",
                Timing.of(new double[] {3e-3, 2e-3}, 1_000_000).toString());
    }

    @Test
    void match() {
        // 2 inputs of 4 cycles, 2 outputs of 4 numbers, 4 words, 16 synapses, 8 flags, slot and counter, 4 counts, 2
        // states.
        assertEquals("match, 52 numbers", replay(false, t -> t).summary());
        assertEquals(
                List.of("made: 2 inputs, 2 outputs, 21 cycles"),
                replay(true, t -> t).details());
    }

    @Test
    void handshakesOfInputs() {
        differs(
                t -> {
                    t.inputs()[1][1] = 14;
                    t.inputs()[1][2] = 15;
                    return t;
                },
                "MISMATCH in cycle 12: AERIN[1].ack_rise: expected 12, got 14 (2 of 52 numbers differ)");
        differs(
                t -> {
                    t.inputs()[1][3] = 17;
                    return t;
                },
                "MISMATCH in cycle 17: AERIN[1].ack_fall: expected not in this run, got 17 (1 of 52 numbers differ)");
    }

    @Test
    void outputs() {
        differs(
                t -> {
                    t.outputs()[1][0] = 2;
                    return t;
                },
                "MISMATCH in cycle 14: AEROUT[1].address: expected 1, got 2 (1 of 52 numbers differ)");
        differs(
                t -> {
                    t.outputs()[0][3] = 13;
                    return t;
                },
                "MISMATCH in cycle 13: AEROUT[0].busy_fall: expected none yet, got 13 (1 of 52 numbers differ)");
        differs(
                t -> new ChipTrace(t.inputs(), new long[][] {t.outputs()[0]}, t.end(), t.counts(), t.remarks()),
                "MISMATCH in cycle 14: AEROUT[1]: expected packet 1 with req_rise 14, got none (2 expected, 1 in all)"
                        + " (4 of 52 numbers differ)");
        differs(
                t -> new ChipTrace(
                        t.inputs(),
                        new long[][] {t.outputs()[0], t.outputs()[1], {5, 18, -1, -1}},
                        t.end(),
                        t.counts(),
                        t.remarks()),
                "MISMATCH in cycle 18: AEROUT[2]: expected none, got packet 5 with req_rise 18 (2 expected, 3 in all)"
                        + " (4 of 56 numbers differ)");
    }

    @Test
    void fieldsOfWords() {
        differs(
                word(0, 0, 0x0f1),
                "MISMATCH in cycle 20: N[0].core: expected 7, got -1 (words 071 and 0f1) (1 of 52 numbers differ)");
        differs(
                word(0, 1, 0x0d0),
                "MISMATCH in cycle 20: N[1].phase: expected 3, got 1 (words 0f0 and 0d0) (1 of 52 numbers differ)");
        differs(
                word(0, 1, 0x070),
                "MISMATCH in cycle 20: N[1] bit 7 (of no field) differs (words 0f0 and 070) (1 of 52 numbers differ)");
        differs(
                word(1, 7, 0x31),
                "MISMATCH in cycle 20: S[3, 1].w[0]: expected 0, got 1 (words f0 and 31) (2 of 52 numbers differ)");
        differs(word(3, 2, 1), "MISMATCH in cycle 20: DOWN[2]: expected 0, got 1 (1 of 52 numbers differ)");
    }

    @Test
    void wheelAndCounts() {
        differs(
                t -> new ChipTrace(
                        t.inputs(),
                        t.outputs(),
                        new Contents(t.end().memories(), 1, 3),
                        new Counts(
                                18,
                                t.counts().outputBusy(),
                                19,
                                t.counts().states(),
                                t.counts().queueEmpty()),
                        t.remarks()),
                "MISMATCH in cycle 20: priority: expected 0, got 1 (2 of 52 numbers differ)");
    }

    @Test
    void firstOfEachPart() {
        Suite.Replayed found = replay(true, t -> {
            t.inputs()[1][1] = 16;
            t.outputs()[0][1] = 9;
            ChipTrace changed = word(1, 7, 0x31).apply(t);
            return new ChipTrace(
                    changed.inputs(),
                    changed.outputs(),
                    changed.end(),
                    changed.counts(),
                    List.of("undefined in cycle 5"));
        });
        assertEquals(
                "MISMATCH in cycle 9: AEROUT[0].req_rise: expected 10, got 9 (4 of 52 numbers differ)",
                found.summary());
        assertEquals(
                List.of(
                        "made undefined in cycle 5",
                        "made in cycle 12: AERIN[1].ack_rise: expected 12, got 16",
                        "made in cycle 20: S[3, 1].w[0]: expected 0, got 1 (words f0 and 31)"),
                found.details());
    }

    @Test
    void updates() {
        String header = "word,ev,tref,weight,inhibitory,burst_end,next_word,spike,burst_spk,burst_isi,up,down\n";
        Path table = MadeChip.written(
                folder, "made.csv", header + "001,1,0,7,0,1,071,0,0,0,1,0\n" + "071,1,0,7,0,0,001,1,2,3,0,0\n");
        UnaryOperator<After> late = a -> new After(a.word(), a.spike(), a.further(), 0, a.up(), a.down());
        assertEquals(
                "match, 2 updates, 12 numbers", updates(table, a -> a, false).summary());
        Suite.Replayed found = updates(table, late, true);
        assertEquals("MISMATCH in line 3: burst_isi: expected 3, got 0 (1 of 2 updates differ)", found.summary());
        assertEquals(List.of("line 3: burst_isi: expected 3, got 0"), found.details());
        UnaryOperator<After> word =
                a -> new After(a.word().flipBit(4), a.spike(), a.further(), a.interval(), a.up(), a.down());
        assertEquals(
                "MISMATCH in line 2: N[0].core: expected 7, got 6 (words 071 and 061) (2 of 2 updates differ)",
                updates(table, word, false).summary());
    }

    private static Suite.Replayed updates(Path table, UnaryOperator<After> change, boolean verbose) {
        Suite suite = new ChipSuite(MadeChip.FORMAT, new Parrot(t -> t, change), verbose);
        return (Suite.Replayed) suite.replay("made", table);
    }
}

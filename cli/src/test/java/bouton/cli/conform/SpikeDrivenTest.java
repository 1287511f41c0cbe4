package bouton.cli.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.cli.command.BoutonCommand;
import bouton.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code std.sdsp} computes the integers of ODIN (its specification, sections 1.5 and 1.6: membrane, calcium, weights): all of them where no tick
 * has two arrivals, membrane and calcium however many there are, if they come in the same order.
 */
class SpikeDrivenTest {
    private static final int ROWS = 6;
    private static final int TICKS = 2_000;
    private static final double STEP_MV = 0.125;

    @TempDir
    private Path folder;

    /** One LIF neuron of ODIN with the synapses that lead to it. */
    private static final class Odin {
        static final int THRESHOLD = 20;
        static final int LEAK = 1;
        static final int THETA_MEM = 8;
        static final int THETA_1 = 1;
        static final int THETA_2 = 3;
        static final int THETA_3 = 6;
        static final int CALCIUM_LEAK = 15;
        private final int[] weights = {0, 1, 3, 4, 6, 7};
        private int core;
        private int calcium;
        private int leakCount;

        void arrival(int weight, boolean inhibitory) {
            core = inhibitory ? Math.max(core - weight, 0) : Math.min(core + weight, 255);
            if (core >= THRESHOLD) {
                core = 0;
                calcium = Math.min(calcium + 1, 7);
            }
        }

        void spikeOf(int row, boolean learns) {
            int old = weights[row];
            boolean up = core >= THETA_MEM && calcium >= THETA_1 && calcium < THETA_3;
            boolean down = core < THETA_MEM && calcium >= THETA_1 && calcium < THETA_2;
            if (learns) {
                weights[row] = up ? Math.min(old + 1, 7) : down ? Math.max(old - 1, 0) : old;
            }
            arrival(old, false);
        }

        void timeReference() {
            core = Math.max(core - LEAK, 0);
            leakCount++;
            if (leakCount == CALCIUM_LEAK) {
                leakCount = 0;
                calcium = Math.max(calcium - 1, 0);
            }
        }

        void bistability() {
            for (int k = 0; k < ROWS; k++) {
                weights[k] = weights[k] >= 4 ? Math.min(weights[k] + 1, 7) : Math.max(weights[k] - 1, 0);
            }
        }
    }

    /** Which of the rows and of the two teachers (driving, holding) spike in each tick. */
    private static boolean[][] single(Random random) {
        boolean[][] events = new boolean[TICKS][ROWS + 2];
        for (boolean[] tick : events) {
            int which = random.nextInt(2 * ROWS);
            if (which < 2 * ROWS - 1) {
                tick[which < ROWS ? which : which < 2 * ROWS - 2 ? ROWS : ROWS + 1] = true;
            }
        }
        return events;
    }

    private static boolean[][] many(Random random) {
        boolean[][] events = new boolean[TICKS][ROWS + 2];
        for (boolean[] tick : events) {
            for (int k = 0; k < tick.length; k++) {
                tick[k] = random.nextInt(3) == 0;
            }
        }
        return events;
    }

    private static String times(boolean[][] events, int source) {
        List<String> found = new ArrayList<>();
        for (int n = 0; n < events.length; n++) {
            if (events[n][source]) {
                found.add(n + 1 + " ms");
            }
        }
        return found.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    private static String program(boolean[][] events, boolean learns) {
        List<String> rows = new ArrayList<>();
        for (int k = 0; k < ROWS; k++) {
            rows.add(times(events, k));
        }
        return """
                use std.sdsp.{ca_neuron, sdsp}
                use std.synapses.static
                data first = [0, 1, 3, 4, 6, 7]
                network net {
                  param q = 0.125 mV
                  stimulus rows[6] = spikes(%s)
                  stimulus drive = spikes(%s)
                  stimulus hold = spikes(%s)
                  population N of ca_neuron { theta = 20 * q ; leak = q / 1 ms ; ca_leak = 15 ms }
                  project S: rows -> N.exc by all_to_all() with sdsp {
                    w_max = 7 * q ; w = first * q ; theta_v = 8 * q ; ca_low = 1 ; ca_down = 3 ; ca_up = 6 ; t_drift = 70 ms
                  }
                  project drive -> N.exc by all_to_all() with static { w = 7 * q }
                  project hold -> N.inh by all_to_all() with static { w = -5 * q }
                  probe N.v ; probe N.ca ; probe S.w
                }
                target whole : ideal { dt = 1 ms }
                experiment e : net { %s run %d ms }
                """.formatted(
                        rows.stream().collect(Collectors.joining(", ", "[", "]")),
                        times(events, ROWS),
                        times(events, ROWS + 1),
                        learns ? "" : "set learning = off ;",
                        TICKS);
    }

    private Path ran(String program) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "sdsp", ".bouton"), program);
        Path out = Path.of(file + ".run");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(stream, stream, false, false, 100, false);
        int exit = BoutonCommand.execute(terminal, "run", file.toString(), "--quiet", "--out", out.toString());
        assertEquals(0, exit, said.toString(StandardCharsets.UTF_8));
        return out.resolve("values");
    }

    /** The rows of a probe without their times; the first is that before the run. */
    private static List<double[]> values(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(","))
                        .skip(1)
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }

    private void agree(boolean[][] events, boolean learns) throws IOException {
        Path probes = ran(program(events, learns));
        List<double[]> v = values(probes.resolve("N.v.csv"));
        List<double[]> calcium = values(probes.resolve("N.ca.csv"));
        List<double[]> weights = values(probes.resolve("S.w.csv"));
        Odin odin = new Odin();
        int highest = 0;
        int changes = 0;
        for (int n = 1; n <= TICKS; n++) {
            int[] before = odin.weights.clone();
            boolean[] tick = events[n - 1];
            for (int k = 0; k < ROWS; k++) {
                if (tick[k]) {
                    odin.spikeOf(k, learns);
                }
            }
            if (tick[ROWS]) {
                odin.arrival(7, false);
            }
            if (tick[ROWS + 1]) {
                odin.arrival(5, true);
            }
            odin.timeReference();
            if (learns && n % 70 == 0) {
                odin.bistability();
            }
            changes += Arrays.equals(before, odin.weights) ? 0 : 1;
            highest = Math.max(highest, odin.calcium);
            String when = "at the end of tick " + n;
            assertEquals(odin.core * STEP_MV, v.get(n)[0], when);
            assertEquals(odin.calcium, calcium.get(n)[0], when);
            for (int k = 0; k < ROWS; k++) {
                assertEquals(odin.weights[k] * STEP_MV, weights.get(n)[k], when);
            }
        }
        assertTrue(highest >= 3, () -> "calcium moved");
        assertTrue(!learns || changes > 20, "weights moved: " + changes);
    }

    @Test
    void oneArrivalInATickIsTheSameToTheLastBit() throws IOException {
        agree(single(new Random(1)), true);
    }

    @Test
    void arrivalsInTheSameOrderAreTheSameToTheLastBit() throws IOException {
        agree(many(new Random(2)), false);
    }
}

package bouton.cli.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Experiments that are given up at any moment and gone on with from any tick are heard to do what they do as a whole. */
final class PositionTest {
    @TempDir
    private Path folder;

    private void holds(Path program, String experiment, int rounds) throws IOException {
        Interrupted.Subject subject = new Interrupted.Subject(program, experiment);
        Interrupted.Result whole = subject.whole(folder);
        int kills = 0;
        for (int round = 0; round < rounds; round++) {
            Interrupted.Result pieces = subject.inPieces(
                    folder, new Random(round), 10, whole.lines().size());
            assertEquals(whole.lines(), pieces.lines());
            kills += pieces.kills();
        }
        assertTrue(kills > 0, "it was never killed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gamma_filter", "oja", "replay", "stdp_window", "tsodyks_markram", "two_compartment", "winners"})
    void examples(String name) throws IOException {
        holds(Path.of("../examples/" + name + ".bouton"), "", 3);
    }

    @Test
    void blocksInsideOfBlocks() throws IOException {
        Path program = Files.writeString(folder.resolve("x.bouton"), """
                neuron counter { state x = 0 ; on tick { x += 1 } ; on when x >= 7 { x = 0 ; emit spike } }
                data d = [[1, 2], [3, 4]]
                network net { population N[2] of counter ; probe N.x }
                experiment e : net {
                  protocol step(n, row) { repeat n { run 2 tick } ; record part = row[1] }
                  protocol outer(n) { for r in d { step(n, r) ; if r[0] > 2 { step(1, r) } else { rest 1 tick } } }
                  state s = 0
                  for i in 0 .. 1 {
                    for x in shuffled([1, 2, 3]) {
                      s += x * uniform(0, 1)
                      if s > 1 { outer(x) ; s = s / 2 } else { run x * 1 tick as named }
                      repeat until max(N : x) >= 5 at most 3 { run 1 tick ; record inside = s }
                    }
                    run until max(N : x) == 6 at most 9 tick as climb
                    record left = count(N during climb)
                  }
                  require count(N) >= 0 and s > 0
                }
                """);
        holds(program, "e", 15);
    }
}

package bouton.emulator.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bouton.emulator.Emulator;
import bouton.emulator.engine.Execution;
import bouton.image.file.ImageCheck;
import bouton.image.net.Image;
import bouton.image.run.ForeignNeurons;
import bouton.image.run.SessionProvider;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random networks run as bytecode as they do interpreted. {@code -Dbouton.random.networks=N} tries other numbers of them, {@code
 * -Dbouton.random.first=SEED} others.
 */
final class RandomKernelsTest {
    private static final int NETWORKS = Integer.getInteger("bouton.random.networks", 150);
    private static final int FIRST = Integer.getInteger("bouton.random.first", 1);

    private static final SessionProvider INTERPRETED = engine(Execution.Code.INTERPRETED);

    private static SessionProvider engine(Execution.Code code) {
        return new Emulator(ForeignNeurons.NONE, new Execution(code, 1));
    }

    @Test
    void networksAreSoundAndRepeatable() {
        int failing = 0;
        for (int seed = FIRST; seed < FIRST + NETWORKS; seed++) {
            Image image = RandomImage.of(seed);
            assertEquals(List.of(), ImageCheck.problems(image), "seed " + seed);
            assertEquals(image, RandomImage.of(seed), "seed " + seed);
            List<String> run = Transcript.of(image, INTERPRETED, seed);
            assertEquals("", Transcript.difference(run, Transcript.of(image, INTERPRETED, seed)), "seed " + seed);
            failing += run.get(run.size() - 2).startsWith("fails") ? 1 : 0;
        }
        System.out.println(failing);
    }

    @Test
    void bytecodeDoesWhatTheInterpreterDoes() {
        SessionProvider generated = engine(Execution.Code.GENERATED);
        for (int seed = FIRST; seed < FIRST + NETWORKS; seed++) {
            Image image = RandomImage.of(seed);
            List<String> expected = Transcript.of(image, INTERPRETED, seed);
            List<String> actual = Transcript.of(image, generated, seed);
            assertEquals("", Transcript.difference(expected, actual), "seed " + seed);
        }
    }
}

package bouton.image.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RandomKeyTest {
    /** Values from an independent implementation of the definition (Python, whole numbers of any size). */
    @Test
    void sitesAndKeysAreFrozen() {
        assertEquals(0x36c5589b90f34d1eL, RandomKey.site("cortex.E.noise"));
        assertEquals(0xf52a15e9a9b5e89bL, RandomKey.site(""));
        assertEquals(0x233403617480019eL, RandomKey.site("é"));
        assertEquals(0x24c1b3d28c308e09L, RandomKey.of(1, RandomKey.site("cortex.E.noise")));
    }

    @Test
    void pathsThatDifferALittleHaveSitesOfTheirOwn() {
        Set<Long> sites = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            sites.add(RandomKey.site("net.population[" + i + "].noise"));
            sites.add(RandomKey.site("net.noise.population" + i));
        }

        assertEquals(200_000, sites.size());
    }

    @Test
    void seedAndSiteAreNotExchangeable() {
        assertNotEquals(RandomKey.of(1, 2), RandomKey.of(2, 1));
    }
}

package bouton.image.random;

import java.nio.charset.StandardCharsets;

/**
 * From the names of a draw to the key of {@link Philox}.
 *
 * <p>A <em>site</em> is the 64-bit hash of a declaration path, so that a draw depends on where it is declared and on no
 * other edit of the text. The seed of the run and the site, 128 bits, do not fit the 64-bit key of Philox and are
 * mixed: under one seed different sites have different keys and for one site different seeds do (both maps are one to
 * one); two pairs that differ in both meet with the chance 2<sup>-64</sup> of a random hash.
 */
public final class RandomKey {
    private static final long FNV_OFFSET = 0xCBF2_9CE4_8422_2325L;
    private static final long FNV_PRIME = 0x0000_0100_0000_01B3L;
    private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;

    private RandomKey() {}

    /**
     * The site of a declaration path: FNV-1a (64 bits) of its UTF-8 bytes, then {@link #mix}. Paths meet with the
     * chance 2<sup>-64</sup> of a random hash: about 3e-8 that any two of a million do.
     */
    public static long site(String path) {
        long hash = FNV_OFFSET;
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xFF)) * FNV_PRIME;
        }
        return mix(hash);
    }

    /** The Philox key {@code mix(mix(seed + g) ^ site)} with g = 0x9E3779B97F4A7C15; any arguments are legal. */
    public static long of(long seed, long site) {
        return mix(mix(seed + GOLDEN_GAMMA) ^ site);
    }

    /**
     * A bijection of the 64-bit words in which each bit of the input moves each bit of the output with a chance of
     * about one half; 0 stays 0. Source: D. Stafford's variant 13 of the MurmurHash3 finaliser, as in G. L. Steele, D.
     * Lea and C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
     */
    public static long mix(long word) {
        long z = (word ^ (word >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}

package bouton.cli.bench;

import bouton.emulator.Emulator;
import bouton.image.run.SessionProvider;

/**
 * What is measured.
 *
 * @param provider runs images
 * @param threads how many it uses; peers are given as many
 */
public record Engine(SessionProvider provider, int threads) {
    /** The one that {@code bouton run} uses. */
    public static Engine ofRuns() {
        return new Engine(new Emulator(), 1);
    }

    /** The interpreter: what recordings are made with. */
    static Engine interpreter() {
        return new Engine(new Emulator(), 1);
    }
}

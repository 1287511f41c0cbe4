package bouton.cli.bench;

import bouton.emulator.Emulator;
import bouton.emulator.engine.Execution;
import bouton.image.run.ForeignNeurons;
import bouton.image.run.SessionProvider;

/**
 * What is measured.
 *
 * @param provider runs images
 * @param threads how many it uses; peers are given as many
 */
public record Engine(SessionProvider provider, int threads) {
    /** The emulator, executing kernels in this way. */
    public static Engine of(Execution execution) {
        return new Engine(new Emulator(ForeignNeurons.NONE, execution), execution.threads());
    }
}

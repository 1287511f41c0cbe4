package bouton.emulator;

import bouton.emulator.engine.EmulatorSession;
import bouton.emulator.engine.MemoryEstimate;
import bouton.image.net.Image;
import bouton.image.run.Recorder;
import bouton.image.run.Session;
import bouton.image.run.SessionProvider;

/** Runs images in this process: kernels interpreted, ticks one after another, in one thread. */
public final class Emulator implements SessionProvider {
    @Override
    public long estimateMemory(Image image) {
        return MemoryEstimate.of(image);
    }

    /**
     * Builds the connectivity and runs the init kernels.
     *
     * @throws IllegalArgumentException if a recipe cannot be met or a kernel names what does not exist
     * @throws bouton.emulator.interpret.KernelFault if an init kernel meets what arithmetic cannot do; the session's methods
     *     that run kernels throw it too
     */
    @Override
    public Session open(Image image, Recorder recorder) {
        return new EmulatorSession(image, recorder);
    }
}

package bouton.emulator;

import bouton.emulator.engine.BuiltRows;
import bouton.emulator.engine.EmulatorSession;
import bouton.emulator.engine.Execution;
import bouton.emulator.engine.MemoryEstimate;
import bouton.emulator.machine.Waveform;
import bouton.emulator.machine.host.HostSession;
import bouton.image.net.Image;
import bouton.image.run.ForeignNeurons;
import bouton.image.run.Recorder;
import bouton.image.run.Session;
import bouton.image.run.SessionProvider;
import bouton.image.run.Synapses;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs images in this process, tick by tick, in one thread or in several: see {@link Execution}. */
public final class Emulator implements SessionProvider {
    private final ForeignNeurons neurons;
    private final Execution execution;
    private final @Nullable Function<Image, Waveform> waveforms;

    /** An engine without foreign neurons: it refuses images that have some. */
    public Emulator() {
        this(ForeignNeurons.NONE);
    }

    /** @param neurons makes the foreign neurons of images */
    public Emulator(ForeignNeurons neurons) {
        this(neurons, Execution.DEFAULT);
    }

    /**
     * @param neurons makes the foreign neurons of images
     * @param execution how kernels are executed; the results do not depend on it
     */
    public Emulator(ForeignNeurons neurons, Execution execution) {
        this(neurons, execution, null);
    }

    /**
     * @param neurons makes the foreign neurons of images
     * @param execution how kernels are executed; the results do not depend on it
     * @param waveforms sees cycles of the chip of an image that is on one that works off events: they are run one by one, which
     *     takes its time and does not change results; null for nobody
     */
    public Emulator(ForeignNeurons neurons, Execution execution, @Nullable Function<Image, Waveform> waveforms) {
        this.neurons = neurons;
        this.execution = execution;
        this.waveforms = waveforms;
    }

    @Override
    public long estimateMemory(Image image) {
        return MemoryEstimate.of(image);
    }

    @Override
    public Synapses synapses() {
        return BuiltRows::visit;
    }

    /**
     * Builds the connectivity and runs the init kernels, both in as many threads as the run has.
     *
     * @throws IllegalArgumentException if a recipe cannot be met or a kernel names what does not exist
     * @throws bouton.emulator.interpret.KernelFault if an init kernel meets what arithmetic cannot do; the session's methods
     *     that run kernels throw it too
     * @throws bouton.image.run.ForeignFault if a foreign neuron cannot be made or fails; {@code run} and {@code emit} of the
     *     session throw it too
     */
    @Override
    public Session open(Image image, Recorder recorder) {
        return image.program().isPresent()
                ? new HostSession(
                        image, recorder, neurons, execution, waveforms == null ? null : waveforms.apply(image))
                : new EmulatorSession(image, recorder, neurons, execution);
    }
}

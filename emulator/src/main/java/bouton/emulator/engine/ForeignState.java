package bouton.emulator.engine;

import bouton.emulator.state.Columns;
import bouton.image.net.Foreign;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Stimulus;
import bouton.image.random.RandomKey;
import bouton.image.run.ForeignFault;
import bouton.image.run.ForeignNeuron;
import bouton.image.run.ForeignNeurons;
import bouton.image.run.ResumableNeuron;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.Arrays;
import java.util.List;

/** A foreign neuron while it runs: carries its inputs and outputs across, in the units of their declarations. */
final class ForeignState {
    private final Foreign foreign;
    private final int number;
    private final ForeignNeuron neuron;
    private final List<GroupState> groups;
    private final double[][] in;
    private final double[][] out;
    private final int[] sizes;

    /**
     * Makes the neuron of this number and resets it.
     *
     * @throws ForeignFault if it cannot be made or fails
     */
    ForeignState(Image image, int number, List<GroupState> groups, ForeignNeurons neurons) {
        this.foreign = image.foreign().get(number);
        this.number = number;
        this.groups = groups;
        this.in = foreign.inputs().stream()
                .map(i -> new double[groups.get(i.group()).group().size()])
                .toArray(double[][]::new);
        this.sizes = foreign.outputs().stream()
                .mapToInt(o -> groups.get(o).group().size())
                .toArray();
        this.out = new double[sizes.length][];
        for (int k = 0; k < sizes.length; k++) {
            out[k] = new double[sizes[k]];
        }
        try {
            this.neuron = neurons.create(foreign.implementation());
        } catch (ForeignFault e) {
            throw new ForeignFault(number, String.valueOf(e.getMessage()));
        }
        call(() -> neuron.reset(RandomKey.of(image.seed(), foreign.site()), out));
        write(0);
    }

    /** Whether its state can be kept. */
    boolean isResumable() {
        return neuron instanceof ResumableNeuron;
    }

    /** Class that implements it. */
    String implementation() {
        return foreign.implementation();
    }

    void save(StateSink sink) {
        for (double[] values : out) {
            sink.doubles("out", values);
        }
        byte[][] saved = new byte[1][];
        call(() -> saved[0] = resumable().save());
        if (saved[0] == null) {
            throw new ForeignFault(number, foreign.implementation() + " has saved null as its state");
        }
        sink.bytes("neuron", saved[0]);
    }

    void restore(StateSource source) {
        for (double[] values : out) {
            source.into("out", values);
        }
        byte[] saved = source.bytes("neuron");
        call(() -> resumable().restore(saved));
    }

    private ResumableNeuron resumable() {
        if (neuron instanceof ResumableNeuron resumable) {
            return resumable;
        }
        throw new IllegalStateException(foreign.implementation() + " cannot be saved");
    }

    /** Whether it steps in stage PERIODIC of this tick. */
    boolean isDue(long tick) {
        return foreign.period() > 0 && (tick + 1) % foreign.period() == 0;
    }

    /** The global event at which it steps, or -1. */
    int event() {
        return foreign.event();
    }

    /** Takes a step; what it writes is sent from tick {@code from} on. */
    void step(long from) {
        for (int k = 0; k < in.length; k++) {
            take(foreign.inputs().get(k), in[k]);
        }
        call(() -> neuron.step(in, out));
        write(from);
    }

    /** Sends what has been written in this tick already. */
    void send(long tick) {
        foreign.outputs().forEach(o -> groups.get(o).send(tick));
    }

    private void take(Foreign.Input input, double[] values) {
        GroupState group = groups.get(input.group());
        Columns columns = group.columns();
        columns.copyAsDouble(input.field(), values);
        for (int b = 0; b < columns.blocks(); b++) {
            Arrays.fill(columns.doubles(b)[input.field()], 0, columns.blockSize(b), 0);
        }
        double scale = ((Population) group.group()).fields().get(input.field()).scale();
        for (int i = 0; scale != 1 && i < values.length; i++) {
            values[i] *= scale;
        }
    }

    private void write(long from) {
        for (int k = 0; k < out.length; k++) {
            StimulusState stimulus =
                    (StimulusState) groups.get(foreign.outputs().get(k));
            stimulus.drive(levels(out[k], sizes[k], (Stimulus) stimulus.group()), from);
        }
    }

    private double[] levels(double[] written, int size, Stimulus stimulus) {
        if (written == null || written.length != size) {
            throw new ForeignFault(
                    number,
                    foreign.implementation() + " has put " + (written == null ? "nothing" : written.length + " values")
                            + " into `" + stimulus.name() + "`, which has " + size
                            + ": write the elements of the array that is handed over");
        }
        double[] levels = new double[size];
        for (int i = 0; i < size; i++) {
            if (!Double.isFinite(written[i])) {
                throw new ForeignFault(
                        number,
                        foreign.implementation() + " has written " + written[i] + " into `" + stimulus.name() + "` ["
                                + i + "]");
            }
            levels[i] = written[i] / stimulus.scale();
        }
        return levels;
    }

    /** What the user's code throws is the user's: told with the line of it that threw. */
    private void call(Runnable code) {
        try {
            code.run();
        } catch (Exception | AssertionError | LinkageError | StackOverflowError e) {
            throw new ForeignFault(number, foreign.implementation() + " has failed" + place(e) + ": " + what(e));
        }
    }

    private static String what(Throwable e) {
        String name = e.getClass().getSimpleName();
        return e.getMessage() == null
                ? name
                : name + ": " + e.getMessage().lines().findFirst().orElse("");
    }

    /** The first line on the way to the fault that is in a class of the implementation's package. */
    private String place(Throwable e) {
        String name = foreign.implementation();
        String home = name.substring(0, name.lastIndexOf('.') + 1);
        for (StackTraceElement at : e.getStackTrace()) {
            boolean own = home.isEmpty()
                    ? at.getClassName().equals(name) || at.getClassName().startsWith(name + "$")
                    : at.getClassName().startsWith(home);
            if (own && at.getFileName() != null) {
                return " (" + at.getFileName() + ":" + at.getLineNumber() + ")";
            }
        }
        return "";
    }
}

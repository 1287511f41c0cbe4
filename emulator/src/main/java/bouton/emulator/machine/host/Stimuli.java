package bouton.emulator.machine.host;

import bouton.image.net.Image;
import bouton.image.net.Stimulus;
import bouton.image.run.Recorder;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** What the stimuli send in a tick: handed on to who records, and kept for the chip. */
final class Stimuli implements Recorder {
    private final Recorder recorder;
    private final boolean[] stimulus;
    private final int[][] members;
    private final int[] count;
    private final long[][] counts;

    Stimuli(Image image, Recorder recorder) {
        this.recorder = recorder;
        int groups = image.groups().size();
        stimulus = new boolean[groups];
        members = new int[groups][0];
        count = new int[groups];
        counts = new long[groups][];
        for (int g = 0; g < groups; g++) {
            stimulus[g] = image.groups().get(g) instanceof Stimulus;
            counts[g] = new long[image.groups().get(g).size()];
        }
    }

    void begin() {
        Arrays.fill(count, 0);
    }

    /** In the order in which they were told: by member. */
    void each(int group, IntConsumer action) {
        for (int k = 0; k < count[group]; k++) {
            action.accept(members[group][k]);
        }
    }

    void clear() {
        for (long[] group : counts) {
            Arrays.fill(group, 0);
        }
    }

    long[] counts(int group, int size) {
        return Arrays.copyOf(counts[group], size);
    }

    @Override
    public boolean wants(int group, int event) {
        return stimulus[group];
    }

    @Override
    public void events(int group, int event, long tick, int[] all, int number) {
        if (members[group].length < number) {
            members[group] = new int[2 * number];
        }
        System.arraycopy(all, 0, members[group], 0, number);
        count[group] = number;
        for (int k = 0; k < number; k++) {
            counts[group][all[k]]++;
        }
        if (recorder.wants(group, event)) {
            recorder.events(group, event, tick, all, number);
        }
    }

    @Override
    public void values(int probe, long ticks, double[] values) {
        throw new IllegalStateException("the image has no probes");
    }
}

package bouton.emulator.interpret;

import bouton.emulator.state.Padded;

/**
 * The neurons of a part for which an s64 word is not below the tick: few, where the word says until when something lasts, as
 * refractoriness does. Kept up to date from store to store, so that nobody has to look at all neurons in every tick.
 */
final class RunningTimers extends Padded {
    private final long[] until;
    private final int size;
    private final int[] members;
    private final boolean[] listed;
    private int count;
    private boolean complete;

    RunningTimers(long[] until, int size) {
        this.until = until;
        this.size = size;
        this.members = new int[size];
        this.listed = new boolean[size];
    }

    /** The word of a neuron has been stored. */
    void stored(int member) {
        if (!listed[member]) {
            listed[member] = true;
            members[count++] = member;
        }
    }

    /** Words have been stored that nobody has told about. */
    void forget() {
        complete = false;
    }

    /**
     * Lists the neurons whose word is not below the tick.
     *
     * @return how many they are
     */
    int collect(long tick, int[] list) {
        if (!complete) {
            complete = true;
            count = 0;
            for (int i = 0; i < size; i++) {
                listed[i] = false;
                if (until[i] >= tick) {
                    stored(i);
                }
            }
        }
        int kept = 0;
        for (int k = 0; k < count; k++) {
            int member = members[k];
            if (until[member] >= tick) {
                list[kept] = member;
                members[kept++] = member;
            } else {
                listed[member] = false;
            }
        }
        count = kept;
        return kept;
    }
}

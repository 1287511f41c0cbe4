package bouton.emulator.cost;

import bouton.image.chip.Hardware;
import bouton.image.chip.Slice;
import bouton.image.net.Image;
import java.util.Arrays;

/** Where each neuron is. */
final class Floorplan {
    private final Image image;
    private final Hardware hardware;
    // By group and member.
    private final int[][] coreOf;

    Floorplan(Image image) {
        this.image = image;
        this.hardware = image.hardware();
        this.coreOf = new int[image.groups().size()][];
        for (int g = 0; g < coreOf.length; g++) {
            coreOf[g] = new int[image.groups().get(g).size()];
            Arrays.fill(coreOf[g], host());
        }
        for (Slice s : hardware.slices()) {
            Arrays.fill(coreOf[s.group()], s.from(), s.to(), s.core());
        }
    }

    Hardware hardware() {
        return hardware;
    }

    /** Number of cores in use. */
    int cores() {
        return hardware.cores().size();
    }

    /** In place of a core: the host. */
    int host() {
        return hardware.cores().size();
    }

    /** Core of a member of a group, or {@link #host}. */
    int coreOf(int group, int member) {
        return coreOf[group][member];
    }

    /** Whether a group is on the host. */
    boolean isOnHost(int group) {
        return coreOf[group][0] == host();
    }

    /** Group on which a projection ends. */
    int target(int projection) {
        return image.projections().get(projection).target();
    }
}

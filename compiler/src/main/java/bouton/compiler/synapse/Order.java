package bouton.compiler.synapse;

import bouton.image.net.Stage;
import java.util.Optional;

/**
 * When the handlers of a rule have their turn (LANGUAGE-2, section 1): pre events in DELIVER, post events in LEARN, unless
 * the text says `order post, pre` or the whole delay is dendritic.
 *
 * @param postFirst `order post, pre`
 * @param allDendritic `on pre` runs in LEARN of its event's tick
 */
record Order(boolean postFirst, boolean allDendritic) {
    /** A place in the tick. */
    record Turn(Stage stage, int phase) {}

    private static Turn learn(int phase) {
        return new Turn(Stage.LEARN, phase);
    }

    /** `on pre`, or what of it stands up to its last `deliver` if there is a {@link #preTail}. */
    Turn pre(boolean after) {
        if (allDendritic) {
            return learn(postFirst ? 1 : 0);
        }
        return new Turn(Stage.DELIVER, after ? Stage.PRE_AFTER : Stage.PRE);
    }

    /** What stands in `on pre` behind its last `deliver`, if it has a turn of its own. */
    Optional<Turn> preTail() {
        return postFirst && !allDendritic ? Optional.of(learn(2)) : Optional.empty();
    }

    Turn preIncrement() {
        if (allDendritic) {
            return learn(postFirst ? 2 : 1);
        }
        return postFirst ? learn(3) : new Turn(Stage.DELIVER, Stage.PRE_INCREMENT);
    }

    Turn post() {
        return learn(allDendritic && !postFirst ? 2 : 0);
    }

    Turn postIncrement() {
        if (allDendritic) {
            return learn(postFirst ? 2 : 3);
        }
        return learn(1);
    }
}

package bouton.cli.diff;

import bouton.image.net.Origin;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import java.util.Optional;

/**
 * An instruction that writes a word or emits a spike.
 *
 * @param kernel that it belongs to, for example {@code E.integrate}
 * @param body text of the kernel without places, to compare it with that of another image
 * @param at its place in the text
 * @param trigger what makes the kernel run
 * @param stage the stage of the tick
 * @param turn its place in a tick: by stage in the image's order, then by phase
 * @param guard under what condition its kernel comes to it
 */
record StoreSite(String kernel, String body, Optional<Origin> at, Trigger trigger, Stage stage, int turn, Guard guard) {
    /** Under what condition a kernel comes to an instruction. */
    enum Guard {
        /** None. */
        ALWAYS,
        /** One that cannot be told from outside. */
        PERHAPS,
        /** The one under which the neuron emits a spike. */
        SPIKES
    }

    /** Whether an instruction ran. */
    enum Ran {
        YES,
        PERHAPS,
        NO
    }

    /** What is known of a tick of a neuron: whether it spiked and whether a spike of others arrived. */
    record Known(long tick, boolean spiked, boolean arrived) {}

    /** Whether it ran in a tick, as far as that can be told. */
    Ran ran(Known known) {
        Ran kernelRan = kernelRan(known);
        return switch (guard) {
            case ALWAYS -> kernelRan;
            case PERHAPS -> kernelRan == Ran.NO ? Ran.NO : Ran.PERHAPS;
            case SPIKES -> known.spiked() ? kernelRan : Ran.NO;
        };
    }

    private Ran kernelRan(Known known) {
        return switch (trigger) {
            case Trigger.EveryTick e -> Ran.YES;
            case Trigger.Every e -> {
                long since = known.tick() + 1 - e.from();
                yield since >= 0 && since % e.period() == 0 ? Ran.YES : Ran.NO;
            }
            case Trigger.OwnEvent e -> e.event() == 0 ? sure(known.spiked()) : Ran.PERHAPS;
            case Trigger.PostEvent e -> e.event() == 0 && e.lag().isNone() ? sure(known.spiked()) : Ran.PERHAPS;
            case Trigger.PreEvent e -> sure(known.arrived());
            case Trigger.Arrival a -> sure(known.arrived());
            case Trigger.Due d -> Ran.PERHAPS;
            case Trigger.Global g -> Ran.PERHAPS;
        };
    }

    private static Ran sure(boolean ran) {
        return ran ? Ran.YES : Ran.NO;
    }
}

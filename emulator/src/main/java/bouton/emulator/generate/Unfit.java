package bouton.emulator.generate;

/** A kernel has no form without branches; the message says why, for people. */
final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unfit(String why) {
        super(why, null, false, false);
    }
}

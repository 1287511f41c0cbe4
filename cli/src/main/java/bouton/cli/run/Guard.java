package bouton.cli.run;

import bouton.cli.command.CommandException;
import bouton.cli.terminal.Figures;
import bouton.image.net.Image;
import bouton.image.run.Recorder;
import bouton.image.run.Session;
import bouton.image.run.SessionProvider;
import bouton.image.run.Synapses;

/** Looks at what a session will need before it is opened. */
public final class Guard implements SessionProvider {
    /** Part of the memory that a session may take: the rest is for recordings and the compiler's tables. */
    private static final double SHARE = 0.9;

    private final SessionProvider provider;
    private final boolean force;

    /** @param force open it even if it will not fit */
    public Guard(SessionProvider provider, boolean force) {
        this.provider = provider;
        this.force = force;
    }

    @Override
    public Synapses synapses() {
        return provider.synapses();
    }

    @Override
    public long estimateMemory(Image image) {
        return provider.estimateMemory(image);
    }

    /** @throws CommandException if the session needs more memory than there is */
    @Override
    public Session open(Image image, Recorder recorder) {
        long needed = estimateMemory(image);
        long most = Runtime.getRuntime().maxMemory();
        if (needed > SHARE * most && !force) {
            throw new CommandException(
                    "this network needs about " + Figures.bytes(needed) + " of memory, and Bouton may use "
                            + Figures.bytes(most)
                            + "\n  give it more, if the machine has it: BOUTON_JAVA_OPTS=-Xmx" + gigabytes(needed)
                            + "g ./bouton run …\n  or make populations and projections smaller; --force tries it all the same");
        }
        return provider.open(image, recorder);
    }

    private static long gigabytes(long needed) {
        return Math.ceilDiv((long) (needed / SHARE * 1.2), 1L << 30);
    }
}

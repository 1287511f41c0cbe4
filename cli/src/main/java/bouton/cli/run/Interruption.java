package bouton.cli.run;

import bouton.cli.output.RunFolder;
import bouton.cli.output.Status;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C, or a request of the system to end: asks the run to stop at its next tick, and holds the JVM's end back until it has
 * written what it has. A run that does not answer in time, as while it builds, is marked from here.
 */
public final class Interruption implements AutoCloseable {
    static final String REASON = "interrupted";
    private static final long PATIENCE_SECONDS = 5;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "bouton-interruption");
    private volatile boolean requested;
    private volatile boolean busy;
    private volatile @Nullable RunFolder folder;

    public Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The folder to mark. */
    public void guard(RunFolder run) {
        folder = run;
    }

    /** Whether the run is to stop. */
    public boolean requested() {
        return requested;
    }

    /** Whether a checkpoint is being written, which is waited for. */
    void busy(boolean writing) {
        busy = writing;
    }

    private void interrupted() {
        requested = true;
        try {
            do {
                if (done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    return;
                }
            } while (busy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        RunFolder run = folder;
        if (run != null) {
            try {
                run.end(Status.PARTIAL, REASON);
            } catch (IOException e) {
                // The manifest still says `running`, which is how a run looks that was cut off.
                return;
            }
        }
    }

    /** The run has come to its end, in whatever way. */
    @Override
    public void close() {
        done.countDown();
        if (!requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM ends just now; the hook finds the run done.
                return;
            }
        }
    }
}

package bouton.cli.terminal;

import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far a run has come: a bar on a terminal, a line now and then elsewhere. Short runs show nothing: what is gone before
 * it can be read is in the way.
 */
public final class Progress implements AutoCloseable {
    private static final long FIRST_BAR = 400_000_000L;
    private static final long FIRST_LINE = 10_000_000_000L;
    private static final long BETWEEN_LINES = 30_000_000_000L;
    private static final int REFRESH_MS = 200;

    private final Terminal terminal;
    private final String task;
    private final double dt;
    private final long started = System.nanoTime();
    private long nextLine = started + FIRST_LINE;
    private @Nullable ProgressBar bar;
    private int shown;

    /**
     * @param task what runs, a few words
     * @param dt length of a tick in ms
     */
    public Progress(Terminal terminal, String task, double dt) {
        this.terminal = terminal;
        this.task = task;
        this.dt = dt;
    }

    /**
     * Tells how many ticks are done.
     *
     * @param planned number of ticks in all, -1 if that is not known
     */
    public void ticks(long done, long planned) {
        long now = System.nanoTime();
        if (!terminal.errInteractive()) {
            if (now >= nextLine) {
                nextLine = now + BETWEEN_LINES;
                terminal.err().println(ProgressText.line(task, done, planned, dt, (now - started) / 1e9));
            }
            return;
        }
        ProgressBar current = bar;
        if (current == null && now - started >= FIRST_BAR) {
            current = start(planned);
            bar = current;
        }
        if (current != null) {
            if (planned > 0 && planned != current.getMax()) {
                current.maxHint(planned);
            }
            current.stepTo(done);
        }
    }

    private ProgressBar start(long planned) {
        // One column is left free: many terminals wrap a line that fills the last.
        int width = terminal.width() - 1;
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(planned)
                .setUpdateIntervalMillis(REFRESH_MS)
                .setConsumer(new DelegatingProgressBarConsumer(this::show, width))
                .setRenderer((state, most) -> ProgressText.bar(
                        task, state.getCurrent(), state.getMax(), dt, (System.nanoTime() - started) / 1e9, most))
                .build();
    }

    private synchronized void show(String text) {
        int blank = Math.max(0, shown - text.length());
        shown = text.length();
        terminal.err().print("\r" + text + " ".repeat(blank));
        terminal.err().flush();
    }

    /** Takes the bar away. */
    @Override
    public void close() {
        ProgressBar current = bar;
        if (current != null) {
            bar = null;
            current.close();
            synchronized (this) {
                terminal.err().print("\r" + " ".repeat(shown) + "\r");
                terminal.err().flush();
            }
        }
    }
}

package bouton.emulator.engine;

import bouton.image.net.Handler;
import bouton.image.net.Lag;
import bouton.image.net.Projection;
import bouton.image.net.Trigger;
import java.util.ArrayList;
import java.util.List;

/** The lags with which the handlers of a projection see events. */
final class HandlerLags {
    private HandlerLags() {}

    /** All lags of a projection. */
    static List<Lag> all(Projection projection) {
        List<Lag> lags = new ArrayList<>(List.of(projection.delay(), projection.deliverLag()));
        for (Handler handler : projection.handlers()) {
            if (handler.trigger() instanceof Trigger.PreEvent pre) {
                lags.add(pre.lag());
            } else if (handler.trigger() instanceof Trigger.PostEvent post) {
                lags.add(post.lag());
            }
        }
        return lags;
    }

    /** Lags of all handlers of source events. */
    static List<Lag> ofSource(Projection projection) {
        List<Lag> lags = new ArrayList<>();
        for (Handler handler : projection.handlers()) {
            if (handler.trigger() instanceof Trigger.PreEvent pre) {
                lags.add(pre.lag());
            }
        }
        return lags;
    }

    /** Lags of the handlers of one source event. */
    static List<Lag> ofSource(Projection projection, int event) {
        List<Lag> lags = new ArrayList<>();
        for (Handler handler : projection.handlers()) {
            if (handler.trigger() instanceof Trigger.PreEvent pre && pre.event() == event) {
                lags.add(pre.lag());
            }
        }
        return lags;
    }

    /** Lags of the handlers of one target event. */
    static List<Lag> ofTarget(Projection projection, int event) {
        List<Lag> lags = new ArrayList<>();
        for (Handler handler : projection.handlers()) {
            if (handler.trigger() instanceof Trigger.PostEvent post && post.event() == event) {
                lags.add(post.lag());
            }
        }
        return lags;
    }
}

package bouton.cli.protocol;

import bouton.compiler.quantise.Interval;
import bouton.compiler.quantise.RangeObserver;
import bouton.compiler.quantise.Site;
import bouton.image.ir.Kernel;
import bouton.image.net.Image;
import bouton.image.net.Scope;
import bouton.image.run.ForwardingSession;
import bouton.image.run.Recorder;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import bouton.image.run.SessionProvider;
import bouton.image.run.Synapses;
import java.util.Map;
import java.util.TreeMap;

/** Opens sessions whose values are looked at after every tick, for the ranges that a chip's number formats must hold. */
final class ObservedSessions implements SessionProvider {
    private final SessionProvider provider;
    private final Map<Site, Interval> ranges = new TreeMap<>();

    ObservedSessions(SessionProvider provider) {
        this.provider = provider;
    }

    /** The ranges that all sessions so far have shown, in internal units. */
    Map<Site, Interval> ranges() {
        return java.util.Collections.unmodifiableMap(ranges);
    }

    @Override
    public Synapses synapses() {
        return provider.synapses();
    }

    @Override
    public long estimateMemory(Image image) {
        return provider.estimateMemory(image);
    }

    @Override
    public Session open(Image image, Recorder recorder) {
        return new Observed(provider.open(image, recorder), new RangeObserver(image));
    }

    private final class Observed extends ForwardingSession {
        private final RangeObserver observer;

        Observed(Session session, RangeObserver observer) {
            super(session);
            this.observer = observer;
            observer.look(session);
        }

        private TickCheck looking(TickCheck check) {
            return done -> {
                observer.look(inner());
                return check.goesOn(done);
            };
        }

        @Override
        public long run(long ticks, RunMonitor monitor, TickCheck check) {
            return super.run(ticks, monitor, looking(check));
        }

        @Override
        public long proceed(long ticks, RunMonitor monitor, TickCheck check) {
            return super.proceed(ticks, monitor, looking(check));
        }

        @Override
        public void emit(int event, double payload) {
            observer.emitted(event, payload);
            super.emit(event, payload);
            observer.look(inner());
        }

        @Override
        public void apply(Scope scope, Kernel kernel, double[] payload) {
            super.apply(scope, kernel, payload);
            observer.look(inner());
        }

        @Override
        public void close() {
            observer.look(inner());
            observer.ranges().forEach((site, range) -> ranges.merge(site, range, Interval::or));
            super.close();
        }
    }
}

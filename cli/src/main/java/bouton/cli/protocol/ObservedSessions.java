package bouton.cli.protocol;

import bouton.compiler.quantise.Interval;
import bouton.compiler.quantise.RangeObserver;
import bouton.compiler.quantise.Site;
import bouton.image.ir.Kernel;
import bouton.image.net.Image;
import bouton.image.net.Scope;
import bouton.image.run.CostReport;
import bouton.image.run.Recorder;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import bouton.image.run.SessionProvider;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import bouton.image.run.StimulusInput;
import bouton.image.run.Synapses;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final class Observed implements Session {
        private final Session session;
        private final RangeObserver observer;

        Observed(Session session, RangeObserver observer) {
            this.session = session;
            this.observer = observer;
            observer.look(session);
        }

        private TickCheck looking(TickCheck check) {
            return done -> {
                observer.look(session);
                return check.goesOn(done);
            };
        }

        @Override
        public Image image() {
            return session.image();
        }

        @Override
        public long tick() {
            return session.tick();
        }

        @Override
        public long run(long ticks, RunMonitor monitor, TickCheck check) {
            return session.run(ticks, monitor, looking(check));
        }

        @Override
        public long proceed(long ticks, RunMonitor monitor, TickCheck check) {
            return session.proceed(ticks, monitor, looking(check));
        }

        @Override
        public void reset(Scope scope, List<Integer> fields) {
            session.reset(scope, fields);
        }

        @Override
        public void present(int group, StimulusInput input) {
            session.present(group, input);
        }

        @Override
        public void emit(int event, double payload) {
            observer.emitted(event, payload);
            session.emit(event, payload);
            observer.look(session);
        }

        @Override
        public double global(int cell) {
            return session.global(cell);
        }

        @Override
        public double[] evaluate(Scope scope, Kernel kernel) {
            return session.evaluate(scope, kernel);
        }

        @Override
        public void apply(Scope scope, Kernel kernel, double[] payload) {
            session.apply(scope, kernel, payload);
            observer.look(session);
        }

        @Override
        public void learning(Scope scope, boolean on) {
            session.learning(scope, on);
        }

        @Override
        public long[] counts(int group, int event) {
            return session.counts(group, event);
        }

        @Override
        public int[][] synapses(int projection) {
            return session.synapses(projection);
        }

        @Override
        public long[] counters() {
            return session.counters();
        }

        @Override
        public Optional<CostReport> costs() {
            return session.costs();
        }

        @Override
        public long memory() {
            return session.memory();
        }

        @Override
        public Optional<String> whyNotSaved() {
            return session.whyNotSaved();
        }

        @Override
        public void save(StateSink out) {
            session.save(out);
        }

        @Override
        public void restore(StateSource in) {
            session.restore(in);
        }

        @Override
        public void close() {
            observer.look(session);
            observer.ranges().forEach((site, range) -> ranges.merge(site, range, Interval::or));
            session.close();
        }
    }
}

package bouton.image.run;

import bouton.image.ir.Kernel;
import bouton.image.net.Image;
import bouton.image.net.Scope;
import java.util.List;
import java.util.Optional;

/** A session that hands every call on to another one: what looks at a session or paces it overrides what it needs. */
public abstract class ForwardingSession implements Session {
    private final Session session;

    /** @param session that does everything; closed with this one */
    protected ForwardingSession(Session session) {
        this.session = session;
    }

    /** The session that calls are handed on to. */
    protected final Session inner() {
        return session;
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
        return session.run(ticks, monitor, check);
    }

    @Override
    public long proceed(long ticks, RunMonitor monitor, TickCheck check) {
        return session.proceed(ticks, monitor, check);
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
        session.emit(event, payload);
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
    public Optional<MachineReport> machine() {
        return session.machine();
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
        session.close();
    }
}

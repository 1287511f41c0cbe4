package bouton.cli.diff;

import bouton.cli.protocol.Quantity;
import bouton.compiler.Compiled;
import bouton.dsl.diagnostic.Diagnostic;
import java.util.List;
import java.util.Optional;

/** What comparing two targets has come to. */
public final class Report {
    private final Difference.Request request;
    private final Measured measured;
    private final Compiled second;
    private final Optional<Cause> cause;
    private final Optional<Parting> parting;
    private final List<OtherInput> inputs;
    private final List<String> requirements;
    private final boolean complete;

    Report(
            Difference.Request request,
            Measured measured,
            Compiled second,
            Optional<Cause> cause,
            Lockstep.Outcome outcome,
            List<String> requirements) {
        this.request = request;
        this.measured = measured;
        this.second = second;
        this.cause = cause;
        this.parting = outcome.parting();
        this.inputs = outcome.inputs();
        this.requirements = requirements;
        this.complete = outcome.complete();
    }

    /**
     * Problems that ended the runs before there was anything to compare, or in the middle of it.
     *
     * @param report what could be compared; empty if nothing ran
     */
    public record Result(Optional<Report> report, List<Diagnostic> problems) {}

    String firstLabel() {
        return request.first().label();
    }

    String secondLabel() {
        return request.second().label();
    }

    String experiment() {
        return request.first().experiment().name();
    }

    Difference.Request request() {
        return request;
    }

    /** What the second side ran. */
    Compiled second() {
        return second;
    }

    /** Values of the swept names. */
    List<Quantity> point() {
        return request.values();
    }

    Measured measured() {
        return measured;
    }

    /** Why the first of all differing spikes differs; empty without one, or if the search was stopped. */
    Optional<Cause> cause() {
        return cause;
    }

    Optional<Parting> parting() {
        return parting;
    }

    List<OtherInput> inputs() {
        return inputs;
    }

    /** Requirements that were judged otherwise, a line each. */
    List<String> requirements() {
        return requirements;
    }

    /** Whether both protocols came to their ends. */
    boolean isComplete() {
        return complete;
    }

    /** Whether anything differs by more than the tolerance. */
    public boolean differs() {
        return parting.isPresent() || measured.differs(request.settings().tolerance());
    }

    double dt() {
        return measured.first().dt();
    }

    /** The stamp of a tick in ms, as the first target has it. */
    double time(long tick) {
        return (tick + (measured.first().stampEnd() ? 1 : 0)) * dt();
    }
}

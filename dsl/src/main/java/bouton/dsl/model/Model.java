package bouton.dsl.model;

import bouton.dsl.source.Span;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import java.util.List;
import java.util.Optional;

/**
 * A neuron or synapse model as one population or projection uses it: derivation and overrides applied.
 *
 * @param payloads of the events, in what they are: of none if they come without a value
 * @param root the declaration that it is but for parameters: derivations and overrides that change nothing else do not count
 * @param holds names of the hold flags
 * @param sinces events whose last time is read
 * @param delays values that are read some time later
 * @param lets names that were inlined, for tools
 */
public record Model(
        boolean synapse,
        String name,
        Root root,
        List<Param> params,
        List<Variable> variables,
        List<Trace> traces,
        List<Ode> odes,
        List<Port> ports,
        List<EndPort> endPorts,
        List<String> events,
        List<Dimension> payloads,
        List<Out> outs,
        List<String> holds,
        List<Since> sinces,
        List<Delayed> delays,
        List<HandlerDef> handlers,
        Optional<Method> method,
        boolean postFirst,
        Span span) {
    public Model {
        params = List.copyOf(params);
        variables = List.copyOf(variables);
        traces = List.copyOf(traces);
        odes = List.copyOf(odes);
        ports = List.copyOf(ports);
        endPorts = List.copyOf(endPorts);
        events = List.copyOf(events);
        payloads = List.copyOf(payloads);
        outs = List.copyOf(outs);
        holds = List.copyOf(holds);
        sinces = List.copyOf(sinces);
        delays = List.copyOf(delays);
        handlers = List.copyOf(handlers);
    }

    /** @param file name of the source that declares it, as people see it */
    public record Root(String file, String name) {}

    /**
     * A constant of a run.
     *
     * @param value a {@link Term.Constant} if it is the same for all instances and known; otherwise computed once per
     *     instance before tick 0, from draws, data and other parameters
     * @param range a value outside of it is an error; a draw that falls outside is drawn again
     * @param settable an experiment sets or sweeps it while a run exists, so it is a word even if it is constant
     */
    public record Param(
            String name,
            Dimension dimension,
            Unit unit,
            Term value,
            Optional<Range> range,
            boolean settable,
            Representation representation,
            Span span) {}

    /** What a variable is. */
    public enum Role {
        STATE,
        WEIGHT,
        TRACE
    }

    /** A saturating range. */
    public record Range(Term lo, Term hi) {}

    /**
     * A state, weight or trace.
     *
     * @param settable an experiment sets it while the network runs, perhaps to a value for each instance
     */
    public record Variable(
            Role role,
            String name,
            Dimension dimension,
            Unit unit,
            Term initial,
            Optional<Range> range,
            boolean settable,
            Representation representation,
            Span span) {}

    /** Which side an event of a synapse comes from; SELF for a neuron's own. */
    public enum Side {
        SELF,
        PRE,
        POST,
        /** A value that is known everywhere. */
        GLOBAL,
        /** The weight of the opposite synapse. */
        MIRROR
    }

    /** Increment rule of a trace variable: add 1, or become 1 ({@code latest}), at the event; it decays with tau. */
    public record Trace(int variable, boolean latest, Side side, int event, Term tau, Span span) {}

    /**
     * A differential equation: the variable changes by {@code rate}, plus white noise.
     *
     * @param unless the variable keeps its value while this truth value holds
     * @param noises independent of each other
     */
    public record Ode(int variable, Term rate, Optional<Term> unless, List<Noise> noises, Span span) {
        public Ode {
            noises = List.copyOf(noises);
        }
    }

    /**
     * White noise: during dt it adds a normal variate of standard deviation {@code amplitude * sqrt(dt)}.
     *
     * @param amplitude in the unit of the variable per square root of time, read at the start of the tick
     * @param path key of its draws
     * @param use its number among the noises of the equation
     */
    public record Noise(Term amplitude, String path, int use, Span span) {}

    /** An event whose last time is kept, up to date from where its traces take their increment. */
    public record Since(Side side, int event) {}

    /**
     * A value of a neuron that is read later, as it was at the same point of its tick.
     *
     * @param time constant in a run, at least half a tick if it is known
     */
    public record Delayed(Term value, Term time) {}

    /** A synaptic input of a neuron. */
    public record Port(String name, Dimension dimension, Unit unit, Representation representation, Span span) {}

    /**
     * A graded input: of a synapse a value at one of its ends or of its mirror; of both a value known everywhere.
     *
     * @param source number in the sent list ({@code outs} order of the source, 0 for a stimulus) for PRE; for POST the
     *     index of an out of the target
     */
    public record EndPort(String name, Side side, int source, Dimension dimension, Span span) {}

    /** A value that others may read: variable {@code variable}, or an expression if that is -1. */
    public record Out(String name, int variable, Term value, Dimension dimension, Unit unit, Span span) {}

    public record HandlerDef(TriggerDef trigger, List<Statement> body, Span span) {
        public HandlerDef {
            body = List.copyOf(body);
        }
    }

    public sealed interface TriggerDef {
        record OnTick() implements TriggerDef {}

        /** Arrival at a port of the neuron. */
        record OnPort(int port) implements TriggerDef {}

        /** An event of the neuron itself. */
        record OnOwn(int event) implements TriggerDef {}

        /**
         * @param threshold runs whenever the condition holds; otherwise at the moment it becomes true
         * @param blockedBy holds during which it does not run
         * @param within acts inside the tick, under an adaptive method
         */
        record OnWhen(Term condition, boolean threshold, List<Integer> blockedBy, boolean within)
                implements TriggerDef {
            public OnWhen {
                blockedBy = List.copyOf(blockedBy);
            }
        }

        /** Event of an end of the synapse; {@code after}: that much later, constant in a run. */
        record OnEnd(Side side, int event, Optional<Term> after) implements TriggerDef {}

        /** An event of the whole network, by its name. */
        record OnGlobal(String event, Span span) implements TriggerDef {}

        /** {@code from} absent: first at the period. */
        record Every(Term period, Optional<Term> from) implements TriggerDef {}
    }

    /** Index of a parameter by name, or -1. */
    public int param(String wanted) {
        for (int i = 0; i < params.size(); i++) {
            if (params.get(i).name().equals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    /** Index of a variable by name, or -1. */
    public int variable(String wanted) {
        for (int i = 0; i < variables.size(); i++) {
            if (variables.get(i).name().equals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    /** Index of an out by name, or -1. */
    public int out(String wanted) {
        for (int i = 0; i < outs.size(); i++) {
            if (outs.get(i).name().equals(wanted)) {
                return i;
            }
        }
        return -1;
    }
}

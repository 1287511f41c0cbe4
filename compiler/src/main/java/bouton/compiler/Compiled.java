package bouton.compiler;

import bouton.compiler.learning.RuleCheck;
import bouton.compiler.machine.Lowered;
import bouton.compiler.place.Placed;
import bouton.compiler.place.Utilisation;
import bouton.compiler.quantise.Quantised;
import bouton.compiler.quantise.WordFormat;
import bouton.dsl.model.Network;
import bouton.dsl.model.TargetDef;
import bouton.dsl.source.Span;
import bouton.image.ir.Kernel;
import bouton.image.net.Image;
import bouton.image.net.Reader;
import bouton.image.net.Scope;
import bouton.image.run.StimulusInput;
import java.util.List;
import java.util.Optional;

/** An image, and the way to look into it by the names of the text. Groups, projections and probes keep the network's order. */
public final class Compiled {
    private final Image image;
    private final Network network;
    private final TargetDef target;
    private final Lookup lookup;
    private final Optional<Quantised> quantised;
    private final List<Span> spans;
    private final List<RuleCheck.Rule> rules;
    private final Optional<Utilisation> utilisation;
    private final Optional<Lowered> lowered;

    Compiled(Image image, Network network, TargetDef target, Lookup lookup) {
        this(
                image,
                network,
                target,
                lookup,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private Compiled(
            Image image,
            Network network,
            TargetDef target,
            Lookup lookup,
            Optional<Quantised> quantised,
            List<Span> spans,
            List<RuleCheck.Rule> rules,
            Optional<Utilisation> utilisation,
            Optional<Lowered> lowered) {
        this.utilisation = utilisation;
        this.lowered = lowered;
        this.image = image;
        this.network = network;
        this.target = target;
        this.lookup = lookup;
        this.quantised = quantised;
        this.spans = List.copyOf(spans);
        this.rules = List.copyOf(rules);
    }

    /**
     * The same network in integers.
     *
     * @param places in the text by the numbers of the image's origins
     */
    Compiled as(Quantised integers, List<Span> places) {
        return new Compiled(
                integers.image(),
                network,
                target,
                lookup,
                Optional.of(integers),
                places,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same with the programs of its learning rules. */
    Compiled with(List<RuleCheck.Rule> programs) {
        return new Compiled(image, network, target, lookup, quantised, spans, programs, utilisation, lowered);
    }

    /** The same on the cores of its chip. */
    public Compiled on(Placed placed) {
        return new Compiled(
                placed.image(),
                network,
                target,
                lookup,
                quantised,
                spans,
                rules,
                Optional.of(placed.utilisation()),
                lowered);
    }

    /** The same on a chip that is described bit by bit. */
    Compiled on(Lowered machine) {
        return new Compiled(
                image.on(machine.program()),
                network,
                target,
                lookup,
                quantised,
                spans,
                rules,
                utilisation,
                Optional.of(machine));
    }

    /** How parameters became bits of a chip that is described bit by bit; empty for others. */
    public Optional<Lowered> lowered() {
        return lowered;
    }

    /** Whether it is a state, weight or trace of neurons or synapses, not a parameter. */
    public boolean isVariable(Scope scope, String name) {
        return Kept.isVariable(network, scope, name);
    }

    /** Whether an experiment can set a parameter or variable while the network runs, so that the target follows. */
    public boolean follows(Scope scope, String name) {
        return lowered.isEmpty() || Kept.isStored(this, scope, name);
    }

    /**
     * Whether what is read by this name is what the target computes: false for states that a chip which is described bit by bit
     * has no field for.
     */
    public boolean keeps(Scope scope, String name) {
        return lowered.isEmpty()
                || !Kept.isVariable(network, scope, name)
                || Kept.isStored(this, scope, name)
                || Kept.isConstant(this, scope);
    }

    /** How full the cores of the chip are; empty for an image that is on no chip. */
    public Optional<Utilisation> utilisation() {
        return utilisation;
    }

    /** Places in the text by the numbers of the image's origins; none for an image in float64. */
    public List<Span> spans() {
        return spans;
    }

    /** What the learning engine of a chip runs. */
    public List<RuleCheck.Rule> rules() {
        return rules;
    }

    /** Formats and constants of a chip's integers; empty for an image in float64. */
    public Optional<Quantised> quantised() {
        return quantised;
    }

    /** A value of the network in internal units, from what {@code Session.global} tells. */
    public double global(int cell, double told) {
        return quantised.map(q -> told * q.globalUnit(cell)).orElse(told);
    }

    /** What {@code Session.emit} is given for an event of the network that comes with this value in internal units. */
    public double payload(int event, double value) {
        return quantised
                .map(q -> q.eventUnit(event))
                .filter(unit -> unit != 1)
                .map(unit -> Math.rint(value / unit))
                .orElse(value);
    }

    private Kernel host(Scope scope, Kernel kernel) {
        return quantised.map(q -> q.host(scope, kernel)).orElse(kernel);
    }

    public Image image() {
        return image;
    }

    public Network network() {
        return network;
    }

    public TargetDef target() {
        return target;
    }

    /**
     * Reads a parameter, state, weight, trace or out by its name; `level` of a stimulus. Traces and other lazily kept values
     * are as of now. Yields internal units; the reader's unit and scale are for people.
     *
     * @throws IllegalArgumentException if the scope has nothing of that name
     */
    public Reader reader(Scope scope, String name) {
        Reader reader = lookup.reader(scope, name);
        return new Reader(reader.name(), scope, host(scope, reader.kernel()), reader.unit(), reader.scale());
    }

    /**
     * What one step of the words stands for in which the target keeps a parameter, state, weight, trace, out, sum of a port or
     * `level` of a stimulus: internal units. 0 where it has no such word: in float64, and for constants of the image.
     */
    public double step(Scope scope, String name) {
        return quantised
                .flatMap(q -> lookup.site(image, scope, name)
                        .flatMap(site -> Optional.ofNullable(q.formats().get(site))))
                .map(WordFormat::step)
                .orElse(0.0);
    }

    /**
     * Writes the payload (internal units) to a settable parameter, state, weight or trace; ranges clamp, and what depends on
     * a parameter is computed again. Run it with {@code Session.apply}. A variable of synapses can be set if the network was
     * checked with it as settable; else it may be one word for many of them.
     *
     * @throws IllegalArgumentException if the scope has nothing of that name that can be set
     */
    public Kernel writer(Scope scope, String name) {
        return host(scope, lookup.writer(scope, name));
    }

    /** Brings all values of a scope to now that are kept as of an earlier tick; changes nothing that can be seen. */
    public Kernel refresh(Scope scope) {
        return host(scope, lookup.refresh(scope));
    }

    /**
     * Numbers of the fields for {@code Session.reset}: that of a state, weight or trace; none without a name.
     *
     * @throws IllegalArgumentException if the scope has no variable of that name
     */
    public List<Integer> fields(Scope scope, Optional<String> name) {
        return name.map(n -> List.of(lookup.field(scope, n))).orElse(List.of());
    }

    /**
     * What a session must be told for a stimulus to do this; times count from the next tick.
     *
     * @throws IllegalArgumentException if a spike lies before the next tick; the message says so to the user
     */
    public StimulusInput input(Network.StimulusValue value) {
        return Inputs.of(value, target.dt(), target.stampEnd());
    }
}

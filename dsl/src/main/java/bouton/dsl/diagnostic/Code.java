package bouton.dsl.diagnostic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The stable codes. First letter: S syntax, N names, U units, T time, L locality, O order, Q ranges and number formats, F
 * feasibility on a chip, R randomness, D data, E experiments, W suspicious. The long text of a code is the resource {@code explain/CODE.md} beside this class.
 */
public enum Code {
    S001("cannot be read", Severity.ERROR),
    S002("not a text", Severity.ERROR),
    S003("too large", Severity.ERROR),
    S004("nested too deeply", Severity.ERROR),
    S005("unknown word", Severity.ERROR),
    S006("does not belong here", Severity.ERROR),
    S007("number out of range", Severity.ERROR),
    S008("missing part", Severity.ERROR),
    S009("unknown annotation", Severity.ERROR),
    N001("unknown name", Severity.ERROR),
    N002("name used twice", Severity.ERROR),
    N003("not a thing of this kind", Severity.ERROR),
    N004("assignment to an undeclared name", Severity.ERROR),
    N005("assignment to something that cannot change", Severity.ERROR),
    N006("unknown model", Severity.ERROR),
    N007("import not found", Severity.ERROR),
    N008("imports or derivations in a circle", Severity.ERROR),
    N009("wrong number of arguments", Severity.ERROR),
    N010("port never connected", Severity.WARNING),
    N011("handler on an undeclared port or event", Severity.ERROR),
    N012("ambiguous name", Severity.ERROR),
    N013("definition refers to itself", Severity.ERROR),
    N014("override of something that is not there", Severity.ERROR),
    N015("array does not fit", Severity.ERROR),
    U001("dimensions do not match", Severity.ERROR),
    U002("suspicious prefix", Severity.WARNING),
    U003("unknown unit", Severity.ERROR),
    U004("argument must be dimensionless", Severity.ERROR),
    U005("unit used as a variable", Severity.ERROR),
    U006("not a number", Severity.ERROR),
    U007("unit missing", Severity.ERROR),
    T001("delay out of range", Severity.ERROR),
    T002("period is not a whole number of ticks", Severity.ERROR),
    T003("time constant below two ticks", Severity.WARNING),
    T004("duration must be positive", Severity.ERROR),
    T005("time rounded to ticks", Severity.WARNING),
    T006("method does not fit", Severity.ERROR),
    T007("tick that the chip cannot have", Severity.ERROR),
    T008("length of a tick", Severity.ERROR),
    L301("reads what is not there", Severity.ERROR),
    L302("home conflict", Severity.ERROR),
    L303("reads another neuron's state", Severity.ERROR),
    L304("sum over a population inside a rule", Severity.ERROR),
    L305("neuron written from a synapse", Severity.ERROR),
    L306("reads the future", Severity.ERROR),
    L307("neuron reads its synapses", Severity.ERROR),
    L308("state not exported", Severity.ERROR),
    L309("weight transport", Severity.NOTE),
    O002("result depends on an order", Severity.WARNING),
    O010("cycle of zero delays", Severity.ERROR),
    O011("order of stages", Severity.ERROR),
    Q101("value outside its range", Severity.ERROR),
    Q103("range of a value is not known", Severity.ERROR),
    Q104("constant far off", Severity.WARNING),
    Q105("term vanishes", Severity.WARNING),
    Q106("decay comes to a stop", Severity.WARNING),
    Q107("rule never learns", Severity.WARNING),
    Q108("small changes are lost", Severity.WARNING),
    Q110("sum can overflow", Severity.WARNING),
    Q111("value does not fit its bits", Severity.ERROR),
    Q112("negative value without a sign", Severity.ERROR),
    Q113("intermediate result too large", Severity.ERROR),
    Q114("computed too coarsely", Severity.WARNING),
    Q120("not a number format", Severity.ERROR),
    Q121("float64 and integers mixed", Severity.ERROR),
    Q122("sum narrower than a weight", Severity.WARNING),
    Q123("register too short", Severity.ERROR),
    Q124("table too small", Severity.ERROR),
    Q125("random rounding without random numbers", Severity.ERROR),
    Q126("overflow in two ways", Severity.ERROR),
    Q127("float64 is fixed", Severity.ERROR),
    Q128("number of bits", Severity.ERROR),
    Q129("unknown rounding", Severity.ERROR),
    Q130("no constant factors", Severity.ERROR),
    F101("size out of range", Severity.ERROR),
    F102("range the wrong way round", Severity.ERROR),
    F103("crossbar too small", Severity.ERROR),
    F104("tiles do not fill the chip", Severity.ERROR),
    F105("synapse does not fit into its memory", Severity.ERROR),
    F106("learning that can read nothing", Severity.ERROR),
    F107("cycles without a clock", Severity.ERROR),
    F108("cost of another part", Severity.ERROR),
    F109("source is missing", Severity.ERROR),
    F110("two sources for one number", Severity.ERROR),
    F111("not yet read in chips", Severity.ERROR),
    F112("no such core", Severity.ERROR),
    F113("placed twice", Severity.ERROR),
    F114("no such unit", Severity.ERROR),
    F115("unit serves something else", Severity.ERROR),
    F116("cost given twice", Severity.ERROR),
    F117("fixed by the chip", Severity.ERROR),
    F130("not what circuits do", Severity.ERROR),
    F131("index beyond the end", Severity.ERROR),
    F132("too many bits", Severity.ERROR),
    F133("circuit in a circle", Severity.ERROR),
    F134("decoder does not decide", Severity.ERROR),
    F201("chip is full", Severity.ERROR),
    F202("too many sources for a core", Severity.ERROR),
    F203("too many synapses onto a neuron", Severity.ERROR),
    F204("too many cores to reach", Severity.ERROR),
    F205("synapses do not fit into memory", Severity.ERROR),
    F206("two synapses in one cell", Severity.ERROR),
    F207("delay that the chip cannot have", Severity.ERROR),
    F208("too many words in a neuron", Severity.ERROR),
    F209("too many traces", Severity.ERROR),
    F210("chip cannot multiply", Severity.ERROR),
    F211("chip cannot divide", Severity.ERROR),
    F212("chip cannot compute a function", Severity.ERROR),
    F213("chip cannot draw", Severity.ERROR),
    F214("chip cannot integrate so", Severity.ERROR),
    F215("does not fit where it is placed", Severity.ERROR),
    F220("chip does not learn", Severity.ERROR),
    F221("chip learns in another way", Severity.ERROR),
    F222("not readable at that moment", Severity.ERROR),
    F223("not at an epoch", Severity.ERROR),
    F224("too many registers", Severity.ERROR),
    F225("program too long", Severity.ERROR),
    F226("weights not readable from the other side", Severity.ERROR),
    F227("too many words in a synapse", Severity.ERROR),
    F228("cores of different kinds", Severity.ERROR),
    F230("no circuit for a model", Severity.ERROR),
    F231("parameter that the circuit cannot have", Severity.ERROR),
    F232("one setting for different values", Severity.ERROR),
    F233("neuron with different rules", Severity.ERROR),
    F234("nothing of this kind on the chip", Severity.ERROR),
    R001("draw where none may stand", Severity.ERROR),
    R002("parameter of a distribution", Severity.ERROR),
    D001("data file cannot be read", Severity.ERROR),
    D002("data has the wrong shape", Severity.ERROR),
    D003("data not given", Severity.ERROR),
    E001("experiment cannot be run", Severity.ERROR),
    E002("value cannot be computed", Severity.ERROR),
    E003("range out of bounds", Severity.ERROR),
    W001("declared and never read", Severity.WARNING),
    W003("file without an experiment", Severity.NOTE),
    W004("condition is always the same", Severity.WARNING);

    private final String title;
    private final Severity severity;

    Code(String title, Severity severity) {
        this.title = title;
        this.severity = severity;
    }

    /** A few words. */
    public String title() {
        return title;
    }

    public Severity severity() {
        return severity;
    }

    /** Whether it says that a target cannot do what a program asks for, rather than that a text is wrong. */
    public boolean isOfTarget() {
        int number = Integer.parseInt(name().substring(1));
        return switch (name().charAt(0)) {
            case 'F' -> number >= 200;
            case 'Q' -> number < 120 && this != Q111;
            case 'T' -> this == T001 || this == T007;
            default -> false;
        };
    }

    /** The code with this name, whatever its case. */
    public static Optional<Code> find(String name) {
        return Arrays.stream(values())
                .filter(c -> c.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The long text, in Markdown. */
    public String explanation() {
        try (InputStream in = Code.class.getResourceAsStream("explain/" + name() + ".md")) {
            if (in == null) {
                throw new IllegalStateException("no explanation of " + name());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

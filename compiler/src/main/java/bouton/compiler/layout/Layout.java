package bouton.compiler.layout;

import bouton.dsl.model.Model;
import bouton.dsl.model.Term;
import bouton.dsl.unit.Unit;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.net.Field;
import bouton.image.net.Shared;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words that an instance of a model has: first those of the source (parameters that differ from instance to instance or
 * are set while it runs, states, weights, traces), then the compiler's own, whose names begin with {@code $}. Variables that
 * the synapses of a source or of a target have in common are words of that end.
 */
public final class Layout {
    /** A hold lasts in the ticks behind {@code from} up to {@code until}. */
    public record HoldFields(int from, int until) {}

    private final Model model;
    private final List<Field> fields = new ArrayList<>();
    private final List<Shared> rows = new ArrayList<>();
    private final List<Shared> columns = new ArrayList<>();
    private final int[] params;
    private final Word[] variables;
    private final HoldFields[] holds;
    private final int[] sinces;
    private final int[] outs;
    private final Map<Integer, Integer> locals = new HashMap<>();
    private final Map<Integer, Integer> feeds = new HashMap<>();

    public Layout(Model model) {
        this(model, Map.of());
    }

    /** @param shared the variables that are words of a source (ROW) or target (COLUMN); their initial values are constants */
    public Layout(Model model, Map<Integer, Word.Space> shared) {
        this.model = model;
        this.params = new int[model.params().size()];
        Arrays.fill(params, -1);
        for (int i = 0; i < params.length; i++) {
            Model.Param p = model.params().get(i);
            if (needsWord(p, i)) {
                params[i] = add(p.name(), Type.F64, Field.Kind.PARAM, p.unit());
            }
        }
        this.variables = new Word[model.variables().size()];
        for (int i = 0; i < variables.length; i++) {
            variables[i] = add(model.variables().get(i), shared.getOrDefault(i, Word.Space.SELF));
        }
        this.holds = new HoldFields[model.holds().size()];
        for (int i = 0; i < holds.length; i++) {
            String name = model.holds().get(i);
            holds[i] = new HoldFields(own(name + ".from", Type.I64), own(name + ".until", Type.I64));
        }
        this.sinces = new int[model.sinces().size()];
        for (int i = 0; i < sinces.length; i++) {
            sinces[i] = own("since" + i, Type.I64);
        }
        this.outs = new int[model.outs().size()];
        for (int i = 0; i < outs.length; i++) {
            Model.Out out = model.outs().get(i);
            outs[i] = out.variable() >= 0
                    ? variable(out.variable())
                    : add("$out." + out.name(), Type.F64, Field.Kind.INTERNAL, out.unit());
        }
    }

    /** A delay is kept in ticks; its value in ms only if something reads it. */
    private boolean needsWord(Model.Param p, int index) {
        boolean varies = !(p.value() instanceof Term.Constant) || p.settable();
        boolean delay = model.synapse() && (p.name().equals("delay") || p.name().equals("dendritic_delay"));
        return varies && (!delay || ModelTerms.readsParam(model, index));
    }

    private static Field.Kind kind(Model.Role role) {
        return switch (role) {
            case STATE -> Field.Kind.STATE;
            case WEIGHT -> Field.Kind.WEIGHT;
            case TRACE -> Field.Kind.TRACE;
        };
    }

    private int add(String name, Type type, Field.Kind kind, Unit unit) {
        fields.add(field(name, type, kind, unit));
        return fields.size() - 1;
    }

    private static Field field(String name, Type type, Field.Kind kind, Unit unit) {
        String symbol = unit.symbol().isEmpty() ? "1" : unit.symbol();
        return new Field(name, type, kind, symbol, unit.display());
    }

    private Word add(Model.Variable v, Word.Space space) {
        return switch (space) {
            case SELF -> Word.self(add(v.name(), Type.F64, kind(v.role()), v.unit()));
            case ROW -> share(v, space, rows);
            case COLUMN -> share(v, space, columns);
            case PRE, POST -> throw new IllegalArgumentException("a neuron's word in a synapse: " + v.name());
        };
    }

    private static Word share(Model.Variable v, Word.Space space, List<Shared> words) {
        if (!(v.initial() instanceof Term.Constant c)) {
            throw new IllegalArgumentException("shared and not constant at first: " + v.name());
        }
        words.add(new Shared(field(v.name(), Type.F64, kind(v.role()), v.unit()), c.value()));
        return new Word(space, words.size() - 1);
    }

    /** Adds a word of the compiler's own. */
    public int own(String name, Type type) {
        fields.add(new Field("$" + name, type, Field.Kind.INTERNAL, "1", 1));
        return fields.size() - 1;
    }

    /** Says which value of the network feeds a port `from global`. */
    public void feed(int endPort, int cell) {
        feeds.put(endPort, cell);
    }

    /** The number of the value of the network that a port reads. */
    public int global(int endPort) {
        return java.util.Objects.requireNonNull(feeds.get(endPort), "a port that nothing feeds");
    }

    public Model model() {
        return model;
    }

    public List<Field> fields() {
        return List.copyOf(fields);
    }

    public Field field(int index) {
        return fields.get(index);
    }

    /** Field of a parameter, -1 if it is one constant for all. */
    public int param(int index) {
        return params[index];
    }

    /** Field of a variable that every instance has for itself. */
    public int variable(int index) {
        if (isShared(index)) {
            throw new IllegalStateException("a word of many synapses: " + variables[index]);
        }
        return variables[index].field();
    }

    /** The word that holds a variable. */
    public Word word(int index) {
        return variables[index];
    }

    /** Whether a variable is a word of a source or target. */
    public boolean isShared(int index) {
        return variables[index].space() != Word.Space.SELF;
    }

    /** The words of each source. */
    public List<Shared> rows() {
        return List.copyOf(rows);
    }

    /** The words of each target. */
    public List<Shared> columns() {
        return List.copyOf(columns);
    }

    /** Number of a variable's word for {@code Session.reset}. */
    public int number(int variable) {
        Word word = variables[variable];
        return switch (word.space()) {
            case ROW -> fields.size() + word.field();
            case COLUMN -> fields.size() + rows.size() + word.field();
            case SELF, PRE, POST -> word.field();
        };
    }

    public HoldFields hold(int index) {
        return holds[index];
    }

    /** Field of the tick in which an event happened last, -1 if it has not. */
    public int since(int index) {
        return sinces[index];
    }

    /** Field that holds an out. */
    public int out(int index) {
        return outs[index];
    }

    /** Keeps a `let` from one kernel of an event to the next. */
    public int local(int id) {
        return locals.computeIfAbsent(id, i -> own("let." + i, Type.F64));
    }

    /** Field that keeps a `let` between kernels, -1 if it needs none. */
    public int keptLocal(int id) {
        return locals.getOrDefault(id, -1);
    }
}

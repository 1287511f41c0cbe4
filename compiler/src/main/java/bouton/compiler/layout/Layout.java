package bouton.compiler.layout;

import bouton.dsl.model.Model;
import bouton.dsl.model.Term;
import bouton.dsl.unit.Unit;
import bouton.image.ir.Type;
import bouton.image.net.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words that an instance of a model has: first those of the source (parameters that differ from instance to instance or
 * are set while it runs, states, weights, traces), then the compiler's own, whose names begin with {@code $}.
 */
public final class Layout {
    /** A hold lasts in the ticks behind {@code from} up to {@code until}. */
    public record HoldFields(int from, int until) {}

    private final Model model;
    private final List<Field> fields = new ArrayList<>();
    private final int[] params;
    private final int[] variables;
    private final HoldFields[] holds;
    private final int[] sinces;
    private final int[] outs;
    private final Map<Integer, Integer> locals = new HashMap<>();
    private final Map<Integer, Integer> feeds = new HashMap<>();

    public Layout(Model model) {
        this.model = model;
        this.params = new int[model.params().size()];
        Arrays.fill(params, -1);
        for (int i = 0; i < params.length; i++) {
            Model.Param p = model.params().get(i);
            if (needsWord(p, i)) {
                params[i] = add(p.name(), Type.F64, Field.Kind.PARAM, p.unit());
            }
        }
        this.variables = new int[model.variables().size()];
        for (int i = 0; i < variables.length; i++) {
            Model.Variable v = model.variables().get(i);
            variables[i] = add(v.name(), Type.F64, kind(v.role()), v.unit());
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
                    ? variables[out.variable()]
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
        String symbol = unit.symbol().isEmpty() ? "1" : unit.symbol();
        fields.add(new Field(name, type, kind, symbol, unit.display()));
        return fields.size() - 1;
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

    public int variable(int index) {
        return variables[index];
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

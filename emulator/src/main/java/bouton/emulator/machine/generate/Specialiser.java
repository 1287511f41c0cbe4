package bouton.emulator.machine.generate;

import bouton.emulator.machine.MachineState;
import bouton.image.machine.Expression;
import bouton.image.machine.Machine;
import bouton.image.machine.Memory;
import bouton.image.machine.Operator;
import bouton.image.machine.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes acts of statements: registers and known arguments folded in, conditions that are known decided, short kernels put in. */
final class Specialiser {
    private final Methods methods;
    private final MachineState state;
    private final Machine machine;
    private int slots;
    private KnownFields known = new KnownFields();
    private final Map<Term, Term.Slot> computed = new HashMap<>();

    /** What slots stand for, where it is the same whenever it is computed. */
    private final Map<Term, Term> written = new HashMap<>();

    /** Where the acts of the block that is being made go: what is loaded gets its slot there. */
    private List<Act> out = new ArrayList<>();

    /** Above 0 where it depends on a condition whether a term is computed: nothing gets a slot there. */
    private int conditional;

    private Lanes.@Nullable Candidate batch;
    private boolean inlineAll;

    /** Fields of the head where it does not change; else empty. */
    private List<Term> heads = List.of();

    Specialiser(Methods methods) {
        this.methods = methods;
        this.state = methods.state();
        this.machine = state.machine();
    }

    /** Calls of this kernel are kept, to be put off. */
    void putOff(Lanes.Candidate candidate) {
        batch = candidate;
    }

    /** Kernels are put in however long they are, but for those that seldom run. */
    void inlineAll() {
        inlineAll = true;
    }

    /** A field holds this. */
    void know(int memory, int field, Term place, long value) {
        known.stored(memory, field, place, Terms.constant(value));
    }

    /** A term with what its slots stand for in their place. */
    Term resolved(Term term) {
        return switch (term) {
            case Term.Slot s -> written.containsKey(s) ? resolved(written.get(s)) : s;
            case Term.Operation o -> Terms.of(o.operator(), resolved(o.left()), resolved(o.right()));
            default -> term;
        };
    }

    /** From here on the head of the scheduler is this. */
    void fixHead(List<Term> fields) {
        heads = List.copyOf(fields);
    }

    Term.Slot slot(Interval interval) {
        return new Term.Slot(slots++, interval);
    }

    /** What a body does with these in its parameters. */
    List<Act> body(Machine.Body body, List<Term> arguments) {
        Term[] values = new Term[body.slots()];
        for (int i = 0; i < arguments.size(); i++) {
            values[i] = arguments.get(i);
        }
        return statements(body.statements(), values);
    }

    /** The same of a whole body, without what nobody reads. */
    List<Act> whole(Machine.Body body, List<Term> arguments) {
        return Unneeded.lets(body(body, arguments));
    }

    /** What a call of a kernel does. */
    List<Act> kernel(int kernel, List<Term> arguments) {
        List<Act> acts = new ArrayList<>();
        if (kernel == machine.spike()) {
            acts.add(new Act.Spike(arguments));
        }
        acts.addAll(body(machine.kernels().get(kernel).body(), arguments));
        return acts;
    }

    private List<Act> statements(List<Statement> statements, Term[] values) {
        List<Act> acts = new ArrayList<>();
        List<Act> outer = out;
        out = acts;
        for (Statement statement : statements) {
            add(statement, values, acts);
        }
        out = outer;
        return Unneeded.stores(acts);
    }

    /** A block of its own: what is computed in it may not be computed when it is over. */
    private List<Act> block(List<Statement> statements, Term[] values) {
        Map<Term, Term.Slot> before = new HashMap<>(computed);
        List<Act> acts = statements(statements, values);
        computed.clear();
        computed.putAll(before);
        return acts;
    }

    private void add(Statement statement, Term[] values, List<Act> acts) {
        switch (statement) {
            case Statement.Let s -> values[s.slot()] = bound(term(s.value(), values), acts);
            case Statement.Store s -> store(s, values, acts);
            case Statement.Copy s -> {
                acts.add(new Act.Copy(s.memory(), term(s.to(), values), term(s.from(), values)));
                known.forget(s.memory());
            }
            case Statement.When s -> when(s, values, acts);
            case Statement.For s -> loop(s, values, acts);
            case Statement.Call s -> call(s.kernel(), terms(s.arguments(), values), acts);
            case Statement.Cycle _ -> acts.add(new Act.Cycle());
            case Statement.Enter s -> acts.add(new Act.Enter(s.state()));
            case Statement.Push s -> acts.add(new Act.Push(terms(s.entry(), values)));
            case Statement.Pop _ -> acts.add(new Act.Pop());
            case Statement.Send s -> s.packets().forEach(p -> acts.add(new Act.Send(term(p, values))));
            case Statement.Start s -> acts.add(new Act.Start(s.operation(), terms(s.arguments(), values)));
            // ports are shown in waveforms only, and the wheel stands still
            case Statement.Read _, Statement.Later _ -> {}
        }
    }

    /** A value that is computed here; as it is if that takes nothing, or has been done before. */
    private Term bound(Term value, List<Act> acts) {
        if (value instanceof Term.Constant || value instanceof Term.Slot) {
            return value;
        }
        Term.Slot before = computed.get(value);
        if (before != null) {
            return before;
        }
        Term.Slot slot = slot(value.interval());
        acts.add(new Act.Let(slot, value));
        if (KnownFields.isFixed(value)) {
            computed.put(value, slot);
            written.put(slot, value);
        }
        return slot;
    }

    private void when(Statement.When s, Term[] values, List<Act> acts) {
        Term condition = term(s.condition(), values);
        if (condition instanceof Term.Constant c) {
            acts.addAll(statements(c.value() != 0 ? s.then() : s.otherwise(), values));
            return;
        }
        KnownFields start = known.copy();
        KnownFields before = known.copy();
        List<Act> then = block(s.then(), values);
        KnownFields after = known;
        known = before;
        List<Act> otherwise = block(s.otherwise(), values);
        if (Selection.isPossible(condition, then, otherwise)) {
            known.keepCommon(after);
            select(condition, then, otherwise, start, acts);
            return;
        }
        known.keepCommon(after);
        if (!then.isEmpty() || !otherwise.isEmpty()) {
            acts.add(new Act.When(condition, then, otherwise));
        }
    }

    /** Both branches are computed, and what is stored is chosen: whether a branch is taken need not be foreseen. */
    private void select(Term condition, List<Act> then, List<Act> otherwise, KnownFields start, List<Act> acts) {
        Term chosen = bound(condition, acts);
        Selection.lets(then).forEach(acts::add);
        Selection.lets(otherwise).forEach(acts::add);
        List<Act.Store> stores = Selection.stores(then, otherwise);
        for (Act.Store store : stores) {
            Memory.Field field = field(store.memory(), store.field());
            // what was known before may be what another of these stores has changed
            boolean only = stores.stream()
                            .filter(s -> s.memory() == store.memory() && s.field() == store.field())
                            .count()
                    == 1;
            Term there = only ? start.get(store.memory(), store.field(), store.place()) : null;
            Term old = there != null
                    ? there
                    : new Term.Load(
                            store.memory(), store.field(), store.place(), new Interval(field.least(), field.most()));
            Term a = Selection.stored(then, store, old);
            Term b = Selection.stored(otherwise, store, old);
            Term value = bound(Terms.choice(chosen, a, b), acts);
            acts.add(new Act.Store(store.memory(), store.field(), store.place(), value));
            known.stored(store.memory(), store.field(), store.place(), value);
        }
    }

    private void loop(Statement.For s, Term[] values, List<Act> acts) {
        Term from = bound(term(s.from(), values), acts);
        Term to = bound(term(s.to(), values), acts);
        long least = from.interval().least();
        long most = to.interval().most();
        if (most < least) {
            return;
        }
        if (from instanceof Term.Constant && to instanceof Term.Constant && least == most) {
            values[s.slot()] = from;
            acts.addAll(statements(s.body(), values));
            return;
        }
        // a variable that must go beyond 32 bits to end needs more
        boolean isWide = most == Integer.MAX_VALUE;
        Term.Slot slot = slot(new Interval(least, isWide ? most + 1 : most));
        values[s.slot()] = slot;
        known.clear();
        List<Act> body = block(s.body(), values);
        known.clear();
        if (!body.isEmpty()) {
            acts.add(new Act.For(slot, from, to, body));
        }
    }

    private void call(int kernel, List<Term> arguments, List<Act> acts) {
        if (batch != null && kernel == batch.kernel()) {
            Term lane = arguments.get(batch.parameter());
            acts.add(new Act.Batch(
                    arguments, resolved(lane), methods.of(kernel, arguments).facts()));
            return;
        }
        KernelMethod method = methods.of(kernel, arguments);
        if (method.acts().isEmpty()) {
            return;
        }
        if (methods.isInlined(method) || (inlineAll && !method.facts().rare())) {
            List<Term> bound = new ArrayList<>();
            arguments.forEach(a -> bound.add(bound(a, acts)));
            acts.addAll(kernel(kernel, bound));
        } else {
            acts.add(new Act.Invoke(
                    method,
                    arguments.stream()
                            .filter(a -> !(a instanceof Term.Constant))
                            .toList()));
            known.forget(method.acts());
        }
    }

    private void store(Statement.Store s, Term[] values, List<Act> acts) {
        Memory.Field field = field(s.memory(), s.field());
        Term value = term(s.value(), values);
        Term fitting = switch (s.overflow()) {
            case WRAP -> Terms.wrapped(field.bits(), field.signed(), value);
            case SATURATE -> saturated(field, value);
            case NEVER -> value;
        };
        Term place = place(s.memory(), s.field(), s.word(), s.lane(), values);
        Term stored = bound(fitting, acts);
        acts.add(new Act.Store(s.memory(), s.field(), place, stored));
        known.stored(s.memory(), s.field(), place, stored);
    }

    private static Term saturated(Memory.Field field, Term value) {
        Term low = Terms.of(Operator.MAXIMUM, value, Terms.constant(field.least()));
        return Terms.of(Operator.MINIMUM, low, Terms.constant(field.most()));
    }

    private Memory.Field field(int memory, int field) {
        return machine.memories().get(memory).fields().get(field);
    }

    private Term place(int memory, int field, Expression word, Expression lane, Term[] values) {
        Term first = Terms.of(
                Operator.MULTIPLY,
                term(word, values),
                Terms.constant(field(memory, field).lanes()));
        return Terms.of(Operator.ADD, first, term(lane, values));
    }

    private List<Term> terms(List<Expression> expressions, Term[] values) {
        return expressions.stream().map(e -> term(e, values)).toList();
    }

    private Term term(Expression expression, Term[] values) {
        return switch (expression) {
            case Expression.Constant e -> Terms.constant(e.value());
            case Expression.Local e -> values[e.slot()];
            case Expression.Load e -> load(e, values);
            case Expression.Register e -> register(e, values);
            case Expression.Head e ->
                heads.isEmpty() ? new Term.Head(e.field(), head(e.field())) : heads.get(e.field());
            case Expression.Bus _ -> new Term.Bus(Interval.bits(machine.input().width()));
            case Expression.Operation e -> Terms.of(e.operator(), term(e.left(), values), term(e.right(), values));
            case Expression.Select e -> choice(e, values);
        };
    }

    private Term choice(Expression.Select e, Term[] values) {
        Term condition = term(e.condition(), values);
        if (condition instanceof Term.Constant c) {
            return term(c.value() != 0 ? e.then() : e.otherwise(), values);
        }
        conditional++;
        Term choice = Terms.choice(condition, term(e.then(), values), term(e.otherwise(), values));
        conditional--;
        return choice;
    }

    private Term load(Expression.Load e, Term[] values) {
        Memory.Field field = field(e.memory(), e.field());
        Term place = place(e.memory(), e.field(), e.word(), e.lane(), values);
        Term value = known.get(e.memory(), e.field(), place);
        if (value != null) {
            return value;
        }
        Term load = new Term.Load(e.memory(), e.field(), place, new Interval(field.least(), field.most()));
        if (conditional > 0) {
            return load;
        }
        Term slot = bound(load, out);
        known.loaded(e.memory(), e.field(), place, slot);
        return slot;
    }

    Interval head(int field) {
        List<Machine.Field> fields = machine.queue().fields();
        return field == fields.size()
                ? Interval.TRUTH
                : Interval.bits(fields.get(field).bits());
    }

    private Term register(Expression.Register e, Term[] values) {
        Machine.RegisterBank bank = machine.registers().get(e.register());
        if (bank.size() == 1) {
            return Terms.constant(state.register(e.register(), 0));
        }
        return new Term.Bank(e.register(), term(e.index(), values), Interval.bits(bank.bits()));
    }
}

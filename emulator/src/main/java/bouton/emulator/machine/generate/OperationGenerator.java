package bouton.emulator.machine.generate;

import bouton.emulator.machine.MachineState;
import bouton.image.machine.Expression;
import bouton.image.machine.Machine;
import bouton.image.machine.Statement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes classes of operations, decoders and kernels, for the registers as they are. */
public final class OperationGenerator {
    /** HotSpot compiles no longer methods. */
    private static final int LONGEST_METHOD = 8000;

    /** Weights up to which kernels are put in where they are called, tried one after the other until methods are short enough. */
    private static final int[] INLINED = {250, 60, 12, 0};

    private static final ClassDesc INTERFACE =
            GeneratedOperation.class.describeConstable().orElseThrow();
    /** Method that does what has been put off. */
    private static final String LANES = "lanes";

    private static final ClassDesc LONGS = ConstantDescs.CD_long.arrayType();

    private final MachineState state;
    private final OperationLog log;

    public OperationGenerator(MachineState state, OperationLog log) {
        this.state = state;
        this.log = log;
    }

    /**
     * What was made of a body.
     *
     * @param steps most steps
     * @param packets most packets sent
     * @param bus whether it looks at the input's address
     * @param head whether it looks at the head of the scheduler
     */
    public record Generated(GeneratedOperation code, long steps, long packets, boolean bus, boolean head) {}

    /**
     * A body, and what it is given.
     *
     * @param key what it is, among those of the machine
     * @param parameters what they lie in
     * @param entry whether the fields of an entry follow in the array
     */
    private record Source(Object key, Machine.Body body, List<Interval> parameters, boolean entry) {}

    /**
     * An operation.
     *
     * @param entry whether an entry of the scheduler began it
     */
    public Generated operation(int operation, boolean entry) {
        Machine.Body body = state.machine().operations().get(operation).body();
        List<Interval> parameters = new Starts(state).parameters(operation);
        return generate(new Source(List.of("operation", operation, entry), body, parameters, entry));
    }

    /**
     * An operation that does a kernel for all words at once, as their layouts are now: faster, and the same.
     *
     * @return null if this operation must call its kernels for each word in turn
     */
    public @Nullable Generated lanes(int operation, boolean entry) {
        for (Lanes.Candidate c : Lanes.candidates(state.machine())) {
            long value = state.common(c.memory(), c.selector());
            Generated made = value < 0 ? null : lanes(operation, entry, c, value);
            if (made != null) {
                return made;
            }
        }
        return null;
    }

    private @Nullable Generated lanes(int operation, boolean entry, Lanes.Candidate candidate, long value) {
        Machine.Body body = state.machine().operations().get(operation).body();
        List<Interval> parameters = new Starts(state).parameters(operation);
        Source source = new Source(List.of("lanes", operation, entry, candidate, value), body, parameters, entry);
        OperationClass made = OperationClasses.of(state.machine())
                .get(OperationClasses.settings(state), source.key, () -> makeLanes(source, candidate, value));
        return made.isNone() ? null : generated(source, made);
    }

    /** The decoder of the input's addresses. */
    public Generated requestDecoder() {
        return generate(new Source(
                "request",
                state.machine().request(),
                List.of(Interval.bits(state.machine().input().width())),
                false));
    }

    /** The decoder of entries. */
    public Generated entryDecoder() {
        return generate(new Source("entry", state.machine().entry(), Starts.entry(state.machine()), false));
    }

    /** A kernel by itself. */
    public Generated kernel(int kernel) {
        int parameters = state.machine().kernels().get(kernel).body().parameters();
        List<Expression> arguments = new ArrayList<>();
        for (int i = 0; i < parameters; i++) {
            arguments.add(new Expression.Local(i));
        }
        Machine.Body body = new Machine.Body(parameters, parameters, List.of(new Statement.Call(kernel, arguments)));
        return generate(
                new Source(List.of("kernel", kernel), body, Collections.nCopies(parameters, Interval.ALL), false));
    }

    private Generated generate(Source source) {
        OperationClass made = OperationClasses.of(state.machine())
                .get(OperationClasses.settings(state), source.key, () -> make(source));
        return generated(source, made);
    }

    private Generated generated(Source source, OperationClass made) {
        Facts facts = made.facts();
        boolean head = facts.head() || (source.entry && Heads.isFixed(state.machine(), source.body));
        return new Generated(made.of(state, log), Math.max(1, facts.steps()), facts.packets(), facts.bus(), head);
    }

    private OperationClass make(Source source) {
        for (int inlined : INLINED) {
            Methods methods = new Methods(state, inlined);
            Specialiser specialiser = new Specialiser(methods);
            List<Term.Slot> slots =
                    source.parameters.stream().map(specialiser::slot).toList();
            List<Term.Slot> head = fixedHead(source, specialiser);
            List<Act> acts = specialiser.whole(source.body, new ArrayList<>(slots));
            Constants constants = new Constants(state);
            List<Term.Slot> given = new ArrayList<>(slots);
            given.addAll(head);
            byte[] bytes = bytes(source, slots.size(), given, acts, methods, constants, null);
            if (inlined == 0 || !isLong(bytes)) {
                return OperationClass.load(bytes, constants.sources(), Facts.of(acts));
            }
        }
        throw new IllegalStateException("unreachable");
    }

    private OperationClass makeLanes(Source source, Lanes.Candidate candidate, long value) {
        if (source.entry && !Heads.isFixed(state.machine(), source.body)) {
            return OperationClass.NONE;
        }
        Methods methods = new Methods(state, INLINED[0]);
        Specialiser specialiser = new Specialiser(methods);
        specialiser.inlineAll();
        specialiser.putOff(candidate);
        List<Term.Slot> slots =
                source.parameters.stream().map(specialiser::slot).toList();
        List<Term.Slot> head = fixedHead(source, specialiser);
        List<Act> acts = specialiser.whole(source.body, new ArrayList<>(slots));
        Lanes lanes = Lanes.of(state, methods, specialiser, acts, candidate, value);
        if (lanes == null) {
            return OperationClass.NONE;
        }
        Constants constants = new Constants(state);
        List<Term.Slot> given = new ArrayList<>(slots);
        given.addAll(head);
        byte[] bytes = bytes(source, slots.size(), given, acts, methods, constants, lanes);
        return isLong(bytes) ? OperationClass.NONE : OperationClass.load(bytes, constants.sources(), Facts.of(acts));
    }

    /** Slots of the head's fields where it does not change in an operation that an entry began. */
    private List<Term.Slot> fixedHead(Source source, Specialiser specialiser) {
        if (!source.entry || !Heads.isFixed(state.machine(), source.body)) {
            return List.of();
        }
        List<Term.Slot> fields = head(specialiser);
        List<Term> all = new ArrayList<>(fields);
        // the mark: entries of the main queue have none
        all.add(Terms.ZERO);
        specialiser.fixHead(all);
        return fields;
    }

    private List<Term.Slot> head(Specialiser specialiser) {
        List<Term.Slot> fields = new ArrayList<>();
        for (int i = 0; i < state.machine().queue().fields().size(); i++) {
            fields.add(specialiser.slot(specialiser.head(i)));
        }
        return fields;
    }

    private static boolean isLong(byte[] bytes) {
        return ClassFile.of().parse(bytes).methods().stream()
                .flatMap(method -> method.code().stream())
                .anyMatch(code -> code instanceof CodeAttribute c && c.codeLength() > LONGEST_METHOD);
    }

    private byte[] bytes(
            Source source,
            int parameters,
            List<Term.Slot> given,
            List<Act> acts,
            Methods methods,
            Constants constants,
            @Nullable Lanes lanes) {
        return ClassFile.of().build(Constants.THIS, type -> {
            type.withFlags(AccessFlag.FINAL, AccessFlag.SUPER).withInterfaceSymbols(INTERFACE);
            type.withMethodBody(
                    "run",
                    MethodTypeDesc.of(ConstantDescs.CD_int, LONGS),
                    ClassFile.ACC_PUBLIC,
                    code -> run(code, source, parameters, given, acts, constants, lanes));
            if (lanes != null) {
                type.withMethodBody(
                        LANES,
                        ConstantDescs.MTD_void,
                        ClassFile.ACC_PRIVATE,
                        code -> new LaneWriter(code, lanes, constants).write());
            }
            for (KernelMethod method : methods.all()) {
                if (!methods.isInlined(method)) {
                    type.withMethodBody(
                            method.name(),
                            ActWriter.type(method),
                            ClassFile.ACC_PRIVATE,
                            code -> kernel(code, method, constants));
                }
            }
            constants.declare(type);
        });
    }

    /** @param given slots of the parameters, and of the head's fields behind them where it does not change */
    private void run(
            CodeBuilder code,
            Source source,
            int parameters,
            List<Term.Slot> given,
            List<Act> acts,
            Constants constants,
            @Nullable Lanes lanes) {
        Facts facts = Facts.of(acts);
        Locals locals = new Locals(code);
        for (int i = 0; i < given.size(); i++) {
            argument(code, i);
            if (given.get(i).isInt()) {
                code.l2i();
            }
            locals.store(given.get(i));
        }
        int step = code.allocateLocal(TypeKind.INT);
        code.loadConstant(0).istore(step);
        boolean keepsHead = source.entry && facts.head();
        int head = keepsHead ? head(code, parameters) : -1;
        int popped = code.allocateLocal(TypeKind.INT);
        code.loadConstant(lanes == null ? Integer.MAX_VALUE : -1).istore(popped);
        int bus = code.allocateLocal(TypeKind.LONG);
        if (facts.bus()) {
            argument(code, parameters);
        } else {
            code.lconst_0();
        }
        code.lstore(bus);
        constants.begin(code, acts);
        Engine engine = new Engine(constants, step, head, popped, bus);
        new ActWriter(code, locals, engine, lanes, new TermWriter(code, locals, engine)).acts(acts);
        if (lanes != null) {
            code.aload(0).invokevirtual(Constants.THIS, LANES, ConstantDescs.MTD_void);
            takeAway(code, engine);
        }
        if (!ActWriter.endsWithStart(acts)) {
            code.iload(step).ireturn();
        }
    }

    /** The head is taken away in the step in which it was to be, behind all that was put off. */
    private static void takeAway(CodeBuilder code, Engine engine) {
        Label not = code.newLabel();
        code.iload(engine.popped()).iflt(not);
        int end = code.allocateLocal(TypeKind.INT);
        code.iload(engine.step()).istore(end);
        code.iload(engine.popped()).istore(engine.step());
        engine.tell(code, "pop");
        code.iload(end).istore(engine.step());
        code.labelBinding(not);
    }

    private static void argument(CodeBuilder code, int index) {
        code.aload(1).loadConstant(index).laload();
    }

    /** The fields of the entry, and 0 for the mark, which entries of the main queue do not have. */
    private int head(CodeBuilder code, int from) {
        int fields = state.machine().queue().fields().size();
        int first = -1;
        for (int i = 0; i <= fields; i++) {
            int local = code.allocateLocal(TypeKind.LONG);
            first = i == 0 ? local : first;
            if (i < fields) {
                argument(code, from + i);
            } else {
                code.lconst_0();
            }
            code.lstore(local);
        }
        return first;
    }

    private static void kernel(CodeBuilder code, KernelMethod method, Constants constants) {
        Locals locals = new Locals(code);
        int next = 1;
        for (Term.Slot parameter : method.parameters()) {
            locals.parameter(parameter, next);
            next += parameter.isInt() ? 1 : 2;
        }
        int step = method.facts().outside() ? next++ : -1;
        int bus = method.facts().bus() ? next : -1;
        constants.begin(code, method.acts());
        new ActWriter(code, locals, new Engine(constants, step, -1, -1, bus)).acts(method.acts());
        code.return_();
    }
}

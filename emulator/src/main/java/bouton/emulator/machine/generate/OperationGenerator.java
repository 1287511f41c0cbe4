package bouton.emulator.machine.generate;

import bouton.emulator.machine.MachineState;
import bouton.image.machine.Expression;
import bouton.image.machine.Machine;
import bouton.image.machine.Statement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes classes of operations, decoders and kernels, for the registers as they are. */
public final class OperationGenerator {
    /** HotSpot compiles no longer methods. */
    private static final int LONGEST_METHOD = 8000;

    /** Weights up to which kernels are put in where they are called, tried one after the other until methods are short enough. */
    private static final int[] INLINED = {250, 60, 12, 0};

    private static final ClassDesc INTERFACE =
            GeneratedOperation.class.describeConstable().orElseThrow();
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
            List<Term.Slot> head =
                    source.entry && Heads.isFixed(state.machine(), source.body) ? head(specialiser) : List.of();
            if (!head.isEmpty()) {
                List<Term> all = new ArrayList<>(head);
                // the mark: entries of the main queue have none
                all.add(Terms.ZERO);
                specialiser.fixHead(all);
            }
            List<Act> acts = specialiser.whole(source.body, new ArrayList<>(slots));
            Constants constants = new Constants(state);
            List<Term.Slot> given = new ArrayList<>(slots);
            given.addAll(head);
            byte[] bytes = bytes(source, slots.size(), given, acts, methods, constants);
            if (inlined == 0 || !isLong(bytes)) {
                return OperationClass.load(bytes, constants.sources(), Facts.of(acts));
            }
        }
        throw new IllegalStateException("unreachable");
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
            Constants constants) {
        return ClassFile.of().build(Constants.THIS, type -> {
            type.withFlags(AccessFlag.FINAL, AccessFlag.SUPER).withInterfaceSymbols(INTERFACE);
            type.withMethodBody(
                    "run",
                    MethodTypeDesc.of(ConstantDescs.CD_int, LONGS),
                    ClassFile.ACC_PUBLIC,
                    code -> run(code, source, parameters, given, acts, constants));
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
            Constants constants) {
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
        code.loadConstant(Integer.MAX_VALUE).istore(popped);
        int bus = code.allocateLocal(TypeKind.LONG);
        if (facts.bus()) {
            argument(code, parameters);
        } else {
            code.lconst_0();
        }
        code.lstore(bus);
        constants.begin(code, acts);
        new ActWriter(code, locals, new Engine(constants, step, head, popped, bus)).acts(acts);
        if (!ActWriter.endsWithStart(acts)) {
            code.iload(step).ireturn();
        }
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

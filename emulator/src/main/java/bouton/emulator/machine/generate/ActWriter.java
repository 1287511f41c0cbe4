package bouton.emulator.machine.generate;

import bouton.emulator.machine.Column;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the code of acts. */
final class ActWriter {
    private final CodeBuilder code;
    private final Locals locals;
    private final Engine engine;
    private final TermWriter terms;
    private final @Nullable Lanes lanes;

    ActWriter(CodeBuilder code, Locals locals, Engine engine) {
        this(code, locals, engine, null, new TermWriter(code, locals, engine));
    }

    /** @param lanes calls that are put off, and with them the taking away of the head; null for none */
    ActWriter(CodeBuilder code, Locals locals, Engine engine, @Nullable Lanes lanes, TermWriter terms) {
        this.code = code;
        this.locals = locals;
        this.engine = engine;
        this.lanes = lanes;
        this.terms = terms;
    }

    void acts(List<Act> acts) {
        acts.forEach(this::act);
    }

    private void act(Act act) {
        switch (act) {
            case Act.Let a -> {
                terms.write(a.value());
                locals.store(a.slot());
            }
            case Act.Store a -> store(a);
            case Act.Copy a -> tell(List.of(Terms.constant(a.memory()), a.to(), a.from()), "copy");
            case Act.When a -> when(a);
            case Act.For a -> loop(a);
            case Act.Invoke a -> invoke(a);
            case Act.Batch a -> batch(a);
            case Act.Cycle _ -> code.iinc(engine.step(), 1);
            case Act.Enter a -> {
                engine.value(code, terms, Terms.constant(a.state()));
                engine.tell(code, "enter");
            }
            case Act.Push a -> tell(a.entry(), "push");
            case Act.Pop _ -> pop();
            case Act.Send a -> tell(List.of(a.packet()), "send");
            case Act.Spike a -> tell(a.arguments(), "spike");
            case Act.Start a -> start(a);
        }
    }

    private void tell(List<Term> numbers, String what) {
        numbers.forEach(n -> engine.value(code, terms, n));
        engine.tell(code, what);
    }

    /** The arguments are kept for the call that comes at the end. */
    private void batch(Act.Batch a) {
        Lanes put = Objects.requireNonNull(lanes);
        Term lane = a.arguments().get(put.of().parameter());
        boolean first = KnownFields.offset(a.resolved()) == 0;
        for (int i = 0; i < put.given().size(); i++) {
            boolean same = put.same().get(i);
            if (put.given().get(i) != null && (first || !same)) {
                engine.constants().scratch(code, LaneWriter.GIVEN + i, same ? 1 : put.words());
                terms.writeInt(same ? Terms.ZERO : lane);
                terms.writeInt(a.arguments().get(i));
                code.iastore();
            }
        }
        if (first && !put.tails().isEmpty()) {
            engine.constants().scratch(code, LaneWriter.STEPS, put.words());
            terms.writeInt(lane);
            code.iload(engine.step()).iastore();
        }
    }

    private void pop() {
        if (lanes != null) {
            code.iload(engine.step()).istore(engine.popped());
            return;
        }
        engine.tell(code, "pop");
        if (engine.popped() >= 0) {
            code.iload(engine.popped())
                    .iload(engine.step())
                    .invokestatic(
                            ClassDesc.of("java.lang.Math"),
                            "min",
                            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int))
                    .istore(engine.popped());
        }
    }

    void store(Act.Store a) {
        Column column = engine.constants().memory(code, a.memory(), a.field());
        terms.writeInt(a.place());
        switch (column) {
            case Column.Bytes _ -> {
                terms.writeInt(a.value());
                code.bastore();
            }
            case Column.Ints _ -> {
                terms.writeInt(a.value());
                code.iastore();
            }
            case Column.Longs _ -> {
                terms.writeLong(a.value());
                code.lastore();
            }
        }
    }

    private void when(Act.When a) {
        Label otherwise = code.newLabel();
        terms.jumpUnless(a.condition(), otherwise);
        acts(a.then());
        if (a.otherwise().isEmpty()) {
            code.labelBinding(otherwise);
            return;
        }
        Label end = code.newLabel();
        boolean goesOn = !endsWithStart(a.then());
        if (goesOn) {
            code.goto_(end);
        }
        code.labelBinding(otherwise);
        acts(a.otherwise());
        code.labelBinding(end);
    }

    /** Whether the last of the acts returns on every way. */
    static boolean endsWithStart(List<Act> acts) {
        return !acts.isEmpty()
                && switch (acts.getLast()) {
                    case Act.Start _ -> true;
                    case Act.When w -> endsWithStart(w.then()) && endsWithStart(w.otherwise());
                    default -> false;
                };
    }

    private void loop(Act.For a) {
        Label test = code.newLabel();
        Label body = code.newLabel();
        boolean isInt = a.slot().isInt();
        terms.write(a.from(), isInt);
        locals.store(a.slot());
        code.goto_(test);
        code.labelBinding(body);
        acts(a.body());
        if (isInt) {
            code.iinc(locals.place(a.slot()), 1);
        } else {
            code.lload(locals.place(a.slot())).lconst_1().ladd().lstore(locals.place(a.slot()));
        }
        code.labelBinding(test);
        locals.load(a.slot());
        terms.write(a.to(), isInt);
        if (isInt) {
            code.if_icmple(body);
        } else {
            code.lcmp().ifle(body);
        }
    }

    private void invoke(Act.Invoke a) {
        KernelMethod method = a.method();
        code.aload(0);
        for (int i = 0; i < method.parameters().size(); i++) {
            terms.write(a.arguments().get(i), method.parameters().get(i).isInt());
        }
        if (method.facts().outside()) {
            code.iload(engine.step());
        }
        if (method.facts().bus()) {
            code.lload(engine.bus());
        }
        code.invokevirtual(Constants.THIS, method.name(), type(method));
    }

    /** Its parameters, then the step and the input's address if it needs them. */
    static MethodTypeDesc type(KernelMethod method) {
        List<ClassDesc> parameters = new ArrayList<>();
        method.parameters().forEach(p -> parameters.add(p.isInt() ? ConstantDescs.CD_int : ConstantDescs.CD_long));
        if (method.facts().outside()) {
            parameters.add(ConstantDescs.CD_int);
        }
        if (method.facts().bus()) {
            parameters.add(ConstantDescs.CD_long);
        }
        return MethodTypeDesc.of(ConstantDescs.CD_void, parameters);
    }

    /** All arguments are computed before the first is put where the decoder's own are. */
    private void start(Act.Start a) {
        int first = -1;
        for (Term argument : a.arguments()) {
            int local = code.allocateLocal(TypeKind.LONG);
            first = first < 0 ? local : first;
            terms.writeLong(argument);
            code.lstore(local);
        }
        for (int i = 0; i < a.arguments().size(); i++) {
            code.aload(1).loadConstant(i).lload(first + 2 * i).lastore();
        }
        code.loadConstant(a.operation()).ireturn();
    }
}

package bouton.emulator.machine.generate;

import bouton.emulator.machine.Column;
import bouton.image.machine.Operator;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Writes code that leaves the number of a term on the stack. */
final class TermWriter {
    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
    private static final MethodTypeDesc INTS =
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int);
    private static final MethodTypeDesc LONGS =
            MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long, ConstantDescs.CD_long);

    /** Weight of both sides of a choice up to which both are computed. */
    private static final long CHEAP = 12;

    private final CodeBuilder code;
    private final Constants constants;
    private final Locals locals;
    private final Engine engine;

    private final boolean branchless;

    TermWriter(CodeBuilder code, Locals locals, Engine engine) {
        this(code, locals, engine, false);
    }

    /** @param branchless choices compute both sides, whatever that costs: vectors have no branches */
    TermWriter(CodeBuilder code, Locals locals, Engine engine, boolean branchless) {
        this.branchless = branchless;
        this.code = code;
        this.constants = engine.constants();
        this.locals = locals;
        this.engine = engine;
    }

    /** 32 bits if the term is of them, else 64. */
    void write(Term term) {
        switch (term) {
            case Term.Constant t -> {
                if (t.isInt()) {
                    code.loadConstant((int) t.value());
                } else {
                    code.loadConstant(t.value());
                }
            }
            case Term.Slot t -> locals.load(t);
            case Term.Load t -> {
                Column column = constants.memory(code, t.memory(), t.field());
                element(column, t.place(), t);
            }
            case Term.Bank t -> {
                Column column = constants.bank(code, t.register());
                element(column, t.index(), t);
            }
            case Term.Head t -> {
                engine.head(code, t.field());
                narrow(t);
            }
            case Term.Bus t -> {
                code.lload(engine.bus());
                narrow(t);
            }
            case Term.Operation t -> operation(t);
            case Term.Choice t -> choice(t);
        }
    }

    void writeLong(Term term) {
        if (term instanceof Term.Constant c) {
            code.loadConstant(c.value());
            return;
        }
        write(term);
        if (term.isInt()) {
            code.i2l();
        }
    }

    void writeInt(Term term) {
        write(term);
        if (!term.isInt()) {
            code.l2i();
        }
    }

    /** Of 32 bits, or of 64. */
    void write(Term term, boolean isInt) {
        if (isInt) {
            writeInt(term);
        } else {
            writeLong(term);
        }
    }

    private void narrow(Term term) {
        if (term.isInt()) {
            code.l2i();
        }
    }

    private void element(Column column, Term place, Term element) {
        writeInt(place);
        switch (column) {
            case Column.Bytes c -> {
                code.baload();
                if (!c.signed() && c.bits() == 8) {
                    code.loadConstant(255).iand();
                }
            }
            case Column.Ints _ -> code.iaload();
            case Column.Longs _ -> {
                code.laload();
                narrow(element);
            }
        }
    }

    private void choice(Term.Choice t) {
        if (branchless || isCheap(t)) {
            chosen(t);
            return;
        }
        Label otherwise = code.newLabel();
        Label end = code.newLabel();
        jumpUnless(t.condition(), otherwise);
        write(t.then(), t.isInt());
        code.goto_(end);
        code.labelBinding(otherwise);
        write(t.otherwise(), t.isInt());
        code.labelBinding(end);
    }

    /** Whether computing both costs less than a jump that goes wrong now and then. */
    private static boolean isCheap(Term.Choice t) {
        return t.isInt()
                && t.condition().isInt()
                && t.condition().isTruth()
                && t.then().isInt()
                && t.otherwise().isInt()
                && !Facts.head(t.then())
                && !Facts.head(t.otherwise())
                && Facts.weight(t.then()) + Facts.weight(t.otherwise()) <= CHEAP;
    }

    /** Without a jump: a condition of 1 becomes a mask of ones. */
    private void chosen(Term.Choice t) {
        if (t.otherwise().isConstant(0)) {
            write(t.then());
            write(t.condition());
            code.ineg().iand();
        } else if (t.then().isConstant(0)) {
            write(t.otherwise());
            write(t.condition());
            code.loadConstant(1).isub().iand();
        } else {
            write(t.otherwise());
            code.dup();
            write(t.then());
            code.ixor();
            write(t.condition());
            code.ineg().iand().ixor();
        }
    }

    private void operation(Term.Operation t) {
        if (t.operator().isComparison()) {
            comparison(t);
            return;
        }
        boolean isInt = t.isInt() && t.left().isInt() && t.right().isInt() && !shiftsFar(t);
        write(t.left(), isInt);
        if (t.operator() == Operator.SHIFT_LEFT || t.operator() == Operator.SHIFT_RIGHT) {
            writeInt(t.right());
        } else {
            write(t.right(), isInt);
        }
        if (isInt) {
            inInts(t.operator());
        } else {
            inLongs(t.operator());
            narrow(t);
        }
    }

    private static boolean shiftsFar(Term.Operation t) {
        boolean isShift = t.operator() == Operator.SHIFT_LEFT || t.operator() == Operator.SHIFT_RIGHT;
        return isShift && !t.right().interval().within(0, 31);
    }

    private void inInts(Operator operator) {
        switch (operator) {
            case ADD -> code.iadd();
            case SUBTRACT -> code.isub();
            case MULTIPLY -> code.imul();
            case MODULO -> code.invokestatic(MATH, "floorMod", INTS);
            case MINIMUM -> code.invokestatic(MATH, "min", INTS);
            case MAXIMUM -> code.invokestatic(MATH, "max", INTS);
            case AND -> code.iand();
            case OR -> code.ior();
            case XOR -> code.ixor();
            case SHIFT_LEFT -> code.ishl();
            case SHIFT_RIGHT -> code.ishr();
            case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL ->
                throw new IllegalStateException("a comparison");
        }
    }

    private void inLongs(Operator operator) {
        switch (operator) {
            case ADD -> code.ladd();
            case SUBTRACT -> code.lsub();
            case MULTIPLY -> code.lmul();
            case MODULO -> code.invokestatic(MATH, "floorMod", LONGS);
            case MINIMUM -> code.invokestatic(MATH, "min", LONGS);
            case MAXIMUM -> code.invokestatic(MATH, "max", LONGS);
            case AND -> code.land();
            case OR -> code.lor();
            case XOR -> code.lxor();
            case SHIFT_LEFT -> code.lshl();
            case SHIFT_RIGHT -> code.lshr();
            case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL ->
                throw new IllegalStateException("a comparison");
        }
    }

    /** A comparison as a number: by the sign of a difference where that cannot overflow, else by jumps. */
    private void comparison(Term.Operation t) {
        Interval difference =
                Interval.of(Operator.SUBTRACT, t.left().interval(), t.right().interval());
        int most = Integer.MAX_VALUE;
        if (!t.left().isInt() || !t.right().isInt() || !difference.within(-most, most)) {
            byJumps(t);
            return;
        }
        switch (t.operator()) {
            case LESS -> sign(t.left(), t.right(), false);
            case GREATER -> sign(t.right(), t.left(), false);
            case LESS_EQUAL -> sign(t.right(), t.left(), true);
            case GREATER_EQUAL -> sign(t.left(), t.right(), true);
            case EQUAL -> unequal(t, true);
            default -> unequal(t, false);
        }
    }

    private void sign(Term a, Term b, boolean not) {
        write(a);
        write(b);
        code.isub().loadConstant(31).iushr();
        if (not) {
            code.loadConstant(1).ixor();
        }
    }

    private void unequal(Term.Operation t, boolean not) {
        if (t.left().isTruth() && t.right().isConstant(0)) {
            write(t.left());
        } else if (t.left().isTruth() && t.right().isTruth()) {
            write(t.left());
            write(t.right());
            code.ixor();
        } else {
            write(t.left());
            write(t.right());
            code.isub().dup().ineg().ior().loadConstant(31).iushr();
        }
        if (not) {
            code.loadConstant(1).ixor();
        }
    }

    private void byJumps(Term t) {
        Label no = code.newLabel();
        Label end = code.newLabel();
        jumpUnless(t, no);
        code.loadConstant(1).goto_(end);
        code.labelBinding(no);
        code.loadConstant(0);
        code.labelBinding(end);
    }

    /** Goes there if the term is 0. */
    void jumpUnless(Term term, Label there) {
        if (term instanceof Term.Operation t && t.operator().isComparison()) {
            compare(t, there);
        } else if (term instanceof Term.Operation t
                && t.operator() == Operator.AND
                && t.left().isTruth()
                && t.right().isTruth()) {
            jumpUnless(t.left(), there);
            jumpUnless(t.right(), there);
        } else if (term.isInt()) {
            write(term);
            code.ifeq(there);
        } else {
            write(term);
            code.lconst_0().lcmp().ifeq(there);
        }
    }

    private void compare(Term.Operation t, Label unless) {
        if (t.left().isInt() && t.right().isInt()) {
            write(t.left());
            write(t.right());
            switch (t.operator()) {
                case EQUAL -> code.if_icmpne(unless);
                case NOT_EQUAL -> code.if_icmpeq(unless);
                case LESS -> code.if_icmpge(unless);
                case LESS_EQUAL -> code.if_icmpgt(unless);
                case GREATER -> code.if_icmple(unless);
                default -> code.if_icmplt(unless);
            }
            return;
        }
        writeLong(t.left());
        writeLong(t.right());
        code.lcmp();
        switch (t.operator()) {
            case EQUAL -> code.ifne(unless);
            case NOT_EQUAL -> code.ifeq(unless);
            case LESS -> code.ifge(unless);
            case LESS_EQUAL -> code.ifgt(unless);
            case GREATER -> code.ifle(unless);
            default -> code.iflt(unless);
        }
    }
}

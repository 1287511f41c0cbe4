package bouton.compiler.kernel;

import bouton.compiler.layout.Layout;
import bouton.dsl.model.Model;
import bouton.dsl.model.Statement;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Rounding;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.ir.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Statements of a handler to instructions. */
public final class Statements {
    /** So much of a tick is forgiven when a duration is rounded up (LANGUAGE-2, section 8). */
    private static final double FORGIVEN_TICK = 1e-3;

    /** No hold lasts longer, and what is put off for longer never runs: 2^53 ticks. */
    private static final double MOST_TICKS = 0x1p53;

    private final Names names;
    private final KernelWriter writer;
    private final Ranges ranges;
    private final Map<Integer, Integer> locals = new HashMap<>();
    private final Expressions expressions;

    public Statements(Names names, Ranges ranges) {
        this.names = names;
        this.writer = names.writer();
        this.ranges = ranges;
        this.expressions = new Expressions(names, locals);
    }

    public void write(List<Statement> statements) {
        for (Statement s : statements) {
            int before = writer.at();
            writer.at(names.shared().origins().of(s.span()));
            write(s);
            writer.at(before);
        }
    }

    private void write(Statement statement) {
        switch (statement) {
            case Statement.Assign a -> assign(a);
            case Statement.Let l -> let(l);
            case Statement.If i ->
                writer.ifElse(expressions.truth(i.condition()), () -> write(i.then()), () -> write(i.otherwise()));
            case Statement.Deliver d ->
                writer.add(new Instruction.Deliver(d.port(), expressions.number(d.value()), writer.at()));
            case Statement.Emit e -> {
                int payload = e.payload().map(expressions::number).orElse(-1);
                writer.add(new Instruction.Emit(e.event(), payload, writer.at()));
            }
            case Statement.Hold h -> hold(h);
            case Statement.After a -> after(a);
        }
    }

    private void assign(Statement.Assign a) {
        int value = ranges.clamp(names, a.variable(), expressions.number(a.value()));
        boolean plastic = names.layout().model().variables().get(a.variable()).role() == Model.Role.WEIGHT;
        writer.store(names.layout().word(a.variable()), Type.F64, value, plastic);
    }

    private void let(Statement.Let l) {
        boolean truth = l.value().isTruth();
        int register = truth ? expressions.truth(l.value()) : expressions.number(l.value());
        locals.put(l.id(), register);
        int field = names.layout().keptLocal(l.id());
        if (field >= 0) {
            writer.store(Word.self(field), truth ? writer.toNumber(register, Type.BOOL) : register);
        }
    }

    /** To the nearest tick; a time below 0, which only a draw can give, counts as 0. */
    private void after(Statement.After a) {
        int exact = writer.over(
                expressions.number(a.time()), writer.constant(names.shared().dt()));
        int ticks = writer.binary(BinaryOp.MAX, writer.unary(UnaryOp.ROUND, exact), writer.constant(0));
        int some = writer.compare(CompareOp.LT, ticks, writer.constant(MOST_TICKS));
        writer.ifThen(
                some,
                () -> writer.add(
                        new Instruction.Defer(names.task(a), writer.toInteger(ticks, Rounding.FLOOR), writer.at())));
    }

    /** Set in tick s it lasts in the ticks s + 1 .. s + N; one that lasts already goes on to its new end. */
    private void hold(Statement.Hold h) {
        Layout.HoldFields fields = names.layout().hold(h.hold());
        int exact = writer.over(
                expressions.number(h.duration()), writer.constant(names.shared().dt()));
        int up = writer.unary(UnaryOp.CEIL, writer.minus(exact, writer.constant(FORGIVEN_TICK)));
        int bounded = writer.binary(BinaryOp.MIN, up, writer.constant(MOST_TICKS));
        int some = writer.compare(CompareOp.GE, bounded, writer.constant(1));
        writer.ifThen(some, () -> {
            int tick = writer.read(Special.TICK);
            int lasts = names.hold(h.hold());
            int from = writer.load(Word.self(fields.from()), Type.I64);
            int ticks = writer.toInteger(bounded, Rounding.FLOOR);
            int end = writer.binary(BinaryOp.ADD, Type.I64, tick, ticks);
            writer.store(Word.self(fields.from()), Type.I64, writer.select(Type.I64, lasts, from, tick), false);
            writer.store(Word.self(fields.until()), Type.I64, end, false);
        });
    }
}

package bouton.image.listing;

import bouton.image.ir.BinaryOp;
import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Kernels as three-address text, an instruction on a line. */
final class KernelListing {
    private final Page page;
    private final Names names;

    KernelListing(Page page, Names names) {
        this.page = page;
        this.names = names;
    }

    /** Name and size of a kernel in words. */
    static String title(Kernel kernel) {
        int n = kernel.registers();
        return kernel.name() + ", " + n + (n == 1 ? " register" : " registers");
    }

    void body(Kernel kernel) {
        block(kernel.body());
    }

    private void block(Block block) {
        page.indented(() -> {
            if (block.isEmpty()) {
                page.line("nothing");
            }
            for (Instruction i : block.instructions()) {
                instruction(i);
            }
        });
    }

    private void instruction(Instruction instruction) {
        switch (instruction) {
            case Instruction.Const i -> set(i, i.dst(), "f64.const " + i.value());
            case Instruction.ConstInt i -> set(i, i.dst(), i.type() + ".const " + i.value());
            case Instruction.Load i -> set(i, i.dst(), "load " + names.word(i.word()));
            case Instruction.Store i ->
                line(
                        i,
                        "store " + names.word(i.word()) + " r" + i.src() + overflow(i.type(), i.overflow())
                                + (i.plastic() ? " plastic" : ""));
            case Instruction.Binary i -> set(i, i.dst(), binary(i));
            case Instruction.Unary i ->
                set(
                        i,
                        i.dst(),
                        i.type() + "." + lower(i.op()) + " r" + i.a()
                                + (overflows(i.op()) ? overflow(i.type(), i.overflow()) : ""));
            case Instruction.Compare i -> set(i, i.dst(), i.type() + "." + lower(i.op()) + " r" + i.a() + " r" + i.b());
            case Instruction.Select i ->
                set(i, i.dst(), i.type() + ".select r" + i.condition() + " r" + i.a() + " r" + i.b());
            case Instruction.Convert i ->
                set(
                        i,
                        i.dst(),
                        "convert r" + i.src() + " " + i.from() + " -> " + i.to()
                                + (i.to() instanceof Type.Int ? " " + lower(i.rounding()) : "")
                                + overflow(i.to(), i.overflow()));
            case Instruction.Clamp i ->
                set(
                        i,
                        i.dst(),
                        (i.type() instanceof Type.Float64 ? "" : i.type() + ".") + "clamp r" + i.src() + " r" + i.lo()
                                + " r" + i.hi() + " counter " + names.counter(i.counter()));
            case Instruction.TableAt i ->
                set(i, i.dst(), "table " + names.table(i.table()) + " r" + i.row() + " r" + i.column());
            case Instruction.Draw i ->
                set(
                        i,
                        i.dst(),
                        "draw " + lower(i.distribution()) + " " + registers(i.arguments()) + bounds(i) + " site "
                                + HexFormat.of().toHexDigits(i.site()) + " use " + i.use());
            case Instruction.RandomBits i ->
                set(
                        i,
                        i.dst(),
                        i.type() + ".random " + i.bits() + " bits site "
                                + HexFormat.of().toHexDigits(i.site()) + " use " + i.use());
            case Instruction.Read i -> set(i, i.dst(), "read " + lower(i.special()));
            case Instruction.Arrived i -> set(i, i.dst(), "arrived pre." + names.sent(i.out()));
            case Instruction.ReadGlobal i -> set(i, i.dst(), "global " + names.global(i.cell()));
            case Instruction.Mirrored i -> set(i, i.dst(), "mirrored");
            case Instruction.PortSum i -> set(i, i.dst(), "port " + names.port(i.port()));
            case Instruction.Deliver i -> line(i, "deliver post." + names.port(i.port()) + " r" + i.src());
            case Instruction.Emit i ->
                line(i, "emit " + names.event(i.event()) + (i.payload() == -1 ? "" : " r" + i.payload()));
            case Instruction.Defer i -> line(i, "defer task " + i.task() + " r" + i.ticks() + " ticks");
            case Instruction.Remember i -> line(i, "remember line " + i.line() + " r" + i.src());
            case Instruction.Recall i -> set(i, i.dst(), "recall line " + i.line());
            case Instruction.If i -> {
                line(i, "if r" + i.condition());
                block(i.then());
                if (!i.otherwise().isEmpty()) {
                    page.line("else");
                    block(i.otherwise());
                }
            }
            case Instruction.Propagator i ->
                line(
                        i,
                        registers(i.dst()) + " = propagator " + i.rows() + " x " + i.n() + " of "
                                + registers(i.matrix()) + " step r" + i.step());
            case Instruction.Adaptive i -> adaptive(i);
            case Instruction.Yield i -> line(i, "yield " + i.index() + " r" + i.src());
        }
    }

    private static String binary(Instruction.Binary i) {
        boolean rounds = (i.op() == BinaryOp.DIV || i.op() == BinaryOp.SHR) && i.type() instanceof Type.Int;
        return i.type() + "." + lower(i.op()) + " r" + i.a() + " r" + i.b()
                + (rounds ? " " + lower(i.rounding()) : "")
                + (overflows(i.op()) ? overflow(i.type(), i.overflow()) : "");
    }

    private void adaptive(Instruction.Adaptive i) {
        String states = i.states().stream().map(names::word).collect(Collectors.joining(" "));
        line(i, "adaptive " + states + " step r" + i.step() + " tolerance " + i.tolerance());
        page.indented(() -> {
            page.line("derivative " + title(i.derivative()) + (i.time() == -1 ? "" : ", r" + i.time() + " = time"));
            body(i.derivative());
            for (Instruction.Crossing c : i.crossings()) {
                page.line("crossing " + title(c.margin()));
                body(c.margin());
                page.line("then " + title(c.body()));
                body(c.body());
            }
        });
    }

    private void set(Instruction i, int dst, String value) {
        line(i, "r" + dst + " = " + value);
    }

    private void line(Instruction i, String content) {
        page.line(content, i.at());
    }

    private static boolean overflows(BinaryOp op) {
        return switch (op) {
            case ADD, SUB, MUL, DIV, SHL, SHR -> true;
            case MOD, POW, MIN, MAX, AND, OR, XOR -> false;
        };
    }

    private static boolean overflows(UnaryOp op) {
        return op == UnaryOp.NEG || op == UnaryOp.ABS;
    }

    private static String overflow(Type type, Overflow overflow) {
        return type instanceof Type.Int ? " " + lower(overflow) : "";
    }

    private static String registers(List<Integer> registers) {
        return registers.stream().map(r -> "r" + r).collect(Collectors.joining(" "));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String bounds(Instruction.Draw draw) {
        return draw.isBounded() ? " in " + bound(draw.lo(), "-inf") + " .. " + bound(draw.hi(), "inf") : "";
    }

    private static String bound(int register, String none) {
        return register < 0 ? none : "r" + register;
    }
}

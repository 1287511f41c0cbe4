package bouton.compiler.quantise;

import bouton.image.ir.BinaryOp;
import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.net.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a kernel in float64 again for the host: it computes in float64 and sees words as the numbers that they stand for. What
 * it stores is rounded to the nearest step and kept inside the format, which is counted.
 */
final class HostKernel {
    private final ChipContext context;
    private final Scope scope;
    private final double payload;
    private int registers;

    /** @param payload what 1 of the value that comes with the trigger stands for */
    HostKernel(ChipContext context, Scope scope, double payload) {
        this.context = context;
        this.scope = scope;
        this.payload = payload;
    }

    Kernel write(Kernel source) {
        registers = source.registers();
        Block body = block(source.body());
        return new Kernel(source.name(), registers, body);
    }

    private Block block(Block block) {
        List<Instruction> out = new ArrayList<>();
        block.instructions().forEach(i -> instruction(i, out));
        return new Block(out);
    }

    private void instruction(Instruction instruction, List<Instruction> out) {
        int at = instruction.at();
        switch (instruction) {
            case Instruction.Load i when i.type() instanceof Type.Float64 -> load(i, out);
            case Instruction.Store i when i.type() instanceof Type.Float64 -> store(i, out);
            case Instruction.PortSum i -> {
                Type.Int type = Formats.type(port(i.port()));
                int integer = registers++;
                out.add(new Instruction.PortSum(integer, type, i.port(), at));
                int sum = registers++;
                out.add(new Instruction.Convert(sum, Type.F64, type, integer, Rounding.EXACT, Overflow.NEVER, at));
                scale(i.dst(), sum, port(i.port()).step(), BinaryOp.MUL, at, out);
            }
            case Instruction.Read i
            when i.special() == Special.PAYLOAD && payload != 1 -> {
                int value = registers++;
                out.add(new Instruction.Read(value, i.special(), at));
                scale(i.dst(), value, payload, BinaryOp.MUL, at, out);
            }
            case Instruction.If i ->
                out.add(new Instruction.If(i.condition(), block(i.then()), block(i.otherwise()), at));
            case Instruction.Recall i -> {
                int value = registers++;
                out.add(new Instruction.Recall(value, i.line(), at));
                scale(i.dst(), value, line(i.line()).step(), BinaryOp.MUL, at, out);
            }
            case Instruction.ReadGlobal i -> global(i, out);
            default -> out.add(instruction);
        }
    }

    private void global(Instruction.ReadGlobal i, List<Instruction> out) {
        double unit = context.carriers().globalUnit(i.cell());
        if (unit == 1) {
            out.add(i);
            return;
        }
        int value = registers++;
        out.add(new Instruction.ReadGlobal(value, i.cell(), i.at()));
        scale(i.dst(), value, unit, BinaryOp.MUL, i.at(), out);
    }

    private WordFormat port(int port) {
        int owner = switch (scope) {
            case Scope.OfGroup g -> g.index();
            case Scope.OfProjection p ->
                context.image().projections().get(p.index()).target();
        };
        return context.formats().of(new Site(Site.Kind.PORT, owner, port));
    }

    private WordFormat line(int line) {
        return context.formats().of(new Site(Site.Kind.LINE, ((Scope.OfGroup) scope).index(), line));
    }

    private void scale(int dst, int src, double step, BinaryOp op, int at, List<Instruction> out) {
        int factor = registers++;
        out.add(new Instruction.Const(factor, step, at));
        out.add(new Instruction.Binary(dst, op, Type.F64, src, factor, Overflow.NEVER, Rounding.EXACT, at));
    }

    private void load(Instruction.Load i, List<Instruction> out) {
        Site site = Site.of(context.image(), scope, i.word());
        Optional<WordFormat> format = context.formats().find(site);
        if (format.isEmpty() || site.kind() == Site.Kind.LEVEL) {
            out.add(i);
            return;
        }
        Type type = context.formats().type(site);
        int stored = registers++;
        out.add(new Instruction.Load(stored, type, i.word(), i.at()));
        int real = stored;
        if (!(type instanceof Type.Float64)) {
            real = registers++;
            out.add(new Instruction.Convert(real, Type.F64, type, stored, Rounding.EXACT, Overflow.NEVER, i.at()));
        }
        scale(i.dst(), real, format.get().step(), BinaryOp.MUL, i.at(), out);
    }

    private void store(Instruction.Store i, List<Instruction> out) {
        Site site = Site.of(context.image(), scope, i.word());
        Optional<WordFormat> format = context.formats().find(site);
        if (format.isEmpty()) {
            out.add(i);
            return;
        }
        int scaled = registers++;
        scale(scaled, i.src(), format.get().step(), BinaryOp.DIV, i.at(), out);
        int rounded = registers++;
        out.add(new Instruction.Unary(rounded, UnaryOp.ROUND, Type.F64, scaled, Overflow.NEVER, i.at()));
        int kept = kept(rounded, format.get(), site, i.at(), out);
        Type type = context.formats().type(site);
        int integer = kept;
        if (!(type instanceof Type.Float64)) {
            integer = registers++;
            out.add(new Instruction.Convert(integer, type, Type.F64, kept, Rounding.ZERO, Overflow.SATURATE, i.at()));
        }
        out.add(new Instruction.Store(i.word(), type, integer, Overflow.NEVER, i.plastic(), i.at()));
    }

    private int kept(int src, WordFormat format, Site site, int at, List<Instruction> out) {
        int lo = registers++;
        int hi = registers++;
        int dst = registers++;
        out.add(new Instruction.Const(lo, format.least(), at));
        out.add(new Instruction.Const(hi, format.most(), at));
        String what = context.name(site) + " set beyond the ends of " + format.number();
        out.add(new Instruction.Clamp(dst, src, lo, hi, context.counter(what, at), at));
        return dst;
    }
}

package bouton.emulator.random;

import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import bouton.image.net.Group;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Projection;
import java.util.Set;
import java.util.TreeSet;

/** The instructions in images, with their operations, kinds of types and modes. */
final class Coverage {
    private final Set<String> seen = new TreeSet<>();

    void add(Image image) {
        for (Group group : image.groups()) {
            if (group instanceof Population p) {
                kernel(p.init());
                kernel(p.derive());
                p.handlers().forEach(this::handler);
            }
        }
        for (Projection p : image.projections()) {
            kernel(p.init());
            kernel(p.derive());
            p.handlers().forEach(this::handler);
        }
    }

    Set<String> seen() {
        return seen;
    }

    private void handler(Handler handler) {
        seen.add(handler.trigger().getClass().getSimpleName() + " in " + handler.stage());
        kernel(handler.kernel());
    }

    private void kernel(Kernel kernel) {
        block(kernel.body());
    }

    private void block(Block block) {
        for (Instruction instruction : block.instructions()) {
            seen.add(instruction.getClass().getSimpleName());
            detail(instruction);
        }
    }

    private void detail(Instruction instruction) {
        switch (instruction) {
            case Instruction.Load i -> seen.add("load " + i.word().space() + " " + kind(i.type()));
            case Instruction.Store i -> {
                seen.add("store " + kind(i.type()) + (i.plastic() ? " plastic" : ""));
                if (i.type() instanceof Type.Int) {
                    seen.add("store " + i.overflow());
                }
            }
            case Instruction.Binary i -> {
                seen.add(i.op() + " " + kind(i.type()));
                if (i.type() instanceof Type.Int) {
                    seen.add(i.op() + " " + i.overflow());
                    seen.add(i.op() + " " + i.rounding());
                }
            }
            case Instruction.Unary i -> {
                seen.add(i.op() + " " + kind(i.type()));
                if (i.type() instanceof Type.Int) {
                    seen.add(i.op() + " " + i.overflow());
                }
            }
            case Instruction.Compare i -> seen.add(i.op() + " " + kind(i.type()));
            case Instruction.Select i -> seen.add("select " + kind(i.type()));
            case Instruction.Convert i -> {
                seen.add(kind(i.from()) + " to " + kind(i.to()));
                seen.add("convert " + i.rounding());
                seen.add("convert " + i.overflow());
            }
            case Instruction.Clamp i -> seen.add("clamp " + kind(i.type()));
            case Instruction.PortSum i -> seen.add("port " + kind(i.type()));
            case Instruction.Deliver i -> seen.add("deliver " + kind(i.type()));
            case Instruction.Draw i -> {
                seen.add("draw " + i.distribution());
                seen.add("draw " + (i.lo() >= 0) + " " + (i.hi() >= 0));
            }
            case Instruction.Read i -> seen.add("read " + i.special());
            case Instruction.If i -> {
                block(i.then());
                block(i.otherwise());
            }
            case Instruction.Adaptive i -> {
                kernel(i.derivative());
                for (Instruction.Crossing crossing : i.crossings()) {
                    seen.add("crossing");
                    kernel(crossing.margin());
                    kernel(crossing.body());
                }
            }
            default -> {}
        }
    }

    private static String kind(Type type) {
        return switch (type) {
            case Type.Float64 f -> "real";
            case Type.Bool b -> "truth";
            case Type.Int i -> (i.signed() ? "signed " : "unsigned ") + (i.bits() > 32 ? "long" : "int");
        };
    }
}

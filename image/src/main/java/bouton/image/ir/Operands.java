package bouton.image.ir;

import java.util.ArrayList;
import java.util.List;

/** The registers of an instruction, without those of blocks and kernels inside it. */
public final class Operands {
    private Operands() {}

    /** The register it writes, -1 for none; a {@link Instruction.Propagator} writes several and has -1. */
    public static int written(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Const i -> i.dst();
            case Instruction.ConstInt i -> i.dst();
            case Instruction.Load i -> i.dst();
            case Instruction.Binary i -> i.dst();
            case Instruction.Unary i -> i.dst();
            case Instruction.Compare i -> i.dst();
            case Instruction.Select i -> i.dst();
            case Instruction.Convert i -> i.dst();
            case Instruction.Clamp i -> i.dst();
            case Instruction.TableAt i -> i.dst();
            case Instruction.Draw i -> i.dst();
            case Instruction.RandomBits i -> i.dst();
            case Instruction.Read i -> i.dst();
            case Instruction.Arrived i -> i.dst();
            case Instruction.ReadGlobal i -> i.dst();
            case Instruction.Mirrored i -> i.dst();
            case Instruction.PortSum i -> i.dst();
            case Instruction.Recall i -> i.dst();
            case Instruction.Store i -> -1;
            case Instruction.Deliver i -> -1;
            case Instruction.Emit i -> -1;
            case Instruction.Remember i -> -1;
            case Instruction.Defer i -> -1;
            case Instruction.If i -> -1;
            case Instruction.Propagator i -> -1;
            case Instruction.Adaptive i -> -1;
            case Instruction.Yield i -> -1;
        };
    }

    /** The registers it reads. */
    public static List<Integer> read(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Store i -> List.of(i.src());
            case Instruction.Binary i -> List.of(i.a(), i.b());
            case Instruction.Unary i -> List.of(i.a());
            case Instruction.Compare i -> List.of(i.a(), i.b());
            case Instruction.Select i -> List.of(i.condition(), i.a(), i.b());
            case Instruction.Convert i -> List.of(i.src());
            case Instruction.Clamp i -> List.of(i.src(), i.lo(), i.hi());
            case Instruction.TableAt i -> List.of(i.row(), i.column());
            case Instruction.Draw i -> {
                List<Integer> all = new ArrayList<>(i.arguments());
                all.add(i.lo());
                all.add(i.hi());
                all.removeIf(r -> r < 0);
                yield all;
            }
            case Instruction.Deliver i -> List.of(i.src());
            case Instruction.Emit i -> i.payload() < 0 ? List.of() : List.of(i.payload());
            case Instruction.Remember i -> List.of(i.src());
            case Instruction.Defer i -> List.of(i.ticks());
            case Instruction.If i -> List.of(i.condition());
            case Instruction.Propagator i -> {
                List<Integer> all = new ArrayList<>(i.matrix());
                all.add(i.step());
                yield all;
            }
            case Instruction.Yield i -> List.of(i.src());
            case Instruction.Const i -> List.of();
            case Instruction.ConstInt i -> List.of();
            case Instruction.Load i -> List.of();
            case Instruction.RandomBits i -> List.of();
            case Instruction.Read i -> List.of();
            case Instruction.Arrived i -> List.of();
            case Instruction.ReadGlobal i -> List.of();
            case Instruction.Mirrored i -> List.of();
            case Instruction.PortSum i -> List.of();
            case Instruction.Recall i -> List.of();
            case Instruction.Adaptive i -> List.of(i.step());
        };
    }
}

package bouton.emulator.generate;

import bouton.emulator.interpret.LinkScope;
import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the loop of a kernel has to fetch before it starts. */
final class KernelNeeds {
    private final LinkScope scope;
    final Map<Word.Space, Set<Integer>> fields = new HashMap<>();
    final Map<Word, Type> types = new HashMap<>();
    final Map<Integer, Type> sums = new TreeMap<>();
    final Map<Integer, Type> deliveries = new TreeMap<>();
    final Set<Special> specials = EnumSet.noneOf(Special.class);
    final Map<Integer, Integer> writers = new HashMap<>();
    boolean learning;
    boolean globals;
    boolean links;
    boolean mayFail;
    int instructions;

    private KernelNeeds(LinkScope scope) {
        this.scope = scope;
    }

    static KernelNeeds of(Kernel kernel, LinkScope scope) {
        KernelNeeds needs = new KernelNeeds(scope);
        needs.block(kernel.body());
        return needs;
    }

    private void block(Block block) {
        block.instructions().forEach(this::instruction);
    }

    private void instruction(Instruction instruction) {
        instructions++;
        switch (instruction) {
            case Instruction.Const i -> writes(i.dst());
            case Instruction.ConstInt i -> writes(i.dst());
            case Instruction.Load i -> field(i.word());
            case Instruction.Store i -> {
                field(i.word());
                learning |= i.plastic();
                mayFail |= !(i.type() instanceof Type.Float64);
            }
            case Instruction.Binary i -> mayFail |= !(i.type() instanceof Type.Float64);
            case Instruction.Unary i -> mayFail |= i.type() instanceof Type.Int;
            case Instruction.Convert i -> mayFail |= i.to() instanceof Type.Int;
            case Instruction.Compare i -> {}
            case Instruction.Select i -> {}
            case Instruction.Clamp i -> {}
            case Instruction.TableAt i -> {}
            case Instruction.Yield i -> {}
            case Instruction.Recall i -> {}
            case Instruction.Remember i -> {}
            case Instruction.Defer i -> {}
            case Instruction.Emit i -> {}
            case Instruction.Draw i -> {
                mayFail = true;
                specials.add(Special.SELF_INDEX);
            }
            case Instruction.RandomBits i -> specials.add(Special.SELF_INDEX);
            case Instruction.Read i -> specials.add(i.special());
            case Instruction.Arrived i -> links = true;
            case Instruction.Mirrored i -> links = true;
            case Instruction.ReadGlobal i -> globals = true;
            case Instruction.PortSum i -> sums.put(scope.port(scope.ports(), i.port(), i.type()), i.type());
            case Instruction.Deliver i -> {
                deliveries.put(scope.port(scope.targetPorts(), i.port(), i.type()), i.type());
                mayFail |= i.type() instanceof Type.Int;
            }
            case Instruction.If i -> {
                block(i.then());
                block(i.otherwise());
            }
            case Instruction.Propagator i -> mayFail = true;
            case Instruction.Adaptive i -> mayFail = true;
        }
    }

    private void writes(int register) {
        writers.merge(register, 1, Integer::sum);
    }

    private void field(Word word) {
        Word here = scope.here(word);
        fields.computeIfAbsent(here.space(), s -> new TreeSet<>()).add(here.field());
        types.put(here, scope.field(word).type());
    }
}

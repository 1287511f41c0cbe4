package bouton.image.ir;

import java.util.List;

/** Instructions in order. */
public record Block(List<Instruction> instructions) {
    public static final Block EMPTY = new Block(List.of());

    public Block {
        instructions = List.copyOf(instructions);
    }

    public boolean isEmpty() {
        return instructions.isEmpty();
    }
}

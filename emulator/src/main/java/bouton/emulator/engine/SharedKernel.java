package bouton.emulator.engine;

import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Word;

/** The kernel of a handler per source or target, as the frame of those has it: their shared words are their own. */
final class SharedKernel {
    private SharedKernel() {}

    static Kernel own(Kernel kernel) {
        return new Kernel(kernel.name(), kernel.registers(), block(kernel.body()));
    }

    private static Block block(Block block) {
        return new Block(
                block.instructions().stream().map(SharedKernel::instruction).toList());
    }

    private static Instruction instruction(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Load i -> new Instruction.Load(i.dst(), i.type(), own(i.word()), i.at());
            case Instruction.Store i ->
                new Instruction.Store(own(i.word()), i.type(), i.src(), i.overflow(), i.plastic(), i.at());
            case Instruction.If i ->
                new Instruction.If(i.condition(), block(i.then()), block(i.otherwise()), i.at());
            default -> instruction;
        };
    }

    private static Word own(Word word) {
        return switch (word.space()) {
            case ROW, COLUMN -> Word.self(word.field());
            case SELF, PRE, POST -> throw new IllegalArgumentException("a handler per source or target names " + word);
        };
    }
}

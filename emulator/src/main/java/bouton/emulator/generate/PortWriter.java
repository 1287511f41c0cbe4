package bouton.emulator.generate;

import bouton.emulator.state.Columns;
import bouton.emulator.state.PortSlot;
import bouton.image.ir.Instruction;
import bouton.image.ir.Type;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;

/** Emits what reads the sums of ports and adds to them. */
final class PortWriter {
    private static final Range MODERATE = new Range(-(1L << 40), 1L << 40);
    private static final double MOST_TIMES = 0x1p20;

    private final CodeBuilder code;
    private final Prologue prologue;
    private final Registers registers;

    PortWriter(CodeBuilder code, Prologue prologue, Registers registers) {
        this.code = code;
        this.prologue = prologue;
        this.registers = registers;
    }

    /** Loads the sum of a port into a register. */
    void sum(Instruction.PortSum i) {
        code.aload(prologue.sums(i.port())).iload(prologue.place());
        Elements.push(code, PortSlot.storage(i.type()));
        Kind kind = Kind.of(i.type());
        registers.store(kind, i.dst());
        if (kind == Kind.LONG) {
            registers.mayHold(i.dst(), Range.of(i.type()));
        }
    }

    /** Adds a register to the port of the synapse's target. */
    void deliver(Instruction.Deliver i) {
        if (i.type() instanceof Type.Int type) {
            deliver(i, type);
            return;
        }
        Label slow = code.newLabel();
        Label end = code.newLabel();
        int sums = prologue.slotSums(i.port());
        code.aload(sums).ifnull(slow);
        code.aload(sums).iload(prologue.target()).dup2().daload();
        amount(i);
        code.dadd().dastore().goto_(end);
        code.labelBinding(slow);
        code.aload(Prologue.FRAME)
                .loadConstant(i.port())
                .iload(prologue.place())
                .iload(prologue.target());
        amount(i);
        code.invokevirtual(Names.FRAME, "deliverAt", MethodTypeDesc.of(Names.V, Names.I, Names.I, Names.I, Names.D));
        code.labelBinding(end);
    }

    /** In place where the sum stays within its range and the event does not count absurdly often. */
    private void deliver(Instruction.Deliver i, Type.Int type) {
        boolean narrow = PortSlot.storage(type) == Columns.Storage.INT;
        Label slow = code.newLabel();
        Label end = code.newLabel();
        int sums = prologue.slotSums(i.port());
        code.aload(sums).ifnull(slow);
        // Then 64 bits hold the product, or the amount as such, and it with the sum as far as a comparison shows.
        boolean multiplies = registers.range(i.src()).isWithin(MODERATE);
        code.dload(prologue.multiplicity()).loadConstant(multiplies ? MOST_TIMES : 1.0);
        code.dcmpg().ifgt(slow);
        code.aload(sums).iload(prologue.target());
        Elements.push(code, PortSlot.storage(type));
        registers.loadLong(i.src());
        if (multiplies) {
            code.dload(prologue.multiplicity()).d2l().lmul();
        }
        int sum = code.allocateLocal(TypeKind.LONG);
        code.ladd().lstore(sum);
        code.lload(sum).loadConstant(type.min()).lcmp().iflt(slow);
        code.lload(sum).loadConstant(type.max()).lcmp().ifgt(slow);
        code.aload(sums).iload(prologue.target()).lload(sum);
        if (narrow) {
            code.l2i().iastore();
        } else {
            code.lastore();
        }
        code.goto_(end);
        code.labelBinding(slow);
        code.aload(Prologue.FRAME)
                .loadConstant(i.port())
                .iload(prologue.place())
                .iload(prologue.target());
        registers.loadLong(i.src());
        code.dload(prologue.multiplicity()).d2l();
        code.invokevirtual(
                Names.FRAME, "deliverAt", MethodTypeDesc.of(Names.V, Names.I, Names.I, Names.I, Names.L, Names.L));
        code.labelBinding(end);
    }

    private void amount(Instruction.Deliver i) {
        registers.loadDouble(i.src());
        code.dload(prologue.multiplicity()).dmul();
    }
}

package bouton.compiler.quantise;

import bouton.compiler.kernel.KernelWriter;
import bouton.dsl.chip.Arithmetic;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.Distribution;
import bouton.image.ir.Instruction;
import bouton.image.ir.Type;
import java.util.List;

/** The random numbers of a kernel on a chip whose generator makes so many bits. */
final class ChipDraws implements Integers.StochasticBits {
    private final KernelWriter writer;
    private final Arithmetic arithmetic;
    private final long site;
    private int uses;

    /** @param site key of the bits that rounding takes */
    ChipDraws(KernelWriter writer, Arithmetic arithmetic, long site) {
        this.writer = writer;
        this.arithmetic = arithmetic;
        this.site = site;
    }

    /** Where the generator has fewer bits, they are the highest. */
    @Override
    public int draw(Type.Int type, int bits) {
        int most = Math.min(bits, arithmetic.random());
        int drawn = writer.register();
        writer.add(new Instruction.RandomBits(drawn, type, most, site, uses++, writer.at()));
        return most == bits ? drawn : writer.binary(BinaryOp.SHL, type, drawn, writer.integer(type, bits - most));
    }

    /** A real number from 0 to below {@code end}, by the key of a draw of the text. */
    int uniform(double end, Instruction.Draw draw) {
        int dst = writer.register();
        writer.add(new Instruction.Draw(
                dst,
                Distribution.UNIFORM,
                List.of(writer.constant(0), writer.constant(end)),
                draw.site(),
                draw.use(),
                writer.at()));
        return dst;
    }
}

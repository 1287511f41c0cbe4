package bouton.emulator.generate;

import bouton.emulator.interpret.AdaptiveSite;
import bouton.emulator.interpret.DrawSite;
import bouton.emulator.interpret.Frame;
import bouton.emulator.interpret.IntegerUnit;
import bouton.emulator.interpret.KernelFault;
import bouton.emulator.interpret.PastWords;
import bouton.emulator.interpret.PropagatorSite;
import bouton.emulator.interpret.Scratch;
import bouton.emulator.interpret.SynapseLinks;
import bouton.emulator.state.Columns;
import bouton.emulator.state.PortSlot;
import bouton.image.math.Choices;
import bouton.image.math.Exponentials;
import bouton.image.math.Functions;
import bouton.image.random.Draws;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;

/** Descriptors of what generated code calls. */
final class Names {
    static final ClassDesc KERNEL = of(GeneratedKernel.class);
    static final ClassDesc VECTOR = of(VectorKernel.class);
    static final ClassDesc EXPONENTIAL = of(Exponentials.class);
    static final ClassDesc SCRATCH = of(Scratch.class);
    static final ClassDesc CHOICES = of(Choices.class);
    static final ClassDesc FRAME = of(Frame.class);
    static final ClassDesc PAST = of(PastWords.class);
    static final ClassDesc LINKS = of(SynapseLinks.class);
    static final ClassDesc COLUMNS = of(Columns.class);
    static final ClassDesc SLOT = of(PortSlot.class);
    static final ClassDesc INTEGERS = of(IntegerUnit.class);
    static final ClassDesc DRAWS = of(Draws.class);
    static final ClassDesc DRAW = of(DrawSite.class);
    static final ClassDesc PROPAGATOR = of(PropagatorSite.class);
    static final ClassDesc ADAPTIVE = of(AdaptiveSite.class);
    static final ClassDesc FUNCTIONS = of(Functions.class);
    static final ClassDesc MATH = of(Math.class);
    static final ClassDesc FAILURE = of(ArithmeticException.class);
    static final ClassDesc FAULT = of(KernelFault.class);
    static final ClassDesc OBJECTS = of(Object[].class);
    static final ClassDesc DOUBLES = of(double[].class);
    static final ClassDesc BLOCKS = of(double[][].class);
    static final ClassDesc BYTES = of(byte[].class);
    static final ClassDesc SHORTS = of(short[].class);
    static final ClassDesc CHARS = of(char[].class);
    static final ClassDesc INTS = of(int[].class);
    static final ClassDesc LONGS = of(long[].class);
    static final ClassDesc D = ConstantDescs.CD_double;
    static final ClassDesc L = ConstantDescs.CD_long;
    static final ClassDesc I = ConstantDescs.CD_int;
    static final ClassDesc Z = ConstantDescs.CD_boolean;
    static final ClassDesc V = ConstantDescs.CD_void;

    private Names() {}

    private static ClassDesc of(Class<?> type) {
        return ClassDesc.ofDescriptor(type.descriptorString());
    }
}

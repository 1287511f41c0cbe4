package bouton.compiler.ode;

import bouton.compiler.kernel.Expressions;
import bouton.compiler.kernel.KernelWriter;
import bouton.compiler.kernel.Names;
import bouton.compiler.layout.Layout;
import bouton.dsl.check.Terms;
import bouton.dsl.model.Model;
import bouton.dsl.model.Term;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Distribution;
import bouton.image.ir.Instruction;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.ir.Word;
import bouton.image.random.RandomKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The white noise of one equation. In a tick it adds s F N(0, 1) to what the method makes of the rest, with s as it is at the
 * start of the tick and F = sqrt(dt) (Euler-Maruyama). For x' = a x + b + noise(s), with a constant and no way from x back to
 * itself through other variables, the distribution is known: F² is the integral of exp(2 a u) over the tick,
 * expm1(2 a dt) / (2 a) (Gillespie 1996, Physical Review E 54, 2084).
 */
final class NoiseSource {
    private final Equation equation;
    private final double dt;
    /** a, where the distribution is known and a is not 0. */
    private final @Nullable Term coefficient;
    /** Word of F where it depends on parameters, else -1. */
    private final int field;

    /**
     * @param all the equations of the model
     * @param exact whether the method solves linear equations exactly
     */
    NoiseSource(Equation equation, List<Equation> all, boolean exact, Layout layout, double dt) {
        this.equation = equation;
        this.dt = dt;
        Affine row = exact && !feedsBack(equation, all)
                ? Affine.of(equation.rate(), Set.of(equation.variable()), false)
                : null;
        this.coefficient = row == null ? null : row.coefficients().get(equation.variable());
        boolean known = coefficient == null || coefficient instanceof Term.Constant;
        String name = layout.model().variables().get(equation.variable()).name();
        this.field = known ? -1 : layout.own("P.noise." + name, Type.F64);
    }

    /** Whether the variable acts on itself through others. */
    private static boolean feedsBack(Equation equation, List<Equation> all) {
        Set<Integer> reached = new HashSet<>();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Equation e : all) {
                boolean open = e == equation || reached.contains(e.variable());
                for (Equation read : all) {
                    boolean itself = e == equation && read == equation;
                    if (open && !itself && reads(e, read.variable())) {
                        changed |= reached.add(read.variable());
                    }
                }
            }
        }
        return reached.contains(equation.variable());
    }

    private static boolean reads(Equation e, int variable) {
        return Terms.any(e.rate(), t -> t instanceof Term.VariableRef v && v.index() == variable);
    }

    int variable() {
        return equation.variable();
    }

    /** Writes what computes F from parameters. */
    void derive(Names names) {
        if (field < 0 || coefficient == null) {
            return;
        }
        KernelWriter writer = names.writer();
        int twice = writer.times(writer.constant(2), new Expressions(names).number(coefficient));
        int grown = writer.unary(UnaryOp.EXPM1, writer.times(twice, writer.constant(dt)));
        int none = writer.compare(CompareOp.EQ, twice, writer.constant(0));
        int square = writer.select(none, writer.constant(dt), writer.over(grown, twice));
        writer.store(Word.self(field), writer.unary(UnaryOp.SQRT, square));
    }

    private int factor(KernelWriter writer) {
        if (field >= 0) {
            return writer.load(Word.self(field));
        }
        if (coefficient instanceof Term.Constant a && a.value() != 0) {
            return writer.constant(Math.sqrt(StrictMath.expm1(2 * a.value() * dt) / (2 * a.value())));
        }
        return writer.constant(Math.sqrt(dt));
    }

    /** The register of what is added in this tick; 0 while the variable is held. */
    int kick(Names names) {
        KernelWriter writer = names.writer();
        int before = writer.at();
        int sum = -1;
        for (Model.Noise noise : equation.noises()) {
            int term = writer.times(amplitude(names, noise), normal(names, noise));
            sum = sum < 0 ? term : writer.plus(sum, term);
        }
        int kick = writer.times(sum, factor(writer));
        if (equation.unless().isPresent()) {
            int held = new Expressions(names).truth(equation.unless().get());
            kick = writer.select(held, writer.constant(0), kick);
        }
        writer.at(before);
        return kick;
    }

    private static int amplitude(Names names, Model.Noise noise) {
        boolean timed = Terms.any(noise.amplitude(), t -> t instanceof Term.Time);
        return new Expressions(timed ? Steps.stage(names, 0) : names).number(noise.amplitude());
    }

    /** A new standard normal variate. */
    private static int normal(Names names, Model.Noise noise) {
        KernelWriter writer = names.writer();
        writer.at(names.shared().origins().of(noise.span()));
        List<Integer> standard = List.of(writer.constant(0), writer.constant(1));
        int dst = writer.register();
        long site = RandomKey.site(noise.path());
        writer.add(new Instruction.Draw(dst, Distribution.NORMAL, standard, site, noise.use(), writer.at()));
        return dst;
    }
}

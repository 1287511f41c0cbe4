package bouton.dsl.experiment;

import bouton.dsl.check.Folding;
import java.util.OptionalDouble;

/** Computes single numbers that are known before anything runs. */
final class Constants {
    private Constants() {}

    /** Empty if something in it is known only later. */
    static OptionalDouble value(Formula f, double dt) {
        return switch (f) {
            case Formula.Constant c -> OptionalDouble.of(c.value());
            case Formula.Tick t -> OptionalDouble.of(dt);
            case Formula.Negate n -> {
                OptionalDouble x = value(n.operand(), dt);
                yield x.isPresent() ? OptionalDouble.of(-x.getAsDouble()) : x;
            }
            case Formula.Arithmetic a -> {
                OptionalDouble l = value(a.left(), dt);
                OptionalDouble r = value(a.right(), dt);
                yield l.isPresent() && r.isPresent()
                        ? OptionalDouble.of(Folding.compute(a.operator(), l.getAsDouble(), r.getAsDouble()))
                        : OptionalDouble.empty();
            }
            case Formula.Apply a -> {
                double[] x = new double[a.arguments().size()];
                for (int i = 0; i < x.length; i++) {
                    OptionalDouble v = value(a.arguments().get(i), dt);
                    if (v.isEmpty()) {
                        yield v;
                    }
                    x[i] = v.getAsDouble();
                }
                yield Folding.compute(a.function(), x);
            }
            default -> OptionalDouble.empty();
        };
    }
}

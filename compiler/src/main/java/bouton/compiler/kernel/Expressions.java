package bouton.compiler.kernel;

import bouton.dsl.model.Builtin;
import bouton.dsl.model.Term;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Distribution;
import bouton.image.ir.Instruction;
import bouton.image.ir.Rounding;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.random.RandomKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Terms to registers. */
public final class Expressions {
    private final Names names;
    private final KernelWriter writer;
    private final Map<Integer, Integer> locals;

    public Expressions(Names names) {
        this(names, new HashMap<>());
    }

    /** @param locals registers of the `let`s of a body, filled in as the body is written */
    Expressions(Names names, Map<Integer, Integer> locals) {
        this.names = names;
        this.writer = names.writer();
        this.locals = locals;
    }

    /** A register that holds the number. */
    public int number(Term term) {
        int before = enter(term);
        int result = numberHere(term);
        writer.at(before);
        return result;
    }

    /** A register that holds the truth value. */
    public int truth(Term term) {
        int before = enter(term);
        int result = truthHere(term);
        writer.at(before);
        return result;
    }

    private int enter(Term term) {
        int before = writer.at();
        writer.at(names.shared().origins().of(term.span()));
        return before;
    }

    private int numberHere(Term term) {
        return switch (term) {
            case Term.Constant c -> writer.constant(c.value());
            case Term.ParamRef p -> names.param(p.index());
            case Term.VariableRef v -> names.variable(v.index());
            case Term.LocalRef l -> {
                Integer register = locals.get(l.id());
                yield register != null ? register : names.keptLocal(l.id());
            }
            case Term.PortRef p -> names.port(p.index());
            case Term.EndRef e -> names.end(e.index());
            case Term.Since s -> names.since(s.index());
            case Term.Delayed d -> names.delayed(d.index());
            case Term.Payload p -> writer.read(Special.PAYLOAD);
            case Term.Time t -> names.time();
            case Term.Index i -> writer.toNumber(names.index(i.end()), Type.I64);
            case Term.DataRef d -> element(d);
            case Term.Negate n -> writer.unary(UnaryOp.NEG, number(n.operand()));
            case Term.Arithmetic a -> arithmetic(a);
            case Term.Choose c -> writer.select(truth(c.condition()), number(c.then()), number(c.otherwise()));
            case Term.Apply a -> apply(a);
            case Term.Draw d -> draw(d, -1, -1);
            case Term.Poison p -> throw new IllegalStateException("a model with errors: " + p.span());
            case Term.Truth t -> throw truthAsNumber(t);
            case Term.HoldRef h -> throw truthAsNumber(h);
            case Term.Not n -> throw truthAsNumber(n);
            case Term.Compare c -> throw truthAsNumber(c);
            case Term.Logic l -> throw truthAsNumber(l);
        };
    }

    private static IllegalStateException truthAsNumber(Term term) {
        return new IllegalStateException("a truth value where a number is needed: " + term.span());
    }

    private int truthHere(Term term) {
        return switch (term) {
            case Term.Truth t -> writer.truth(t.value());
            case Term.HoldRef h -> names.hold(h.index());
            case Term.Not n -> writer.not(truth(n.operand()));
            case Term.Compare c -> writer.compare(comparison(c.comparison()), number(c.left()), number(c.right()));
            case Term.Logic l ->
                writer.binary(l.and() ? BinaryOp.AND : BinaryOp.OR, Type.BOOL, truth(l.left()), truth(l.right()));
            case Term.Choose c -> writer.select(Type.BOOL, truth(c.condition()), truth(c.then()), truth(c.otherwise()));
            case Term.LocalRef l
            when l.isTruth() -> {
                Integer register = locals.get(l.id());
                yield register != null ? register : nonZero(names.keptLocal(l.id()));
            }
            case Term.Draw d -> nonZero(draw(d, -1, -1));
            default -> throw new IllegalStateException("a number where a truth value is needed: " + term.span());
        };
    }

    private int nonZero(int register) {
        return writer.compare(CompareOp.NE, register, writer.constant(0));
    }

    private static CompareOp comparison(Term.Comparison c) {
        return switch (c) {
            case LESS -> CompareOp.LT;
            case LESS_EQUAL -> CompareOp.LE;
            case GREATER -> CompareOp.GT;
            case GREATER_EQUAL -> CompareOp.GE;
            case EQUAL -> CompareOp.EQ;
            case NOT_EQUAL -> CompareOp.NE;
        };
    }

    private int arithmetic(Term.Arithmetic a) {
        if (a.operator() == Term.ArithmeticOperator.POWER) {
            return power(a);
        }
        int left = number(a.left());
        int right = number(a.right());
        return switch (a.operator()) {
            case ADD -> writer.plus(left, right);
            case SUBTRACT -> writer.minus(left, right);
            case MULTIPLY -> writer.times(left, right);
            case DIVIDE -> writer.over(left, right);
            case POWER -> throw new IllegalStateException();
        };
    }

    /** A square is a product: the same value, rounded once. */
    private int power(Term.Arithmetic a) {
        int base = number(a.left());
        if (a.right() instanceof Term.Constant c && c.value() == 2) {
            return writer.times(base, base);
        }
        return writer.binary(BinaryOp.POW, base, number(a.right()));
    }

    private int apply(Term.Apply a) {
        int first = number(a.arguments().getFirst());
        return switch (a.function()) {
            case MIN -> writer.binary(BinaryOp.MIN, first, number(a.arguments().get(1)));
            case MAX -> writer.binary(BinaryOp.MAX, first, number(a.arguments().get(1)));
            case MOD -> writer.binary(BinaryOp.MOD, first, number(a.arguments().get(1)));
            case CLIP -> {
                int low =
                        writer.binary(BinaryOp.MAX, first, number(a.arguments().get(1)));
                yield writer.binary(BinaryOp.MIN, low, number(a.arguments().get(2)));
            }
            default -> writer.unary(unary(a.function()), first);
        };
    }

    private static UnaryOp unary(Builtin function) {
        return switch (function) {
            case EXP -> UnaryOp.EXP;
            case EXPM1 -> UnaryOp.EXPM1;
            case LOG -> UnaryOp.LOG;
            case SQRT -> UnaryOp.SQRT;
            case ABS -> UnaryOp.ABS;
            case SIGN -> UnaryOp.SIGN;
            case STEP -> UnaryOp.STEP;
            case RELU -> UnaryOp.RELU;
            case SIGMOID -> UnaryOp.SIGMOID;
            case TANH -> UnaryOp.TANH;
            case SIN -> UnaryOp.SIN;
            case COS -> UnaryOp.COS;
            case TAN -> UnaryOp.TAN;
            case ATAN -> UnaryOp.ATAN;
            case ERF -> UnaryOp.ERF;
            case FLOOR -> UnaryOp.FLOOR;
            case CEIL -> UnaryOp.CEIL;
            case ROUND -> UnaryOp.ROUND;
            case MIN, MAX, CLIP, MOD -> throw new IllegalStateException(function.word());
        };
    }

    private int element(Term.DataRef d) {
        int row = position(d.row());
        int column = position(d.column());
        int dst = writer.register();
        writer.add(new Instruction.TableAt(dst, names.shared().tables().of(d.data()), row, column, writer.at()));
        return dst;
    }

    /** An index into data: rounded down. */
    private int position(Term term) {
        return switch (term) {
            case Term.Index i -> names.index(i.end());
            case Term.Constant c when c.value() == Math.rint(c.value()) -> writer.integer((long) c.value());
            default -> writer.toInteger(number(term), Rounding.FLOOR);
        };
    }

    /** @param lo, hi registers of the bounds, -1 for none */
    int draw(Term.Draw d, int lo, int hi) {
        List<Integer> arguments = d.arguments().stream().map(this::number).toList();
        int dst = writer.register();
        writer.add(new Instruction.Draw(
                dst, distribution(d.kind()), arguments, lo, hi, RandomKey.site(d.path()), d.use(), writer.at()));
        return dst;
    }

    private static Distribution distribution(Term.DrawKind kind) {
        return switch (kind) {
            case UNIFORM -> Distribution.UNIFORM;
            case NORMAL -> Distribution.NORMAL;
            case LOGNORMAL -> Distribution.LOGNORMAL;
            case EXPONENTIAL -> Distribution.EXPONENTIAL;
            case POISSON -> Distribution.POISSON;
            case GAMMA -> Distribution.GAMMA;
            case CHOICE -> Distribution.CHOICE;
            case CHANCE -> Distribution.CHANCE;
        };
    }
}

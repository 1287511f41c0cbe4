package bouton.compiler.quantise;

import bouton.compiler.kernel.KernelWriter;
import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.NumberFormat;
import bouton.dsl.diagnostic.Code;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.math.Functions;
import java.util.function.DoubleUnaryOperator;

/** Operations of the kernel IR on numbers, with what a chip can do. */
final class ChipFunctions {
    /** Below, the exponential is flat in 16 bits; above, a table has no room, and that is counted. */
    private static final Interval EXPONENTIAL = new Interval(-12, 12);

    /** Beyond, what saturates is flat in 16 bits. */
    private static final Interval SIGMOID = new Interval(-8, 8);

    /** The same for e^x / (1 + e^x). */
    private static final Interval LOGISTIC = new Interval(-12, 12);

    private final Arithmetic arithmetic;
    private final KernelWriter writer;
    private final Integers integers;
    private final Calculator calculator;
    private final FunctionTables tables;
    private final Findings findings;

    ChipFunctions(
            Arithmetic arithmetic,
            KernelWriter writer,
            Integers integers,
            Calculator calculator,
            FunctionTables tables,
            Findings findings) {
        this.arithmetic = arithmetic;
        this.writer = writer;
        this.integers = integers;
        this.calculator = calculator;
        this.tables = tables;
        this.findings = findings;
    }

    Linear binary(BinaryOp op, Linear a, Linear b) {
        return switch (op) {
            case ADD -> a.plus(b);
            case SUB -> a.minus(b);
            case MUL -> calculator.product(a, b);
            case DIV -> calculator.quotient(a, b);
            case MIN, MAX -> calculator.extreme(op, a, b);
            case POW -> power(a, b);
            case MOD ->
                a.isConstant() && b.isConstant()
                        ? Linear.of(Functions.mod(a.constant(), b.constant()))
                        : refused("`mod`");
            case AND, OR, XOR, SHL, SHR -> throw new IllegalStateException(op + " of numbers");
        };
    }

    private Linear power(Linear a, Linear b) {
        if (b.isConstant() && (b.constant() == 2 || b.constant() == 3)) {
            Linear square = calculator.product(a, a);
            return b.constant() == 2 ? square : calculator.product(square, a);
        }
        if (b.isConstant()) {
            return function("power", x -> Functions.pow(x, b.constant()), a, Interval.ALL);
        }
        return a.isConstant()
                ? function("power", x -> Functions.pow(a.constant(), x), b, Interval.ALL)
                : refused("`^`");
    }

    private Linear refused(String what) {
        findings.report(
                Code.F212,
                writer.at(),
                "this chip has nothing that computes " + what + " of values that change in a run",
                null,
                "a rule without it");
        return Linear.of(0);
    }

    Linear unary(UnaryOp op, Linear a) {
        if (a.isConstant()) {
            return Linear.of(Constants.of(op, a.constant()));
        }
        return switch (op) {
            case NEG -> a.times(-1);
            case ABS -> calculator.extreme(BinaryOp.MAX, a, a.times(-1));
            case RELU -> calculator.extreme(BinaryOp.MAX, a, Linear.of(0));
            case STEP -> truth(calculator.compare(CompareOp.GT, a, Linear.of(0)));
            case SIGN ->
                truth(calculator.compare(CompareOp.GT, a, Linear.of(0)))
                        .minus(truth(calculator.compare(CompareOp.LT, a, Linear.of(0))));
            case FLOOR -> whole(a, NumberFormat.Rounding.FLOOR);
            case CEIL -> whole(a.times(-1), NumberFormat.Rounding.FLOOR).times(-1);
            case ROUND -> whole(a, NumberFormat.Rounding.AWAY);
            case EXP -> function("exp", Functions::exp, a, EXPONENTIAL);
            case EXPM1 -> function("expm1", Functions::expm1, a, EXPONENTIAL);
            case TANH -> function("tanh", Functions::tanh, a, SIGMOID);
            case SIGMOID -> function("sigmoid", Functions::sigmoid, a, LOGISTIC);
            case ERF -> function("erf", Functions::erf, a, SIGMOID);
            case SQRT -> function("sqrt", Functions::sqrt, a, Interval.ALL);
            case LOG -> function("log", Functions::log, a, Interval.ALL);
            case SIN -> function("sin", Functions::sin, a, Interval.ALL);
            case COS -> function("cos", Functions::cos, a, Interval.ALL);
            case TAN -> function("tan", Functions::tan, a, Interval.ALL);
            case ATAN -> function("atan", Functions::atan, a, Interval.ALL);
            case NOT -> throw new IllegalStateException("not of a number");
        };
    }

    private Linear whole(Linear a, NumberFormat.Rounding rounding) {
        return Linear.of(calculator.inSteps(a, 1, rounding), 1);
    }

    /** 1 or 0. */
    Linear truth(int register) {
        return Linear.of(new Atom(writer.convert(register, integers.register(), Type.BOOL), 0, 1), 1);
    }

    private Linear function(String name, DoubleUnaryOperator f, Linear argument, Interval useful) {
        if (argument.isConstant()) {
            return Linear.of(f.applyAsDouble(argument.constant()));
        }
        if (arithmetic.table() < 2) {
            findings.report(
                    Code.F212,
                    writer.at(),
                    "this chip has nothing that computes `" + name + "` of a value that changes in a run",
                    null,
                    "a chip with a `table`, or a rule without `" + name + "`");
            return Linear.of(0);
        }
        return tables.of(name, f, calculator.single(argument), useful);
    }
}

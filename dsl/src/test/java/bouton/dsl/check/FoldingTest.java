package bouton.dsl.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import bouton.dsl.model.Builtin;
import bouton.dsl.model.Term;
import bouton.dsl.model.Term.ArithmeticOperator;
import bouton.dsl.source.Source;
import bouton.dsl.source.Span;
import bouton.dsl.unit.Dimension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {
    private static final Span HERE = new Span(new Source("test", ""), 0, 0);
    private static final Term X = new Term.VariableRef(0, Dimension.NONE, HERE);
    private static final Term CONDITION = new Term.HoldRef(0, HERE);

    @Test
    void constantsAreComputed() {
        assertEquals(7, constant(arithmetic(ArithmeticOperator.ADD, 3, 4)));
        assertEquals(0.75, constant(arithmetic(ArithmeticOperator.DIVIDE, 3, 4)));
        assertEquals(81, constant(arithmetic(ArithmeticOperator.POWER, 3, 4)));
        assertEquals(1, constant(arithmetic(ArithmeticOperator.POWER, 0, 0)));
        assertEquals(Double.POSITIVE_INFINITY, constant(arithmetic(ArithmeticOperator.DIVIDE, 1, 0)));
        assertEquals(-3, constant(Folding.negate(number(3), HERE)));
    }

    @Test
    void whatChangesIsKept() {
        Term sum = Folding.arithmetic(ArithmeticOperator.ADD, X, number(1), Dimension.NONE, HERE);
        assertInstanceOf(Term.Arithmetic.class, sum);
        assertInstanceOf(Term.Apply.class, Folding.apply(Builtin.EXP, List.of(X), Dimension.NONE, HERE));
    }

    @Test
    void truthDecidesConnectives() {
        Term yes = new Term.Truth(true, HERE);
        Term no = new Term.Truth(false, HERE);
        assertSame(CONDITION, Folding.logic(true, yes, CONDITION, HERE));
        assertSame(CONDITION, Folding.logic(false, CONDITION, no, HERE));
        assertEquals(no, Folding.logic(true, CONDITION, no, HERE));
        assertEquals(yes, Folding.logic(false, yes, CONDITION, HERE));
        assertEquals(no, Folding.not(yes, HERE));
        assertSame(X, Folding.choose(yes, X, number(1), HERE));
    }

    @ParameterizedTest
    @CsvSource({
        "EXP, 0, 1",
        "EXPM1, 0, 0",
        "LOG, 1, 0",
        "SQRT, 9, 3",
        "ABS, -2, 2",
        "SIGN, -3, -1",
        "SIGN, 0, 0",
        "STEP, 0, 0",
        "STEP, 1e-300, 1",
        "RELU, -1, 0",
        "SIGMOID, 0, 0.5",
        "TANH, 0, 0",
        "FLOOR, -1.5, -2",
        "CEIL, -1.5, -1",
        "ROUND, 2.5, 3",
        "ROUND, -2.5, -3",
        "SIGMOID, -1000, 0",
        "SIGMOID, 1000, 1",
        "ATAN, 0, 0",
        "COS, 0, 1"
    })
    void functionsOfOneNumber(Builtin function, double x, double expected) {
        assertEquals(expected, constant(Folding.apply(function, List.of(number(x)), Dimension.NONE, HERE)));
    }

    @Test
    void functionsOfSeveral() {
        assertEquals(2, constant(apply(Builtin.MIN, 2, 3)));
        assertEquals(3, constant(apply(Builtin.MAX, 2, 3)));
        assertEquals(5, constant(apply(Builtin.CLIP, 7, 0, 5)));
        assertEquals(0, constant(apply(Builtin.CLIP, -7, 0, 5)));
        assertEquals(2, constant(apply(Builtin.MOD, -1, 3)));
    }

    private static Term apply(Builtin function, double... x) {
        return Folding.apply(
                function,
                java.util.Arrays.stream(x).mapToObj(FoldingTest::number).toList(),
                Dimension.NONE,
                HERE);
    }

    private static Term arithmetic(ArithmeticOperator op, double a, double b) {
        return Folding.arithmetic(op, number(a), number(b), Dimension.NONE, HERE);
    }

    private static Term number(double value) {
        return new Term.Constant(value, Dimension.NONE, HERE);
    }

    private static double constant(Term term) {
        return assertInstanceOf(Term.Constant.class, term).value();
    }
}

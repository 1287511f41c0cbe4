package bouton.dsl.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Functions of the language. */
public enum Builtin {
    EXP(1, Rule.PLAIN),
    EXPM1(1, Rule.PLAIN),
    LOG(1, Rule.PLAIN),
    SQRT(1, Rule.ROOT),
    ABS(1, Rule.SAME),
    MIN(2, Rule.SAME),
    MAX(2, Rule.SAME),
    CLIP(3, Rule.SAME),
    SIGN(1, Rule.TO_PLAIN),
    STEP(1, Rule.TO_PLAIN),
    RELU(1, Rule.SAME),
    SIGMOID(1, Rule.PLAIN),
    TANH(1, Rule.PLAIN),
    SIN(1, Rule.PLAIN),
    COS(1, Rule.PLAIN),
    TAN(1, Rule.PLAIN),
    ATAN(1, Rule.PLAIN),
    ERF(1, Rule.PLAIN),
    FLOOR(1, Rule.PLAIN),
    CEIL(1, Rule.PLAIN),
    ROUND(1, Rule.PLAIN),
    MOD(2, Rule.SAME);

    /** What a function does to dimensions. */
    public enum Rule {
        /** Dimensionless to dimensionless. */
        PLAIN,
        /** All arguments and the result have one dimension. */
        SAME,
        /** Any dimension to none. */
        TO_PLAIN,
        /** The square root of the dimension. */
        ROOT
    }

    private final int arity;
    private final Rule rule;

    Builtin(int arity, Rule rule) {
        this.arity = arity;
        this.rule = rule;
    }

    public int arity() {
        return arity;
    }

    public Rule rule() {
        return rule;
    }

    /** As written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Builtin> find(String word) {
        return Arrays.stream(values()).filter(b -> b.word().equals(word)).findFirst();
    }
}

package bouton.dsl.experiment;

import bouton.dsl.unit.Dimension;
import java.util.Optional;

/**
 * What a formula yields.
 *
 * @param dimension of numbers
 * @param rank 0: one value, 1: a list, 2: a list of lists
 * @param rows for {@link Kind#ROW}: of which data
 */
public record Type(Kind kind, Dimension dimension, int rank, Optional<DataSet> rows) {
    /** Most axes a value can have. */
    public static final int MAX_RANK = 2;

    public static final Type TRUTH = new Type(Kind.TRUTH, Dimension.NONE, 0, Optional.empty());
    public static final Type FAULTY = new Type(Kind.FAULTY, Dimension.NONE, 0, Optional.empty());

    public enum Kind {
        NUMBER,
        TRUTH,
        /** A row of data with named parts. */
        ROW,
        /** Wrong, and reported. */
        FAULTY
    }

    public static Type number(Dimension dimension) {
        return number(dimension, 0);
    }

    public static Type number(Dimension dimension, int rank) {
        return new Type(Kind.NUMBER, dimension, rank, Optional.empty());
    }

    static Type row(DataSet set, int rank) {
        return new Type(Kind.ROW, Dimension.NONE, rank, Optional.of(set));
    }

    Type withRank(int other) {
        return new Type(kind, dimension, other, rows);
    }

    public boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    public boolean isTruth() {
        return kind == Kind.TRUTH;
    }

    public boolean isRow() {
        return kind == Kind.ROW;
    }

    boolean isFaulty() {
        return kind == Kind.FAULTY;
    }
}

package bouton.emulator.interpret;

import bouton.emulator.state.Columns;
import bouton.image.ir.Word;

/** Loads and stores of state words. */
final class Words {
    private static final long U32 = 0xFFFF_FFFFL;

    private Words() {}

    static Operation loadDouble(Word word, double[] x) {
        int field = word.field();
        return switch (word.space()) {
            case SELF ->
                (f, from, to) -> {
                    double[] column = f.doubles(field);
                    if (f.isContiguous()) {
                        System.arraycopy(column, f.first() + from, x, from, to - from);
                    } else {
                        for (int i = from; i < to; i++) {
                            x[i] = column[f.place(i)];
                        }
                    }
                };
            case PRE -> (f, from, to) -> f.pre().gather(field, f.sources(), x, from, to);
            case ROW -> (f, from, to) -> f.rows().gather(field, f.sources(), x, from, to);
            case COLUMN -> gather(f -> f.columnDoubles(field), x);
            case POST -> gather(f -> f.postDoubles(field), x);
        };
    }

    /** Where a frame has the words of a field of all targets. */
    private interface TargetWords {
        double[] of(Frame frame);
    }

    private static Operation gather(TargetWords words, double[] x) {
        return (f, from, to) -> {
            double[] column = words.of(f);
            int[] targets = f.targets();
            for (int i = from; i < to; i++) {
                x[i] = column[targets[i]];
            }
        };
    }

    static Operation loadLong(Word word, Columns.Storage storage, long[] x) {
        int field = word.field();
        return switch (word.space()) {
            case SELF -> loadOwn(field, storage, x);
            case PRE -> (f, from, to) -> f.pre().gather(field, f.sources(), x, from, to);
            case ROW, COLUMN -> throw new IllegalArgumentException(word + " is a float64");
            case POST ->
                (f, from, to) -> {
                    int[] targets = f.targets();
                    for (int i = from; i < to; i++) {
                        x[i] = switch (storage) {
                            case INT -> f.postInts(field)[targets[i]];
                            case BYTE, UNSIGNED_BYTE, SHORT, UNSIGNED_SHORT ->
                                throw new IllegalArgumentException("a word of neurons is not narrow");
                            case UNSIGNED_INT -> f.postInts(field)[targets[i]] & U32;
                            case LONG -> f.postLongs(field)[targets[i]];
                            case DOUBLE -> throw new IllegalArgumentException("field " + field + " is a float64");
                        };
                    }
                };
        };
    }

    private static Operation loadOwn(int field, Columns.Storage storage, long[] x) {
        return switch (storage) {
            case BYTE -> each(x, (f, place) -> f.bytes(field)[place]);
            case UNSIGNED_BYTE -> each(x, (f, place) -> f.bytes(field)[place] & 0xFF);
            case SHORT -> each(x, (f, place) -> f.shorts(field)[place]);
            case UNSIGNED_SHORT -> each(x, (f, place) -> f.shorts(field)[place] & 0xFFFF);
            case INT -> each(x, (f, place) -> f.ints(field)[place]);
            case UNSIGNED_INT -> each(x, (f, place) -> f.ints(field)[place] & U32);
            case LONG ->
                (f, from, to) -> {
                    long[] column = f.longs(field);
                    if (f.isContiguous()) {
                        System.arraycopy(column, f.first() + from, x, from, to - from);
                        return;
                    }
                    for (int i = from; i < to; i++) {
                        x[i] = column[f.place(i)];
                    }
                };
            case DOUBLE -> throw new IllegalArgumentException("field " + field + " is a float64");
        };
    }

    /** Has the word of the instance at a place. */
    private interface OwnWord {
        long at(Frame frame, int place);
    }

    private static Operation each(long[] x, OwnWord word) {
        return (f, from, to) -> {
            for (int i = from; i < to; i++) {
                x[i] = word.at(f, f.place(i));
            }
        };
    }

    static Operation storeDouble(int field, double[] a) {
        return (f, from, to) -> {
            double[] column = f.doubles(field);
            if (f.isContiguous()) {
                System.arraycopy(a, from, column, f.first() + from, to - from);
            } else {
                for (int i = from; i < to; i++) {
                    column[f.place(i)] = a[i];
                }
            }
        };
    }

    static Operation storeLong(int field, Columns.Storage storage, IntegerUnit unit, long[] a) {
        if (storage == Columns.Storage.LONG && unit.holdsAll()) {
            return (f, from, to) -> {
                long[] column = f.longs(field);
                for (int i = from; i < to; i++) {
                    column[f.place(i)] = a[i];
                }
                f.timers().storedSome(field);
            };
        }
        return switch (storage) {
            case BYTE, UNSIGNED_BYTE -> Operation.byLane((f, i) -> f.bytes(field)[f.place(i)] = (byte) unit.fit(a[i]));
            case SHORT, UNSIGNED_SHORT ->
                Operation.byLane((f, i) -> f.shorts(field)[f.place(i)] = (short) unit.fit(a[i]));
            case INT, UNSIGNED_INT -> Operation.byLane((f, i) -> f.ints(field)[f.place(i)] = (int) unit.fit(a[i]));
            case LONG -> Operation.byLane((f, i) -> f.longs(field)[f.place(i)] = unit.fit(a[i]));
            case DOUBLE -> throw new IllegalArgumentException("field " + field + " is a float64");
        };
    }

    /** A store that is left out while learning is off. */
    static Operation plastic(Operation store) {
        return (f, from, to) -> {
            if (f.learning()) {
                store.run(f, from, to);
            }
        };
    }
}

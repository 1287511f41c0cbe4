package bouton.image.file;

/** How a component of a record is written. */
sealed interface Shape {
    /** Primitives, strings and arrays. */
    enum Plain implements Shape {
        INT,
        LONG,
        DOUBLE,
        BOOLEAN,
        STRING,
        INTS,
        DOUBLES,
        DOUBLE_ROWS,
        LONG_ROWS
    }

    /** A count, then the elements. */
    record ListOf(Shape element) implements Shape {}

    /** Whether there is one, then it. */
    record OptionalOf(Shape element) implements Shape {}

    /** A type of the {@link Schema}. */
    record Named(Class<?> type) implements Shape {}
}

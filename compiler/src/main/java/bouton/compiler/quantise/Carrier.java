package bouton.compiler.quantise;

/** How a value comes to a kernel that is none of its words: with an event, a sum or as a value of the network. */
sealed interface Carrier {
    /** How the chip keeps it from there on. */
    WordFormat format();

    /** What 1 stands for as the engine has it, in internal units. */
    double unit();

    /** An integer, in steps of the format. */
    record Whole(WordFormat format) implements Carrier {
        @Override
        public double unit() {
            return format.step();
        }
    }

    /**
     * A real number, which the chip takes in: rounded, kept inside the format, and counted where that changes it.
     *
     * @param what for the counter
     */
    record Real(WordFormat format, double unit, String what) implements Carrier {}
}

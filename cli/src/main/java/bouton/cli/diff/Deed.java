package bouton.cli.diff;

import bouton.dsl.source.Span;

/** What a protocol has done between two ticks. Two worlds are driven by the same protocol as long as their deeds are alike. */
sealed interface Deed {
    /** Where it stands in the text. */
    String at();

    /** Whether it is the same statement, in a program that may have been read another time. */
    boolean isLike(Deed other);

    /** A statement is being done. */
    record Statement(Span span) implements Deed {
        private static final int LONGEST = 60;

        @Override
        public String at() {
            return span.toString();
        }

        @Override
        public boolean isLike(Deed other) {
            return other instanceof Statement s && span.compareTo(s.span) == 0;
        }

        /** Its first line. */
        String text() {
            String line = span.text().lines().findFirst().orElse("").strip();
            return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
        }
    }

    /**
     * Something was given to the network from outside.
     *
     * @param tick number of ticks that had run
     * @param what for people
     * @param content hash of the values
     */
    record Input(String at, long tick, String what, int content) implements Deed {
        @Override
        public boolean isLike(Deed other) {
            return other instanceof Input i && at.equals(i.at) && tick == i.tick && what.equals(i.what);
        }
    }
}

package bouton.cli.diff;

import bouton.compiler.Compiled;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Network;
import bouton.dsl.model.TargetDef;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A compiler that can let some lines of a program be computed as the profile {@code ideal} would. */
public interface LineSwitch {
    /** A line of a source file, from 1. */
    record Line(String file, int number) implements Comparable<Line> {
        @Override
        public int compareTo(Line other) {
            int byFile = file.compareTo(other.file);
            return byFile != 0 ? byFile : Integer.compare(number, other.number);
        }

        @Override
        public String toString() {
            return file + ":" + number;
        }
    }

    /** Lines of an image that are not computed as the text says, those that depart most first. */
    List<Line> lines(Compiled compiled);

    /**
     * An image in which these lines depart no more: words that they store keep what float64 keeps, their constants are exact.
     *
     * @return null after a report
     */
    @Nullable
    Compiled compile(Network network, TargetDef target, Set<Line> ideal, Diagnostics diagnostics);
}

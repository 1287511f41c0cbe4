package bouton.dsl.check;

import bouton.dsl.model.Term;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a program may see of the world outside. */
public interface Environment {
    /** Bytes of the source file that `use a.b` of {@code importer} means, with the name to show; empty if there is none. */
    Optional<Text> source(String importer, List<String> path) throws IOException;

    /** Reads a data file; the message of the exception is shown to the user. */
    Numbers data(String importer, String format, List<String> files) throws IOException;

    /**
     * Draws numbers: number k is a function of the seed, the site and k.
     *
     * @throws IOException with a message for the user
     */
    default double[] draws(Term.DrawKind kind, double[] arguments, String site, long seed, int count)
            throws IOException {
        throw new IOException("nothing can be drawn here");
    }

    /**
     * Makes sure that a foreign neuron of this implementation can be run.
     *
     * @param importer name of the source file that declares it
     * @param implementation name of a Java class
     * @throws IOException with a message for the user: it is not there, cannot be compiled or is none
     */
    default void foreign(String importer, String implementation) throws IOException {
        throw new IOException("no programs can be loaded here");
    }

    /** Source of the profile that declares the chip of this name; empty if no profile does. */
    default Optional<Text> chip(String name) throws IOException {
        return Optional.empty();
    }

    /** Names of the chips of the profiles, for suggestions. */
    default List<String> chips() {
        return List.of();
    }

    record Text(String name, byte[] bytes) {}

    /**
     * Numbers with a shape; named columns of a table, or several named parts (image, label).
     *
     * @param values row major
     */
    record Numbers(int[] shape, double[] values, List<Part> parts) {
        public Numbers {
            parts = List.copyOf(parts);
        }
    }

    /** A named part of data, for example a column of a CSV file. */
    record Part(String name, int[] shape, double[] values) {}

    /** Nothing outside: for programs held in memory. */
    Environment NONE = new Environment() {
        @Override
        public Optional<Text> source(String importer, List<String> path) {
            return Optional.empty();
        }

        @Override
        public Numbers data(String importer, String format, List<String> files) throws IOException {
            throw new IOException("no files can be read here");
        }
    };
}

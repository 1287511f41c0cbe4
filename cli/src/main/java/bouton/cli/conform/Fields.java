package bouton.cli.conform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** A JSON object with typed access; every fault names its place in the file. */
final class Fields {
    /** Longer than any recording; more would take days. */
    private static final int MOST_STEPS = 100_000_000;

    private final JsonNode node;
    private final String place;

    Fields(JsonNode node, String place) {
        this.node = node;
        this.place = place;
        if (!node.isObject()) {
            throw new VectorException((place.isEmpty() ? "the file" : place) + " is not an object");
        }
    }

    private String at(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    boolean has(String name) {
        return node.has(name) && !node.get(name).isNull();
    }

    /**
     * Refuses names that a format does not have.
     *
     * @param format as it names itself, for the message
     */
    void only(Collection<String> known, String format) {
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                throw new VectorException("it has " + at(name) + ", which format " + format + " has not");
            }
        }
    }

    Set<String> names() {
        return new TreeSet<>(node.propertyNames());
    }

    private JsonNode get(String name) {
        JsonNode found = node.get(name);
        if (found == null) {
            throw new VectorException("there is no " + at(name));
        }
        return found;
    }

    Fields object(String name) {
        return new Fields(get(name), at(name));
    }

    List<Fields> objects(String name) {
        List<Fields> result = new ArrayList<>();
        for (JsonNode element : array(name)) {
            result.add(new Fields(element, at(name) + "[" + result.size() + "]"));
        }
        return result;
    }

    private JsonNode array(String name) {
        JsonNode found = get(name);
        if (!found.isArray()) {
            throw new VectorException(at(name) + " is not a list");
        }
        return found;
    }

    String text(String name) {
        JsonNode found = get(name);
        if (!found.isString()) {
            throw new VectorException(at(name) + " is not a text");
        }
        return found.stringValue();
    }

    /** A number; a truth value is 1 or 0, null is minus infinity. */
    double number(String name) {
        return number(get(name), at(name));
    }

    private static double number(JsonNode value, String at) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? 1 : 0;
        }
        if (value.isNull()) {
            return Double.NEGATIVE_INFINITY;
        }
        throw new VectorException(at + " is not a number");
    }

    boolean isNumber(String name) {
        JsonNode value = get(name);
        return value.isNumber() || value.isBoolean() || value.isNull();
    }

    boolean isList(String name) {
        return get(name).isArray();
    }

    /** Whether it is a list of lists. */
    boolean isTable(String name) {
        JsonNode list = get(name);
        return list.isArray() && !list.isEmpty() && list.get(0).isArray();
    }

    /** Whether a list holds numbers, not texts. */
    boolean isNumbers(String name) {
        JsonNode list = get(name);
        return list.isEmpty()
                || list.get(0).isNumber()
                || list.get(0).isBoolean()
                || list.get(0).isNull();
    }

    boolean flag(String name) {
        JsonNode found = get(name);
        if (!found.isBoolean()) {
            throw new VectorException(at(name) + " is neither true nor false");
        }
        return found.booleanValue();
    }

    /** A whole number between two bounds, both included. */
    long whole(String name, long least, long most) {
        return whole(get(name), at(name), least, most);
    }

    private static long whole(JsonNode value, String at, long least, long most) {
        if (!value.isIntegralNumber()) {
            throw new VectorException(at + " is not a whole number");
        }
        if (!value.canConvertToLong() || value.longValue() < least || value.longValue() > most) {
            throw new VectorException(at + " is " + value.asString() + ", and not from " + least + " to " + most);
        }
        return value.longValue();
    }

    /** Rows of whole numbers, each of {@code width}. */
    long[][] wholeRows(String name, int width, long least, long most) {
        JsonNode list = array(name);
        long[][] result = new long[list.size()][width];
        for (int i = 0; i < result.length; i++) {
            JsonNode row = list.get(i);
            String at = at(name) + "[" + i + "]";
            if (!row.isArray() || row.size() != width) {
                throw new VectorException(at + " is not a list of " + width + " numbers");
            }
            for (int k = 0; k < width; k++) {
                result[i][k] = whole(row.get(k), at + "[" + k + "]", least, most);
            }
        }
        return result;
    }

    /** A list of texts of a known length. */
    List<String> texts(String name, int size) {
        JsonNode list = array(name);
        if (list.size() != size) {
            throw new VectorException(at(name) + " has " + list.size() + " texts, and not " + size);
        }
        List<String> result = new ArrayList<>(size);
        for (JsonNode element : list) {
            if (!element.isString()) {
                throw new VectorException(at(name) + "[" + result.size() + "] is not a text");
            }
            result.add(element.stringValue());
        }
        return result;
    }

    /** Where in the file a member stands, for messages. */
    String place(String name) {
        return at(name);
    }

    int count(String name) {
        double value = number(name);
        if (value != Math.rint(value) || value < 0 || value > Integer.MAX_VALUE) {
            throw new VectorException(at(name) + " is not a count: " + value);
        }
        return (int) value;
    }

    /** Length of a run: {@code steps}. */
    int steps() {
        int steps = count("steps");
        if (steps > MOST_STEPS) {
            throw new VectorException(at("steps") + " is " + steps + ", more than " + MOST_STEPS);
        }
        return steps;
    }

    double[] numbers(String name) {
        return numbers(array(name), at(name));
    }

    private static double[] numbers(JsonNode list, String at) {
        double[] result = new double[list.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = number(list.get(i), at + "[" + i + "]");
        }
        return result;
    }

    /** A list of a known length. */
    double[] numbers(String name, int size) {
        double[] result = numbers(name);
        if (result.length != size) {
            throw new VectorException(at(name) + " has " + result.length + " values, and not " + size);
        }
        return result;
    }

    /** A value for each of {@code size} members: a list, or one number for all. */
    double[] each(String name, int size) {
        if (isList(name)) {
            return numbers(name, size);
        }
        double[] result = new double[size];
        Arrays.fill(result, number(name));
        return result;
    }

    /** As {@link #each}, or zeros where the file has none. */
    double[] eachOrZero(String name, int size) {
        return has(name) ? each(name, size) : new double[size];
    }

    int[] counts(String name) {
        double[] numbers = numbers(name);
        int[] result = new int[numbers.length];
        for (int i = 0; i < result.length; i++) {
            if (numbers[i] != Math.rint(numbers[i]) || Math.abs(numbers[i]) > Integer.MAX_VALUE) {
                throw new VectorException(at(name) + "[" + i + "] is not a whole number: " + numbers[i]);
            }
            result[i] = (int) numbers[i];
        }
        return result;
    }

    /** Rows of one length. */
    double[][] table(String name) {
        double[][] rows = rows(name);
        for (int r = 1; r < rows.length; r++) {
            if (rows[r].length != rows[0].length) {
                throw new VectorException(at(name) + "[" + r + "] has " + rows[r].length + " values, and not "
                        + rows[0].length + " as the first row");
            }
        }
        return rows;
    }

    /** Lists of numbers, each of its own length. */
    double[][] rows(String name) {
        return rows(name, false);
    }

    /** As {@link #rows(String)}; a number stands for a list of one. */
    double[][] rowsOrNumbers(String name) {
        return rows(name, true);
    }

    private double[][] rows(String name, boolean single) {
        JsonNode list = array(name);
        double[][] result = new double[list.size()][];
        for (int i = 0; i < result.length; i++) {
            String at = at(name) + "[" + i + "]";
            if (single && list.get(i).isNumber()) {
                result[i] = new double[] {list.get(i).doubleValue()};
                continue;
            }
            if (!list.get(i).isArray()) {
                throw new VectorException(at + " is not a list");
            }
            result[i] = numbers(list.get(i), at);
        }
        return result;
    }
}

package bouton.cli.conform;

import bouton.dsl.check.Bindings;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives what a file of ideal-brian2 holds to the text of its kind, by name. Names lose the unit behind them. Of a list L of
 * synapses: {@code L_pre}, {@code L_post}, {@code L_delay} and further arrays as {@code L_name}; of a list of spikes: {@code
 * L_n}, {@code L_steps}; {@code drive} with {@code bin}, its length in ms. What the text asks for and the file has not is
 * empty (lists) or 0 (initial values).
 */
final class BrianBindings {
    private static final Set<String> NOT_VALUES = Set.of(
            "name",
            "simulator",
            "kind",
            "dt_ms",
            "steps",
            "params",
            "expect",
            "every",
            "every_w",
            "recorded",
            "dt_in_ms");
    private static final Pattern DATA = Pattern.compile("data (\\w+) = given");

    private final Fields file;
    private final Bindings values = new Bindings();
    private final Set<String> given = new TreeSet<>();
    private final Set<String> asked = new TreeSet<>();

    BrianBindings(Fields file, String source) {
        this.file = file;
        Matcher m = DATA.matcher(source);
        while (m.find()) {
            asked.add(m.group(1));
        }
    }

    Bindings values() {
        params();
        for (String name : file.names()) {
            if (!NOT_VALUES.contains(name) && file.has(name)) {
                value(name);
            }
        }
        Set<String> unused = new TreeSet<>(given);
        unused.removeAll(asked);
        if (!unused.isEmpty()) {
            throw new VectorException("it has " + String.join(", ", unused) + ", which this kind has not");
        }
        for (String name : asked) {
            if (!given.contains(name)) {
                values.give(name, missing(name));
            }
        }
        return values;
    }

    private void params() {
        Fields params = file.object("params");
        BrianFile.giveParams(params, values);
        if (params.has("threshold_test")) {
            values.give("inclusive", inclusive(params.text("threshold_test")));
        }
        if (params.has("refractory")) {
            // By a condition, or for a time.
            values.give(
                    "by_condition",
                    params.isNumber("refractory") || !params.text("refractory").contains(">") ? 0 : 1);
        }
    }

    private static int inclusive(String test) {
        return switch (test) {
            case ">=" -> 1;
            case ">" -> 0;
            default -> throw new VectorException("params.threshold_test is " + test + ", and not > or >=");
        };
    }

    private void value(String name) {
        if (name.equals("drive")) {
            double[][] rows = file.table(name);
            give(name, rows);
            values.give("drive_n", rows.length == 0 ? 0 : rows[0].length);
            values.give("bin", file.number("dt_in_ms"));
        } else if (file.isNumber(name)) {
            number(name);
        } else if (file.isTable(name)) {
            give(name, file.table(name));
        } else if (file.isList(name)) {
            give(BrianFile.bare(name), file.numbers(name));
        } else {
            object(name, file.object(name));
        }
    }

    /** A number that the text asks for as data is the same for all neurons. */
    private void number(String name) {
        if (asked.contains(BrianFile.bare(name))) {
            give(BrianFile.bare(name), file.each(name, file.count("n")));
        } else {
            values.give(BrianFile.bare(name), file.number(name));
        }
    }

    private void object(String name, Fields object) {
        if (object.has("pre") && object.has("post")) {
            synapses(name, object);
        } else if (object.has("neuron") && object.has("step")) {
            spikes(name, object);
        } else {
            for (String part : object.names()) {
                values.give(BrianFile.bare(part) + "_" + name, object.number(part));
            }
        }
    }

    private void synapses(String name, Fields list) {
        int size = list.counts("pre").length;
        if (list.counts("post").length != size) {
            throw new VectorException(
                    "a list of synapses has " + size + " sources and " + list.counts("post").length + " targets");
        }
        for (String part : list.names()) {
            // Names of parameter sets are for people.
            if (list.isNumber(part) || (list.isList(part) && list.isNumbers(part))) {
                String bare = part.endsWith("_steps") ? part.substring(0, part.length() - "_steps".length()) : part;
                give(name + "_" + BrianFile.bare(bare), list.each(part, size));
            }
        }
        for (String other : asked) {
            boolean zero = other.endsWith("delay") || other.endsWith("0");
            if (zero && other.startsWith(name + "_") && !given.contains(other)) {
                give(other, new double[size]);
            }
        }
    }

    private void spikes(String name, Fields list) {
        values.give(name + "_n", list.has("n") ? list.count("n") : list.counts("delay_steps").length);
        give(
                name + "_steps",
                list.has("n") ? SpikeLists.of(list) : SpikeLists.of(list, list.counts("delay_steps").length));
        for (String part : list.names()) {
            if (list.isList(part) && !Set.of("neuron", "step").contains(part)) {
                String bare = part.endsWith("_steps") ? part.substring(0, part.length() - "_steps".length()) : part;
                give(name + "_" + bare, list.numbers(part));
            }
        }
    }

    private void give(String name, double[] numbers) {
        given.add(name);
        values.give(name, numbers);
    }

    private void give(String name, double[][] rows) {
        given.add(name);
        values.give(name, rows);
    }

    /** Initial values are 0, lists of synapses are empty. */
    private double[] missing(String name) {
        boolean initial = name.endsWith("0") || name.equals("I");
        return new double[initial ? file.count("n") : 0];
    }
}

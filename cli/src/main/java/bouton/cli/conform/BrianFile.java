package bouton.cli.conform;

import bouton.dsl.check.Bindings;
import bouton.dsl.model.Method;
import bouton.profiles.Profiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What the kinds of ideal-brian2 have in common: names with units, rows, final values, the tolerance. */
final class BrianFile {
    private static final List<String> UNITS = List.of("_ms", "_mV", "_nS", "_pA", "_pF", "_per_s", "_per_ms");

    private BrianFile() {}

    static String source(String kind) {
        try {
            return new String(
                    Profiles.source(KindSources.PROFILE, "kinds/brian2/" + kind + ".bouton")
                            .orElseThrow(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The source with probes added to a network, one per row quantity, and its name there. */
    static String withProbes(String source, List<String> probes) {
        int end = source.lastIndexOf('}');
        StringBuilder text = new StringBuilder(source.substring(0, end));
        probes.forEach(p -> text.append("  ").append(p).append('\n'));
        return text.append(source.substring(end)).toString();
    }

    static void giveParams(Fields params, Bindings values) {
        for (String name : params.names()) {
            if (params.has(name) && params.isNumber(name)) {
                values.give(bare(name), params.number(name));
            }
        }
    }

    /** The name without its unit. */
    private static String bare(String name) {
        for (String unit : UNITS) {
            if (name.endsWith(unit)) {
                return name.substring(0, name.length() - unit.length());
            }
        }
        return name;
    }

    static Method.Kind method(String name) {
        return Method.Kind.find(name).orElseThrow(() -> new VectorException("there is no method " + name));
    }

    static Optional<Method.Kind> method(Fields params) {
        return params.has("method") ? Optional.of(method(params.text("method"))) : Optional.empty();
    }

    /** |ours - file| up to 1e-9 (|ours| + 1e-3 M), with M the largest value of the field. */
    private static Comparison.Tolerance tolerance(double largest) {
        return e -> 1e-9 * (Math.abs(e) + 1e-3 * largest);
    }

    static double largest(double[][] rows) {
        double result = 0;
        for (double[] row : rows) {
            for (double v : row) {
                result = Math.max(result, Math.abs(v));
            }
        }
        return result;
    }

    static void spikes(Fields expect, Replay replay, Comparison comparison) {
        if (expect.has("spikes")) {
            Fields spikes = expect.object("spikes");
            comparison.spikes(
                    "spike", SpikeLists.pairs(spikes.counts("neuron"), spikes.counts("step")), replay.spikes("N", 0));
        }
    }

    /**
     * Compares the rows of a probe and the final values.
     *
     * @param members which members the rows hold; null for all
     * @param last what the replay has after the last step
     */
    static void quantity(
            Fields expect,
            String name,
            int every,
            List<double[]> rows,
            int @org.jspecify.annotations.Nullable [] members,
            double[] last,
            Comparison comparison) {
        double[][] expected = expect.has("rows") && expect.object("rows").has(name)
                ? expect.object("rows").rows(name)
                : new double[0][];
        double[] finals = expect.has("final") && expect.object("final").has(name)
                ? expect.object("final").numbers(name)
                : null;
        double most = Math.max(largest(expected), finals == null ? 0 : largest(new double[][] {finals}));
        for (int r = 0; r < expected.length; r++) {
            if (r >= rows.size()) {
                throw new VectorException("row " + r + " of " + name + " lies behind the last step");
            }
            int row = r;
            comparison.values(
                    name,
                    expected[r],
                    select(rows.get(r), members),
                    tolerance(most),
                    k -> "[" + k + "] at step " + row * (long) every);
        }
        if (finals != null) {
            comparison.values(name, finals, last, tolerance(most), k -> "[" + k + "] at the end");
        }
    }

    private static double[] select(double[] row, int @org.jspecify.annotations.Nullable [] members) {
        if (members == null) {
            return row;
        }
        double[] result = new double[members.length];
        for (int k = 0; k < result.length; k++) {
            if (members[k] < 0 || members[k] >= row.length) {
                throw new VectorException("recorded member " + members[k] + " of " + row.length);
            }
            result[k] = row[members[k]];
        }
        return result;
    }
}

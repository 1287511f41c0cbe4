package bouton.cli.conform;

import bouton.dsl.check.Bindings;
import bouton.dsl.model.Method;
import bouton.profiles.Profiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What the kinds of ideal-brian2 have in common: their sources, names with units, lists of synapses, methods. */
final class BrianFile {
    private static final List<String> UNITS = List.of("_mV2", "_ms", "_mV", "_nS", "_pA", "_pF", "_per_s", "_per_ms");

    private BrianFile() {}

    static String source(String kind) {
        String path = "kinds/brian2/" + kind + ".bouton";
        try {
            byte[] bytes = Profiles.source(KindSources.PROFILE, path)
                    .orElseThrow(() -> new IllegalStateException("there is no source " + path));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A source with a network that derives from one of its own and has probes. */
    static String watched(String source, String network, List<String> probes) {
        StringBuilder text = new StringBuilder(source);
        text.append("network watched = ").append(network).append(" {\n");
        probes.forEach(p -> text.append("  probe ").append(p).append('\n'));
        return text.append("}\n").toString();
    }

    /** Gives the numbers among the parameters, by their names without units. */
    static void giveParams(Fields params, Bindings values) {
        for (String name : params.names()) {
            if (params.has(name) && params.isNumber(name)) {
                values.give(bare(name), params.number(name));
            }
        }
    }

    /** A name without the unit behind it. */
    static String bare(String name) {
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
}

package bouton.cli.command;

import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.TextRenderer;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run had found before the checkpoint that it is gone on with, as texts: told at its end beside what is found since. */
final class EarlierFindings {
    // By code and place: one place gets one finding of a code.
    private final Map<String, String> texts = new LinkedHashMap<>();

    private static Map<String, String> of(Diagnostics diagnostics) {
        Map<String, String> found = new LinkedHashMap<>();
        for (Diagnostic d : diagnostics.sorted()) {
            found.put(d.code() + "@" + d.span(), new TextRenderer(false).render(List.of(d)));
        }
        return found;
    }

    void save(StateSink out, Diagnostics since) {
        Map<String, String> all = new LinkedHashMap<>(texts);
        all.putAll(of(since));
        out.longs("findings", all.size());
        all.forEach((key, text) -> {
            out.text("place", key);
            out.text("finding", text);
        });
    }

    void restore(StateSource in) {
        for (long left = in.number("findings"); left > 0; left--) {
            texts.put(in.text("place"), in.text("finding"));
        }
    }

    /** The texts of those that have not been found again. */
    String without(Diagnostics since) {
        Map<String, String> left = new LinkedHashMap<>(texts);
        left.keySet().removeAll(of(since).keySet());
        return String.join("", left.values());
    }
}

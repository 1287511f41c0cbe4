package bouton.cli.report;

import bouton.cli.json.Json;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Diagnostics as a JSON list; the schema is the page {@code docs/diagnostics.md}. */
public final class DiagnosticsJson {
    private DiagnosticsJson() {}

    public static String text(List<Diagnostic> diagnostics) {
        return Json.text(diagnostics.stream().map(DiagnosticsJson::diagnostic).toList());
    }

    private static Map<String, Object> diagnostic(Diagnostic d) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("code", d.code().name());
        members.put("severity", d.severity().word());
        members.put("message", d.message());
        members.putAll(place(d.span()));
        members.put("label", d.label());
        members.put(
                "secondary",
                d.secondary().stream()
                        .map(s -> {
                            Map<String, Object> other = place(s.span());
                            other.put("label", s.label());
                            return other;
                        })
                        .toList());
        members.put("notes", d.notes());
        members.put("helps", d.helps().stream().map(DiagnosticsJson::help).toList());
        return members;
    }

    private static Map<String, @Nullable Object> help(Diagnostic.Help help) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("text", help.text());
        members.put("edit", edit(help.edit()));
        return members;
    }

    private static @Nullable Map<String, Object> edit(Optional<Diagnostic.Edit> edit) {
        if (edit.isEmpty()) {
            return null;
        }
        Map<String, Object> members = place(edit.get().span());
        members.put("replacement", edit.get().replacement());
        return members;
    }

    private static Map<String, Object> place(Span span) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("file", span.source().name());
        members.put("line", span.line());
        members.put("column", span.column());
        members.put("end_line", span.source().line(span.end()));
        members.put("end_column", span.source().column(span.end()));
        return members;
    }
}

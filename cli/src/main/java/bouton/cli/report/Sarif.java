package bouton.cli.report;

import bouton.cli.json.Json;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.source.Span;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Diagnostics in the Static Analysis Results Interchange Format, version 2.1.0 (OASIS), as code hosts read it. */
public final class Sarif {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

    private Sarif() {}

    /** @param version of Bouton */
    public static String text(List<Diagnostic> diagnostics, String version) {
        List<Code> rules =
                diagnostics.stream().map(Diagnostic::code).distinct().sorted().toList();
        Map<String, Object> driver = object("name", "Bouton", "version", version);
        driver.put("rules", rules.stream().map(Sarif::rule).toList());
        Map<String, Object> run = object("tool", object("driver", driver), "columnKind", "utf16CodeUnits");
        run.put("results", diagnostics.stream().map(d -> result(d, rules)).toList());
        return Json.text(object("$schema", SCHEMA, "version", "2.1.0", "runs", List.of(run)));
    }

    private static Map<String, Object> rule(Code code) {
        Map<String, Object> rule = object("id", code.name(), "shortDescription", message(code.title()));
        rule.put("help", object("text", code.explanation(), "markdown", code.explanation()));
        rule.put("defaultConfiguration", object("level", code.severity().word()));
        return rule;
    }

    private static Map<String, Object> result(Diagnostic d, List<Code> rules) {
        Map<String, Object> result = object("ruleId", d.code().name(), "ruleIndex", rules.indexOf(d.code()));
        // Its levels have the same names as the severities here.
        result.put("level", d.severity().word());
        result.put("message", message(wording(d)));
        result.put("locations", List.of(object("physicalLocation", place(d.span()))));
        List<Object> related = new ArrayList<>();
        for (Diagnostic.Labelled other : d.secondary()) {
            Map<String, Object> location = object("id", related.size(), "physicalLocation", place(other.span()));
            location.put("message", message(other.label()));
            related.add(location);
        }
        if (!related.isEmpty()) {
            result.put("relatedLocations", related);
        }
        List<Map<String, Object>> fixes = fixes(d);
        if (!fixes.isEmpty()) {
            result.put("fixes", fixes);
        }
        return result;
    }

    private static String wording(Diagnostic d) {
        StringBuilder text = new StringBuilder(d.message());
        if (!d.label().isEmpty()) {
            text.append(": ").append(d.label());
        }
        d.notes().forEach(note -> text.append("\nnote: ").append(note));
        d.helps().forEach(help -> text.append("\nhelp: ").append(help.text()));
        return text.toString();
    }

    private static List<Map<String, Object>> fixes(Diagnostic d) {
        List<Map<String, Object>> fixes = new ArrayList<>();
        for (Diagnostic.Help help : d.helps()) {
            help.edit().ifPresent(edit -> {
                Map<String, Object> replacement =
                        object("deletedRegion", region(edit.span()), "insertedContent", message(edit.replacement()));
                Map<String, Object> change =
                        object("artifactLocation", file(edit.span()), "replacements", List.of(replacement));
                fixes.add(object("description", message(help.text()), "artifactChanges", List.of(change)));
            });
        }
        return fixes;
    }

    private static Map<String, Object> place(Span span) {
        return object("artifactLocation", file(span), "region", region(span));
    }

    private static Map<String, Object> file(Span span) {
        return object("uri", uri(span.source().name()));
    }

    private static String uri(String name) {
        try {
            Path path = Path.of(name);
            String slashes = name.replace(path.getFileSystem().getSeparator(), "/");
            // With a colon in its first part a relative path would be taken for a scheme.
            return path.isAbsolute()
                    ? path.toUri().toString()
                    : new URI(null, null, "/" + slashes, null).getRawPath().substring(1);
        } catch (URISyntaxException e) {
            return name;
        }
    }

    private static Map<String, Object> region(Span span) {
        Map<String, Object> region = object("startLine", span.line(), "startColumn", span.column());
        region.put("endLine", span.source().line(span.end()));
        region.put("endColumn", span.source().column(span.end()));
        return region;
    }

    private static Map<String, Object> message(String text) {
        return object("text", text);
    }

    /** Keys and values in turn. */
    private static Map<String, Object> object(Object... members) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            object.put((String) members[i], members[i + 1]);
        }
        return object;
    }
}

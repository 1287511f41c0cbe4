package bouton.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import bouton.cli.json.Json;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.source.Source;
import bouton.dsl.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ReportsTest {
    private final Source source = new Source("a folder/mine.bouton", "parm x = 1\nparam \"y\" = 2\n");
    private final Diagnostic diagnostic = Diagnostic.of(Code.S005, new Span(source, 0, 4), "no `parm`")
            .label("here")
            .also(new Span(source, 11, 16), "as there")
            .note("a fact")
            .fix("did you mean `param`?", new Span(source, 0, 4), "param")
            .help("or leave it out")
            .build();

    @Test
    void jsonHasPlacesAndEdits() {
        Map<?, ?> d =
                map(list(Json.parse(DiagnosticsJson.text(List.of(diagnostic)))).getFirst());
        assertEquals("S005", d.get("code"));
        assertEquals("error", d.get("severity"));
        assertEquals("a folder/mine.bouton", d.get("file"));
        assertEquals(1L, d.get("line"));
        assertEquals(1L, d.get("column"));
        assertEquals(1L, d.get("end_line"));
        assertEquals(5L, d.get("end_column"));
        assertEquals(2L, map(list(d.get("secondary")).getFirst()).get("line"));
        assertEquals(List.of("a fact"), d.get("notes"));
        Map<?, ?> fix = map(list(d.get("helps")).getFirst());
        assertEquals("param", map(fix.get("edit")).get("replacement"));
        assertNull(map(list(d.get("helps")).get(1)).get("edit"));
    }

    @Test
    void nothingFoundIsAnEmptyList() {
        assertEquals(List.of(), Json.parse(DiagnosticsJson.text(List.of())));
    }

    @Test
    void sarifHasRulesResultsAndFixes() {
        Map<?, ?> log = map(Json.parse(Sarif.text(List.of(diagnostic), "1.0")));
        assertEquals("2.1.0", log.get("version"));
        Map<?, ?> run = map(list(log.get("runs")).getFirst());
        Map<?, ?> driver = map(map(run.get("tool")).get("driver"));
        assertEquals("S005", map(list(driver.get("rules")).getFirst()).get("id"));
        Map<?, ?> result = map(list(run.get("results")).getFirst());
        assertEquals(0L, result.get("ruleIndex"));
        assertEquals("error", result.get("level"));
        Map<?, ?> place = map(map(list(result.get("locations")).getFirst()).get("physicalLocation"));
        assertEquals(
                "a%20folder/mine.bouton", map(place.get("artifactLocation")).get("uri"));
        assertEquals(5L, map(place.get("region")).get("endColumn"));
        Map<?, ?> change = map(list(map(list(result.get("fixes")).getFirst()).get("artifactChanges"))
                .getFirst());
        Map<?, ?> replacement = map(list(change.get("replacements")).getFirst());
        assertEquals("param", map(replacement.get("insertedContent")).get("text"));
        assertEquals(1, list(result.get("relatedLocations")).size());
    }

    private static Map<?, ?> map(@Nullable Object tree) {
        return (Map<?, ?>) Objects.requireNonNull(tree);
    }

    private static List<?> list(@Nullable Object tree) {
        return (List<?>) Objects.requireNonNull(tree);
    }
}

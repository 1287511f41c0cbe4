package bouton.dsl.diagnostic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects findings. One place gets one finding of a code, however often a model that holds it is looked at. */
public final class Diagnostics {
    private final List<Diagnostic> found = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    public void add(Diagnostic.Builder builder) {
        add(builder.build());
    }

    public void add(Diagnostic diagnostic) {
        String key = diagnostic.code() + "@" + diagnostic.span().source().name() + ":"
                + diagnostic.span().start();
        if (seen.add(key)) {
            found.add(diagnostic);
        }
    }

    public void addAll(List<Diagnostic> diagnostics) {
        diagnostics.forEach(this::add);
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(d -> d.severity() == Severity.ERROR);
    }

    public int errorCount() {
        return (int) found.stream().filter(d -> d.severity() == Severity.ERROR).count();
    }

    /** By file, place and code. */
    public List<Diagnostic> sorted() {
        List<Diagnostic> result = new ArrayList<>(found);
        result.sort((a, b) -> {
            int byPlace = a.span().compareTo(b.span());
            return byPlace != 0 ? byPlace : a.code().compareTo(b.code());
        });
        return List.copyOf(result);
    }
}

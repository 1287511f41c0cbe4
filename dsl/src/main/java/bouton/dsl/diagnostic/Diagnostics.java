package bouton.dsl.diagnostic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects findings. One place gets one finding of a code, however often a model that holds it is looked at. */
public final class Diagnostics {
    private final List<Diagnostic> found = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private int errors;

    public void add(Diagnostic.Builder builder) {
        add(builder.build());
    }

    public void add(Diagnostic diagnostic) {
        String key = diagnostic.code() + "@" + diagnostic.span().source().name() + ":"
                + diagnostic.span().start();
        if (seen.add(key)) {
            found.add(diagnostic);
            errors += diagnostic.severity() == Severity.ERROR ? 1 : 0;
        }
    }

    public void addAll(List<Diagnostic> diagnostics) {
        diagnostics.forEach(this::add);
    }

    public boolean hasErrors() {
        return errors > 0;
    }

    public int errorCount() {
        return errors;
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

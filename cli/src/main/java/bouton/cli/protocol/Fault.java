package bouton.cli.protocol;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.source.Span;

/** Something that cannot be computed while an experiment runs: carries what to tell. */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Diagnostic diagnostic;

    Fault(Diagnostic.Builder builder) {
        super(null, null, false, false);
        this.diagnostic = builder.build();
    }

    Fault(Code code, Span span, String message) {
        this(Diagnostic.of(code, span, message));
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}

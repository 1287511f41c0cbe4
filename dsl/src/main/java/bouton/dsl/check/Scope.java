package bouton.dsl.check;

import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What names mean at a place. A method returns null where it has nothing to say; then the name is unknown. */
interface Scope {
    @Nullable
    Term name(String name, Span span);

    /** {@code a.b}. */
    default @Nullable Term member(Expr.Member member, Typer typer) {
        return null;
    }

    /** {@code a[i]}. */
    default @Nullable Term index(Expr.Index index, Typer typer) {
        return null;
    }

    /** A call of something that is neither a function of the language nor one of the user's. */
    default @Nullable Term call(String function, Expr.Call call, Typer typer) {
        return null;
    }

    /** Data of a file as this place reads it; null where there is none of that name, or data cannot be read. */
    default @Nullable DataUse data(String name, FileScope home) {
        return null;
    }

    /** Names that could have been meant. */
    List<String> names();

    /** Whether a name may have been declared in a part that could not be read. */
    boolean isDoubtful(String name);

    /** Where draws may stand: the path that keys them; null where none may stand. */
    default @Nullable String drawPath() {
        return null;
    }

    /** The file whose functions and data are visible. */
    FileScope file();
}

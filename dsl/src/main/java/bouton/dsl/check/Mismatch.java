package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Units;

/** How it is said that units do not fit. */
final class Mismatch {
    private Mismatch() {}

    /** Shows what each side is in. */
    static Diagnostic.Builder sides(Diagnostic.Builder builder, Term left, Term right) {
        builder.also(left.span(), "this is in " + name(left.dimension()))
                .also(right.span(), "this is in " + name(right.dimension()));
        return unitMissing(unitMissing(builder, left, right.dimension()), right, left.dimension());
    }

    /** A number without a unit, where one with a unit is due: say so. */
    static Diagnostic.Builder unitMissing(Diagnostic.Builder builder, Term term, Dimension wanted) {
        String text = term.span().text();
        boolean bare = term instanceof Term.Constant
                && term.dimension().isNone()
                && !wanted.isNone()
                && text.chars().allMatch(c -> Character.isDigit(c) || c == '.' || c == '-');
        return bare ? builder.help("is the unit missing? for example `" + text + " " + name(wanted) + "`") : builder;
    }

    /** Two dimensions that should be one. */
    static Diagnostic.Builder of(Span span, String message, Dimension one, Dimension other) {
        return Diagnostic.of(Code.U001, span, message)
                .note("in base units: " + one + " against " + other + "; they differ by " + one.per(other));
    }

    /** The text of a term as part of a larger one; in brackets unless it is a word. */
    static String operand(Term term) {
        String text = term.span().text();
        return text.chars().allMatch(Character::isJavaIdentifierPart) ? text : "(" + text + ")";
    }

    /** A dimension by a unit of it that people use. */
    static String name(Dimension dimension) {
        return dimension.isNone() ? "no unit" : Units.usual(dimension).symbol();
    }
}

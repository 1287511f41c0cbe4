package bouton.compiler.machine;

import bouton.compiler.machine.Scope.Binding;
import bouton.dsl.chip.check.FieldType;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Circuit;
import bouton.dsl.syntax.Expr;
import bouton.image.machine.Operator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Calls in expressions of circuits: conversions, what the language has, and functions of the text, which are put in. */
final class Functions {
    private static final int MOST_CALLS = 64;

    private final Names names;
    private final Writer writer;
    private final Expressions expressions;
    private int calls;

    Functions(Names names, Writer writer, Expressions expressions) {
        this.names = names;
        this.writer = writer;
        this.expressions = expressions;
    }

    Value call(Expr.Call c, Scope scope) {
        if (!(c.callee() instanceof Expr.Name callee) || c.during().isPresent()) {
            return expressions.no(c.span());
        }
        Optional<Circuit.Function> function = names.function(callee.text());
        if (function.isPresent()) {
            return inline(function.get(), c, scope);
        }
        Optional<FieldType> type = FieldType.of(callee.text());
        if (type.isPresent()) {
            return count(c, 1) ? convert(plain(c, 0, scope), type.get()) : Expressions.NOTHING;
        }
        return switch (callee.text()) {
            case "min" -> count(c, 2) ? both(Operator.MINIMUM, c, scope) : Expressions.NOTHING;
            case "max" -> count(c, 2) ? both(Operator.MAXIMUM, c, scope) : Expressions.NOTHING;
            case "abs" -> count(c, 1) ? absolute(plain(c, 0, scope), c.span()) : Expressions.NOTHING;
            case "mod" -> count(c, 2) ? modulo(c, scope) : Expressions.NOTHING;
            case "shift_left" -> count(c, 2) ? shift(Operator.SHIFT_LEFT, c, scope) : Expressions.NOTHING;
            case "shift_right" -> count(c, 2) ? shift(Operator.SHIFT_RIGHT, c, scope) : Expressions.NOTHING;
            case "bits" -> join(c, scope);
            default ->
                expressions.fail(Diagnostic.of(Code.N001, callee.span(), "there is no function `" + callee.text() + "`")
                        .suggest(callee.text(), functionNames()));
        };
    }

    private Set<String> functionNames() {
        Set<String> result = new TreeSet<>(names.functions().keySet());
        result.addAll(List.of("min", "max", "abs", "mod", "shift_left", "shift_right", "bits", "u8", "s8"));
        return result;
    }

    private boolean count(Expr.Call c, int wanted) {
        if (c.arguments().size() != wanted) {
            expressions.fail(Diagnostic.of(
                    Code.N009,
                    c.span(),
                    "`%s` takes %d, not %d"
                            .formatted(
                                    c.callee().span().text(),
                                    wanted,
                                    c.arguments().size())));
            return false;
        }
        return true;
    }

    private Value plain(Expr.Call c, int number, Scope scope) {
        Expr.Arg arg = c.arguments().get(number);
        return Expressions.isPlain(arg) ? expressions.value(arg.value(), scope) : expressions.no(c.span());
    }

    private Value both(Operator operator, Expr.Call c, Scope scope) {
        return expressions.arithmetic(operator, plain(c, 0, scope), plain(c, 1, scope), c.span());
    }

    private Value absolute(Value of, Span at) {
        Value kept = writer.keep(of);
        return expressions.arithmetic(
                Operator.MAXIMUM, kept, expressions.arithmetic(Operator.SUBTRACT, Expressions.NOTHING, kept, at), at);
    }

    private Value modulo(Expr.Call c, Scope scope) {
        Value of = plain(c, 0, scope);
        Value by = plain(c, 1, scope);
        if (by.least() <= 0) {
            return expressions.fail(
                    Diagnostic.of(Code.F132, c.arguments().get(1).value().span(), "the divisor may be 0 or less")
                            .note("it lies between %,d and %,d".formatted(by.least(), by.most())));
        }
        return Arithmetic.of(Operator.MODULO, of, by);
    }

    private Value shift(Operator operator, Expr.Call c, Scope scope) {
        Value of = plain(c, 0, scope);
        Value by = plain(c, 1, scope);
        if (!by.fits(0, 62)) {
            return expressions.fail(
                    Diagnostic.of(Code.F132, c.arguments().get(1).value().span(), "a shift is by 0 to 62 places")
                            .note("it lies between %,d and %,d".formatted(by.least(), by.most())));
        }
        return expressions.arithmetic(operator, of, by, c.span());
    }

    /** The low bits, read as the type says. */
    private Value convert(Value of, FieldType type) {
        if (of.fits(type.least(), type.most())) {
            return of;
        }
        if (!type.signed()) {
            return Expressions.mask(of, type.bits());
        }
        Value half = Value.constant(1L << type.bits() - 1);
        Value moved = Expressions.mask(Arithmetic.of(Operator.ADD, of, half), type.bits());
        return Arithmetic.of(Operator.SUBTRACT, moved, half);
    }

    /** {@code bits(a: 3, b: 1)}: fields side by side, the first on top. */
    private Value join(Expr.Call c, Scope scope) {
        Value result = Expressions.NOTHING;
        int total = 0;
        for (Expr.Arg arg : c.arguments()) {
            if (arg.body().isEmpty() || arg.name().isPresent() || arg.arrow().isPresent()) {
                return expressions.fail(
                        Diagnostic.of(Code.F130, arg.value().span(), "each part says how many bits it has")
                                .help("as `bits(a: 3, b: 1)`"));
            }
            int width = expressions.known(arg.body().get(), scope, "the number of bits");
            total += Math.max(0, width);
            if (width < 1 || total > 62) {
                return width < 0
                        ? Expressions.NOTHING
                        : expressions.fail(Diagnostic.of(Code.F130, c.span(), "1 to 62 bits can be joined"));
            }
            Value part = Expressions.mask(expressions.value(arg.value(), scope), width);
            result =
                    Arithmetic.of(Operator.OR, Arithmetic.of(Operator.SHIFT_LEFT, result, Value.constant(width)), part);
        }
        return result;
    }

    /** Puts a function in: its parameters are what stands in the call. */
    private Value inline(Circuit.Function function, Expr.Call c, Scope scope) {
        if (!count(c, function.parameters().size())) {
            return Expressions.NOTHING;
        }
        if (calls >= MOST_CALLS) {
            return expressions.fail(Diagnostic.of(
                    Code.F133, c.span(), "`" + function.name() + "` calls itself, by itself or through others"));
        }
        // Parameters, and the fields of the kernel's word: a function sees nothing else of where it is called.
        Scope inner = new Scope(null, scope.home());
        for (int i = 0; i < function.parameters().size(); i++) {
            Expr.Arg arg = c.arguments().get(i);
            if (!Expressions.isPlain(arg)) {
                return expressions.no(c.span());
            }
            Binding bound = expressions.binding(arg.value(), scope);
            inner.bind(function.parameters().get(i).text(), bound, arg.value().span());
        }
        calls++;
        try {
            return expressions.value(function.body(), inner);
        } finally {
            calls--;
        }
    }
}

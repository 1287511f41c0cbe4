package bouton.compiler.quantise;

import bouton.dsl.chip.Arithmetic;
import bouton.dsl.diagnostic.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps account of the constant factors of a kernel, and finds those that a chip's few bits make wrong: a factor that is off by
 * more than 5 % and changes a result by a step (Q104), and one that vanishes (Q105). Of the old value of a word, what counts is
 * what it loses: a factor of 1 instead of 0.98 is off by 2 %, and no decay at all.
 */
final class ConstantChecks implements Calculator.Listener {
    /** Relative errors below this are nothing to warn of. */
    private static final double SMALL = 0.05;

    /** Relative error that the help promises to stay below. */
    private static final double GOOD = 0.01;

    /** Intermediate results are in steps that are finer than those of what is stored. */
    private static final double FINER = 16;

    /** The longest constant that a help names. */
    private static final int LONGEST = 32;

    /**
     * What an integer in a register is.
     *
     * @param step what 1 of it stands for, in internal units
     * @param unit for people
     * @param scale from internal units to that
     */
    record Named(String name, double step, String unit, double scale) {}

    private final Findings findings;
    private final Arithmetic arithmetic;
    private final String kernel;
    private final Map<Integer, Named> names = new HashMap<>();
    private @Nullable Named target;

    ConstantChecks(Findings findings, Arithmetic arithmetic, String kernel) {
        this.findings = findings;
        this.arithmetic = arithmetic;
        this.kernel = kernel;
    }

    /** A register holds a value of the text. */
    void name(int register, Named named) {
        names.put(register, named);
    }

    /** What follows is computed for a place; null: for a value on the way. */
    void target(@Nullable Named named) {
        this.target = named;
    }

    /** A factor that is wrong. */
    private record Wrong(Atom atom, double wanted, double got, double off) {
        boolean vanishes() {
            return off == -1;
        }
    }

    @Override
    public void sum(Linear exact, double step, Shortening way, int at) {
        List<Atom> atoms = new ArrayList<>(exact.factors().keySet());
        Wrong worst = null;
        for (int i = 0; i < atoms.size(); i++) {
            double wanted = way.factors().get(i);
            double got = way.fit().value(i);
            if (got == wanted) {
                continue;
            }
            double effect = Math.abs(got - wanted) * way.magnitudes().get(i);
            findings.constant(new Quantised.Constant(
                    kernel, at, wanted, got, way.fit().whole()[i], way.fit().shift(), effect));
            double back = Math.scalb(1.0, -way.shifts()[i]);
            Wrong wrong = wrong(atoms.get(i), wanted * back, got * back, step);
            boolean counts = effect >= (target == null ? FINER : 1) && Math.abs(wrong.off()) > SMALL;
            if (counts && (worst == null || Math.abs(wrong.off()) > Math.abs(worst.off()))) {
                worst = wrong;
            }
        }
        if (worst != null && findings.claim(at)) {
            report(worst, exact, step, at);
        }
    }

    private Wrong wrong(Atom atom, double wanted, double got, double step) {
        double whole = whole(atom, step);
        return isOwn(atom) && wanted < whole && wanted > 0
                ? new Wrong(atom, wanted, got, (wanted - got) / (whole - wanted))
                : new Wrong(atom, wanted, got, (got - wanted) / wanted);
    }

    /** The factor with which a word keeps its value. */
    private double whole(Atom atom, double step) {
        Named named = names.get(atom.register());
        return named == null ? 1 : named.step() / step;
    }

    private boolean isOwn(Atom atom) {
        Named named = names.get(atom.register());
        return named != null && target != null && named.name().equals(target.name());
    }

    private void report(Wrong w, Linear exact, double step, int at) {
        Named named = names.get(w.atom().register());
        String of = named == null ? "a value" : "`" + named.name() + "`";
        double whole = whole(w.atom(), step);
        String text;
        if (isOwn(w.atom()) && w.wanted() < whole) {
            String wanted = Figures.percent(1 - w.wanted() / whole);
            text = w.vanishes()
                    ? of + " loses nothing here instead of " + wanted
                    : of + " loses " + Figures.percent(1 - w.got() / whole) + " here instead of " + wanted + " ("
                            + Figures.change(w.off()) + ")";
        } else if (target != null && named != null) {
            text = w.vanishes()
                    ? of + " does not count here: its factor " + factor(w.wanted(), named, step) + " becomes 0"
                    : "the factor of " + of + " is " + factor(w.got(), named, step) + " here instead of "
                            + factor(w.wanted(), named, step) + " (" + Figures.change(w.off()) + ")";
        } else {
            text = w.vanishes()
                    ? of + " does not count here: its factor becomes 0"
                    : "the factor of " + of + " is off by " + Figures.change(w.off()) + " here";
        }
        findings.report(w.vanishes() ? Code.Q105 : Code.Q104, at, text, null, help(exact, step));
    }

    /** In the user's units. */
    private String factor(double inSteps, Named of, double step) {
        Named result = java.util.Objects.requireNonNull(target);
        String number = Figures.number(inSteps * step / of.step() * result.scale() / of.scale());
        if (result.unit().equals(of.unit())) {
            return number;
        }
        String unit = result.unit().equals("1") ? number : number + " " + result.unit();
        return of.unit().equals("1") ? unit : unit + " per " + of.unit();
    }

    /** What would be enough, if one thing is. */
    private String help(Linear exact, double step) {
        boolean shifts = arithmetic.constant() == 0;
        int has = shifts ? arithmetic.shifts() : arithmetic.constant();
        OptionalInt constant = least(
                has,
                exact,
                step,
                n -> shifts
                        ? new Factors.Limits(arithmetic.register(), 0, n)
                        : new Factors.Limits(arithmetic.register(), n, 0));
        if (constant.isPresent()) {
            return "a chip with "
                    + (shifts ? "`shifts " + constant.getAsInt() : "`constant " + constant.getAsInt() + " bit")
                    + "` gets below 1 %";
        }
        OptionalInt register = least(
                arithmetic.register(),
                exact,
                step,
                n -> new Factors.Limits(n, arithmetic.constant(), arithmetic.shifts()));
        return register.isPresent()
                ? "a chip with `register " + register.getAsInt() + " bit` gets below 1 %"
                : "fewer bits for what is added to it (`@bits(n)`), or a longer `register` and `constant`";
    }

    private OptionalInt least(int from, Linear exact, double step, IntFunction<Factors.Limits> limits) {
        for (int n = from + 1; n <= from + LONGEST && n < Long.SIZE; n++) {
            Shortening way = Shortening.best(exact, limits.apply(n));
            if (way != null && isGood(way, exact, step)) {
                return OptionalInt.of(n);
            }
        }
        return OptionalInt.empty();
    }

    private boolean isGood(Shortening way, Linear exact, double step) {
        int i = 0;
        for (Atom atom : exact.factors().keySet()) {
            double back = Math.scalb(1.0, -way.shifts()[i]);
            double wanted = way.factors().get(i);
            double got = way.fit().value(i);
            boolean counts = Math.abs(got - wanted) * way.magnitudes().get(i) >= 1;
            if (counts && Math.abs(wrong(atom, wanted * back, got * back, step).off()) > GOOD) {
                return false;
            }
            i++;
        }
        return true;
    }
}

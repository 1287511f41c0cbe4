package bouton.compiler.ode;

import bouton.compiler.kernel.Expressions;
import bouton.compiler.kernel.KernelWriter;
import bouton.compiler.kernel.Names;
import bouton.compiler.kernel.Ranges;
import bouton.compiler.layout.Layout;
import bouton.dsl.model.Term;
import bouton.image.ir.Instruction;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.math.MatrixExponential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The exact solution of a linear system over a tick by the matrix exponential (Rotter & Diesmann 1999). The system is made
 * homogeneous: the constant 1 and every input that is constant during the tick become variables without a change. There is
 * one propagator for each set of variables that are held (`unless`), so the others see them as constant.
 */
final class ExactPart extends OdePart {
    /** Conditions in one system; each doubles the number of propagators. */
    static final int MOST_CONDITIONS = 4;

    private final LinearSystem system;
    private final Layout layout;
    private final double dt;
    private final Ranges ranges;
    private final List<Term> conditions = new ArrayList<>();
    private final List<Propagator> propagators = new ArrayList<>();

    ExactPart(LinearSystem system, Layout layout, double dt, Ranges ranges, String name) {
        this.system = system;
        this.layout = layout;
        this.dt = dt;
        this.ranges = ranges;
        for (Equation e : system.equations()) {
            e.unless().ifPresent(u -> {
                if (condition(u) < 0) {
                    conditions.add(u);
                }
            });
        }
        for (int held = 0; held < 1 << conditions.size(); held++) {
            propagators.add(new Propagator(held, name));
        }
    }

    static int countConditions(List<Equation> equations) {
        List<Term> seen = new ArrayList<>();
        for (Equation e : equations) {
            if (e.unless().isPresent()
                    && seen.stream().noneMatch(s -> same(s, e.unless().get()))) {
                seen.add(e.unless().get());
            }
        }
        return seen.size();
    }

    private int condition(Term term) {
        for (int k = 0; k < conditions.size(); k++) {
            if (same(conditions.get(k), term)) {
                return k;
            }
        }
        return -1;
    }

    private static boolean same(Term a, Term b) {
        return a.equals(b) || (a instanceof Term.HoldRef x && b instanceof Term.HoldRef y && x.index() == y.index());
    }

    @Override
    void derive(Names names) {
        propagators.forEach(p -> p.derive(names));
    }

    /** Registers of the new values by variable, nothing stored; for a system without conditions. */
    Map<Integer, Integer> values(Names names) {
        if (!conditions.isEmpty()) {
            throw new IllegalStateException("values under conditions");
        }
        return propagators.getFirst().values(names);
    }

    @Override
    void step(Names names, Map<Integer, Integer> kicks) {
        choose(names, kicks, 0, 0);
    }

    private void choose(Names names, Map<Integer, Integer> kicks, int condition, int held) {
        if (condition == conditions.size()) {
            propagators.get(held).step(names, kicks);
            return;
        }
        int flag = new Expressions(names).truth(conditions.get(condition));
        names.writer()
                .ifElse(
                        flag,
                        () -> choose(names, kicks, condition + 1, held | 1 << condition),
                        () -> choose(names, kicks, condition + 1, held));
    }

    /** exp(M dt) for one set of held variables. Columns: variables, the constant 1, inputs of rows 0, 1, … */
    private final class Propagator {
        private final int n = system.size();
        private final boolean[] isHeld = new boolean[n];
        private final int size = 2 * n + 1;
        // Values where they are known now, fields where they are computed from parameters.
        private final double[][] values = new double[n][size];
        private final int[][] fields = new int[n][size];
        private final boolean known;

        Propagator(int held, String name) {
            for (int r = 0; r < n; r++) {
                Equation e = system.equations().get(r);
                isHeld[r] =
                        e.unless().isPresent() && (held >> condition(e.unless().get()) & 1) != 0;
                Arrays.fill(fields[r], -1);
            }
            known = isKnown();
            if (known) {
                compute();
            } else {
                allocate(name + (held == 0 ? "" : ".held" + held));
            }
        }

        private Term entry(int r, int c) {
            Term zero = Algebra.constant(
                    0, system.equations().get(Math.min(r, n - 1)).span());
            if (r >= n || isHeld[r]) {
                return zero;
            }
            if (c < n) {
                return system.coefficient(r, c);
            }
            if (c == n) {
                return system.rows().get(r).fixed();
            }
            boolean input =
                    c - n - 1 == r && !Algebra.isZero(system.rows().get(r).moving());
            return input ? Algebra.constant(1, zero.span()) : zero;
        }

        private boolean isKnown() {
            for (int r = 0; r < n; r++) {
                for (int c = 0; c < size; c++) {
                    if (!(entry(r, c) instanceof Term.Constant)) {
                        return false;
                    }
                }
            }
            return true;
        }

        private void compute() {
            double[][] m = new double[size][size];
            for (int r = 0; r < n; r++) {
                for (int c = 0; c < size; c++) {
                    m[r][c] = ((Term.Constant) entry(r, c)).value() * dt;
                }
            }
            double[][] p = MatrixExponential.exp(m);
            for (int r = 0; r < n; r++) {
                values[r] = p[r];
            }
        }

        /** A word for every entry that can be other than 0. */
        private void allocate(String name) {
            boolean[][] reaches = reach();
            for (int r = 0; r < n; r++) {
                for (int c = 0; c < size; c++) {
                    if (!isHeld[r] && reaches[r][c]) {
                        fields[r][c] = layout.own(name + "." + r + "." + c, Type.F64);
                    }
                }
            }
        }

        /** Whether column c can influence row r within a tick. */
        private boolean[][] reach() {
            boolean[][] reaches = new boolean[size][size];
            for (int r = 0; r < size; r++) {
                for (int c = 0; c < size; c++) {
                    reaches[r][c] = r == c || !Algebra.isZero(entry(r, c));
                }
            }
            for (int k = 0; k < size; k++) {
                for (int r = 0; r < size; r++) {
                    for (int c = 0; c < size; c++) {
                        reaches[r][c] |= reaches[r][k] && reaches[k][c];
                    }
                }
            }
            return reaches;
        }

        void derive(Names names) {
            if (known) {
                return;
            }
            KernelWriter writer = names.writer();
            Expressions expressions = new Expressions(names);
            List<Integer> matrix = new ArrayList<>();
            for (int r = 0; r < size; r++) {
                for (int c = 0; c < size; c++) {
                    matrix.add(expressions.number(entry(r, c)));
                }
            }
            List<Integer> dst = new ArrayList<>();
            for (int k = 0; k < n * size; k++) {
                dst.add(writer.register());
            }
            writer.add(new Instruction.Propagator(dst, n, size, matrix, writer.constant(dt), writer.at()));
            for (int r = 0; r < n; r++) {
                for (int c = 0; c < size; c++) {
                    if (fields[r][c] >= 0) {
                        writer.store(Word.self(fields[r][c]), dst.get(r * size + c));
                    }
                }
            }
        }

        Map<Integer, Integer> values(Names names) {
            Names stage = Steps.readsTime(system.equations()) ? Steps.stage(names, 0) : names;
            Map<Integer, Integer> result = new LinkedHashMap<>();
            for (int r = 0; r < n; r++) {
                if (!isHeld[r]) {
                    result.put(system.equations().get(r).variable(), row(stage, r));
                }
            }
            return result;
        }

        void step(Names names, Map<Integer, Integer> kicks) {
            Steps steps = new Steps(names, ranges, kicks);
            values(names).forEach(steps::result);
            steps.store();
        }

        private int row(Names stage, int r) {
            KernelWriter writer = stage.writer();
            int before = writer.at();
            writer.at(stage.shared().origins().of(system.equations().get(r).span()));
            int sum = -1;
            for (int c = 0; c < size; c++) {
                if (fields[r][c] < 0 && values[r][c] == 0) {
                    continue;
                }
                int factor = fields[r][c] >= 0 ? writer.load(Word.self(fields[r][c])) : writer.constant(values[r][c]);
                int product = c == n ? factor : writer.times(factor, column(stage, c));
                sum = sum < 0 ? product : writer.plus(sum, product);
            }
            writer.at(before);
            return sum < 0 ? writer.constant(0) : sum;
        }

        private int column(Names stage, int c) {
            return c < n
                    ? stage.variable(system.equations().get(c).variable())
                    : new Expressions(stage).number(system.rows().get(c - n - 1).moving());
        }
    }
}

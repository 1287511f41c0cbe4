package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.DataTable;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Expr;
import bouton.dsl.unit.Dimension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The data of a program: read from files, written as lists, or given from outside. Each declaration is read once. */
final class DataTables {
    private static final List<String> FORMATS = List.of("npy", "csv", "idx");

    /** A declared data set: all its numbers and its named parts. */
    record Loaded(DataTable whole, Map<String, DataTable> parts) {}

    private final Environment environment;
    private final Bindings bindings;
    private final double dt;
    private final long seed;
    private final Diagnostics diagnostics;
    private final Map<Declaration.Data, Optional<Loaded>> loaded = new IdentityHashMap<>();
    private final Set<DataTable> faulty = new HashSet<>();

    DataTables(Environment environment, Bindings bindings, double dt, long seed, Diagnostics diagnostics) {
        this.seed = seed;
        this.environment = environment;
        this.bindings = bindings;
        this.dt = dt;
        this.diagnostics = diagnostics;
    }

    /** Where the data is read. */
    Environment environment() {
        return environment;
    }

    /** The numbers of the data set, or null if there is none of this name (or it is faulty, which has been reported). */
    @Nullable
    DataTable find(String name, FileScope file) {
        Loaded found = load(name, file);
        return found == null ? null : found.whole();
    }

    @Nullable
    Loaded load(String name, FileScope file) {
        FileScope.Entry entry = file.find(name);
        if (entry == null || !(entry.declaration() instanceof Declaration.Data d)) {
            return null;
        }
        Optional<Loaded> known = loaded.get(d);
        if (known == null) {
            known = Optional.ofNullable(read(d, entry.home()));
            loaded.put(d, known);
        }
        return known.orElseGet(() -> faulty(d));
    }

    /** Whether the data could not be read, which has been reported: what is made of it is not wrong for that. */
    boolean isFaulty(DataTable table) {
        return faulty.contains(table);
    }

    private Loaded faulty(Declaration.Data d) {
        DataTable nothing = new DataTable(
                d.name().text(),
                new int[0],
                new double[] {Double.NaN},
                Double.NaN,
                d.name().span());
        faulty.add(nothing);
        return new Loaded(nothing, Map.of());
    }

    private @Nullable Loaded read(Declaration.Data d, FileScope home) {
        double period = Double.NaN;
        Typer typer = new Typer(new EmptyScope(home), dt, diagnostics);
        if (d.period().isPresent()) {
            Term p = typer.number(d.period().get(), Dimension.TIME, "the time between rows");
            if (p instanceof Term.Constant c && c.value() > 0) {
                period = c.value();
            } else if (!(p instanceof Term.Poison)) {
                diagnostics.add(
                        Diagnostic.of(Code.T004, d.period().get().span(), "the time between rows must be positive"));
            }
        }
        if (d.value().drawn()) {
            DataTable drawn = new DrawnData(environment, seed, dt, diagnostics).draw(d, home, period);
            return drawn == null ? null : new Loaded(drawn, Map.of());
        }
        Loaded result = written(d, home, period, typer);
        return result == null
                        || (hasValues(d, result.whole())
                                && isAsDeclared(d, result.whole().shape(), home))
                ? result
                : null;
    }

    /** A list may be empty (one of no synapses), a table may not. */
    private boolean hasValues(Declaration.Data d, DataTable whole) {
        if (whole.shape().length < 2 || whole.values().length > 0) {
            return true;
        }
        diagnostics.add(Diagnostic.of(
                Code.D002,
                d.name().span(),
                "`" + d.name() + "` has no values: its lengths are " + brackets(whole.shape())));
        return false;
    }

    /** Whether the lengths that the declaration gives, if any, are those of the data. */
    private boolean isAsDeclared(Declaration.Data d, int[] shape, FileScope home) {
        if (d.dims().isEmpty()) {
            return true;
        }
        int[] sizes = DrawnData.sizes(d.dims(), home, dt, diagnostics);
        if (sizes == null || Arrays.equals(sizes, shape)) {
            return sizes != null;
        }
        diagnostics.add(Diagnostic.of(
                        Code.D002,
                        d.name().span(),
                        "`" + d.name() + "` is declared as " + brackets(sizes) + " and has " + brackets(shape))
                .help("leave the lengths out: they follow from the data"));
        return false;
    }

    private static String brackets(int[] shape) {
        StringBuilder result = new StringBuilder();
        for (int n : shape) {
            result.append('[').append(n).append(']');
        }
        return shape.length == 0 ? "one number" : result.toString();
    }

    private @Nullable Loaded written(Declaration.Data d, FileScope home, double period, Typer typer) {
        Expr value = d.value().value();
        return switch (value) {
            case Expr.Name n when n.text().equals("given") -> given(d, period, n.span());
            case Expr.ListOf l -> list(d, l, period, typer);
            case Expr.Call c when c.callee() instanceof Expr.Name f -> file(d, c, f, period, home, typer);
            default -> {
                Term t = typer.number(value);
                yield t instanceof Term.Constant c
                        ? new Loaded(table(d, new int[0], new double[] {c.value()}, period), Map.of())
                        : null;
            }
        };
    }

    private @Nullable Loaded given(Declaration.Data d, double period, Span span) {
        Optional<Bindings.Value> value = bindings.given(d.name().text(), "data");
        if (value.isEmpty()) {
            diagnostics.add(Diagnostic.of(Code.D003, span, "`" + d.name() + "` is to be given from outside, and is not")
                    .help("give it through the Java API, or read it from a file: `data " + d.name()
                            + " = npy(\"…\")`"));
            return null;
        }
        return new Loaded(table(d, value.get().shape(), value.get().values(), period), Map.of());
    }

    private static DataTable table(Declaration.Data d, int[] shape, double[] values, double period) {
        return new DataTable(d.name().text(), shape, values, period, d.name().span());
    }

    private @Nullable Loaded list(Declaration.Data d, Expr.ListOf l, double period, Typer typer) {
        List<Double> values = new ArrayList<>();
        int columns = -1;
        for (Expr.Arg arg : l.elements()) {
            if (arg.value() instanceof Expr.ListOf row) {
                if (columns >= 0 && columns != row.elements().size()) {
                    diagnostics.add(Diagnostic.of(
                            Code.D002,
                            row.span(),
                            "this row has " + CallTyper.count(row.elements().size(), "number") + ", the first has "
                                    + columns));
                    return null;
                }
                columns = row.elements().size();
                for (Expr.Arg e : row.elements()) {
                    values.add(plain(e.value(), typer));
                }
            } else {
                values.add(plain(arg.value(), typer));
            }
        }
        if (values.isEmpty()) {
            diagnostics.add(Diagnostic.of(Code.D002, l.span(), "this list is empty"));
            return null;
        }
        double[] flat = values.stream().mapToDouble(Double::doubleValue).toArray();
        int[] shape =
                columns < 0 ? new int[] {flat.length} : new int[] {l.elements().size(), columns};
        if (columns >= 0 && flat.length != shape[0] * columns) {
            diagnostics.add(Diagnostic.of(Code.D002, l.span(), "rows and single numbers are mixed"));
            return null;
        }
        return new Loaded(table(d, shape, flat, period), Map.of());
    }

    private double plain(Expr value, Typer typer) {
        return typer.number(value, Dimension.NONE, "data (multiply by a unit where it is used; it)")
                        instanceof Term.Constant c
                ? c.value()
                : Double.NaN;
    }

    private @Nullable Loaded file(
            Declaration.Data d, Expr.Call c, Expr.Name format, double period, FileScope home, Typer typer) {
        if (!FORMATS.contains(format.text())) {
            diagnostics.add(Diagnostic.of(Code.D001, format.span(), "data is not read by `" + format.text() + "`")
                    .suggest(format.text(), FORMATS)
                    .note("data comes from npy(\"…\"), csv(\"…\"), idx(\"images\", \"labels\"), a list, or `given`"));
            return null;
        }
        List<String> files = new ArrayList<>();
        Map<String, Expr> columns = new LinkedHashMap<>();
        for (Expr.Arg arg : c.arguments()) {
            if (arg.name().isPresent()) {
                columns.put(arg.name().get().text(), arg.value());
            } else if (arg.value() instanceof Expr.Text t) {
                files.add(t.value());
            } else {
                diagnostics.add(Diagnostic.of(Code.D001, arg.value().span(), "a file name in quotes is needed here"));
                return null;
            }
        }
        if (files.isEmpty() || (files.size() > 1 && !format.text().equals("idx"))) {
            diagnostics.add(Diagnostic.of(Code.N009, c.span(), "`" + format.text() + "` takes one file name"));
            return null;
        }
        Environment.Numbers numbers;
        try {
            numbers = environment.data(home.source().name(), format.text(), files);
        } catch (IOException e) {
            diagnostics.add(Diagnostic.of(
                            Code.D001, c.span(), "cannot read " + String.join(", ", files) + ": " + e.getMessage())
                    .note("file names count from the folder of the program"));
            return null;
        }
        DataTable whole = table(d, numbers.shape(), numbers.values(), period);
        Map<String, DataTable> parts = new LinkedHashMap<>();
        for (Environment.Part part : numbers.parts()) {
            parts.put(part.name(), table(d, part.shape(), part.values(), period));
        }
        for (Map.Entry<String, Expr> column : columns.entrySet()) {
            DataTable part = columns(d, whole, column.getValue(), period, typer);
            if (part == null) {
                return null;
            }
            parts.put(column.getKey(), part);
        }
        return new Loaded(whole, parts);
    }

    /** A column or a range of columns of a table. */
    private @Nullable DataTable columns(Declaration.Data d, DataTable whole, Expr which, double period, Typer typer) {
        int first;
        int last;
        boolean range = which instanceof Expr.Range;
        if (which instanceof Expr.Range r && r.to().isPresent()) {
            first = (int) plain(r.from(), typer);
            last = (int) plain(r.to().get(), typer);
        } else {
            first = (int) plain(which, typer);
            last = first;
        }
        if (whole.shape().length != 2 || first < 0 || last >= whole.columns() || last < first) {
            diagnostics.add(Diagnostic.of(
                    Code.E003,
                    which.span(),
                    "the file has "
                            + (whole.shape().length == 2 ? "columns 0 .. " + (whole.columns() - 1) : "no columns")));
            return null;
        }
        int rows = whole.rows();
        int width = last - first + 1;
        double[] values = new double[rows * width];
        for (int r = 0; r < rows; r++) {
            System.arraycopy(whole.values(), r * whole.columns() + first, values, r * width, width);
        }
        return table(d, range ? new int[] {rows, width} : new int[] {rows}, values, period);
    }

    /** Nothing but constants, and draws where there is a path for them. */
    record EmptyScope(FileScope file, @Nullable String drawPath) implements Scope {
        EmptyScope(FileScope file) {
            this(file, null);
        }

        @Override
        public @Nullable Term name(String name, Span span) {
            return null;
        }

        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public boolean isDoubtful(String name) {
            return file.isDoubtful(name);
        }
    }
}

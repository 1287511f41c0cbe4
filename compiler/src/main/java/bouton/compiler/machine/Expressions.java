package bouton.compiler.machine;

import bouton.compiler.machine.Scope.Binding;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.image.machine.Expression;
import bouton.image.machine.Machine.RegisterBank;
import bouton.image.machine.Memory;
import bouton.image.machine.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compiles the expressions of circuits. After an error, which is reported, an expression is 0. */
final class Expressions {
    static final Value NOTHING = Value.constant(0);

    private final Names names;
    private final Writer writer;
    private final Functions functions;

    Expressions(Names names, Writer writer) {
        this.names = names;
        this.writer = writer;
        this.functions = new Functions(names, writer, this);
    }

    Value fail(Diagnostic.Builder builder) {
        names.diagnostics().add(builder);
        return NOTHING;
    }

    Value value(Expr expr, Scope scope) {
        return switch (expr) {
            case Expr.Number n -> number(n);
            case Expr.Name n -> name(n, scope);
            case Expr.Member m -> member(m, scope);
            case Expr.Index i -> index(i, scope);
            case Expr.Call c -> functions.call(c, scope);
            case Expr.Unary u -> unary(u, scope);
            case Expr.Binary b -> binary(b, scope);
            case Expr.Conditional c -> conditional(c, scope);
            case Expr.Faulty f -> NOTHING;
            case Expr.Text t -> no(t.span());
            case Expr.Range r -> no(r.span());
            case Expr.Within w -> no(w.span());
            case Expr.ListOf l -> no(l.span());
            case Expr.Tuple t -> no(t.span());
        };
    }

    Value no(Span at) {
        return fail(Diagnostic.of(Code.F130, at, "circuits compute with integers: not with `" + at.text() + "`"));
    }

    private Value number(Expr.Number n) {
        if (n.unit().isPresent() || !n.text().matches("[0-9]{1,18}")) {
            return fail(Diagnostic.of(Code.F130, n.span(), "a circuit computes with whole numbers")
                    .note("integers without a unit, as the bits hold them"));
        }
        return Value.constant(Long.parseLong(n.text()));
    }

    /** A number that must be known when the chip is compiled; -1 after an error. */
    int known(Expr expr, Scope scope, String what) {
        Value value = value(expr, scope);
        if (!value.isConstant() || !value.fits(0, Integer.MAX_VALUE)) {
            fail(Diagnostic.of(Code.F130, expr.span(), what + " is a number, known when the chip is compiled"));
            return -1;
        }
        return (int) value.least();
    }

    // ---- names

    private Value name(Expr.Name n, Scope scope) {
        Binding bound = scope.find(n.text());
        if (bound instanceof Binding.Number number) {
            return number.value();
        }
        if (bound instanceof Binding.Word) {
            return fail(Diagnostic.of(Code.N003, n.span(), "`" + n.text() + "` is a word of memory, not a number")
                    .help("name one of its fields, as `" + n.text() + ".w[0]`"));
        }
        Optional<Field> field = field(n.text(), scope);
        if (field.isPresent()) {
            return load(field.get(), NOTHING, n.span());
        }
        Optional<Integer> register = names.register(n.text());
        if (register.isPresent()) {
            RegisterBank bank = names.registers().get(register.get());
            if (bank.size() > 1) {
                return fail(Diagnostic.of(Code.N003, n.span(), "`" + n.text() + "` is a bank of registers")
                        .help("name one of them, as `" + n.text() + "[0]`"));
            }
            return new Value(new Expression.Register(register.get(), NOTHING.code()), 0, (1L << bank.bits()) - 1);
        }
        return unknown(n, scope);
    }

    private Value unknown(Expr.Name n, Scope scope) {
        Set<String> known = new TreeSet<>(scope.names());
        known.addAll(names.values());
        scope.home()
                .ifPresent(h -> names.memories().get(h.memory()).fields().stream()
                        .filter(f -> f.layout().isEmpty() || f.layout().equals(h.layout()))
                        .forEach(f -> known.add(f.name())));
        String what = names.memory(n.text()).isPresent() ? "memory" : "";
        if (!what.isEmpty()) {
            return fail(Diagnostic.of(Code.N003, n.span(), "`" + n.text() + "` is a memory, not a number")
                    .help("name one of its words, as `" + n.text() + "[0]`"));
        }
        return fail(Diagnostic.of(Code.N001, n.span(), "there is no `" + n.text() + "` here")
                .suggest(n.text(), known));
    }

    /** A field of a word of memory: where it is, and which. */
    record Field(int memory, int field, Expression word) {}

    /** A field that a name stands for by itself, in the word that the kernel is about. */
    Optional<Field> field(String name, Scope scope) {
        return scope.home()
                .flatMap(h -> names.field(h.memory(), name, h.layout()).map(f -> new Field(h.memory(), f, h.word())));
    }

    Memory.Field declared(Field field) {
        return names.memories().get(field.memory()).fields().get(field.field());
    }

    private Value load(Field field, Value lane, Span at) {
        Memory.Field declared = declared(field);
        if (!lane.fits(0, declared.lanes() - 1)) {
            return fail(beyond(at, lane, declared.name(), declared.lanes(), "lanes"));
        }
        return new Value(
                new Expression.Load(field.memory(), field.field(), field.word(), lane.code()),
                declared.least(),
                declared.most());
    }

    static Diagnostic.Builder beyond(Span at, Value index, String what, int size, String unit) {
        return Diagnostic.of(
                        Code.F131,
                        at,
                        "`%s` has %,d %s, and this can be %,d to %,d"
                                .formatted(what, size, unit, index.least(), index.most()))
                .help("cut it to the bits it needs, as `u8(…)` or `x[7:0]`");
    }

    // ---- parts of things

    /** {@code N[n].model}, {@code row.w}, {@code head.addr}. */
    private Value member(Expr.Member m, Scope scope) {
        if (m.of() instanceof Expr.Name n
                && scope.find(n.text()) == null
                && n.text().equals("head")) {
            return head(m);
        }
        if (m.of() instanceof Expr.Name n && scope.find(n.text()) instanceof Binding.Word word) {
            return kept(word, m, NOTHING, m.span());
        }
        Optional<Field> field = memberOf(m, scope);
        return field.map(f -> load(f, NOTHING, m.span())).orElse(NOTHING);
    }

    /** A field of a word that is named by its memory; reports if it is none. */
    Optional<Field> memberOf(Expr.Member m, Scope scope) {
        Optional<Integer> memory = m.of() instanceof Expr.Index i && i.of() instanceof Expr.Name n
                ? names.memory(n.text())
                : Optional.empty();
        if (memory.isEmpty()) {
            fail(Diagnostic.of(Code.N003, m.of().span(), "`" + m.of().span().text() + "` is no word of memory"));
            return Optional.empty();
        }
        Optional<Integer> field = fieldOf(memory.get(), m);
        Expression word = word(memory.get(), (Expr.Index) m.of(), scope);
        return field.map(f -> new Field(memory.get(), f, word));
    }

    private Optional<Integer> fieldOf(int memory, Expr.Member m) {
        List<Memory.Field> fields = names.memories().get(memory).fields();
        List<String> common = fields.stream()
                .filter(f -> f.layout().isEmpty())
                .map(Memory.Field::name)
                .toList();
        Optional<Integer> field = names.field(memory, m.name().text(), Optional.empty());
        if (field.isEmpty()) {
            boolean ofLayout =
                    fields.stream().anyMatch(f -> f.name().equals(m.name().text()));
            Diagnostic.Builder report = Diagnostic.of(
                    Code.N001,
                    m.name().span(),
                    ofLayout
                            ? "not all words have a field `" + m.name() + "`"
                            : "`" + names.memories().get(memory).name() + "` has no field `" + m.name() + "`");
            fail(
                    ofLayout
                            ? report.note("fields of a layout are read by kernels of that layout: `when … == …`")
                            : report.suggest(m.name().text(), common));
        }
        return field;
    }

    private Value head(Expr.Member m) {
        List<bouton.dsl.chip.Engine.QueueField> fields = names.engine().queue().fields();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(m.name().text())) {
                return new Value(new Expression.Head(i), 0, (1L << fields.get(i).bits()) - 1);
            }
        }
        Optional<String> mark = names.engine().wheel().map(w -> w.mark().text());
        if (mark.filter(m.name().text()::equals).isPresent()) {
            return new Value(new Expression.Head(fields.size()), 0, 1);
        }
        List<String> known = new ArrayList<>(fields.stream().map(f -> f.name()).toList());
        mark.ifPresent(known::add);
        return fail(Diagnostic.of(Code.N001, m.name().span(), "entries have no `" + m.name() + "`")
                .suggest(m.name().text(), known));
    }

    private Value kept(Binding.Word word, Expr.Member m, Value lane, Span at) {
        Optional<Integer> field = fieldOf(word.memory(), m);
        if (field.isEmpty()) {
            return NOTHING;
        }
        Memory.Field declared = names.memories().get(word.memory()).fields().get(field.get());
        if (!lane.fits(0, declared.lanes() - 1)) {
            return fail(beyond(at, lane, declared.name(), declared.lanes(), "lanes"));
        }
        int first = word.slots()[field.get()];
        if (lane.isConstant()) {
            return new Value(new Expression.Local(first + (int) lane.least()), declared.least(), declared.most());
        }
        Value chosen = writer.keep(lane);
        Expression code = new Expression.Local(first + (int) lane.most());
        for (int k = (int) lane.most() - 1; k >= lane.least(); k--) {
            Expression here = new Expression.Operation(Operator.EQUAL, chosen.code(), new Expression.Constant(k));
            code = new Expression.Select(here, new Expression.Local(first + k), code);
        }
        return new Value(code, declared.least(), declared.most());
    }

    /** What a name is bound to: a number, or a word of memory as it is at this moment. */
    Binding binding(Expr expr, Scope scope) {
        if (expr instanceof Expr.Name n && scope.find(n.text()) instanceof Binding.Word word) {
            return word;
        }
        if (expr instanceof Expr.Index i && i.of() instanceof Expr.Name n && scope.find(n.text()) == null) {
            Optional<Integer> memory = names.memory(n.text()).filter(m -> !names.isBank(m));
            if (memory.isPresent()) {
                return keep(memory.get(), i, scope);
            }
        }
        return new Binding.Number(writer.keep(value(expr, scope)));
    }

    private Binding keep(int memory, Expr.Index index, Scope scope) {
        List<Memory.Field> fields = names.memories().get(memory).fields();
        int[] slots = new int[fields.size()];
        Expression word = writer.keep(new Value(word(memory, index, scope), 0, Integer.MAX_VALUE))
                .code();
        for (int f = 0; f < slots.length; f++) {
            Memory.Field field = fields.get(f);
            if (field.layout().isPresent()) {
                continue;
            }
            for (int lane = 0; lane < field.lanes(); lane++) {
                Expression load = new Expression.Load(memory, f, word, new Expression.Constant(lane));
                Value kept = writer.store(new Value(load, field.least(), field.most()));
                if (lane == 0) {
                    slots[f] = ((Expression.Local) kept.code()).slot();
                }
            }
        }
        return new Binding.Word(memory, slots);
    }

    /** The number of a word of memory. */
    Expression word(int memory, Expr.Index index, Scope scope) {
        Memory declared = names.memories().get(memory);
        if (index.at().size() != declared.size().size()) {
            fail(Diagnostic.of(
                    Code.N009,
                    index.span(),
                    "`%s` has %d %s, and this gives %d"
                            .formatted(
                                    declared.name(),
                                    declared.size().size(),
                                    declared.size().size() == 1 ? "index" : "indices",
                                    index.at().size())));
            return NOTHING.code();
        }
        Value all = NOTHING;
        for (int i = 0; i < index.at().size(); i++) {
            Expr.Arg arg = index.at().get(i);
            if (!isPlain(arg)) {
                return no(index.span()).code();
            }
            Value one = value(arg.value(), scope);
            int size = declared.size().get(i);
            if (!one.fits(0, size - 1)) {
                return fail(beyond(arg.value().span(), one, declared.name(), size, "words"))
                        .code();
            }
            all = Arithmetic.of(Operator.ADD, Arithmetic.of(Operator.MULTIPLY, all, Value.constant(size)), one);
        }
        return all.code();
    }

    static boolean isPlain(Expr.Arg arg) {
        return arg.isPlain() && arg.name().isEmpty();
    }

    /** {@code UP[n]}, {@code SYN_SIGN[p]}, {@code w[k]}, {@code row.w[k]}, {@code S[p, g].w[k]}, {@code x[7:3]}, {@code x[6]}. */
    private Value index(Expr.Index i, Scope scope) {
        if (i.of() instanceof Expr.Name n && scope.find(n.text()) == null) {
            Optional<Integer> memory = names.memory(n.text());
            if (memory.isPresent()) {
                return ofMemory(memory.get(), i, n, scope);
            }
            Optional<Integer> register = names.register(n.text());
            if (register.isPresent() && names.registers().get(register.get()).size() > 1) {
                return ofBank(register.get(), i, scope);
            }
            Optional<Field> field = field(n.text(), scope);
            if (field.isPresent() && declared(field.get()).lanes() > 1) {
                return load(field.get(), lane(i, scope), i.span());
            }
        }
        if (i.of() instanceof Expr.Member m) {
            Value laned = ofMember(i, m, scope);
            if (laned != null) {
                return laned;
            }
        }
        return slice(i, scope);
    }

    private @Nullable Value ofMember(Expr.Index i, Expr.Member m, Scope scope) {
        if (m.of() instanceof Expr.Name n && scope.find(n.text()) instanceof Binding.Word word) {
            Optional<Integer> field = names.field(word.memory(), m.name().text(), Optional.empty());
            boolean laned = field.isPresent()
                    && names.memories()
                                    .get(word.memory())
                                    .fields()
                                    .get(field.get())
                                    .lanes()
                            > 1;
            return laned ? kept(word, m, lane(i, scope), i.span()) : null;
        }
        boolean ofWord = m.of() instanceof Expr.Index inner
                && inner.of() instanceof Expr.Name n
                && names.memory(n.text()).isPresent();
        if (!ofWord) {
            return null;
        }
        Optional<Field> field = memberOf(m, scope);
        if (field.isEmpty()) {
            return NOTHING;
        }
        return declared(field.get()).lanes() > 1 ? load(field.get(), lane(i, scope), i.span()) : null;
    }

    private Value ofMemory(int memory, Expr.Index i, Expr.Name n, Scope scope) {
        if (!names.isBank(memory)) {
            return fail(
                    Diagnostic.of(Code.N003, i.span(), "`" + i.span().text() + "` is a word of fields, not a number")
                            .help("name one of its fields, or keep the word: `let row = "
                                    + i.span().text() + "`"));
        }
        return load(new Field(memory, 0, word(memory, i, scope)), NOTHING, i.span());
    }

    private Value ofBank(int register, Expr.Index i, Scope scope) {
        RegisterBank bank = names.registers().get(register);
        Value at = lane(i, scope);
        if (!at.fits(0, bank.size() - 1)) {
            return fail(beyond(i.span(), at, bank.name(), bank.size(), "elements"));
        }
        return new Value(new Expression.Register(register, at.code()), 0, (1L << bank.bits()) - 1);
    }

    /** The single plain index. */
    Value lane(Expr.Index i, Scope scope) {
        return i.at().size() == 1 && isPlain(i.at().getFirst())
                ? value(i.at().getFirst().value(), scope)
                : no(i.span());
    }

    private Value slice(Expr.Index i, Scope scope) {
        Expr.Arg arg = i.at().getFirst();
        if (i.at().size() != 1
                || arg.arrow().isPresent()
                || arg.where().isPresent()
                || arg.name().isPresent()) {
            return no(i.span());
        }
        Value of = value(i.of(), scope);
        int high = known(arg.value(), scope, "the bit of a slice");
        int low = arg.body()
                .map(b -> known(b, scope, "the lowest bit of a slice"))
                .orElse(high);
        if (high < 0 || low < 0) {
            return NOTHING;
        }
        if (high > 62 || low > high) {
            return fail(Diagnostic.of(Code.F130, i.span(), "a slice has its highest bit first, at most 62"));
        }
        Value shifted = Arithmetic.of(Operator.SHIFT_RIGHT, of, Value.constant(low));
        return mask(shifted, high - low + 1);
    }

    static Value mask(Value value, int bits) {
        return Arithmetic.of(Operator.AND, value, Value.constant(bits >= 62 ? Value.LARGEST : (1L << bits) - 1));
    }

    // ---- operators and functions

    private Value unary(Expr.Unary u, Scope scope) {
        Value of = value(u.operand(), scope);
        return switch (u.operator()) {
            case MINUS -> arithmetic(Operator.SUBTRACT, NOTHING, of, u.span());
            case NOT -> Arithmetic.of(Operator.EQUAL, of.truth(), NOTHING);
        };
    }

    Value arithmetic(Operator operator, Value a, Value b, Span at) {
        try {
            return Arithmetic.of(operator, a, b);
        } catch (ArithmeticException e) {
            return fail(Diagnostic.of(Code.F132, at, "the result may need more than 63 bits"));
        }
    }

    private Value binary(Expr.Binary b, Scope scope) {
        Value left = value(b.left(), scope);
        Value right = value(b.right(), scope);
        return switch (b.operator()) {
            case ADD -> arithmetic(Operator.ADD, left, right, b.span());
            case SUBTRACT -> arithmetic(Operator.SUBTRACT, left, right, b.span());
            case MULTIPLY -> arithmetic(Operator.MULTIPLY, left, right, b.span());
            case LESS -> Arithmetic.of(Operator.LESS, left, right);
            case LESS_EQUAL -> Arithmetic.of(Operator.LESS_EQUAL, left, right);
            case GREATER -> Arithmetic.of(Operator.GREATER, left, right);
            case GREATER_EQUAL -> Arithmetic.of(Operator.GREATER_EQUAL, left, right);
            case EQUAL -> Arithmetic.of(Operator.EQUAL, left, right);
            case NOT_EQUAL -> Arithmetic.of(Operator.NOT_EQUAL, left, right);
            case AND -> Arithmetic.of(Operator.AND, left.truth(), right.truth());
            case OR -> Arithmetic.of(Operator.OR, left.truth(), right.truth());
            case DIVIDE, POWER ->
                fail(Diagnostic.of(
                                Code.F130,
                                b.span(),
                                "circuits have no `" + b.operator().symbol() + "`")
                        .note("there are + - *, comparisons, `and or not`, slices, min, max, abs, mod, shift_left,"
                                + " shift_right, bits"));
        };
    }

    private Value conditional(Expr.Conditional c, Scope scope) {
        Value condition = value(c.condition(), scope).truth();
        Value then = value(c.then(), scope);
        Value otherwise = value(c.otherwise(), scope);
        if (condition.isConstant()) {
            return condition.least() != 0 ? then : otherwise;
        }
        return new Value(
                new Expression.Select(condition.code(), then.code(), otherwise.code()),
                Math.min(then.least(), otherwise.least()),
                Math.max(then.most(), otherwise.most()));
    }
}

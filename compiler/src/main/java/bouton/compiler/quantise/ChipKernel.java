package bouton.compiler.quantise;

import bouton.compiler.kernel.KernelWriter;
import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.NumberFormat;
import bouton.dsl.diagnostic.Code;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.Block;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Distribution;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.math.Functions;
import bouton.image.net.Field;
import bouton.image.net.Port;
import bouton.image.net.Projection;
import bouton.image.net.Scope;
import bouton.image.net.Stimulus;
import bouton.image.random.RandomKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Writes a kernel in float64 again, in the integers of a chip. */
final class ChipKernel {
    /** Magnitudes beyond which the exponential, or what saturates, is flat in 16 bits. */
    private static final Interval EXPONENTIAL = new Interval(-12, 12);

    private static final Interval SIGMOID = new Interval(-8, 8);

    private final ChipContext context;
    private final Scope scope;
    private final Arithmetic arithmetic;
    private final boolean everyTick;
    private final Optional<WordFormat> payload;
    private final Kernel source;
    private final KernelWriter writer = new KernelWriter();
    private final Calculator calculator;
    private final FunctionTables functions;
    private final Map<Integer, Number> values = new HashMap<>();
    private final Map<Word, Atom> loaded = new HashMap<>();
    private final Map<Integer, Integer> sourceOf = new HashMap<>();
    private final StoreChecks checks;
    private final ConstantChecks constants;
    private final long site;
    private Optional<Map<Site, Interval>> observed = Optional.empty();
    private int draws;

    /**
     * @param everyTick whether it runs in every tick
     * @param payload how the value that comes with the trigger is carried; empty: a count of events
     */
    ChipKernel(ChipContext context, Scope scope, boolean everyTick, Optional<WordFormat> payload, Kernel source) {
        this.context = context;
        this.scope = scope;
        this.arithmetic = context.arithmetic(source);
        this.everyTick = everyTick;
        this.payload = payload;
        this.source = source;
        this.site = RandomKey.site(context.image().name() + "." + source.name() + ".round");
        this.constants = new ConstantChecks(context.findings(), arithmetic, source.name());
        this.calculator = new Calculator(writer, arithmetic, this::randomBits, constants, context.findings());
        this.checks = new StoreChecks(context);
        this.functions = new FunctionTables(context, arithmetic, writer, calculator);
    }

    /** Notes the ranges of what events and delay lines are given to carry; until formats follow from them, none is right. */
    ChipKernel observing(Map<Site, Interval> ranges) {
        this.observed = Optional.of(ranges);
        return this;
    }

    Kernel write() {
        block(source.body());
        return writer.finish(source.name());
    }

    private void block(Block block) {
        block.instructions().forEach(this::instruction);
    }

    // ---- registers of the old kernel

    private Linear number(int register) {
        return switch (values.get(register)) {
            case Number.Sum s -> s.of();
            case Number.Kept k -> kept(k);
            case Number.Plain p -> throw new IllegalStateException("register " + register + " is no number");
            case null -> throw new IllegalStateException("register " + register + " has no value");
        };
    }

    private int plain(int register) {
        return values.get(register) instanceof Number.Plain p ? p.register() : -1;
    }

    private void set(int register, Linear value) {
        values.put(register, new Number.Sum(value));
    }

    private void plain(int register, int made) {
        values.put(register, new Number.Plain(made));
    }

    /** A value that was kept inside a range, where it is not stored. */
    private Linear kept(Number.Kept k) {
        double step = calculator.naturalStep(k.of());
        return Linear.of(kept(k, step, NumberFormat.Rounding.NEAREST), step);
    }

    private Atom kept(Number.Kept k, double step, NumberFormat.Rounding rounding) {
        Atom lo = calculator.inSteps(k.lo(), step, NumberFormat.Rounding.NEAREST);
        Atom hi = calculator.inSteps(k.hi(), step, NumberFormat.Rounding.NEAREST);
        Atom value = calculator.forWord(k.of(), step, rounding, lo.lo(), hi.hi());
        return clamp(value, lo, hi, k.counter());
    }

    /** Counts where it changes the value. */
    private Atom clamp(Atom value, Atom lo, Atom hi, int counter) {
        if (value.lo() >= lo.hi() && value.hi() <= hi.lo()) {
            return value;
        }
        int dst = writer.register();
        writer.add(new Instruction.Clamp(
                dst, calculator.register(), value.register(), lo.register(), hi.register(), counter, writer.at()));
        return new Atom(
                dst,
                Math.max(Math.min(value.lo(), hi.hi()), lo.lo()),
                Math.min(Math.max(value.hi(), lo.lo()), hi.hi()));
    }

    // ---- words and carriers

    private int convert(int src, Type to, Type from) {
        return convert(src, to, from, Rounding.EXACT, Overflow.NEVER);
    }

    private int convert(int src, Type to, Type from, Rounding rounding, Overflow overflow) {
        if (to.equals(from)) {
            return src;
        }
        int dst = writer.register();
        writer.add(new Instruction.Convert(dst, to, from, src, rounding, overflow, writer.at()));
        return dst;
    }

    /** The integer as the engine carries it. */
    private int carried(Atom value) {
        return convert(value.register(), Type.F64, calculator.register());
    }

    /** What the engine carries in an integer's format. */
    private Linear fromCarrier(int register, WordFormat format) {
        int integer = convert(register, calculator.register(), Type.F64);
        return Linear.of(new Atom(integer, Formats.least(format), Formats.most(format)), format.step());
    }

    /** A real value from outside of the chip, taken in as an integer: rounded to nearest, and kept inside the format. */
    private Linear takenIn(int register, WordFormat format) {
        int scaled = writer.over(register, writer.constant(format.step()));
        Type.Int narrow = new Type.Int(format.number().bits(), format.number().signed(), 0);
        int integer = convert(scaled, narrow, Type.F64, Rounding.EVEN, Overflow.SATURATE);
        int wide = convert(integer, calculator.register(), narrow);
        return Linear.of(new Atom(wide, format.number().min(), format.number().max()), format.step());
    }

    private Linear load(Word word) {
        Site place = Site.of(context.image(), scope, word);
        WordFormat format = context.formats().of(place);
        if (place.kind() == Site.Kind.LEVEL) {
            return takenIn(writer.load(word), format);
        }
        Type type = context.formats().type(place);
        int stored = writer.load(word, type);
        Atom known = loaded.get(word);
        if (known != null && stored == sourceOf.getOrDefault(known.register(), -1)) {
            return Linear.of(known, format.step());
        }
        int wide = convert(stored, calculator.register(), type);
        sourceOf.put(wide, stored);
        Atom atom = new Atom(wide, Formats.least(format), Formats.most(format));
        loaded.put(word, atom);
        constants.name(wide, named(place, format));
        return Linear.of(atom, format.step());
    }

    private ConstantChecks.Named named(Site place, WordFormat format) {
        if (place.kind() == Site.Kind.PORT) {
            Port port = context.image().population(place.owner()).ports().get(place.index());
            return new ConstantChecks.Named(context.name(place), format.step(), port.unit(), port.scale());
        }
        Field field = place.field(context.image());
        return new ConstantChecks.Named(context.name(place), format.step(), field.unit(), field.scale());
    }

    private void store(Instruction.Store s) {
        Site place = Site.of(context.image(), scope, s.word());
        WordFormat format = context.formats().of(place);
        Number value = java.util.Objects.requireNonNull(values.get(s.src()));
        checks.check(
                unlimited(value),
                Optional.ofNullable(loaded.get(s.word())),
                format,
                place,
                s.plastic(),
                everyTick,
                s.at());
        constants.target(named(place, format));
        Atom integer = inFormat(value, format, place);
        constants.target(null);
        Type type = context.formats().type(place);
        writer.store(s.word(), type, convert(integer.register(), type, calculator.register()), s.plastic());
    }

    private static Linear unlimited(Number value) {
        return switch (value) {
            case Number.Sum s -> s.of();
            case Number.Kept k -> k.of();
            case Number.Plain p -> Linear.of(0);
        };
    }

    /** What is given to the engine to carry. */
    private Atom carried(int register, Site place) {
        Number value = java.util.Objects.requireNonNull(values.get(register));
        Interval range = value instanceof Number.Kept k
                ? k.lo().range().or(k.hi().range())
                : unlimited(value).range();
        if (observed.isPresent()) {
            observed.get().merge(place, range, Interval::or);
            return calculator.whole(0);
        }
        return inFormat(value, context.formats().of(place), place);
    }

    /** The value as an integer of the format: rounded once, then kept inside what its range and its bits can hold. */
    private Atom inFormat(Number value, WordFormat format, Site place) {
        NumberFormat.Rounding rounding = rounding(format);
        Atom integer = value instanceof Number.Kept k
                ? kept(k, format.step(), rounding)
                : calculator.forWord(
                        unlimited(value),
                        format.step(),
                        rounding,
                        format.number().min(),
                        format.number().max());
        return fitted(integer, format, place);
    }

    private Atom fitted(Atom integer, WordFormat format, Site place) {
        boolean never = format.range().equals(Interval.ZERO) && format.reason() == WordFormat.Reason.OBSERVED;
        long least = never ? 0 : format.number().min();
        long most = never ? 0 : format.number().max();
        if (integer.lo() >= least && integer.hi() <= most) {
            return integer;
        }
        if (format.number().overflow() == NumberFormat.Overflow.WRAP) {
            Type.Int narrow =
                    new Type.Int(format.number().bits(), format.number().signed(), 0);
            int wrapped = convert(integer.register(), narrow, calculator.register(), Rounding.EXACT, Overflow.WRAP);
            return new Atom(convert(wrapped, calculator.register(), narrow), least, most);
        }
        String what = context.name(place)
                + (never ? " kept at 0, as it was in float64" : " saturated at the ends of " + format.number());
        int counter = context.counter(what, writer.at());
        return clamp(integer, calculator.whole(least), calculator.whole(most), counter);
    }

    private NumberFormat.Rounding rounding(WordFormat format) {
        NumberFormat.Rounding wanted = format.number().rounding();
        boolean draws = arithmetic.random() > 0;
        return wanted == NumberFormat.Rounding.STOCHASTIC && !draws ? NumberFormat.Rounding.NEAREST : wanted;
    }

    /** Where the generator has fewer bits, they are the highest. */
    private int randomBits(Type.Int type, int bits) {
        int most = Math.min(bits, arithmetic.random());
        int drawn = writer.register();
        writer.add(new Instruction.RandomBits(drawn, type, most, site, draws++, writer.at()));
        return most == bits ? drawn : writer.binary(BinaryOp.SHL, type, drawn, writer.integer(type, bits - most));
    }

    /** A real number from 0 to below {@code end}. */
    private int draw(double end, long key, int use) {
        int dst = writer.register();
        writer.add(new Instruction.Draw(
                dst,
                Distribution.UNIFORM,
                java.util.List.of(writer.constant(0), writer.constant(end)),
                key,
                use,
                writer.at()));
        return dst;
    }

    // ---- instructions

    private void instruction(Instruction instruction) {
        writer.at(instruction.at());
        switch (instruction) {
            case Instruction.Const i -> set(i.dst(), Linear.of(i.value()));
            case Instruction.ConstInt i -> plain(i.dst(), writer.integer(i.type(), i.value()));
            case Instruction.Load i -> {
                if (i.type() instanceof Type.Float64) {
                    set(i.dst(), load(i.word()));
                } else {
                    plain(i.dst(), writer.load(i.word(), i.type()));
                }
            }
            case Instruction.Store i -> {
                if (i.type() instanceof Type.Float64) {
                    store(i);
                } else {
                    writer.store(i.word(), i.type(), plain(i.src()), i.plastic());
                }
            }
            case Instruction.Binary i -> binary(i);
            case Instruction.Unary i -> unary(i);
            case Instruction.Compare i ->
                plain(
                        i.dst(),
                        i.type() instanceof Type.Float64
                                ? calculator.compare(i.op(), number(i.a()), number(i.b()))
                                : writer.compare(i.op(), i.type(), plain(i.a()), plain(i.b())));
            case Instruction.Select i -> {
                if (i.type() instanceof Type.Float64) {
                    set(i.dst(), calculator.choose(plain(i.condition()), number(i.a()), number(i.b())));
                } else {
                    plain(i.dst(), writer.select(i.type(), plain(i.condition()), plain(i.a()), plain(i.b())));
                }
            }
            case Instruction.Convert i -> convert(i);
            case Instruction.Clamp i ->
                values.put(i.dst(), new Number.Kept(number(i.src()), number(i.lo()), number(i.hi()), i.counter()));
            case Instruction.TableAt i -> data(i);
            case Instruction.Draw i -> draw(i);
            case Instruction.RandomBits i -> throw new IllegalStateException("random bits in float64");
            case Instruction.Read i -> read(i);
            case Instruction.Arrived i -> arrived(i);
            case Instruction.ReadGlobal i -> global(i);
            case Instruction.Mirrored i -> mirrored(i);
            case Instruction.PortSum i -> sum(i);
            case Instruction.Deliver i -> {
                WordFormat format = context.formats().of(port(i.port()));
                Linear value = number(i.src());
                constants.target(named(port(i.port()), format));
                Atom amount = calculator.inSteps(value, format.step(), rounding(format));
                constants.target(null);
                writer.add(new Instruction.Deliver(i.port(), Formats.type(format), amount.register(), i.at()));
            }
            case Instruction.Emit i -> emit(i);
            case Instruction.Remember i -> {
                Site line = new Site(Site.Kind.LINE, group(), i.line());
                Atom kept = carried(i.src(), line);
                writer.add(new Instruction.Remember(i.line(), carried(kept), i.at()));
            }
            case Instruction.Recall i ->
                set(
                        i.dst(),
                        fromCarrier(
                                writer.recall(i.line()),
                                context.formats().of(new Site(Site.Kind.LINE, group(), i.line()))));
            case Instruction.Defer i -> writer.add(new Instruction.Defer(i.task(), plain(i.ticks()), i.at()));
            case Instruction.If i ->
                writer.ifElse(plain(i.condition()), () -> block(i.then()), () -> block(i.otherwise()));
            case Instruction.Propagator i -> throw new IllegalStateException("a propagator outside of init");
            case Instruction.Adaptive i ->
                context.findings()
                        .report(
                                Code.F214,
                                i.at(),
                                "this chip takes one step in each tick, and `adaptive` as many as it needs",
                                null,
                                "another method: `exact` where equations are linear, else `rk4` or `exponential_euler`");
            case Instruction.Yield i -> throw new IllegalStateException("a value of a handler");
        }
    }

    private void sum(Instruction.PortSum i) {
        WordFormat format = context.formats().of(port(i.port()));
        Type.Int type = Formats.type(format);
        int sum = writer.port(i.port(), type);
        int wide = convert(sum, calculator.register(), type);
        constants.name(wide, named(port(i.port()), format));
        set(i.dst(), Linear.of(new Atom(wide, Formats.least(format), Formats.most(format)), format.step()));
    }

    private int group() {
        return ((Scope.OfGroup) scope).index();
    }

    private Site port(int port) {
        int owner = switch (scope) {
            case Scope.OfGroup g -> g.index();
            case Scope.OfProjection p ->
                context.image().projections().get(p.index()).target();
        };
        return new Site(Site.Kind.PORT, owner, port);
    }

    private void emit(Instruction.Emit i) {
        if (i.payload() < 0) {
            writer.add(i);
            return;
        }
        Site place = new Site(Site.Kind.PAYLOAD, group(), i.event());
        Atom amount = carried(i.payload(), place);
        writer.add(new Instruction.Emit(i.event(), carried(amount), i.at()));
    }

    private void binary(Instruction.Binary i) {
        if (!(i.type() instanceof Type.Float64)) {
            int dst = writer.register();
            writer.add(new Instruction.Binary(
                    dst, i.op(), i.type(), plain(i.a()), plain(i.b()), i.overflow(), i.rounding(), i.at()));
            plain(i.dst(), dst);
            return;
        }
        Linear a = number(i.a());
        Linear b = number(i.b());
        set(
                i.dst(),
                switch (i.op()) {
                    case ADD -> a.plus(b);
                    case SUB -> a.minus(b);
                    case MUL -> calculator.product(a, b);
                    case DIV -> calculator.quotient(a, b);
                    case MIN, MAX -> calculator.extreme(i.op(), a, b);
                    case POW -> power(a, b);
                    case MOD -> refused("`mod`", a, b);
                    case AND, OR, XOR, SHL, SHR -> throw new IllegalStateException(i.op() + " of numbers");
                });
    }

    private Linear power(Linear a, Linear b) {
        if (b.isConstant() && (b.constant() == 2 || b.constant() == 3)) {
            Linear square = calculator.product(a, a);
            return b.constant() == 2 ? square : calculator.product(square, a);
        }
        if (b.isConstant()) {
            return function("power", x -> Functions.pow(x, b.constant()), a, Interval.ALL);
        }
        return a.isConstant()
                ? function("power", x -> Functions.pow(a.constant(), x), b, Interval.ALL)
                : refused("`^`", a, b);
    }

    private Linear refused(String what, Linear a, Linear b) {
        if (a.isConstant() && b.isConstant()) {
            return Linear.of(Functions.mod(a.constant(), b.constant()));
        }
        context.findings()
                .report(
                        Code.F212,
                        writer.at(),
                        "this chip has nothing that computes " + what + " of values that change in a run",
                        null,
                        "a rule without it");
        return Linear.of(0);
    }

    private void unary(Instruction.Unary i) {
        if (!(i.type() instanceof Type.Float64)) {
            int dst = writer.register();
            writer.add(new Instruction.Unary(dst, i.op(), i.type(), plain(i.a()), i.overflow(), i.at()));
            plain(i.dst(), dst);
            return;
        }
        Linear a = number(i.a());
        if (a.isConstant()) {
            set(i.dst(), Linear.of(Constants.of(i.op(), a.constant())));
            return;
        }
        set(
                i.dst(),
                switch (i.op()) {
                    case NEG -> a.times(-1);
                    case ABS -> calculator.extreme(BinaryOp.MAX, a, a.times(-1));
                    case RELU -> calculator.extreme(BinaryOp.MAX, a, Linear.of(0));
                    case STEP -> truth(calculator.compare(CompareOp.GE, a, Linear.of(0)));
                    case SIGN ->
                        truth(calculator.compare(CompareOp.GT, a, Linear.of(0)))
                                .minus(truth(calculator.compare(CompareOp.LT, a, Linear.of(0))));
                    case FLOOR -> whole(a, NumberFormat.Rounding.FLOOR);
                    case CEIL -> whole(a.times(-1), NumberFormat.Rounding.FLOOR).times(-1);
                    case ROUND -> whole(a, NumberFormat.Rounding.AWAY);
                    case EXP -> function("exp", Functions::exp, a, EXPONENTIAL);
                    case EXPM1 -> function("expm1", Functions::expm1, a, EXPONENTIAL);
                    case TANH -> function("tanh", Functions::tanh, a, SIGMOID);
                    case SIGMOID -> function("sigmoid", Functions::sigmoid, a, EXPONENTIAL);
                    case ERF -> function("erf", Functions::erf, a, SIGMOID);
                    case SQRT -> function("sqrt", Functions::sqrt, a, Interval.ALL);
                    case LOG -> function("log", Functions::log, a, Interval.ALL);
                    case SIN -> function("sin", Functions::sin, a, Interval.ALL);
                    case COS -> function("cos", Functions::cos, a, Interval.ALL);
                    case TAN -> function("tan", Functions::tan, a, Interval.ALL);
                    case ATAN -> function("atan", Functions::atan, a, Interval.ALL);
                    case NOT -> throw new IllegalStateException("not of a number");
                });
    }

    private Linear whole(Linear a, NumberFormat.Rounding rounding) {
        return Linear.of(calculator.inSteps(a, 1, rounding), 1);
    }

    /** 1 or 0. */
    private Linear truth(int register) {
        return Linear.of(new Atom(convert(register, calculator.register(), Type.BOOL), 0, 1), 1);
    }

    private Linear function(String name, java.util.function.DoubleUnaryOperator f, Linear argument, Interval useful) {
        if (argument.isConstant()) {
            return Linear.of(f.applyAsDouble(argument.constant()));
        }
        if (arithmetic.table() < 2) {
            context.findings()
                    .report(
                            Code.F212,
                            writer.at(),
                            "this chip has nothing that computes `" + name + "` of a value that changes in a run",
                            null,
                            "a chip with a `table`, or a rule without `" + name + "`");
            return Linear.of(0);
        }
        return functions.of(name, f, calculator.single(argument), useful);
    }

    private void convert(Instruction.Convert i) {
        boolean toReal = i.to() instanceof Type.Float64;
        boolean fromReal = i.from() instanceof Type.Float64;
        if (toReal && i.from() instanceof Type.Bool) {
            set(i.dst(), truth(plain(i.src())));
        } else if (toReal && !fromReal) {
            set(i.dst(), counted(plain(i.src()), (Type.Int) i.from()));
        } else if (fromReal && !toReal) {
            NumberFormat.Rounding rounding = switch (i.rounding()) {
                case FLOOR -> NumberFormat.Rounding.FLOOR;
                case ZERO -> NumberFormat.Rounding.ZERO;
                case NEAREST -> NumberFormat.Rounding.NEAREST;
                case EVEN, EXACT -> NumberFormat.Rounding.EVEN;
                case AWAY -> NumberFormat.Rounding.AWAY;
            };
            Atom whole = calculator.inSteps(number(i.src()), 1, rounding);
            plain(i.dst(), convert(whole.register(), i.to(), calculator.register(), Rounding.EXACT, i.overflow()));
        } else {
            plain(i.dst(), convert(plain(i.src()), i.to(), i.from(), i.rounding(), i.overflow()));
        }
    }

    /** A number of ticks, or an index: larger ones than a counter of the chip holds count as its largest. */
    private Linear counted(int register, Type.Int from) {
        int bits = Math.min(calculator.register().bits() - 2, 30);
        Type.Int narrow = new Type.Int(bits, true, 0);
        int limited = convert(register, narrow, from, Rounding.EXACT, Overflow.SATURATE);
        return Linear.of(new Atom(convert(limited, calculator.register(), narrow), narrow.min(), narrow.max()), 1);
    }

    private void data(Instruction.TableAt i) {
        bouton.image.net.Table table = context.image().tables().get(i.table());
        int value = writer.register();
        writer.add(new Instruction.TableAt(value, i.table(), plain(i.row()), plain(i.column()), i.at()));
        Interval range = null;
        for (double v : table.values()) {
            range = range == null ? Interval.of(v) : range.or(Interval.of(v));
        }
        NumberFormat number = arithmetic.parameter();
        set(i.dst(), takenIn(value, FormatChooser.fitted(number, range == null ? Interval.ZERO : range)));
    }

    private void draw(Instruction.Draw i) {
        int bits = arithmetic.random();
        boolean known = i.distribution() == Distribution.UNIFORM || i.distribution() == Distribution.CHANCE;
        if (bits == 0 || !known || i.isBounded()) {
            context.findings()
                    .report(
                            Code.F213,
                            i.at(),
                            bits == 0
                                    ? "this draws during the run, and this chip has no random numbers"
                                    : "this chip draws uniform numbers and chances only",
                            "initial values and parameters are drawn before the run, by the host",
                            bits == 0 ? "a chip with a generator (`random 16 bit`)" : "`uniform(a, b)` or `chance(p)`");
            set(i.dst(), Linear.of(0));
            return;
        }
        int real = draw(Math.scalb(1.0, bits), i.site(), i.use());
        int integer = convert(real, calculator.register(), Type.F64, Rounding.FLOOR, Overflow.SATURATE);
        Linear unit = Linear.of(new Atom(integer, 0, (1L << bits) - 1), Math.scalb(1.0, -bits));
        Linear first = number(i.arguments().getFirst());
        if (i.distribution() == Distribution.CHANCE) {
            set(i.dst(), truth(calculator.compare(CompareOp.LT, unit, first)));
        } else {
            Linear span = number(i.arguments().get(1)).minus(first);
            set(i.dst(), first.plus(calculator.product(unit, span)));
        }
    }

    private void read(Instruction.Read i) {
        if (i.special() != Special.PAYLOAD) {
            plain(i.dst(), writer.read(i.special()));
            return;
        }
        int carried = writer.read(Special.PAYLOAD);
        // Of a stimulus that is a number of events.
        WordFormat count = new WordFormat(
                new NumberFormat(8, false, 0, NumberFormat.Overflow.SATURATE, NumberFormat.Rounding.NEAREST, false),
                1,
                Interval.ALL,
                WordFormat.Reason.FORMAT);
        set(i.dst(), fromCarrier(carried, payload.orElse(count)));
    }

    private void arrived(Instruction.Arrived i) {
        Projection projection = context.image().projections().get(((Scope.OfProjection) scope).index());
        int value = writer.arrived(i.out());
        if (context.image().groups().get(projection.source()) instanceof Stimulus) {
            set(i.dst(), takenIn(value, context.formats().of(new Site(Site.Kind.LEVEL, projection.source(), 0))));
            return;
        }
        int field = context.image().groups().get(projection.source()).sent().get(i.out());
        set(i.dst(), fromCarrier(value, context.formats().of(new Site(Site.Kind.NEURON, projection.source(), field))));
    }

    private void global(Instruction.ReadGlobal i) {
        set(i.dst(), takenIn(writer.global(i.cell()), context.formats().of(new Site(Site.Kind.GLOBAL, 0, i.cell()))));
    }

    private void mirrored(Instruction.Mirrored i) {
        Projection projection = context.image().projections().get(((Scope.OfProjection) scope).index());
        Site place = new Site(
                Site.Kind.SYNAPSE,
                projection.mirror().projection(),
                projection.mirror().field());
        set(i.dst(), fromCarrier(writer.mirrored(), context.formats().of(place)));
    }
}

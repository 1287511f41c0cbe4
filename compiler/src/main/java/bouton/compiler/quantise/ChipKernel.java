package bouton.compiler.quantise;

import bouton.compiler.kernel.KernelWriter;
import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.NumberFormat;
import bouton.dsl.diagnostic.Code;
import bouton.image.ir.Block;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Distribution;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.net.Projection;
import bouton.image.net.Scope;
import bouton.image.net.Stimulus;
import bouton.image.net.Table;
import bouton.image.random.RandomKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Writes a kernel in float64 again, in the integers of a chip. */
final class ChipKernel {
    private final ChipContext context;
    private final Scope scope;
    private final Arithmetic arithmetic;
    private final boolean everyTick;
    private final Optional<Carrier> payload;
    private final Kernel source;
    private final KernelWriter writer = new KernelWriter();
    private final ChipDraws draws;
    private final Integers integers;
    private final Calculator calculator;
    private final ChipWords words;
    private final ChipFunctions functions;
    private final Map<Integer, Number> values = new HashMap<>();
    private Optional<Map<Site, Interval>> observed = Optional.empty();

    /**
     * @param everyTick whether it runs in every tick
     * @param payload how the value that comes with the trigger is carried; empty if nothing says how large it becomes
     */
    ChipKernel(ChipContext context, Scope scope, boolean everyTick, Optional<Carrier> payload, Kernel source) {
        this.context = context;
        this.scope = scope;
        this.arithmetic = context.arithmetic(source);
        this.everyTick = everyTick;
        this.payload = payload;
        this.source = source;
        long site = RandomKey.site(context.image().name() + "." + source.name() + ".round");
        ConstantChecks constants = new ConstantChecks(context.findings(), arithmetic, source.name());
        this.draws = new ChipDraws(writer, arithmetic, site);
        this.integers = new Integers(writer, arithmetic, draws);
        this.calculator = new Calculator(writer, integers, arithmetic, constants, context.findings());
        this.words = new ChipWords(context, scope, arithmetic, writer, integers, calculator, constants);
        FunctionTables tables = new FunctionTables(context, arithmetic, writer, integers, calculator);
        this.functions = new ChipFunctions(arithmetic, writer, integers, calculator, tables, context.findings());
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
        return switch (ChipWords.present(values.get(register))) {
            case Number.Sum s -> s.of();
            case Number.Kept k -> words.kept(k);
            case Number.Plain p -> throw new IllegalStateException("register " + register + " is no number");
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

    /** What is given to the engine to carry; a register of float64. */
    private int carried(int register, Site place) {
        Number value = ChipWords.present(values.get(register));
        if (observed.isPresent()) {
            observed.get().merge(place, ChipWords.range(value), Interval::or);
            return words.carried(integers.whole(0));
        }
        return words.carried(words.inFormat(value, format(place), place));
    }

    private WordFormat format(Site place) {
        return context.formats().of(place);
    }

    private int group() {
        return ((Scope.OfGroup) scope).index();
    }

    private Projection projection() {
        return context.image().projections().get(((Scope.OfProjection) scope).index());
    }

    // ---- instructions

    private void instruction(Instruction instruction) {
        writer.at(instruction.at());
        switch (instruction) {
            case Instruction.Const i -> set(i.dst(), Linear.of(i.value()));
            case Instruction.ConstInt i -> plain(i.dst(), writer.integer(i.type(), i.value()));
            case Instruction.Load i -> {
                if (i.type() instanceof Type.Float64) {
                    set(i.dst(), words.load(i.word()));
                } else {
                    plain(i.dst(), writer.load(i.word(), i.type()));
                }
            }
            case Instruction.Store i -> {
                if (i.type() instanceof Type.Float64) {
                    words.store(i, ChipWords.present(values.get(i.src())), everyTick);
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
            case Instruction.PortSum i -> set(i.dst(), words.sum(i.port()));
            case Instruction.Deliver i -> words.deliver(i, number(i.src()));
            case Instruction.Emit i -> emit(i);
            case Instruction.Remember i -> {
                Site line = new Site(Site.Kind.LINE, group(), i.line());
                writer.add(new Instruction.Remember(i.line(), carried(i.src(), line), i.at()));
            }
            case Instruction.Recall i -> {
                Site line = new Site(Site.Kind.LINE, group(), i.line());
                set(i.dst(), words.taken(writer.recall(i.line()), new Carrier.Whole(format(line))));
            }
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

    private void emit(Instruction.Emit i) {
        if (i.payload() < 0) {
            writer.add(i);
            return;
        }
        int amount = carried(i.payload(), new Site(Site.Kind.PAYLOAD, group(), i.event()));
        writer.add(new Instruction.Emit(i.event(), amount, i.at()));
    }

    private void binary(Instruction.Binary i) {
        if (i.type() instanceof Type.Float64) {
            set(i.dst(), functions.binary(i.op(), number(i.a()), number(i.b())));
            return;
        }
        int dst = writer.register();
        writer.add(new Instruction.Binary(
                dst, i.op(), i.type(), plain(i.a()), plain(i.b()), i.overflow(), i.rounding(), i.at()));
        plain(i.dst(), dst);
    }

    private void unary(Instruction.Unary i) {
        if (i.type() instanceof Type.Float64) {
            set(i.dst(), functions.unary(i.op(), number(i.a())));
            return;
        }
        int dst = writer.register();
        writer.add(new Instruction.Unary(dst, i.op(), i.type(), plain(i.a()), i.overflow(), i.at()));
        plain(i.dst(), dst);
    }

    private void convert(Instruction.Convert i) {
        boolean toReal = i.to() instanceof Type.Float64;
        boolean fromReal = i.from() instanceof Type.Float64;
        if (toReal && i.from() instanceof Type.Bool) {
            set(i.dst(), functions.truth(plain(i.src())));
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
            plain(i.dst(), writer.convert(whole.register(), i.to(), integers.register(), Rounding.EXACT, i.overflow()));
        } else {
            plain(i.dst(), writer.convert(plain(i.src()), i.to(), i.from(), i.rounding(), i.overflow()));
        }
    }

    /** A number of ticks, or an index: larger ones than a counter of the chip holds count as its largest. */
    private Linear counted(int register, Type.Int from) {
        int bits = Math.min(integers.register().bits() - 2, 30);
        Type.Int narrow = new Type.Int(bits, true, 0);
        int limited = writer.convert(register, narrow, from, Rounding.EXACT, Overflow.SATURATE);
        return Linear.of(new Atom(writer.convert(limited, integers.register(), narrow), narrow.min(), narrow.max()), 1);
    }

    private void data(Instruction.TableAt i) {
        Table table = context.image().tables().get(i.table());
        int value = writer.register();
        writer.add(new Instruction.TableAt(value, i.table(), plain(i.row()), plain(i.column()), i.at()));
        Interval range = Interval.of(table.values()[0]);
        for (double v : table.values()) {
            range = range.or(Interval.of(v));
        }
        WordFormat format = FormatChooser.fitted(arithmetic.parameter(), range);
        set(i.dst(), words.taken(value, new Carrier.Real(format, 1, table.name())));
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
        int real = draws.uniform(Math.scalb(1.0, bits), i);
        int integer = writer.convert(real, integers.register(), Type.F64, Rounding.FLOOR, Overflow.SATURATE);
        Linear unit = Linear.of(new Atom(integer, 0, (1L << bits) - 1), Math.scalb(1.0, -bits));
        Linear first = number(i.arguments().getFirst());
        if (i.distribution() == Distribution.CHANCE) {
            set(i.dst(), functions.truth(calculator.compare(CompareOp.LT, unit, first)));
        } else {
            Linear span = number(i.arguments().get(1)).minus(first);
            set(i.dst(), first.plus(calculator.product(unit, span)));
        }
    }

    private void read(Instruction.Read i) {
        if (i.special() == Special.PAYLOAD) {
            set(i.dst(), words.taken(writer.read(Special.PAYLOAD), payload, "what comes with the event"));
        } else {
            plain(i.dst(), writer.read(i.special()));
        }
    }

    private void arrived(Instruction.Arrived i) {
        int source = projection().source();
        int value = writer.arrived(i.out());
        if (context.image().groups().get(source) instanceof Stimulus) {
            set(i.dst(), words.level(value, source));
            return;
        }
        int field = context.image().groups().get(source).sent().get(i.out());
        WordFormat format = format(new Site(Site.Kind.NEURON, source, field));
        set(i.dst(), words.taken(value, new Carrier.Whole(format)));
    }

    private void global(Instruction.ReadGlobal i) {
        Optional<Carrier> carrier = context.carriers().global(i.cell());
        String name = context.image().globals().get(i.cell()).name();
        set(i.dst(), words.taken(writer.global(i.cell()), carrier, name));
    }

    private void mirrored(Instruction.Mirrored i) {
        Site place = new Site(
                Site.Kind.SYNAPSE,
                projection().mirror().projection(),
                projection().mirror().field());
        set(i.dst(), words.taken(writer.mirrored(), new Carrier.Whole(format(place))));
    }
}

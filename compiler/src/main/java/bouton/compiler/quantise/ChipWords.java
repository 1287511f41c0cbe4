package bouton.compiler.quantise;

import bouton.compiler.kernel.KernelWriter;
import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.NumberFormat;
import bouton.dsl.diagnostic.Code;
import bouton.image.ir.Instruction;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.ir.Word;
import bouton.image.net.Field;
import bouton.image.net.Port;
import bouton.image.net.Scope;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads and writes the words of a kernel on a chip, and what comes to it and goes from it, in their formats. */
final class ChipWords {
    private final ChipContext context;
    private final Scope scope;
    private final Arithmetic arithmetic;
    private final KernelWriter writer;
    private final Integers integers;
    private final Calculator calculator;
    private final ConstantChecks constants;
    private final StoreChecks checks;
    private final Map<Word, Atom> loaded = new HashMap<>();
    private final Map<Integer, Integer> sourceOf = new HashMap<>();

    ChipWords(
            ChipContext context,
            Scope scope,
            Arithmetic arithmetic,
            KernelWriter writer,
            Integers integers,
            Calculator calculator,
            ConstantChecks constants) {
        this.context = context;
        this.scope = scope;
        this.arithmetic = arithmetic;
        this.writer = writer;
        this.integers = integers;
        this.calculator = calculator;
        this.constants = constants;
        this.checks = new StoreChecks(context);
    }

    // ---- numbers kept inside a range

    /** A value that was kept inside a range, where it is not stored. */
    Linear kept(Number.Kept k) {
        double step = calculator.naturalStep(k.of());
        return Linear.of(kept(k, step, NumberFormat.Rounding.NEAREST), step);
    }

    private Atom kept(Number.Kept k, double step, NumberFormat.Rounding rounding) {
        Atom lo = calculator.inSteps(k.lo(), step, NumberFormat.Rounding.NEAREST);
        Atom hi = calculator.inSteps(k.hi(), step, NumberFormat.Rounding.NEAREST);
        Atom value = calculator.forWord(k.of(), step, rounding, lo.lo(), hi.hi());
        return integers.clamp(value, lo, hi, k.counter());
    }

    private static Linear unlimited(Number value) {
        return switch (value) {
            case Number.Sum s -> s.of();
            case Number.Kept k -> k.of();
            case Number.Plain p -> Linear.of(0);
        };
    }

    /** The values a number can have where it is stored. */
    static Interval range(Number value) {
        return value instanceof Number.Kept k
                ? k.lo().range().or(k.hi().range())
                : unlimited(value).range();
    }

    // ---- what the engine carries

    /** The integer as the engine carries it. */
    int carried(Atom value) {
        return writer.convert(value.register(), Type.F64, integers.register());
    }

    /** What the engine has in a register, as the chip has it. */
    Linear taken(int register, Carrier carrier) {
        return switch (carrier) {
            case Carrier.Whole w -> whole(register, w.format());
            case Carrier.Real r -> real(register, r);
        };
    }

    private Linear whole(int register, WordFormat format) {
        int integer = writer.convert(register, integers.register(), Type.F64);
        return Linear.of(new Atom(integer, Formats.least(format), Formats.most(format)), format.step());
    }

    private Linear real(int register, Carrier.Real carrier) {
        WordFormat format = carrier.format();
        double steps = format.step() / carrier.unit();
        int scaled = steps == 1 ? register : writer.over(register, writer.constant(steps));
        int rounded = writer.unary(UnaryOp.ROUND, scaled);
        int lo = writer.constant(format.number().min());
        int hi = writer.constant(format.number().max());
        int kept = writer.register();
        String what = carrier.what() + ": more than " + format.number() + " holds";
        writer.add(new Instruction.Clamp(kept, rounded, lo, hi, context.counter(what, writer.at()), writer.at()));
        int integer = writer.convert(kept, integers.register(), Type.F64, Rounding.ZERO, Overflow.SATURATE);
        return Linear.of(
                new Atom(integer, format.number().min(), format.number().max()), format.step());
    }

    /** As {@link #taken}; a value of which nothing says how large it becomes is reported. */
    Linear taken(int register, Optional<? extends Carrier> carrier, String name) {
        if (carrier.isEmpty()) {
            context.findings()
                    .report(
                            Code.Q103,
                            writer.at(),
                            "nothing says how large `" + name + "` becomes",
                            "a chip needs the range of each value to choose what one step of it stands for",
                            "an experiment, whose run in float64 shows it");
            return Linear.of(0);
        }
        return taken(register, carrier.get());
    }

    /** The level of a stimulus. */
    Linear level(int register, int group) {
        Site site = new Site(Site.Kind.LEVEL, group, 0);
        String name = context.name(site);
        return taken(register, context.formats().find(site).map(f -> new Carrier.Real(f, 1, name)), name);
    }

    // ---- words

    Linear load(Word word) {
        Site place = Site.of(context.image(), scope, word);
        if (place.kind() == Site.Kind.LEVEL) {
            return level(writer.load(word), place.owner());
        }
        WordFormat format = context.formats().of(place);
        Type type = context.formats().type(place);
        int stored = writer.load(word, type);
        Atom known = loaded.get(word);
        if (known != null && stored == sourceOf.getOrDefault(known.register(), -1)) {
            return Linear.of(known, format.step());
        }
        int wide = writer.convert(stored, integers.register(), type);
        sourceOf.put(wide, stored);
        Atom atom = new Atom(wide, Formats.least(format), Formats.most(format));
        loaded.put(word, atom);
        constants.name(wide, named(place, format));
        return Linear.of(atom, format.step());
    }

    /** @param everyTick whether this is stored in every tick */
    void store(Instruction.Store s, Number value, boolean everyTick) {
        Site place = Site.of(context.image(), scope, s.word());
        WordFormat format = context.formats().of(place);
        Optional<Atom> own = Optional.ofNullable(loaded.get(s.word()));
        checks.check(unlimited(value), own, format, place, s.plastic(), everyTick, s.at());
        constants.target(named(place, format));
        Atom integer = inFormat(value, format, place);
        constants.target(null);
        Type type = context.formats().type(place);
        writer.store(s.word(), type, writer.convert(integer.register(), type, integers.register()), s.plastic());
    }

    /** The sum at a port of this neuron. */
    Linear sum(int port) {
        Site place = port(port);
        WordFormat format = context.formats().of(place);
        Type.Int type = Formats.type(format);
        int wide = writer.convert(writer.port(port, type), integers.register(), type);
        constants.name(wide, named(place, format));
        return Linear.of(new Atom(wide, Formats.least(format), Formats.most(format)), format.step());
    }

    void deliver(Instruction.Deliver d, Linear value) {
        Site place = port(d.port());
        WordFormat format = context.formats().of(place);
        constants.target(named(place, format));
        Atom amount = calculator.inSteps(value, format.step(), rounding(format));
        constants.target(null);
        writer.add(new Instruction.Deliver(d.port(), Formats.type(format), amount.register(), d.at()));
    }

    private Site port(int port) {
        int owner = switch (scope) {
            case Scope.OfGroup g -> g.index();
            case Scope.OfProjection p ->
                context.image().projections().get(p.index()).target();
        };
        return new Site(Site.Kind.PORT, owner, port);
    }

    private ConstantChecks.Named named(Site place, WordFormat format) {
        if (place.kind() == Site.Kind.PORT) {
            Port port = context.image().population(place.owner()).ports().get(place.index());
            return new ConstantChecks.Named(context.name(place), format.step(), port.unit(), port.scale());
        }
        Field field = place.field(context.image());
        return new ConstantChecks.Named(context.name(place), format.step(), field.unit(), field.scale());
    }

    /** The value as an integer of the format: rounded once, then kept inside what its range and its bits can hold. */
    Atom inFormat(Number value, WordFormat format, Site place) {
        NumberFormat.Rounding rounding = rounding(format);
        NumberFormat number = format.number();
        Atom integer = value instanceof Number.Kept k
                ? kept(k, format.step(), rounding)
                : calculator.forWord(unlimited(value), format.step(), rounding, number.min(), number.max());
        return fitted(integer, format, place);
    }

    private Atom fitted(Atom integer, WordFormat format, Site place) {
        boolean never = format.isAlwaysZero();
        long least = format.least();
        long most = format.most();
        if (integer.lo() >= least && integer.hi() <= most) {
            return integer;
        }
        if (format.number().overflow() == NumberFormat.Overflow.WRAP && !never) {
            Type.Int narrow = Formats.type(format);
            int wrapped =
                    writer.convert(integer.register(), narrow, integers.register(), Rounding.EXACT, Overflow.WRAP);
            return new Atom(writer.convert(wrapped, integers.register(), narrow), least, most);
        }
        String what = context.name(place)
                + (never ? " kept at 0, as it was in float64" : " saturated at the ends of " + format.number());
        int counter = context.counter(what, writer.at());
        return integers.clamp(integer, integers.whole(least), integers.whole(most), counter);
    }

    private NumberFormat.Rounding rounding(WordFormat format) {
        NumberFormat.Rounding wanted = format.number().rounding();
        boolean draws = arithmetic.random() > 0;
        return wanted == NumberFormat.Rounding.STOCHASTIC && !draws ? NumberFormat.Rounding.NEAREST : wanted;
    }

    /** A number that a register of the old kernel must have. */
    static Number present(@org.jspecify.annotations.Nullable Number number) {
        return Objects.requireNonNull(number, "a register without a value");
    }
}

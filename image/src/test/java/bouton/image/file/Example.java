package bouton.image.file;

import bouton.image.chip.Barrier;
import bouton.image.chip.Boundary;
import bouton.image.chip.Core;
import bouton.image.chip.CoreKind;
import bouton.image.chip.Cost;
import bouton.image.chip.Hardware;
import bouton.image.chip.Slice;
import bouton.image.chip.Tile;
import bouton.image.chip.Timing;
import bouton.image.chip.Unit;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.Block;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Distribution;
import bouton.image.ir.Instruction;
import bouton.image.ir.Instruction.Adaptive;
import bouton.image.ir.Instruction.Arrived;
import bouton.image.ir.Instruction.Binary;
import bouton.image.ir.Instruction.Clamp;
import bouton.image.ir.Instruction.Compare;
import bouton.image.ir.Instruction.Const;
import bouton.image.ir.Instruction.ConstInt;
import bouton.image.ir.Instruction.Convert;
import bouton.image.ir.Instruction.Crossing;
import bouton.image.ir.Instruction.Deliver;
import bouton.image.ir.Instruction.Draw;
import bouton.image.ir.Instruction.Emit;
import bouton.image.ir.Instruction.If;
import bouton.image.ir.Instruction.Load;
import bouton.image.ir.Instruction.PortSum;
import bouton.image.ir.Instruction.Propagator;
import bouton.image.ir.Instruction.RandomBits;
import bouton.image.ir.Instruction.Read;
import bouton.image.ir.Instruction.Select;
import bouton.image.ir.Instruction.Store;
import bouton.image.ir.Instruction.TableAt;
import bouton.image.ir.Instruction.Unary;
import bouton.image.ir.Instruction.Yield;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.ir.Word;
import bouton.image.net.Connectivity;
import bouton.image.net.Counter;
import bouton.image.net.Field;
import bouton.image.net.Group;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Mirror;
import bouton.image.net.Origin;
import bouton.image.net.Per;
import bouton.image.net.Population;
import bouton.image.net.Port;
import bouton.image.net.Probe;
import bouton.image.net.Projection;
import bouton.image.net.Reader;
import bouton.image.net.Scope;
import bouton.image.net.Shared;
import bouton.image.net.Stage;
import bouton.image.net.Stimulus;
import bouton.image.net.Table;
import bouton.image.net.Trigger;
import bouton.image.run.StimulusInput;
import java.util.List;

/** A sound image, no sensible network, in which every record of the contract occurs. */
public final class Example {
    /** A fixed-point number of a chip. */
    static final Type.Int S16 = new Type.Int(16, true, 8);

    static final int POISSON = 0;
    static final int CELLS = 6;

    private Example() {}

    /** The image. */
    public static Image image() {
        Image withoutChip = withoutChip();
        return withoutChip.on(hardware(), withoutChip.origins());
    }

    private static Hardware hardware() {
        Cost hop = new Cost(3e-12, 41);
        Tile first = new Tile(0, 0, hop, hop, hop, hop, 1e-6);
        Tile second = new Tile(1, 0, hop, Cost.NOTHING, hop, hop, 0);
        Unit plain = new Unit(
                "", Cost.NOTHING, Cost.NOTHING, new Cost(51.2e-12, 60), new Cost(21.6e-12, 37), Cost.NOTHING, false);
        Unit sparse = new Unit(
                "sparse",
                new Cost(33.6e-12, 47),
                new Cost(1e-12, 0),
                Cost.NOTHING,
                Cost.NOTHING,
                new Cost(69.3e-12, 300),
                true);
        List<Integer> groups = List.of(0, 0, 0, 0, 0, 0, 1);
        CoreKind kind = new CoreKind(
                "neurons",
                Boundary.SOMA,
                new Cost(0, 160),
                new Cost(111e-12, 51),
                new Cost(2e-12, 10),
                new Cost(4e-12, 20),
                2e-6,
                List.of(plain, sparse),
                List.of(1, 1, 1, 1, 1, 1, 1, 0),
                groups,
                groups);
        return new Hardware(
                "two_tiles",
                1e-10,
                50,
                Timing.DETAILED,
                16,
                List.of(new Barrier(1, 6000), new Barrier(2, 10000)),
                new Cost(5e-9, 100),
                1e-3,
                List.of(first, second),
                List.of(kind),
                List.of(6),
                List.of(new Core(0, 0, 0), new Core(5, 1, 0)),
                List.of(new Slice(CELLS, 0, 3, 0), new Slice(CELLS, 3, 4, 1)),
                List.of(-1, -1, -1, -1, -1, -1, 0),
                List.of(-1, -1, -1, 1, -1, -1, -1, 2));
    }

    private static Image withoutChip() {
        return new Image(
                "example",
                "ideal",
                0.1,
                42,
                false,
                Stage.DEFAULT_ORDER,
                groups(),
                projections(),
                List.of(
                        new Probe.Events("spikes", CELLS, 0, List.of(0, 3)),
                        new Probe.Values("v", reader(new Scope.OfGroup(CELLS), "v"), 10, List.of()),
                        new Probe.Values("w", reader(new Scope.OfProjection(0), "w"), 1000, List.of(0))),
                List.of(new Table("drive", 2, 2, new double[] {0, -0.0, Double.NaN, 1e-300})),
                List.of(new Counter("clipped at 1 nS", 2)),
                List.of(
                        new Origin("lif.bouton", 3, 5, 4),
                        new Origin("lif.bouton", 12, 8, 9),
                        new Origin("models/stdp.bouton", 120, 17, 1)));
    }

    /** The same image with other groups. */
    static Image withGroups(Image i, List<Group> groups) {
        return new Image(
                i.name(),
                i.target(),
                i.dt(),
                i.seed(),
                i.stampEnd(),
                i.order(),
                groups,
                i.projections(),
                i.probes(),
                i.globalEvents(),
                i.globals(),
                i.foreign(),
                i.tables(),
                i.counters(),
                i.origins(),
                Hardware.NONE);
    }

    /** The same image with other projections. */
    static Image withProjections(Image i, List<Projection> projections) {
        return new Image(
                i.name(),
                i.target(),
                i.dt(),
                i.seed(),
                i.stampEnd(),
                i.order(),
                i.groups(),
                projections,
                i.probes(),
                i.globalEvents(),
                i.globals(),
                i.foreign(),
                i.tables(),
                i.counters(),
                i.origins(),
                Hardware.NONE);
    }

    /** The same image with other probes. */
    static Image withProbes(Image i, List<Probe> probes) {
        return new Image(
                i.name(),
                i.target(),
                i.dt(),
                i.seed(),
                i.stampEnd(),
                i.order(),
                i.groups(),
                i.projections(),
                probes,
                i.globalEvents(),
                i.globals(),
                i.foreign(),
                i.tables(),
                i.counters(),
                i.origins(),
                Hardware.NONE);
    }

    /** A kernel of some instructions. */
    static Kernel kernel(String name, int registers, Instruction... body) {
        return new Kernel(name, registers, new Block(List.of(body)));
    }

    private static List<Group> groups() {
        return List.of(
                stimulus("noise", new StimulusInput.PoissonMeans(new double[] {0.5, 1, 0.25, 2})),
                stimulus("off", new StimulusInput.Silent()),
                stimulus("step", new StimulusInput.Levels(new double[] {1.5})),
                stimulus("film", new StimulusInput.LevelRows(new double[][] {{1, 2, 3, 4}, {5}})),
                stimulus("trains", new StimulusInput.EventTicks(new long[][] {{0, 3, 3}, {}, {7}, {1L << 40}})),
                stimulus("clock", new StimulusInput.Regular(new double[] {100}, new double[] {0.5}, 20)),
                cells());
    }

    private static Stimulus stimulus(String name, StimulusInput initial) {
        return new Stimulus(name, 4, initial, name.equals("noise"), "Hz", 1000);
    }

    private static Population cells() {
        return new Population(
                "E",
                "lif",
                4,
                0,
                List.of(
                        new Field("v", Type.F64, Field.Kind.STATE, "mV", 1),
                        new Field("tau", Type.F64, Field.Kind.PARAM, "ms", 1),
                        new Field("fixed", S16, Field.Kind.INTERNAL, "1", 1.0 / 256),
                        new Field("quiet", Type.BOOL, Field.Kind.INTERNAL, "1", 1)),
                List.of(
                        new Port("exc", false, "nA", 1000),
                        new Port("graded", true, "1", 1),
                        new Port("whole", false, "mV", 0.25, S16, Overflow.SATURATE, 0)),
                List.of("spike", "burst"),
                List.of(0),
                kernel(
                        "lif.init",
                        8,
                        new Const(0, -70, 0),
                        new Const(1, 2.5, 0),
                        new Draw(2, Distribution.NORMAL, List.of(0, 1), 0x1234, 0, 0),
                        new Store(Word.self(0), Type.F64, 2, Overflow.NEVER, false, 0),
                        new Propagator(List.of(3, 4), 1, 2, List.of(0, 1, 1, 0), 2, -1),
                        new Store(Word.self(1), Type.F64, 3, Overflow.NEVER, false, -1),
                        new Const(5, Double.MIN_VALUE, -1),
                        new Compare(6, CompareOp.LT, Type.F64, 5, 4, -1),
                        new Store(Word.self(3), Type.BOOL, 6, Overflow.NEVER, false, -1)),
                Kernel.NOTHING,
                List.of(
                        new Handler(new Trigger.Arrival(0, true), Stage.DELIVER, Stage.ARRIVAL, onArrival()),
                        new Handler(new Trigger.EveryTick(), Stage.INTEGRATE, 0, integrate()),
                        new Handler(new Trigger.EveryTick(), Stage.INTEGRATE, 1, fixedPoint()),
                        new Handler(new Trigger.EveryTick(), Stage.THRESHOLD, 0, threshold()),
                        new Handler(
                                new Trigger.OwnEvent(0),
                                Stage.RESET,
                                0,
                                kernel(
                                        "lif.reset",
                                        1,
                                        new Read(0, Special.PAYLOAD, 1),
                                        new Store(Word.self(0), Type.F64, 0, Overflow.NEVER, false, 1)))));
    }

    private static Kernel onArrival() {
        return kernel(
                "lif.exc",
                4,
                new Load(0, Type.F64, Word.self(0), 1),
                new PortSum(1, 0, 1),
                new Binary(2, BinaryOp.ADD, Type.F64, 0, 1, Overflow.NEVER, Rounding.EXACT, 1),
                new Store(Word.self(0), Type.F64, 2, Overflow.NEVER, false, 1));
    }

    private static Kernel integrate() {
        Kernel derivative = kernel(
                "lif.derivative",
                3,
                new Load(1, Type.F64, Word.self(0), 1),
                new Binary(2, BinaryOp.SUB, Type.F64, 0, 1, Overflow.NEVER, Rounding.EXACT, 1),
                new Yield(0, 2, 1));
        Kernel margin = kernel("lif.margin", 1, new Load(0, Type.F64, Word.self(0), 1), new Yield(0, 0, 1));
        Kernel crossed = kernel(
                "lif.crossed",
                1,
                new Const(0, 0, 1),
                new Store(Word.self(0), Type.F64, 0, Overflow.NEVER, false, 1),
                new Emit(1, -1, 1));
        return kernel(
                "lif.integrate",
                1,
                new Const(0, 0.1, 1),
                new Adaptive(List.of(Word.self(0)), derivative, 0, 0, 1e-9, List.of(new Crossing(margin, crossed)), 1));
    }

    private static Kernel fixedPoint() {
        return kernel(
                "lif.fixed",
                14,
                new Load(0, S16, Word.self(2), 1),
                new ConstInt(1, S16, -3, 1),
                new Binary(2, BinaryOp.MUL, S16, 0, 1, Overflow.SATURATE, Rounding.EXACT, 1),
                new Binary(3, BinaryOp.SHR, S16, 2, 0, Overflow.WRAP, Rounding.NEAREST, 1),
                new Unary(4, UnaryOp.ABS, S16, 3, Overflow.SATURATE, 1),
                new Convert(5, Type.I64, S16, 4, Rounding.EVEN, Overflow.NEVER, 1),
                new TableAt(6, 0, 5, 5, 1),
                new Binary(7, BinaryOp.MIN, S16, 4, 3, Overflow.NEVER, Rounding.EXACT, 1),
                new Convert(8, Type.F64, S16, 7, Rounding.EXACT, Overflow.NEVER, 1),
                new PortSum(9, S16, 2, 1),
                new RandomBits(10, S16, 8, 0x1234, 1, 1),
                new Binary(11, BinaryOp.ADD, S16, 9, 10, Overflow.SATURATE, Rounding.EXACT, 1),
                new ConstInt(12, S16, 100, 1),
                new Clamp(13, S16, 11, 1, 12, 0, 1),
                new Store(Word.self(2), S16, 13, Overflow.SATURATE, false, 1));
    }

    private static Kernel threshold() {
        return kernel(
                "lif.threshold",
                8,
                new Load(0, Type.F64, Word.self(0), 1),
                new Unary(1, UnaryOp.EXP, Type.F64, 0, Overflow.NEVER, 1),
                new Compare(2, CompareOp.GE, Type.F64, 1, 0, 1),
                new Load(3, Type.BOOL, Word.self(3), 1),
                new Binary(4, BinaryOp.AND, Type.BOOL, 2, 3, Overflow.NEVER, Rounding.EXACT, 1),
                new If(
                        4,
                        new Block(List.of(
                                new Select(5, Type.F64, 4, 0, 1, 1),
                                new Emit(0, 5, 1),
                                new If(4, Block.EMPTY, new Block(List.of(new Emit(0, -1, -1))), -1))),
                        new Block(List.of(
                                new Const(5, 1, -1), new Store(Word.self(3), Type.BOOL, 2, Overflow.NEVER, false, 1))),
                        1));
    }

    private static List<Projection> projections() {
        return List.of(
                plastic(),
                projection("one", CELLS, new Connectivity.OneToOne()),
                projection("all", CELLS, new Connectivity.AllToAll(false)),
                projection("some", CELLS, new Connectivity.Probability(0.25, true)),
                projection("in", POISSON, new Connectivity.FanIn(2, true, false)),
                projection("out", POISSON, new Connectivity.FanOut(1, true, true)),
                projection("total", POISSON, new Connectivity.Total(5, true, false)),
                sharing());
    }

    /** Synapses with traces that those of a source, and those of a target, have in common. */
    static Projection sharing() {
        Word w = Word.self(0);
        Word x = new Word(Word.Space.ROW, 0);
        Word y = new Word(Word.Space.COLUMN, 1);
        return new Projection(
                "noise -> E.exc",
                "sharing",
                "pairs",
                POISSON,
                CELLS,
                new Connectivity.AllToAll(true),
                9,
                Lag.of(1),
                Lag.NONE,
                List.of(new Field("w", Type.F64, Field.Kind.WEIGHT, "nS", 1)),
                List.of(new Shared(new Field("x", Type.F64, Field.Kind.TRACE, "1", 1), 0.25)),
                List.of(
                        new Shared(new Field("y0", Type.F64, Field.Kind.STATE, "ms", 1), 0),
                        new Shared(new Field("y", Type.F64, Field.Kind.TRACE, "1", 1), -1)),
                Mirror.NONE,
                kernel("pairs.init", 1, new Const(0, 1, -1), store(w, 0)),
                Kernel.NOTHING,
                List.of(
                        new Handler(
                                new Trigger.EveryTick(), Stage.TIME, 0, Per.SOURCE, scaled("pairs.decay.source", x)),
                        new Handler(
                                new Trigger.PreEvent(0, Lag.of(1)),
                                Stage.DELIVER,
                                Stage.PRE,
                                kernel("pairs.pre", 2, load(0, x), store(w, 0), load(1, y), new Deliver(0, 1, -1))),
                        new Handler(
                                new Trigger.PreEvent(0, Lag.of(1)),
                                Stage.DELIVER,
                                Stage.PRE_INCREMENT,
                                Per.SOURCE,
                                kernel("pairs.trace_x.source", 1, new Read(0, Special.PAYLOAD, -1), store(x, 0))),
                        new Handler(
                                new Trigger.PostEvent(0, Lag.of(2)),
                                Stage.LEARN,
                                1,
                                Per.TARGET,
                                kernel("pairs.trace_y.target", 1, new Const(0, 1, -1), store(y, 0))),
                        new Handler(
                                new Trigger.Every(10, 5),
                                Stage.PERIODIC,
                                0,
                                Per.TARGET,
                                scaled("pairs.every.target", y))));
    }

    private static Kernel scaled(String name, Word word) {
        return kernel(
                name,
                3,
                load(0, word),
                new Const(1, 0.5, -1),
                new Binary(2, BinaryOp.MUL, Type.F64, 0, 1, Overflow.NEVER, Rounding.EXACT, -1),
                store(word, 2));
    }

    private static Load load(int dst, Word word) {
        return new Load(dst, Type.F64, word, -1);
    }

    private static Store store(Word word, int src) {
        return new Store(word, Type.F64, src, Overflow.NEVER, false, -1);
    }

    private static Projection projection(String label, int source, Connectivity connectivity) {
        return new Projection(
                label + " -> E",
                label,
                "static",
                source,
                CELLS,
                connectivity,
                7,
                Lag.of(1),
                Lag.NONE,
                List.of(),
                Kernel.NOTHING,
                Kernel.NOTHING,
                List.of(new Handler(
                        new Trigger.PreEvent(0, Lag.of(1)),
                        Stage.DELIVER,
                        Stage.PRE,
                        kernel("static.pre", 1, new Read(0, Special.PAYLOAD, -1), new Deliver(0, 0, -1)))));
    }

    private static Projection plastic() {
        return new Projection(
                "E -> E.exc",
                "E_E",
                "stdp",
                CELLS,
                CELLS,
                new Connectivity.Pairs(new int[] {0, 1, 3}, new int[] {1, 2, 0}),
                -2,
                new Lag(2, 1),
                new Lag(0, 1),
                List.of(
                        new Field("w", Type.F64, Field.Kind.WEIGHT, "nS", 1),
                        new Field("d", Type.I32, Field.Kind.PARAM, "1", 1)),
                kernel(
                        "stdp.init",
                        2,
                        new ConstInt(0, new Type.Int(32, true, 0), 5, -1),
                        new Store(Word.self(1), Type.I32, 0, Overflow.NEVER, false, -1)),
                kernel(
                        "stdp.derive",
                        1,
                        new Load(0, Type.F64, Word.self(0), -1),
                        new Store(Word.self(0), Type.F64, 0, Overflow.NEVER, false, -1)),
                List.of(
                        new Handler(
                                new Trigger.EveryTick(),
                                Stage.TRANSMIT,
                                0,
                                kernel(
                                        "stdp.tick",
                                        2,
                                        new Arrived(0, 0, 2),
                                        new Deliver(1, 0, 2),
                                        new ConstInt(1, (Type.Int) Type.I32, 7, 2),
                                        new Deliver(2, S16, 1, 2))),
                        new Handler(new Trigger.PreEvent(1, new Lag(0, 1)), Stage.DELIVER, Stage.PRE, onPre()),
                        new Handler(
                                new Trigger.PostEvent(0, new Lag(1, 1)),
                                Stage.LEARN,
                                0,
                                kernel("stdp.post", 1, new Read(0, Special.CLOCK, 2))),
                        new Handler(
                                new Trigger.Every(10, 5),
                                Stage.PERIODIC,
                                0,
                                kernel("stdp.every", 1, new Read(0, Special.POST_INDEX, 2)))));
    }

    private static Kernel onPre() {
        return kernel(
                "stdp.pre",
                5,
                new Load(0, Type.F64, Word.self(0), 2),
                new Load(1, Type.F64, new Word(Word.Space.POST, 0), 2),
                new Load(2, Type.F64, new Word(Word.Space.PRE, 1), 2),
                new Clamp(3, 0, 1, 2, 0, 2),
                new Store(Word.self(0), Type.F64, 3, Overflow.NEVER, true, 2),
                new Read(4, Special.PAYLOAD, 2),
                new Deliver(0, 4, 2));
    }

    private static Reader reader(Scope scope, String name) {
        Kernel kernel = kernel(name, 1, new Load(0, Type.F64, Word.self(0), -1), new Yield(0, 0, -1));
        return new Reader(name, scope, kernel, "mV", 1);
    }
}

package bouton.image.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bouton.image.ir.BinaryOp;
import bouton.image.ir.Block;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Instruction.Adaptive;
import bouton.image.ir.Instruction.Arrived;
import bouton.image.ir.Instruction.Binary;
import bouton.image.ir.Instruction.Clamp;
import bouton.image.ir.Instruction.Compare;
import bouton.image.ir.Instruction.Const;
import bouton.image.ir.Instruction.ConstInt;
import bouton.image.ir.Instruction.Convert;
import bouton.image.ir.Instruction.Deliver;
import bouton.image.ir.Instruction.Emit;
import bouton.image.ir.Instruction.If;
import bouton.image.ir.Instruction.Load;
import bouton.image.ir.Instruction.PortSum;
import bouton.image.ir.Instruction.Propagator;
import bouton.image.ir.Instruction.RandomBits;
import bouton.image.ir.Instruction.Read;
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
import bouton.image.net.Field;
import bouton.image.net.Group;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Per;
import bouton.image.net.Population;
import bouton.image.net.Probe;
import bouton.image.net.Projection;
import bouton.image.net.Reader;
import bouton.image.net.Scope;
import bouton.image.net.Stage;
import bouton.image.net.Stimulus;
import bouton.image.net.Trigger;
import bouton.image.run.StimulusInput;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImageCheckTest {
    private static final Scope NEURON = new Scope.OfGroup(Example.CELLS);
    private static final Scope SYNAPSE = new Scope.OfProjection(0);
    private static final Scope STIMULUS = new Scope.OfGroup(0);

    private static final Kernel NO_KERNEL = Example.kernel("k", 0);

    private final Image image = Example.image();

    @Test
    void theExampleIsSound() {
        assertEquals(List.of(), ImageCheck.problems(image));
    }

    @Test
    void registersAreWrittenOnceAndBeforeTheyAreRead() {
        action(NEURON, 1, "reads r0, which is not written before", new Emit(0, 0, -1));
        action(NEURON, 1, "writes r0 a second time", one(0), one(0));
        action(NEURON, 1, "register number 1 does not exist, there are 1", one(1));
        action(NEURON, 1, "register number -1 does not exist, there are 1", one(-1));
    }

    @Test
    void registersOfABlockAreNotReadBehindIt() {
        Instruction[] condition = {one(0), new Compare(1, CompareOp.EQ, Type.F64, 0, 0, -1)};
        If writes = new If(1, block(one(2)), block(one(2)), -1);

        action(NEURON, 3, condition[0], condition[1], writes);
        action(
                NEURON,
                3,
                "reads r2, which is not written before",
                condition[0],
                condition[1],
                writes,
                new Emit(0, 2, -1));
        action(NEURON, 3, "writes r2 a second time", condition[0], condition[1], writes, one(2));
        action(
                NEURON,
                3,
                "writes r1 a second time",
                condition[0],
                condition[1],
                new If(1, Block.EMPTY, block(one(1)), -1));
    }

    @Test
    void registersHaveTheRightType() {
        action(NEURON, 1, "r0 is f64 and not bool", one(0), new If(0, Block.EMPTY, Block.EMPTY, -1));
        action(
                NEURON,
                2,
                "r0 is s16.8 and not s32",
                new ConstInt(0, Example.S16, 1, -1),
                new Unary(1, UnaryOp.NEG, Type.I32, 0, Overflow.WRAP, -1));
        action(
                NEURON,
                2,
                new ConstInt(0, Example.S16, 1, -1),
                new Unary(1, UnaryOp.NEG, new Type.Int(16, true, 0), 0, Overflow.WRAP, -1));
        action(NEURON, 1, "32768 does not fit s16.8", new ConstInt(0, Example.S16, 32768, -1));
        action(NEURON, 3, "r0 is f64 and not s64", one(0), integer(1), new TableAt(2, 0, 1, 0, -1));
    }

    @Test
    void operationsFitTheirTypes() {
        action(
                NEURON,
                2,
                "SHL of f64",
                one(0),
                new Binary(1, BinaryOp.SHL, Type.F64, 0, 0, Overflow.NEVER, Rounding.EXACT, -1));
        action(NEURON, 2, "EXP of s64", integer(0), new Unary(1, UnaryOp.EXP, Type.I64, 0, Overflow.NEVER, -1));
        action(
                NEURON,
                2,
                "converts f64 to bool",
                one(0),
                new Convert(1, Type.BOOL, Type.F64, 0, Rounding.EXACT, Overflow.NEVER, -1));
        action(
                NEURON,
                2,
                "LT of bool",
                new Load(0, Type.BOOL, Word.self(3), -1),
                new Compare(1, CompareOp.LT, Type.BOOL, 0, 0, -1));
    }

    @Test
    void wordsExistAndHaveTheirType() {
        action(NEURON, 1, "field SELF number 4 does not exist, there are 4", new Load(0, Type.F64, Word.self(4), -1));
        action(NEURON, 1, "loads 'fixed' as f64, it is s16.8", new Load(0, Type.F64, Word.self(2), -1));
        action(NEURON, 1, "stores f64 in 'fixed', it is s16.8", one(0), store(Word.self(2), Type.F64, 0));
        action(NEURON, 1, "r0 is f64 and not an integer", one(0), store(Word.self(2), Example.S16, 0));
        action(NEURON, 1, "only a synapse has words POST", new Load(0, Type.F64, new Word(Word.Space.POST, 0), -1));
        action(SYNAPSE, 1, new Load(0, Type.F64, new Word(Word.Space.POST, 0), -1));
        action(
                SYNAPSE,
                1,
                "stores a word of another instance",
                one(0),
                store(new Word(Word.Space.POST, 0), Type.F64, 0));
        action(
                NEURON,
                1,
                "a plastic store in 'v', which is no weight",
                one(0),
                new Store(Word.self(0), Type.F64, 0, Overflow.NEVER, true, -1));
        action(STIMULUS, 1, "field SELF number 1 does not exist, there are 1", new Load(0, Type.F64, Word.self(1), -1));
    }

    @Test
    void whatNeuronsAndSynapsesCanDo() {
        action(NEURON, 1, "only a synapse delivers", one(0), new Deliver(0, 0, -1));
        action(NEURON, 1, "only a synapse has values that arrive from its source", new Arrived(0, 0, -1));
        action(NEURON, 1, "there is no CLOCK here", new Read(0, Special.CLOCK, -1));
        action(SYNAPSE, 1, "a synapse does not emit events", new Emit(0, -1, -1));
        action(SYNAPSE, 1, "a synapse has no ports", new PortSum(0, 0, -1));
        action(SYNAPSE, 1, "sent value number 1 does not exist, there are 1", new Arrived(0, 1, -1));
        action(SYNAPSE, 1, "port number 3 does not exist, there are 3", one(0), new Deliver(3, 0, -1));
        action(SYNAPSE, 1, "takes port 'whole' for f64, it is s16.8", one(0), new Deliver(2, 0, -1));
        action(SYNAPSE, 1, "r0 is f64 and not an integer", one(0), new Deliver(2, new Type.Int(16, true, 8), 0, -1));
        action(NEURON, 1, "takes port 'exc' for s64, it is f64", new PortSum(0, Type.I64, 0, -1));
        action(NEURON, 1, "event number 2 does not exist, there are 2", new Emit(2, -1, -1));
        action(NEURON, 2, "counter number 1 does not exist, there are 1", one(0), new Clamp(1, 0, 0, 0, 1, -1));
        action(NEURON, 1, "place number 3 in the text does not exist", new Const(0, 1, 3));
    }

    @Test
    void randomBitsFitTheirType() {
        Type.Int byteOfBits = new Type.Int(8, false, 0);
        action(NEURON, 1, new RandomBits(0, byteOfBits, 8, 1, 0, -1));
        action(NEURON, 1, "9 random bits do not fit u8", new RandomBits(0, byteOfBits, 9, 1, 0, -1));
        action(NEURON, 1, "8 random bits do not fit s8", new RandomBits(0, new Type.Int(8, true, 0), 8, 1, 0, -1));
        action(NEURON, 1, new RandomBits(0, (Type.Int) Type.I64, 63, 1, 0, -1));
    }

    @Test
    void clampsAreOfOneType() {
        Instruction integer = new ConstInt(0, (Type.Int) Type.I64, 1, -1);
        action(NEURON, 2, integer, new Clamp(1, Type.I64, 0, 0, 0, 0, -1));
        action(NEURON, 3, "r0 is s64 and not f64", integer, new Const(1, 1, -1), new Clamp(2, 0, 1, 1, 0, -1));
    }

    @Test
    void problemsNameThePlaceInTheText() {
        Kernel kernel = Example.kernel("k", 1, new Emit(0, 0, 1));

        assertEquals(
                List.of("kernel k, lif.bouton:12:8: reads r0, which is not written before"),
                ImageCheck.actionProblems(image, NEURON, kernel));
    }

    @Test
    void readersYieldOneValueOnEveryPathAndChangeNothing() {
        Instruction compare = new Compare(1, CompareOp.EQ, Type.F64, 0, 0, -1);
        Block yields = block(new Yield(0, 0, -1));

        reader(2, one(0), compare, new If(1, yields, yields, -1));
        reader(2, "yields 0 of 1 values on every path", one(0), compare, new If(1, yields, Block.EMPTY, -1));
        reader(2, "yields value 0 twice", one(0), new Yield(0, 0, -1), compare, new If(1, Block.EMPTY, yields, -1));
        reader(1, "yields value 1 of 1", one(0), new Yield(0, 0, -1), new Yield(1, 0, -1));
        reader(
                1,
                "stores a word where nothing may change",
                one(0),
                new Yield(0, 0, -1),
                store(Word.self(0), Type.F64, 0));
        reader(1, "emits an event outside of a handler", one(0), new Yield(0, 0, -1), new Emit(0, -1, -1));
        reader(1, "there is no PAYLOAD here", new Read(0, Special.PAYLOAD, -1), new Yield(0, 0, -1));
    }

    @Test
    void adaptiveIntegrationYieldsItsDerivatives() {
        Kernel none = Example.kernel("slope", 0);
        List<Word> v = List.of(Word.self(0));

        problems(
                List.of("kernel k, kernel slope: yields 0 of 1 values on every path"),
                NEURON,
                1,
                one(0),
                new Adaptive(v, none, -1, 0, 1e-9, List.of(), -1));
        action(
                NEURON,
                1,
                "integrates 'quiet', which is bool",
                one(0),
                new Adaptive(
                        List.of(Word.self(3)),
                        Example.kernel("slope", 1, new Yield(0, 0, -1)),
                        0,
                        0,
                        1e-9,
                        List.of(),
                        -1));
    }

    @Test
    void propagatorsHaveAShapeEvenIfItsSizeOverflows() {
        action(
                NEURON,
                1,
                "a propagator of impossible shape 65536 x 65536",
                one(0),
                new Propagator(List.of(), 65536, 65536, List.of(), 0, -1));
    }

    @Test
    void handlersStandWhereTheirTriggerCanHappen() {
        cells(
                "population E, LEARN handler k: runs in every tick, which cannot be in LEARN",
                handler(new Trigger.EveryTick(), Stage.LEARN, 0));
        cells(
                "population E, DELIVER handler k: takes arrivals in phase 2",
                handler(new Trigger.Arrival(0, true), Stage.DELIVER, 2));
        cells(
                "population E, RESET handler k: event number 7 does not exist, there are 2",
                handler(new Trigger.OwnEvent(7), Stage.RESET, 0));
        cells(
                "population E, DELIVER handler k: a neuron cannot wait for an event of a source",
                handler(new Trigger.PreEvent(0, Lag.NONE), Stage.DELIVER, 2));
        synapses(
                "projection E_E, DELIVER handler k: phase 4 of DELIVER is not for synapses",
                handler(new Trigger.PreEvent(0, Lag.NONE), Stage.DELIVER, Stage.ARRIVAL));
        synapses(
                "projection E_E, LEARN handler k: event number 2 does not exist, there are 2",
                handler(new Trigger.PostEvent(2, Lag.NONE), Stage.LEARN, 0));
        synapses(
                "projection E_E, LEARN handler k: field 'w' counts ticks and is no integer",
                handler(new Trigger.PostEvent(0, new Lag(0, 0)), Stage.LEARN, 0));
        synapses(
                "projection E_E, RESET handler k: runs in every tick, which cannot be in RESET",
                handler(new Trigger.EveryTick(), Stage.RESET, 0));
    }

    @Test
    void sharedWordsAreReadBySynapses() {
        Word w = Word.self(0);
        Word x = new Word(Word.Space.ROW, 0);
        Word y = new Word(Word.Space.COLUMN, 0);
        Scope shared = new Scope.OfProjection(7);
        action(shared, 2, new Load(0, Type.F64, x, -1), new Load(1, Type.F64, y, -1), store(w, Type.F64, 0));
        Load other = new Load(0, Type.F64, new Word(Word.Space.ROW, 1), -1);
        action(shared, 1, "field ROW number 1 does not exist, there are 1", other);
        action(shared, 1, "stores a word of another instance", one(0), store(x, Type.F64, 0));
        action(NEURON, 1, "only a synapse has words COLUMN", new Load(0, Type.F64, y, -1));
        cells(
                "population E, INTEGRATE handler k: a population has no SOURCE to run for",
                new Handler(new Trigger.EveryTick(), Stage.INTEGRATE, 0, Per.SOURCE, NO_KERNEL));
    }

    @Test
    void connectivityIsPossible() {
        connectivity("one to one from 4 to 4", new Connectivity.OneToOne(), 4);
        connectivity("projection p: one to one from 3 to 4", new Connectivity.OneToOne(), 3);
        connectivity("projection p: a probability of NaN", new Connectivity.Probability(Double.NaN, true), 4);
        connectivity("projection p: 4 of 3 sources", new Connectivity.FanIn(4, true, false), 3);
        connectivity("ok", new Connectivity.FanIn(4, true, true), 3);
        connectivity("projection p: -1 of 4 targets", new Connectivity.FanOut(-1, true, true), 3);
        connectivity("projection p: 13 synapses in 12 pairs", new Connectivity.Total(13, true, false), 3);
        connectivity("projection p, targets: member 4 of 4", new Connectivity.Pairs(new int[] {0}, new int[] {4}), 4);
    }

    @Test
    void stimuliFitTheirSize() {
        stimulus("2 values for 4 sources", new StimulusInput.Levels(new double[2]));
        stimulus("no rows of levels", new StimulusInput.LevelRows(new double[0][]));
        stimulus("events that are not in ascending ticks from 0", new StimulusInput.EventTicks(new long[][] {{2, 1}}));
        stimulus("a mean of -1.0 events", new StimulusInput.PoissonMeans(new double[] {-1}));
        stimulus("a period of 0.0 ticks", new StimulusInput.Regular(new double[] {0}, new double[] {0}, -1));
    }

    @Test
    void probesNameWhatIsThere() {
        Kernel v = Example.kernel("v", 1, one(0), new Yield(0, 0, -1));

        probe("group number 7 does not exist, there are 7", new Probe.Events("p", 7, 0, List.of()));
        probe("event number 2 does not exist, there are 2", new Probe.Events("p", Example.CELLS, 2, List.of()));
        probe("member 4 of 4", new Probe.Events("p", Example.CELLS, 0, List.of(4)));
        probe("member 3 of 3", new Probe.Values("p", new Reader("v", SYNAPSE, v, "1", 1), 1, List.of(3)));
        probe(
                "projection number 9 does not exist, there are 8",
                new Probe.Values("p", new Reader("v", new Scope.OfProjection(9), v, "1", 1), 1, List.of()));
    }

    @Test
    void labelsAreUniqueFileNames() {
        Projection p = image.projections().get(1);
        Projection outside = labelled(p, "../../x");

        assertEquals(
                List.of("projection ../../x: the label cannot be the name of a file"),
                ImageCheck.problems(withProjections(outside)));
        assertEquals(List.of("projections: label 'one' is there twice"), ImageCheck.problems(withProjections(p, p)));
    }

    @Test
    void theListOfProblemsEnds() {
        Instruction[] many =
                IntStream.range(0, 1000).mapToObj(i -> new Emit(9, -1, -1)).toArray(Instruction[]::new);

        assertEquals(
                100,
                ImageCheck.actionProblems(image, NEURON, Example.kernel("k", 0, many))
                        .size());
    }

    private void action(Scope scope, int registers, Object... expectedAndBody) {
        List<String> expected = new ArrayList<>();
        List<Instruction> body = new ArrayList<>();
        for (Object o : expectedAndBody) {
            if (o instanceof String s) {
                expected.add("kernel k: " + s);
            } else {
                body.add((Instruction) o);
            }
        }
        problems(expected, scope, registers, body.toArray(Instruction[]::new));
    }

    private void problems(List<String> expected, Scope scope, int registers, Instruction... body) {
        assertEquals(expected, ImageCheck.actionProblems(image, scope, Example.kernel("k", registers, body)));
    }

    private void reader(int registers, Instruction... body) {
        assertEquals(List.of(), ImageCheck.readerProblems(image, NEURON, Example.kernel("k", registers, body)));
    }

    private void reader(int registers, String problem, Instruction... body) {
        assertEquals(
                List.of("kernel k: " + problem),
                ImageCheck.readerProblems(image, NEURON, Example.kernel("k", registers, body)));
    }

    private void cells(String problem, Handler handler) {
        List<Group> groups = new ArrayList<>(image.groups());
        Population p = image.population(Example.CELLS);
        groups.set(
                Example.CELLS,
                new Population(
                        p.name(),
                        p.model(),
                        p.size(),
                        p.rank(),
                        p.fields(),
                        p.ports(),
                        p.events(),
                        p.sent(),
                        p.init(),
                        p.derive(),
                        List.of(handler)));
        assertEquals(List.of(problem), ImageCheck.problems(Example.withGroups(image, groups)));
    }

    private void synapses(String problem, Handler handler) {
        Projection p = image.projections().getFirst();
        Projection changed = new Projection(
                p.name(),
                p.label(),
                p.model(),
                p.source(),
                p.target(),
                p.connectivity(),
                p.site(),
                p.delay(),
                p.deliverLag(),
                p.fields(),
                p.init(),
                p.derive(),
                List.of(handler));
        assertEquals(List.of(problem), ImageCheck.problems(withProjections(changed)));
    }

    private void connectivity(String problem, Connectivity connectivity, int sources) {
        Population cells = image.population(Example.CELLS);
        Stimulus source = new Stimulus("s", sources, new StimulusInput.Silent(), false, "1", 1);
        Projection p = new Projection(
                "p",
                "p",
                "m",
                0,
                1,
                connectivity,
                0,
                Lag.NONE,
                Lag.NONE,
                List.<Field>of(),
                Kernel.NOTHING,
                Kernel.NOTHING,
                List.of());
        Image changed = Example.withProbes(Example.withProjections(image, List.of()), List.of());
        changed = Example.withProjections(Example.withGroups(changed, List.of(source, cells)), List.of(p));
        assertEquals(problem.startsWith("projection") ? List.of(problem) : List.of(), ImageCheck.problems(changed));
    }

    private void stimulus(String problem, StimulusInput input) {
        List<Group> groups = new ArrayList<>(image.groups());
        groups.set(1, new Stimulus("s", 4, input, false, "1", 1));
        assertEquals(List.of("stimulus s: " + problem), ImageCheck.problems(Example.withGroups(image, groups)));
    }

    private void probe(String problem, Probe probe) {
        assertEquals(List.of("probe p: " + problem), ImageCheck.problems(Example.withProbes(image, List.of(probe))));
    }

    private Image withProjections(Projection... projections) {
        return Example.withProbes(Example.withProjections(image, List.of(projections)), List.of());
    }

    private static Projection labelled(Projection p, String label) {
        return new Projection(
                p.name(),
                label,
                p.model(),
                p.source(),
                p.target(),
                p.connectivity(),
                p.site(),
                p.delay(),
                p.deliverLag(),
                p.fields(),
                p.init(),
                p.derive(),
                p.handlers());
    }

    private static Handler handler(Trigger trigger, Stage stage, int phase) {
        return new Handler(trigger, stage, phase, Example.kernel("k", 0));
    }

    private static Const one(int dst) {
        return new Const(dst, 1, -1);
    }

    private static ConstInt integer(int dst) {
        return new ConstInt(dst, new Type.Int(64, true, 0), 1, -1);
    }

    private static Store store(Word word, Type type, int src) {
        return new Store(word, type, src, Overflow.NEVER, false, -1);
    }

    private static Block block(Instruction... body) {
        return new Block(List.of(body));
    }
}

package bouton.image.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bouton.image.ir.Distribution;
import bouton.image.ir.Instruction;
import bouton.image.ir.Instruction.Const;
import bouton.image.ir.Instruction.Deliver;
import bouton.image.ir.Instruction.Load;
import bouton.image.ir.Instruction.Store;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.net.Field;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Per;
import bouton.image.net.Projection;
import bouton.image.net.Shared;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What may be said of the words that synapses share, and of the handlers that run for their ends. */
class SharedCheckTest {
    private static final Kernel NO_KERNEL = Example.kernel("k", 0);

    private final Image image = Example.image();

    @Test
    void sharedWordsBelongToTheirEnd() {
        Word w = Word.self(0);
        Word x = new Word(Word.Space.ROW, 0);
        Word y = new Word(Word.Space.COLUMN, 0);
        source(load(0, x), store(x, Type.F64, 0));
        source("a handler per SOURCE has no words SELF", load(0, w));
        source("a handler per SOURCE has no words PRE", load(0, new Word(Word.Space.PRE, 0)));
        source("a handler per SOURCE has no words COLUMN", load(0, y));
        source("only a synapse delivers", one(0), new Deliver(0, 0, -1));
        source("only a synapse has values that arrive from its source", new Instruction.Arrived(0, 0, -1));
        source("there is no SELF_INDEX here", new Instruction.Read(0, Special.SELF_INDEX, -1));
        source("there is no PRE_INDEX here", new Instruction.Read(0, Special.PRE_INDEX, -1));
        source(
                "draws for what is no instance",
                one(0),
                new Instruction.Draw(1, Distribution.EXPONENTIAL, List.of(0), 1, 0, -1));
    }

    @Test
    void handlersPerEndFollowWhatHappensToItAsAWhole() {
        sharing(
                "DELIVER handler k: runs per TARGET and follows an event of the SOURCE",
                new Handler(new Trigger.PreEvent(0, Lag.of(1)), Stage.DELIVER, 2, Per.TARGET, NO_KERNEL));
        sharing(
                "LEARN handler k: runs per SOURCE and follows an event of the TARGET",
                new Handler(new Trigger.PostEvent(0, Lag.of(1)), Stage.LEARN, 0, Per.SOURCE, NO_KERNEL));
        sharing(
                "LEARN handler k: runs per TARGET with a lag that differs from synapse to synapse",
                new Handler(new Trigger.PostEvent(0, new Lag(1, 1)), Stage.LEARN, 0, Per.TARGET, NO_KERNEL));
        sharing(
                "TRANSMIT handler k: runs in every tick per SOURCE, which cannot be in TRANSMIT",
                new Handler(new Trigger.EveryTick(), Stage.TRANSMIT, 0, Per.SOURCE, NO_KERNEL));
    }

    @Test
    void sharedFieldsAreNumbersWithANameOfTheirOwn() {
        Projection p = Example.sharing();
        Field w = new Field("w", Type.F64, Field.Kind.STATE, "1", 1);
        Field n = new Field("n", Type.I32, Field.Kind.STATE, "1", 1);
        assertEquals(
                List.of("projection sharing: field 'w' is there twice"),
                ImageCheck.problems(withProjections(shared(p, List.of(), List.of(new Shared(w, 0)), List.of()))));
        assertEquals(
                List.of("projection sharing: field 'n' is shared and s32, not f64"),
                ImageCheck.problems(withProjections(shared(p, List.of(), List.of(new Shared(n, 0)), List.of()))));
    }

    private static Load load(int dst, Word word) {
        return new Load(dst, Type.F64, word, -1);
    }

    /** A kernel of a handler per source, and what is wrong with it. */
    private void source(Object... expectedAndBody) {
        List<String> expected = new ArrayList<>();
        List<Instruction> body = new ArrayList<>();
        for (Object o : expectedAndBody) {
            if (o instanceof String s) {
                expected.add("projection sharing, TIME handler k: " + s);
            } else {
                body.add((Instruction) o);
            }
        }
        Kernel kernel = Example.kernel("k", 2, body.toArray(Instruction[]::new));
        Handler handler = new Handler(new Trigger.EveryTick(), Stage.TIME, 0, Per.SOURCE, kernel);
        Projection p = Example.sharing();
        assertEquals(
                expected, ImageCheck.problems(withProjections(shared(p, p.rows(), p.columns(), List.of(handler)))));
    }

    private void sharing(String problem, Handler handler) {
        Projection p = Example.sharing();
        List<Field> fields = List.of(p.fields().getFirst(), new Field("d", Type.I32, Field.Kind.PARAM, "1", 1));
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
                fields,
                p.rows(),
                p.columns(),
                p.mirror(),
                p.init(),
                p.derive(),
                List.of(handler));
        assertEquals(List.of("projection sharing, " + problem), ImageCheck.problems(withProjections(changed)));
    }

    private static Projection shared(Projection p, List<Shared> rows, List<Shared> columns, List<Handler> handlers) {
        return new Projection(
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
                rows,
                columns,
                p.mirror(),
                p.init(),
                p.derive(),
                handlers);
    }

    private Image withProjections(Projection... projections) {
        return Example.withProbes(Example.withProjections(image, List.of(projections)), List.of());
    }

    private static Const one(int dst) {
        return new Const(dst, 1, -1);
    }

    private static Store store(Word word, Type type, int src) {
        return new Store(word, type, src, Overflow.NEVER, false, -1);
    }
}

package bouton.compiler.neuron;

import bouton.compiler.kernel.Expressions;
import bouton.compiler.kernel.KernelWriter;
import bouton.compiler.kernel.Names;
import bouton.compiler.kernel.Shared;
import bouton.compiler.layout.Layout;
import bouton.dsl.model.Model;
import bouton.dsl.model.Term;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Rounding;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.ir.Word;
import bouton.image.net.DelayLine;
import bouton.image.net.Handler;
import bouton.image.net.Lag;
import bouton.image.net.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The delay lines of a neuron model: one for each `delayed(x, T)` and turn of the tick in which it is read. Whatever reads in a
 * turn finds the values that x had when that turn began, so x is kept first in it.
 */
final class DelayLines {
    /** Delays are kept in bounds, as the checker keeps those that it knows: in ticks. */
    private static final double MOST_TICKS = 1_000_000;

    /** Handlers that run in one phase of one stage. */
    record Turn(Stage stage, int phase) {}

    private record Line(int delayed, Turn turn, DelayLine line) {}

    private final Layout layout;
    private final Shared shared;
    private final List<Line> lines = new ArrayList<>();

    DelayLines(Layout layout, Shared shared) {
        this.layout = layout;
        this.shared = shared;
    }

    /** The register of a delayed value that a kernel of the turn reads. */
    int read(KernelWriter writer, int delayed, Turn turn) {
        for (int k = 0; k < lines.size(); k++) {
            if (lines.get(k).delayed() == delayed && lines.get(k).turn().equals(turn)) {
                return writer.recall(k);
            }
        }
        String name = "past" + lines.size();
        int initial = layout.own(name, Type.F64);
        Lag lag = delay(delayed) instanceof Term.Constant c
                ? Lag.of((int) Math.rint(c.value() / shared.dt()))
                : new Lag(0, layout.own(name + ".lag", Type.I32));
        lines.add(new Line(delayed, turn, new DelayLine(initial, lag)));
        return writer.recall(lines.size() - 1);
    }

    private Model.Delayed of(int delayed) {
        return layout.model().delays().get(delayed);
    }

    private Term delay(int delayed) {
        return of(delayed).time();
    }

    /** Writes the values of the ticks before the first. */
    void initialise(Names names) {
        for (Line line : lines) {
            int value = new Expressions(names).number(of(line.delayed()).value());
            names.writer().store(Word.self(line.line().initial()), value);
        }
    }

    /** Writes the lags that parameters decide. */
    void derive(Names names) {
        KernelWriter writer = names.writer();
        for (Line line : lines) {
            int field = line.line().lag().field();
            if (field >= 0) {
                int exact =
                        writer.over(new Expressions(names).number(delay(line.delayed())), writer.constant(shared.dt()));
                int rounded = writer.unary(UnaryOp.ROUND, exact);
                int low = writer.binary(BinaryOp.MAX, rounded, writer.constant(0));
                int ticks = writer.binary(BinaryOp.MIN, low, writer.constant(MOST_TICKS));
                writer.store(Word.self(field), Type.I32, writer.toInteger(ticks, Rounding.EVEN), false);
            }
        }
    }

    /** A kernel of a turn, with its names. */
    interface KernelMaker {
        Handler make(Turn turn, String what, Consumer<Names> body);
    }

    /**
     * What keeps the values, in front of all that reads them. A value that is itself read from a line is found on the way and
     * kept before.
     */
    List<Handler> keep(KernelMaker maker) {
        List<Handler> result = new ArrayList<>();
        for (int k = 0; k < lines.size(); k++) {
            int number = k;
            Line line = lines.get(k);
            result.addFirst(maker.make(line.turn(), "past" + k, names -> {
                int value = new Expressions(names).number(of(line.delayed()).value());
                names.writer()
                        .add(new Instruction.Remember(
                                number, value, names.writer().at()));
            }));
        }
        return result;
    }

    List<DelayLine> list() {
        return lines.stream().map(Line::line).toList();
    }
}

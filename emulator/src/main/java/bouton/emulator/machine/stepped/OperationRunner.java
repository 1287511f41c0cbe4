package bouton.emulator.machine.stepped;

import bouton.image.machine.Machine;
import bouton.image.machine.Statement;
import java.util.ArrayDeque;
import java.util.List;

/**
 * An operation on its way, one step at a time. A step is what stands between two ends of cycles. What stands directly behind the
 * end of a cycle and takes no time at all, {@link Statement.Enter} and the bounds of loops, belongs to that end: so it is known
 * whether another step follows, and in which state the controller waits for it.
 */
public final class OperationRunner {
    private final Interpreter interpreter;
    private final long[] slots;
    private final ArrayDeque<Frame> frames = new ArrayDeque<>();
    private int state;

    /** A list of statements on the way; of a loop with the rounds that are left. */
    private static final class Frame {
        final List<Statement> statements;
        final int slot;
        long round;
        final long last;
        int next;

        Frame(List<Statement> statements, int slot, long round, long last) {
            this.statements = statements;
            this.slot = slot;
            this.round = round;
            this.last = last;
        }
    }

    /** Begins an operation, before its first cycle. */
    public OperationRunner(Interpreter interpreter, Machine.Operation operation, long[] arguments) {
        this.interpreter = interpreter;
        this.slots = Interpreter.frame(operation.body(), arguments);
        this.state = operation.state();
        frames.push(new Frame(operation.body().statements(), -1, 0, 0));
        settle();
    }

    /** State of the controller in the step to come. */
    public int state() {
        return state;
    }

    /**
     * Runs a step.
     *
     * @return whether another follows
     */
    public boolean step() {
        while (!frames.isEmpty()) {
            Statement statement = next();
            if (statement instanceof Statement.Cycle) {
                settle();
                return !frames.isEmpty();
            }
            if (statement instanceof Statement.For loop && hasCycle(loop.body())) {
                enter(loop);
            } else {
                interpreter.run(statement, slots);
            }
            unwind();
        }
        return false;
    }

    private Statement next() {
        Frame frame = frames.element();
        return frame.statements.get(frame.next++);
    }

    private void enter(Statement.For loop) {
        long from = interpreter.value(loop.from(), slots);
        long to = interpreter.value(loop.to(), slots);
        if (from <= to) {
            slots[loop.slot()] = from;
            frames.push(new Frame(loop.body(), loop.slot(), from, to));
        }
    }

    /** Leaves what is at its end, or goes on to the next round. */
    private void unwind() {
        while (!frames.isEmpty()
                && frames.element().next == frames.element().statements.size()) {
            Frame frame = frames.element();
            if (frame.slot >= 0 && frame.round < frame.last) {
                frame.round++;
                slots[frame.slot] = frame.round;
                frame.next = 0;
            } else {
                frames.pop();
            }
        }
    }

    /** Goes over what takes no time, to the first statement of the next step. */
    private void settle() {
        unwind();
        while (!frames.isEmpty()) {
            Frame frame = frames.element();
            Statement statement = frame.statements.get(frame.next);
            if (statement instanceof Statement.Enter enter) {
                state = enter.state();
                frame.next++;
            } else if (statement instanceof Statement.For loop && hasCycle(loop.body())) {
                frame.next++;
                enter(loop);
            } else {
                return;
            }
            unwind();
        }
    }

    private static boolean hasCycle(List<Statement> statements) {
        return statements.stream()
                .anyMatch(
                        s -> s instanceof Statement.Cycle || s instanceof Statement.For loop && hasCycle(loop.body()));
    }
}

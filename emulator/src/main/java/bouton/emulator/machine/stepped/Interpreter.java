package bouton.emulator.machine.stepped;

import bouton.emulator.machine.Circuits;
import bouton.emulator.machine.Column;
import bouton.emulator.machine.MachineState;
import bouton.image.ir.Overflow;
import bouton.image.machine.Expression;
import bouton.image.machine.Machine;
import bouton.image.machine.Memory;
import bouton.image.machine.Statement;
import java.util.List;

/** Runs statements that take no time: kernels, decoders, and what operations do within a cycle. */
public final class Interpreter {
    private final Machine machine;
    private final MachineState state;
    private final Circuits circuits;
    private final Evaluator evaluator;

    public Interpreter(MachineState state, Circuits circuits) {
        this.machine = state.machine();
        this.state = state;
        this.circuits = circuits;
        this.evaluator = new Evaluator(state, circuits);
    }

    /** An operation and what it is started with. */
    public record Started(int operation, long[] arguments) {}

    /**
     * Runs a decoder.
     *
     * @throws IllegalStateException if it starts nothing
     */
    public Started decode(Machine.Body body, long... arguments) {
        Started started = decode(body.statements(), frame(body, arguments));
        if (started == null) {
            throw new IllegalStateException("a decoder of " + machine.name() + " starts no operation");
        }
        return started;
    }

    private @org.jspecify.annotations.Nullable Started decode(List<Statement> statements, long[] slots) {
        for (Statement statement : statements) {
            if (statement instanceof Statement.Start start) {
                return new Started(start.operation(), values(start.arguments(), slots));
            }
            if (statement instanceof Statement.When when) {
                Started started = decode(value(when.condition(), slots) != 0 ? when.then() : when.otherwise(), slots);
                if (started != null) {
                    return started;
                }
            } else {
                run(statement, slots);
            }
        }
        return null;
    }

    /** Runs a kernel by itself. */
    public void call(int kernel, long... arguments) {
        if (kernel == machine.spike()) {
            circuits.spike(arguments);
        }
        Machine.Body body = machine.kernels().get(kernel).body();
        run(body.statements(), frame(body, arguments));
    }

    static long[] frame(Machine.Body body, long[] arguments) {
        if (arguments.length != body.parameters()) {
            throw new IllegalArgumentException(
                    arguments.length + " arguments for " + body.parameters() + " parameters");
        }
        long[] slots = new long[body.slots()];
        System.arraycopy(arguments, 0, slots, 0, arguments.length);
        return slots;
    }

    long value(Expression expression, long[] slots) {
        return evaluator.value(expression, slots);
    }

    private long[] values(List<Expression> expressions, long[] slots) {
        long[] values = new long[expressions.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(expressions.get(i), slots);
        }
        return values;
    }

    void run(List<Statement> statements, long[] slots) {
        for (Statement statement : statements) {
            run(statement, slots);
        }
    }

    void run(Statement statement, long[] slots) {
        switch (statement) {
            case Statement.Let s -> slots[s.slot()] = value(s.value(), slots);
            case Statement.Store s -> store(s, slots);
            case Statement.Copy s -> copy(s, slots);
            case Statement.When s -> run(value(s.condition(), slots) != 0 ? s.then() : s.otherwise(), slots);
            case Statement.For s -> loop(s, slots);
            case Statement.Call s -> call(s.kernel(), values(s.arguments(), slots));
            case Statement.Read s -> circuits.read(s.memory(), Math.toIntExact(value(s.word(), slots)));
            case Statement.Push s -> circuits.push(values(s.entry(), slots));
            case Statement.Later s ->
                circuits.later(value(s.slots(), slots), value(s.mark(), slots), values(s.entry(), slots));
            case Statement.Pop _ -> circuits.pop();
            case Statement.Send s -> s.packets().forEach(packet -> circuits.send(value(packet, slots)));
            case Statement.Cycle _ -> throw new IllegalStateException("a cycle ends inside of a condition or kernel");
            case Statement.Enter _ -> throw new IllegalStateException("a state begins inside of a cycle");
            case Statement.Start _ -> throw new IllegalStateException("an operation starts outside of a decoder");
        }
    }

    private void copy(Statement.Copy copy, long[] slots) {
        int to = Math.toIntExact(value(copy.to(), slots));
        state.setWord(copy.memory(), to, state.word(copy.memory(), Math.toIntExact(value(copy.from(), slots))));
        circuits.write(copy.memory(), to);
    }

    private void loop(Statement.For loop, long[] slots) {
        long to = value(loop.to(), slots);
        for (long i = value(loop.from(), slots); i <= to; i++) {
            slots[loop.slot()] = i;
            run(loop.body(), slots);
        }
    }

    private void store(Statement.Store store, long[] slots) {
        Memory.Field field = machine.memories().get(store.memory()).fields().get(store.field());
        long word = value(store.word(), slots);
        int place = evaluator.place(store.memory(), store.field(), word, value(store.lane(), slots));
        long value = fit(field, store.overflow(), value(store.value(), slots));
        state.column(store.memory(), store.field()).set(place, value);
        circuits.write(store.memory(), (int) word);
    }

    private static long fit(Memory.Field field, Overflow overflow, long value) {
        return switch (overflow) {
            case WRAP -> Column.narrow(field.bits(), field.signed(), value);
            case SATURATE -> Math.clamp(value, field.least(), field.most());
            case NEVER -> {
                if (value < field.least() || value > field.most()) {
                    throw new ArithmeticException(
                            value + " in field " + field.name() + " of " + field.bits() + " bits");
                }
                yield value;
            }
        };
    }
}

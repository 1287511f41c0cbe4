package bouton.emulator.machine;

import bouton.image.ir.Overflow;
import bouton.image.machine.Expression;
import bouton.image.machine.Machine;
import bouton.image.machine.Memory;
import bouton.image.machine.Operator;
import bouton.image.machine.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A chip made by hand, with ODIN's skeleton: a bus of 10 bits, a queue of four, a wheel of five slots, as many neurons as a test
 * wants. An address below 256 pushes an entry, which adds 1 to every neuron; 256 to 511 adds its low byte to neuron 0; 512 and
 * up, the last that is served, adds 1 to all neurons as well. A neuron that reaches its threshold goes back to 0, sends
 * its number, and, unless the loop is open, pushes itself; with BURST above 0 it comes again as many slots later.
 */
final class TinyChip {
    static final int OPEN = 0;
    static final int PERIOD = 1;
    static final int BURST = 2;
    static final int COPIES = 3;

    private TinyChip() {}

    static Expression constant(long value) {
        return new Expression.Constant(value);
    }

    static Expression local(int slot) {
        return new Expression.Local(slot);
    }

    static Expression register(int number) {
        return new Expression.Register(number, constant(0));
    }

    static Expression operation(Operator operator, Expression left, Expression right) {
        return new Expression.Operation(operator, left, right);
    }

    static Machine machine(int neurons, boolean wheel) {
        Memory memory = new Memory(
                "N",
                List.of(neurons),
                16,
                List.of(
                        new Memory.Field("core", 8, false, 0, 1, 0, Optional.empty()),
                        new Memory.Field("thr", 8, false, 8, 1, 0, Optional.empty())),
                Optional.empty(),
                List.of());
        List<Machine.RegisterBank> registers = List.of(
                new Machine.RegisterBank("OPEN", 1, 1),
                new Machine.RegisterBank("PERIOD", 20, 1),
                new Machine.RegisterBank("BURST", 3, 1),
                new Machine.RegisterBank("COPIES", 2, 1));
        List<Machine.State> states = new ArrayList<>();
        for (String name : List.of("WAIT", "PUSH", "ONE", "ALL", "POP", "ACK")) {
            states.add(new Machine.State(states.size(), name));
        }
        return new Machine(
                "tiny",
                List.of(memory),
                registers,
                new Machine.Input("IN", 10, 2),
                new Machine.Output("OUT", 8, 2),
                new Machine.Queue(4, List.of(new Machine.Field("addr", 8))),
                wheel
                        ? Optional.of(new Machine.Wheel(5, 2, "last", PERIOD, Optional.of(OPEN), List.of(0)))
                        : Optional.empty(),
                states,
                0,
                5,
                List.of(
                        new Machine.Turn.QueueFull(),
                        new Machine.Turn.Request(List.of(0, 1)),
                        new Machine.Turn.Scheduler(),
                        new Machine.Turn.Request(List.of(2))),
                request(),
                new Machine.Body(1, 1, List.of(new Statement.Start(3, List.of()))),
                List.of(update(), fired(wheel)),
                List.of(push(), one(), sweep("all", 3, neurons, false), sweep("pop", 4, neurons, true)),
                1,
                Optional.empty());
    }

    private static Machine.Body request() {
        Expression low = operation(Operator.AND, local(0), constant(255));
        return new Machine.Body(
                1,
                1,
                List.of(new Statement.When(
                        operation(Operator.LESS, local(0), constant(256)),
                        List.of(new Statement.Start(0, List.of(low))),
                        List.of(new Statement.When(
                                operation(Operator.LESS, local(0), constant(512)),
                                List.of(new Statement.Start(1, List.of(low))),
                                List.of(new Statement.Start(2, List.of())))))));
    }

    /** Adds to a neuron. */
    private static Machine.Kernel update() {
        Expression core = new Expression.Load(0, 0, local(0), constant(0));
        Statement add = new Statement.Store(
                0, 0, local(0), constant(0), operation(Operator.ADD, core, local(1)), Overflow.SATURATE);
        Statement fires = new Statement.When(
                operation(Operator.GREATER_EQUAL, core, new Expression.Load(0, 1, local(0), constant(0))),
                List.of(
                        new Statement.Store(0, 0, local(0), constant(0), constant(0), Overflow.NEVER),
                        new Statement.Call(1, List.of(local(0)))),
                List.of());
        return new Machine.Kernel("update", new Machine.Body(2, 2, List.of(add, fires)));
    }

    private static Machine.Kernel fired(boolean wheel) {
        List<Statement> statements = new ArrayList<>();
        statements.add(new Statement.When(
                operation(Operator.EQUAL, register(OPEN), constant(0)),
                List.of(new Statement.Push(List.of(local(0)))),
                List.of()));
        if (wheel) {
            statements.add(new Statement.When(
                    register(BURST),
                    List.of(new Statement.Later(register(BURST), constant(1), List.of(local(0)))),
                    List.of()));
        }
        statements.add(new Statement.Send(List.of(local(0))));
        statements.add(new Statement.For(
                1,
                constant(1),
                register(COPIES),
                List.of(new Statement.Send(List.of(
                        operation(Operator.ADD, local(0), operation(Operator.MULTIPLY, local(1), constant(16))))))));
        return new Machine.Kernel("fired", new Machine.Body(1, 2, statements));
    }

    private static Machine.Operation push() {
        return new Machine.Operation(
                "push",
                1,
                new Machine.Body(1, 1, List.of(new Statement.Push(List.of(local(0))), new Statement.Cycle())));
    }

    private static Machine.Operation one() {
        return new Machine.Operation(
                "one",
                2,
                new Machine.Body(
                        1,
                        1,
                        List.of(
                                new Statement.Read(0, constant(0)),
                                new Statement.Cycle(),
                                new Statement.Call(0, List.of(constant(0), local(0))),
                                new Statement.Cycle())));
    }

    private static Machine.Operation sweep(String name, int state, int neurons, boolean pops) {
        List<Statement> body = new ArrayList<>(List.of(
                new Statement.Read(0, local(0)),
                new Statement.Cycle(),
                new Statement.Call(0, List.of(local(0), constant(1)))));
        if (pops) {
            body.add(new Statement.When(
                    operation(Operator.EQUAL, local(0), constant(neurons - 1L)),
                    List.of(new Statement.Pop()),
                    List.of()));
        }
        body.add(new Statement.Cycle());
        return new Machine.Operation(
                name,
                state,
                new Machine.Body(0, 1, List.of(new Statement.For(0, constant(0), constant(neurons - 1L), body))));
    }
}

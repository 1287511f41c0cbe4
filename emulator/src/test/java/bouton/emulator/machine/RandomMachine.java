package bouton.emulator.machine;

import bouton.image.machine.Expression;
import bouton.image.machine.Machine;
import bouton.image.machine.Memory;
import bouton.image.machine.Operator;
import bouton.image.machine.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Makes machines of random memories, circuits and operations: they make no sense, and all that a text could say is in them. */
final class RandomMachine {
    static final int OPERATIONS = 3;

    private final Random random;
    private final List<Memory> memories = new ArrayList<>();
    private final List<Machine.RegisterBank> registers = new ArrayList<>();
    private final List<Machine.Field> entry = new ArrayList<>();
    private boolean wheel;

    RandomMachine(Random random) {
        this.random = random;
    }

    Machine machine() {
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            memories.add(memory(i));
        }
        registers.add(new Machine.RegisterBank("PERIOD", 6, 1));
        registers.add(new Machine.RegisterBank("HELD", 1, 1));
        registers.add(new Machine.RegisterBank("MODE", 1 + random.nextInt(10), 1));
        registers.add(new Machine.RegisterBank("SIGN", 1 + random.nextInt(40), 4));
        int fields = 1 + random.nextInt(3);
        for (int i = 0; i < fields; i++) {
            entry.add(new Machine.Field("f" + i, 1 + random.nextInt(9)));
        }
        wheel = random.nextBoolean();
        List<Machine.State> states = new ArrayList<>();
        for (int i = 0; i < 4 + OPERATIONS; i++) {
            states.add(new Machine.State(i, "S" + i));
        }
        List<Machine.Kernel> kernels = kernels();
        List<Machine.Operation> operations = new ArrayList<>();
        for (int i = 0; i < OPERATIONS; i++) {
            operations.add(new Machine.Operation("op" + i, 2 + i, body(2, kernels, RandomBody.Kind.OPERATION)));
        }
        return new Machine(
                "random",
                memories,
                registers,
                new Machine.Input("IN", 8, 1 + random.nextInt(3)),
                new Machine.Output("OUT", 1 + random.nextInt(12), 1 + random.nextInt(3)),
                new Machine.Queue(2 + random.nextInt(4), entry),
                wheel ? Optional.of(new Machine.Wheel(5, 2, "last", 0, Optional.of(1), List.of(0))) : Optional.empty(),
                states,
                0,
                1,
                order(),
                decoder(1),
                decoder(fields),
                kernels,
                operations,
                0,
                Optional.empty());
    }

    private List<Machine.Turn> order() {
        List<Machine.Turn> turns = new ArrayList<>(List.of(
                new Machine.Turn.Scheduler(),
                new Machine.Turn.Request(random.nextBoolean() ? List.of(0, 1, 2) : List.of(0, 2))));
        if (random.nextBoolean()) {
            turns = new ArrayList<>(turns.reversed());
        }
        if (random.nextBoolean()) {
            turns.addFirst(new Machine.Turn.QueueFull());
            turns.add(new Machine.Turn.Request(List.of(1)));
        }
        return turns;
    }

    private Memory memory(int number) {
        int words = 1 + random.nextInt(6);
        boolean layouts = random.nextBoolean();
        List<Memory.Field> fields = new ArrayList<>();
        int low = 0;
        if (layouts) {
            fields.add(new Memory.Field("kind", 1 + random.nextInt(2), false, 0, 1, 0, Optional.empty()));
            low = fields.getFirst().bits();
        }
        int common = 1 + random.nextInt(3);
        low = fields(fields, common, low + random.nextInt(3), Optional.empty());
        int end = low;
        for (int layout = 0; layouts && layout < 2; layout++) {
            end = Math.max(end, fields(fields, 1 + random.nextInt(2), low + random.nextInt(3), Optional.of(layout)));
        }
        return new Memory(
                "M" + number,
                random.nextBoolean() ? List.of(words) : List.of(1, words),
                Math.min(128, end + random.nextInt(4)),
                fields,
                layouts ? Optional.of(0) : Optional.empty(),
                layouts ? List.of(new Memory.Layout("a", 1), new Memory.Layout("b", 0)) : List.of());
    }

    private int fields(List<Memory.Field> fields, int count, int from, Optional<Integer> layout) {
        int low = from;
        for (int i = 0; i < count; i++) {
            int bits =
                    random.nextInt(8) == 0 ? 32 + random.nextInt(5) : 1 + random.nextInt(random.nextBoolean() ? 8 : 14);
            boolean signed = random.nextBoolean();
            int lanes = bits < 6 ? 1 + random.nextInt(4) : 1;
            int step = bits + random.nextInt(2);
            if (low + lanes * step > 120) {
                break;
            }
            fields.add(new Memory.Field("x" + fields.size(), bits, signed, low, lanes, step, layout));
            low += lanes * step + random.nextInt(2);
        }
        return low;
    }

    private List<Machine.Kernel> kernels() {
        List<Machine.Kernel> kernels = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            kernels.add(new Machine.Kernel("k" + i, body(2, List.copyOf(kernels), RandomBody.Kind.KERNEL)));
        }
        return kernels;
    }

    private Machine.Body body(int parameters, List<Machine.Kernel> kernels, RandomBody.Kind kind) {
        return new RandomBody(random, memories, registers, entry, wheel, kernels, kind).body(parameters);
    }

    /** Takes one of the operations by the first parameter, and gives it small numbers. */
    private Machine.Body decoder(int parameters) {
        List<Statement> statements = List.of();
        for (int i = OPERATIONS - 1; i >= 0; i--) {
            List<Expression> arguments = List.of(
                    TinyChip.operation(Operator.AND, TinyChip.local(0), TinyChip.constant(random.nextInt(64))),
                    TinyChip.local(random.nextInt(parameters)));
            List<Statement> start = List.of(new Statement.Start(i, arguments));
            statements = statements.isEmpty()
                    ? start
                    : List.of(new Statement.When(
                            TinyChip.operation(
                                    Operator.EQUAL,
                                    TinyChip.operation(
                                            Operator.MODULO, TinyChip.local(0), TinyChip.constant(OPERATIONS)),
                                    TinyChip.constant(i)),
                            start,
                            statements));
        }
        return new Machine.Body(parameters, parameters, statements);
    }
}

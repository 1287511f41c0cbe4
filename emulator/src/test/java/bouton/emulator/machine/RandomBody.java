package bouton.emulator.machine;

import bouton.image.ir.Overflow;
import bouton.image.machine.Expression;
import bouton.image.machine.Machine;
import bouton.image.machine.Memory;
import bouton.image.machine.Operator;
import bouton.image.machine.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes random bodies. Indices of words stay in range, divisors are not 0, loops are short. */
final class RandomBody {
    enum Kind {
        KERNEL,
        OPERATION
    }

    private final Random random;
    private final List<Memory> memories;
    private final List<Machine.RegisterBank> registers;
    private final List<Machine.Field> entry;
    private final boolean wheel;
    private final List<Machine.Kernel> kernels;
    private final Kind kind;
    private int slots;

    RandomBody(
            Random random,
            List<Memory> memories,
            List<Machine.RegisterBank> registers,
            List<Machine.Field> entry,
            boolean wheel,
            List<Machine.Kernel> kernels,
            Kind kind) {
        this.random = random;
        this.memories = memories;
        this.registers = registers;
        this.entry = entry;
        this.wheel = wheel;
        this.kernels = kernels;
        this.kind = kind;
    }

    Machine.Body body(int parameters) {
        slots = parameters;
        List<Integer> known = new ArrayList<>();
        for (int i = 0; i < parameters; i++) {
            known.add(i);
        }
        List<Statement> statements = new ArrayList<>();
        if (kind == Kind.OPERATION) {
            steps(statements, known, 1 + random.nextInt(3), true);
        } else {
            block(statements, known, 1 + random.nextInt(4), 2);
        }
        return new Machine.Body(parameters, slots, statements);
    }

    /** Steps of an operation, each ending a cycle. */
    private void steps(List<Statement> statements, List<Integer> known, int count, boolean loops) {
        for (int i = 0; i < count; i++) {
            if (loops && random.nextInt(3) == 0) {
                int slot = slots++;
                List<Integer> inner = new ArrayList<>(known);
                inner.add(slot);
                List<Statement> body = new ArrayList<>();
                steps(body, inner, 1 + random.nextInt(2), random.nextInt(3) == 0);
                statements.add(new Statement.For(slot, bound(known), bound(known), body));
            } else {
                if (!statements.isEmpty() && random.nextInt(4) == 0) {
                    statements.add(new Statement.Enter(2 + random.nextInt(5)));
                }
                block(statements, known, random.nextInt(4), 2);
                statements.add(new Statement.Cycle());
            }
        }
    }

    private Expression bound(List<Integer> known) {
        return random.nextBoolean()
                ? TinyChip.constant(random.nextInt(4))
                : TinyChip.operation(Operator.AND, expression(known, 2), TinyChip.constant(3));
    }

    /** Statements of a cycle; what they bind is known behind them. */
    private void block(List<Statement> statements, List<Integer> known, int count, int depth) {
        for (int i = 0; i < count; i++) {
            statement(statements, known, depth);
        }
    }

    private List<Statement> inner(List<Integer> known, int count, int depth) {
        List<Statement> statements = new ArrayList<>();
        block(statements, new ArrayList<>(known), count, depth - 1);
        return statements;
    }

    private void statement(List<Statement> statements, List<Integer> known, int depth) {
        switch (random.nextInt(14)) {
            case 0, 1 -> let(statements, known, expression(known, 4));
            case 2 -> let(statements, known, new Expression.Head(random.nextInt(entry.size() + 1)));
            case 3, 4, 5, 6 -> statements.add(store(known));
            case 7 -> {
                if (depth > 0) {
                    statements.add(new Statement.When(
                            expression(known, 3),
                            inner(known, random.nextInt(3), depth),
                            inner(known, random.nextInt(3), depth)));
                }
            }
            case 8 -> {
                if (depth > 0) {
                    int slot = slots++;
                    List<Integer> inside = new ArrayList<>(known);
                    inside.add(slot);
                    statements.add(new Statement.For(
                            slot, bound(known), bound(known), inner(inside, 1 + random.nextInt(2), depth)));
                }
            }
            case 9, 10 -> {
                if (!kernels.isEmpty()) {
                    int kernel = random.nextInt(kernels.size());
                    statements.add(new Statement.Call(kernel, List.of(expression(known, 2), expression(known, 1))));
                }
            }
            case 11 ->
                statements.add(new Statement.Push(
                        entry.stream().map(_ -> expression(known, 2)).toList()));
            case 12 -> statements.add(new Statement.Send(List.of(expression(known, 2))));
            default -> {
                if (kind == Kind.OPERATION) {
                    statements.add(new Statement.Pop());
                } else if (wheel) {
                    statements.add(new Statement.Later(bound(known), bound(known), List.of(expression(known, 1))));
                }
            }
        }
    }

    private void let(List<Statement> statements, List<Integer> known, Expression value) {
        int slot = slots++;
        statements.add(new Statement.Let(slot, value));
        known.add(slot);
    }

    private Statement store(List<Integer> known) {
        int memory = random.nextInt(memories.size());
        Memory chosen = memories.get(memory);
        if (random.nextInt(8) == 0) {
            return new Statement.Copy(memory, index(known, chosen.words()), index(known, chosen.words()));
        }
        int first = chosen.selector().isPresent() ? 1 : 0;
        int number = first + random.nextInt(chosen.fields().size() - first);
        Memory.Field field = chosen.fields().get(number);
        Expression value = expression(known, 4);
        Overflow overflow = random.nextBoolean() ? Overflow.WRAP : Overflow.SATURATE;
        if (!field.signed() && random.nextInt(3) == 0) {
            value = TinyChip.operation(Operator.AND, value, TinyChip.constant(field.most()));
            overflow = Overflow.NEVER;
        }
        return new Statement.Store(
                memory, number, index(known, chosen.words()), index(known, field.lanes()), value, overflow);
    }

    private Expression index(List<Integer> known, int size) {
        return random.nextBoolean()
                ? TinyChip.constant(random.nextInt(size))
                : TinyChip.operation(Operator.MODULO, expression(known, 1), TinyChip.constant(size));
    }

    private Expression expression(List<Integer> known, int depth) {
        return switch (random.nextInt(depth <= 0 ? 3 : 9)) {
            case 0 -> TinyChip.constant(constant());
            case 1 -> known.isEmpty() ? TinyChip.constant(1) : TinyChip.local(known.get(random.nextInt(known.size())));
            case 2 -> register(known, depth);
            case 3, 4 -> load(known, depth);
            case 5, 6, 7 -> operation(known, depth);
            default ->
                random.nextInt(6) == 0
                        ? new Expression.Bus()
                        : new Expression.Select(
                                expression(known, depth - 1),
                                expression(known, depth - 1),
                                expression(known, depth - 1));
        };
    }

    private long constant() {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextLong() >> random.nextInt(32);
            case 2 -> -random.nextInt(20);
            default -> random.nextInt(20);
        };
    }

    private Expression register(List<Integer> known, int depth) {
        int number = random.nextInt(registers.size());
        int size = registers.get(number).size();
        Expression index = depth > 0 && size > 1
                ? TinyChip.operation(Operator.AND, expression(known, 0), TinyChip.constant(size - 1L))
                : TinyChip.constant(random.nextInt(size));
        return new Expression.Register(number, index);
    }

    private Expression load(List<Integer> known, int depth) {
        int memory = random.nextInt(memories.size());
        Memory chosen = memories.get(memory);
        int number = random.nextInt(chosen.fields().size());
        Memory.Field field = chosen.fields().get(number);
        List<Integer> simple = depth > 1 ? known : List.of();
        return new Expression.Load(memory, number, index(simple, chosen.words()), index(simple, field.lanes()));
    }

    private Expression operation(List<Integer> known, int depth) {
        Operator operator = Operator.values()[random.nextInt(Operator.values().length)];
        Expression left = expression(known, depth - 1);
        Expression right = switch (operator) {
            case MODULO -> TinyChip.constant(random.nextBoolean() ? 1 + random.nextInt(9) : -1 - random.nextInt(9));
            case SHIFT_LEFT, SHIFT_RIGHT ->
                random.nextBoolean()
                        ? TinyChip.constant(random.nextInt(63))
                        : TinyChip.operation(
                                Operator.AND, expression(known, 0), TinyChip.constant(63 >> random.nextInt(4)));
            default -> expression(known, depth - 1);
        };
        return TinyChip.operation(operator, left, right);
    }
}

package bouton.cli.chips;

import bouton.image.machine.Expression;
import bouton.image.machine.Machine;
import bouton.image.machine.Memory;
import bouton.image.machine.Statement;
import java.util.List;

/**
 * How many clock cycles an operation takes while the output is free: the least and the most, where loops run as far as registers
 * and addresses say.
 *
 * @param most {@link #OPEN} if nothing that the chip's text says bounds it
 */
record Cycles(long least, long most) {
    /** No bound is known. */
    static final long OPEN = -1;

    private static final Cycles ONE = new Cycles(1, 1);
    private static final Cycles NONE = new Cycles(0, 0);

    static Cycles of(Machine.Operation operation, Machine machine) {
        return of(operation.body().statements(), machine);
    }

    private static Cycles of(List<Statement> body, Machine machine) {
        Cycles sum = NONE;
        for (Statement statement : body) {
            sum = sum.plus(
                    switch (statement) {
                        case Statement.Cycle c -> ONE;
                        case Statement.For f -> of(f.body(), machine).times(rounds(f, machine));
                        default -> NONE;
                    });
        }
        return sum;
    }

    private Cycles plus(Cycles other) {
        return new Cycles(least + other.least, most == OPEN || other.most == OPEN ? OPEN : most + other.most);
    }

    private Cycles times(Cycles rounds) {
        if (most == 0) {
            return NONE;
        }
        return new Cycles(least * rounds.least, most == OPEN || rounds.most == OPEN ? OPEN : most * rounds.most);
    }

    private static Cycles rounds(Statement.For loop, Machine machine) {
        Range from = Range.of(loop.from(), machine);
        Range to = Range.of(loop.to(), machine);
        long least = from.known() && to.known() ? Math.max(0, to.least() - from.most() + 1) : 0;
        return new Cycles(least, from.known() && to.known() ? Math.max(0, to.most() - from.least() + 1) : OPEN);
    }

    /** Values that a bound of a loop can have. */
    private record Range(long least, long most, boolean known) {
        static Range of(Expression bound, Machine machine) {
            return switch (bound) {
                case Expression.Constant c -> new Range(c.value(), c.value(), true);
                case Expression.Register r ->
                    new Range(0, (1L << machine.registers().get(r.register()).bits()) - 1, true);
                case Expression.Load l -> {
                    Memory.Field field =
                            machine.memories().get(l.memory()).fields().get(l.field());
                    yield new Range(field.least(), field.most(), true);
                }
                default -> new Range(0, 0, false);
            };
        }
    }

    @Override
    public String toString() {
        String number = "%,d".formatted(least);
        if (least == most) {
            return number + (least == 1 ? " cycle" : " cycles");
        }
        return most == OPEN ? "from " + number + " cycles on" : number + " .. " + "%,d".formatted(most) + " cycles";
    }
}

package bouton.compiler.machine;

import bouton.image.machine.Expression;
import bouton.image.machine.Statement;
import java.util.ArrayList;
import java.util.List;

/** A body that is being written: its slots, and the statements of the block that comes next. */
final class Writer {
    private final List<List<Statement>> open = new ArrayList<>();
    private int slots;

    Writer() {
        open.add(new ArrayList<>());
    }

    int newSlot() {
        return slots++;
    }

    int slots() {
        return slots;
    }

    void add(Statement statement) {
        open.getLast().add(statement);
    }

    /** Gives a value a slot, unless it is as simple as one: what is written once is computed once. */
    Value keep(Value value) {
        if (value.code() instanceof Expression.Constant || value.code() instanceof Expression.Local) {
            return value;
        }
        return store(value);
    }

    Value store(Value value) {
        int slot = newSlot();
        add(new Statement.Let(slot, value.code()));
        return new Value(new Expression.Local(slot), value.least(), value.most());
    }

    void begin() {
        open.add(new ArrayList<>());
    }

    List<Statement> end() {
        return open.removeLast();
    }
}

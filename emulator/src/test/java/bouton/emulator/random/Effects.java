package bouton.emulator.random;

import bouton.image.ir.BinaryOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Overflow;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.ir.Word;
import bouton.image.net.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Steps of a random kernel that do something. */
final class Effects {
    private final RandomKernel kernel;
    private int integrations;
    private int deferrals;

    Effects(RandomKernel kernel) {
        this.kernel = kernel;
    }

    void step() {
        if (!kernel.role.stores()) {
            return;
        }
        List<Runnable> possible = new ArrayList<>();
        possible.add(this::storeSomething);
        Ground ground = kernel.ground;
        if (kernel.role.sends() && ground.synapse() && !ground.ports().isEmpty()) {
            possible.add(this::deliver);
            possible.add(this::deliver);
        }
        if (kernel.role.handles() && !ground.synapse() && kernel.role != Ground.Role.LISTEN) {
            possible.add(this::emit);
            if (ground.tasks() > 0 && deferrals == 0) {
                possible.add(this::defer);
            }
        }
        if (kernel.role.handles() && integrations == 0 && kernel.dice.chance(kernel.role.isRare() ? 0.2 : 0.03)) {
            possible.add(this::integrate);
        }
        kernel.dice.pick(possible).run();
    }

    /** What nobody has read is stored or delivered, so that it makes a difference. */
    void end() {
        if (!kernel.role.stores()) {
            return;
        }
        List<Field> fields = kernel.ground.self();
        for (int f = 0; f < fields.size(); f++) {
            List<Value> unread = kernel.unread(fields.get(f).type());
            if (!unread.isEmpty() && isState(fields.get(f)) && kernel.dice.chance(0.5)) {
                store(f, unread.getLast());
            }
        }
        List<Value> reals = kernel.unread(Type.F64);
        boolean delivers = kernel.role.sends()
                && kernel.ground.synapse()
                && !kernel.ground.ports().isEmpty();
        if (!reals.isEmpty() && delivers && kernel.dice.chance(0.5)) {
            deliver(reals.getLast());
        }
        show();
    }

    /** Puts results where they can be seen, what nobody has read last: that overwrites the others. */
    void show() {
        List<Integer> reals = sinks(Type.F64);
        List<Integer> integers = sinks(Type.I64);
        if (reals.isEmpty()) {
            return;
        }
        int real = 0;
        int integer = 0;
        for (Value value : last(kernel.ofBlock(), 2 * reals.size())) {
            int register = kernel.read(value);
            if (value.type() instanceof Type.Int) {
                kernel.code.store(integers.get(integer++ % integers.size()), Type.I64, register, Overflow.WRAP);
            } else {
                int shown = value.type() instanceof Type.Bool ? kernel.code.toDouble(Type.BOOL, register) : register;
                kernel.code.store(reals.get(real++ % reals.size()), shown);
            }
        }
    }

    private static <T> List<T> last(List<T> all, int most) {
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    /** The sinks of a type that this kernel uses: other kernels use others, as far as there are enough. */
    List<Integer> sinks(Type type) {
        List<Field> fields = kernel.ground.self();
        String mine = Ground.sink(kernel.name);
        return IntStream.range(0, fields.size())
                .filter(f -> fields.get(f).name().startsWith(mine)
                        && fields.get(f).type().equals(type))
                .boxed()
                .toList();
    }

    /** Fields that count ticks stay as init sets them, and sinks are for {@link #show}. */
    private static boolean isState(Field field) {
        return !field.name().startsWith("lag") && !Ground.isSink(field);
    }

    private void storeSomething() {
        List<Field> fields = kernel.ground.self();
        int f = kernel.dice.below(fields.size());
        if (isState(fields.get(f))) {
            Type type = fields.get(f).type();
            boolean other = type instanceof Type.Int && kernel.dice.chance(0.4);
            store(f, kernel.some(other ? kernel.integerType() : type));
        }
    }

    void store(int f, Value value) {
        Field field = kernel.ground.self().get(f);
        Dice dice = kernel.dice;
        Value stored = field.type() instanceof Type.Float64 ? moderate(value) : value;
        boolean fits = field.type() instanceof Type.Int t && Value.fits(stored.low(), stored.high(), t);
        Overflow overflow =
                fits && dice.chance(0.5) || dice.chance(RandomKernel.RISK) ? Overflow.NEVER : dice.overflow();
        boolean plastic = field.kind() == Field.Kind.WEIGHT && dice.chance(0.7);
        int src = kernel.read(stored);
        kernel.code.add(new Instruction.Store(Word.self(f), field.type(), src, overflow, plastic, -1));
    }

    /** A number that does not spoil what it meets later on, nearly always. */
    private Value moderate(Value value) {
        return kernel.dice.chance(0.05) ? value : kernel.reals().between(value, -8, 8);
    }

    private void deliver() {
        deliver(kernel.real());
    }

    /** The value, where a port of float64 values is chosen; else an integer. */
    private void deliver(Value value) {
        int port = kernel.dice.below(kernel.ground.ports().size());
        switch (kernel.ground.ports().get(port).type()) {
            case Type.Int type -> {
                Type.Int narrow = new Type.Int(kernel.dice.between(3, 8), true, 0);
                Value amount = kernel.some(kernel.dice.chance(0.5) ? narrow : kernel.integerType());
                kernel.code.deliver(port, type, kernel.read(amount));
            }
            default -> kernel.code.deliver(port, kernel.read(moderate(value)));
        }
    }

    /** What follows an event emits the quiet one only. */
    private void emit() {
        int events = kernel.ground.events();
        if (events == 0) {
            return;
        }
        int event = kernel.role == Ground.Role.ACT ? kernel.dice.below(events) : events - 1;
        int payload = kernel.dice.chance(0.5) ? kernel.read(moderate(kernel.real())) : -1;
        if (kernel.dice.chance(0.7)) {
            kernel.when(kernel.condition(), () -> kernel.code.emit(event, payload));
        } else {
            kernel.code.emit(event, payload);
        }
    }

    private void defer() {
        deferrals++;
        int task = kernel.dice.below(kernel.ground.tasks());
        int ticks = kernel.read(kernel.integers().ticks((Type.Int) Type.I64, 6));
        kernel.code.add(new Instruction.Defer(task, ticks, -1));
    }

    /** Keeps and recalls every delay line once. */
    void lines() {
        for (int line = 0; line < kernel.ground.lines(); line++) {
            kernel.code.add(new Instruction.Remember(line, kernel.read(moderate(kernel.real())), -1));
            int dst = kernel.code.register();
            kernel.code.add(new Instruction.Recall(dst, line, -1));
            kernel.add(Value.real(dst, false));
        }
    }

    /** Integrates some fields, from moderate numbers on, with moderate slopes. */
    private void integrate() {
        List<Word> states = new ArrayList<>();
        List<Field> fields = kernel.ground.self();
        for (int f = 0; f < fields.size() && states.size() < 3; f++) {
            if (fields.get(f).type() instanceof Type.Float64 && isState(fields.get(f)) && kernel.dice.chance(0.6)) {
                states.add(Word.self(f));
                int start = kernel.read(kernel.reals().between(-2, 0.5));
                kernel.code.store(f, start);
            }
        }
        if (states.isEmpty()) {
            return;
        }
        integrations++;
        int step = kernel.code.constant(0.5);
        List<Instruction.Crossing> crossings = new ArrayList<>();
        for (int c = kernel.dice.below(3); c > 0; c--) {
            crossings.add(crossing(kernel.dice.pick(states).field()));
        }
        RandomKernel slopes = RandomKernel.inner(kernel.dice, kernel.ground, Ground.Role.COMPUTE, "slopes");
        int time = kernel.dice.chance(0.5) ? slopes.code.register() : -1;
        if (time >= 0) {
            slopes.add(Value.real(time, true));
        }
        slopes.steps(kernel.dice.below(4));
        for (int s = 0; s < states.size(); s++) {
            slopes.code.yield(s, slope(slopes, states.get(s).field()));
        }
        kernel.code.add(new Instruction.Adaptive(states, slopes.code.build(), time, step, 1e-5, crossings, -1));
    }

    /** Smooth in the states: whatever does not depend on them, minus the state itself. */
    private static int slope(RandomKernel slopes, int field) {
        int drive = slopes.read(slopes.reals().between(-3, 3));
        int smooth = slopes.code.unary(UnaryOp.TANH, Type.F64, drive);
        return slopes.code.binary(BinaryOp.SUB, smooth, slopes.code.load(field));
    }

    private Instruction.Crossing crossing(int field) {
        RandomKernel margin = RandomKernel.inner(kernel.dice, kernel.ground, Ground.Role.COMPUTE, "margin");
        int threshold = margin.code.constant(0.6 + 0.1 * kernel.dice.below(4));
        margin.code.yield(margin.code.binary(BinaryOp.SUB, margin.code.load(field), threshold));
        Ground.Role role = kernel.role.sends() ? Ground.Role.RESUME : Ground.Role.LISTEN;
        RandomKernel body = RandomKernel.inner(kernel.dice, kernel.ground, role, "crossing");
        body.effects().keepSimple();
        body.steps(kernel.dice.below(4));
        body.code.store(field, body.code.constant(-1));
        return new Instruction.Crossing(margin.code.build(), body.code.build());
    }

    /** The kernel has no further integration, and puts nothing off. */
    void keepSimple() {
        integrations++;
        deferrals++;
    }
}

package bouton.emulator.engine;

import bouton.emulator.connect.Wiring;
import bouton.emulator.interpret.Frame;
import bouton.emulator.interpret.Interpreter;
import bouton.emulator.interpret.Program;
import bouton.image.ir.Kernel;
import bouton.image.net.Scope;
import org.jspecify.annotations.Nullable;

/** Runs kernels for the instances of a scope between two ticks. */
final class Readout {
    private final World world;
    private final Scope scope;
    private final @Nullable GroupState group;
    private final @Nullable ProjectionState projection;

    Readout(World world, Scope scope) {
        this.world = world;
        this.scope = scope;
        this.group = scope instanceof Scope.OfGroup g ? world.groups().get(g.index()) : null;
        this.projection =
                scope instanceof Scope.OfProjection p ? world.projections().get(p.index()) : null;
    }

    /** Number of instances. */
    int size() {
        return projection != null ? projection.wiring().size() : group().group().size();
    }

    /** Links a kernel for the scope. */
    Program link(Kernel kernel) {
        Program program = world.linker().link(scope, kernel);
        if (projection != null) {
            projection.checkArrivals(program);
        }
        return program;
    }

    /**
     * The program, if it yields a value and changes nothing.
     *
     * @throws IllegalArgumentException otherwise
     */
    Program checkReader(Program program) {
        if (program.use().changes() || program.results() == 0) {
            throw new IllegalArgumentException("kernel " + program.name() + " is no reader");
        }
        return program;
    }

    /** Prepares for a kernel when {@code ticks} ticks have run: the next one is the current tick. */
    void prepare(long ticks) {
        if (projection != null) {
            projection.prepare(SynapseDelivery.Rule.NEXT_OPENING, ticks, ticks, ticks - 1);
        } else {
            group().frame().setTime(ticks, ticks, 0);
            group().frame().setPayload(1, 1);
        }
    }

    /** Points at an instance by where it is stored. */
    Frame select(int position) {
        if (projection != null) {
            projection.select(position);
            return projection.frame();
        }
        group().frame().select(position);
        return group().frame();
    }

    /** Value 0 of every instance, by member or builder's number. */
    void readAll(Program program, long ticks, double[] values) {
        prepare(ticks);
        if (projection == null) {
            for (int i = 0; i < values.length; i++) {
                Interpreter.run(program, select(i));
                values[i] = program.result(0);
            }
            return;
        }
        Wiring wiring = projection.wiring();
        Frame frame = projection.frame();
        for (int s = 0; s < wiring.sources(); s++) {
            int end = wiring.end(s);
            for (int p = wiring.start(s); p < end; p++) {
                int number = wiring.number(p);
                frame.select(p, number, s, wiring.target(p));
                Interpreter.run(program, frame);
                values[number] = program.result(0);
            }
        }
    }

    /** Runs a program for every instance, with a payload each or one for all. */
    void apply(Program program, long ticks, double[] payload) {
        if (payload.length != 1 && payload.length != size()) {
            throw new IllegalArgumentException(payload.length + " payloads for " + size() + " instances");
        }
        prepare(ticks);
        if (projection == null) {
            Frame frame = group().frame();
            for (int i = 0; i < size(); i++) {
                frame.setPayload(payload[payload.length == 1 ? 0 : i], 1);
                Interpreter.run(program, select(i));
            }
            return;
        }
        Wiring wiring = projection.wiring();
        Frame frame = projection.frame();
        for (int s = 0; s < wiring.sources(); s++) {
            int end = wiring.end(s);
            for (int p = wiring.start(s); p < end; p++) {
                int number = wiring.number(p);
                frame.setPayload(payload[payload.length == 1 ? 0 : number], 1);
                frame.select(p, number, s, wiring.target(p));
                Interpreter.run(program, frame);
            }
        }
    }

    private GroupState group() {
        if (group == null) {
            throw new IllegalStateException("a projection is no group");
        }
        return group;
    }
}

package bouton.emulator.engine;

import bouton.emulator.interpret.Frame;
import bouton.emulator.interpret.Program;
import bouton.emulator.state.Columns;
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

    /** Links a kernel that acts on the scope. */
    Program link(Kernel kernel) {
        return checkArrivals(world.linker().link(scope, kernel));
    }

    /**
     * Links a kernel that yields a value and changes nothing.
     *
     * @throws IllegalArgumentException if it is another one
     */
    Program linkReader(Kernel kernel) {
        Program program = world.linker().linkReader(scope, kernel);
        if (program.use().changes() || program.results() == 0) {
            throw new IllegalArgumentException("kernel " + program.name() + " is no reader");
        }
        return checkArrivals(program);
    }

    private Program checkArrivals(Program program) {
        if (projection != null) {
            projection.checkArrivals(program);
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

    /** Value 0 of every instance, by member or builder's number. */
    void readAll(Program program, long ticks, double[] values) {
        prepare(ticks);
        for (int position = 0; position < values.length; ) {
            int count = run(program, position, program.width());
            for (int i = 0; i < count; i++) {
                int number =
                        projection == null ? position + i : projection.wiring().number(position + i);
                values[number] = program.result(0)[i];
            }
            position += count;
        }
    }

    /** Value 0 of the instance stored at a position; after {@link #prepare}. */
    double read(Program program, int position) {
        run(program, position, 1);
        return program.result(0)[0];
    }

    /** Runs a program for every instance, with a payload each or one for all. */
    void apply(Program program, long ticks, double[] payload) {
        int size = size();
        if (payload.length != 1 && payload.length != size) {
            throw new IllegalArgumentException(payload.length + " payloads for " + size + " instances");
        }
        prepare(ticks);
        boolean each = payload.length > 1;
        Frame frame = projection != null ? projection.frame() : group().frame();
        for (int position = 0; position < size; ) {
            int number = projection == null ? position : projection.wiring().number(position);
            frame.setPayload(payload[each ? number : 0], 1);
            position += run(program, position, each ? 1 : program.width());
        }
    }

    /** Runs for at most {@code most} instances from a position on. */
    private int run(Program program, int position, int most) {
        int count = Math.min(most, size() - position);
        if (projection != null) {
            projection.selectRange(program, position, count);
            program.run(projection.frame());
        } else {
            Columns columns = group().columns();
            int block = columns.blockOf(position);
            count = Math.min(count, columns.blockStart(block) + columns.blockSize(block) - position);
            group().frame().select(position, count);
            program.run(group().frame());
        }
        return count;
    }

    private GroupState group() {
        if (group == null) {
            throw new IllegalStateException("a projection is no group");
        }
        return group;
    }
}

package bouton.emulator.engine;

import bouton.emulator.connect.Wiring;
import bouton.emulator.interpret.Frame;
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
        return projection != null ? projection.size() : group().group().size();
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
            for (int k = 0; k < projection.parts().length; k++) {
                projection.prepare(k, SynapseDelivery.Rule.NEXT_OPENING, ticks, ticks, ticks - 1);
            }
        } else {
            group().setTime(ticks, ticks);
        }
    }

    /** Value 0 of every instance, by member or builder's number. */
    void readAll(Program program, long ticks, double[] values) {
        prepare(ticks);
        forParts((part, size) -> {
            for (int position = 0; position < size; ) {
                int count = run(program, part, position, Math.min(program.width(), size - position));
                double[] read = program.result(0);
                if (projection == null) {
                    System.arraycopy(read, 0, values, group().partition().start(part) + position, count);
                } else {
                    scatter(projection.parts()[part].wiring(), position, count, read, values);
                }
                position += count;
            }
        });
    }

    private static void scatter(Wiring wiring, int position, int count, double[] read, double[] values) {
        int source = wiring.source(position);
        for (int i = 0; i < count; i++) {
            while (wiring.end(source) <= position + i) {
                source++;
            }
            values[wiring.number(position + i, source)] = read[i];
        }
    }

    private interface PartAction {
        void run(int part, int size);
    }

    private void forParts(PartAction action) {
        int parts = projection == null ? group().parts() : projection.parts().length;
        for (int k = 0; k < parts; k++) {
            action.run(k, projection == null ? group().partition().length(k) : projection.parts()[k].size());
        }
    }

    /** Value 0 of the instance stored at a position of a part; after {@link #prepare}. */
    double read(Program program, int part, int position) {
        run(program, part, position, 1);
        return program.result(0)[0];
    }

    /** Value 0 of a member of a group; after {@link #prepare}. */
    double readMember(Program program, int member) {
        return read(
                program, group().partition().partOf(member), group().partition().offsetOf(member));
    }

    /** Runs a program for every instance, with a payload each or one for all. */
    void apply(Program program, long ticks, double[] payload) {
        int size = size();
        if (payload.length != 1 && payload.length != size) {
            throw new IllegalArgumentException(payload.length + " payloads for " + size + " instances");
        }
        prepare(ticks);
        boolean each = payload.length > 1;
        forParts((part, length) -> {
            Frame frame = projection != null ? projection.parts()[part].frame() : group().frame(part);
            for (int position = 0; position < length; ) {
                frame.setPayload(payload[each ? number(part, position) : 0], 1);
                position += run(program, part, position, each ? 1 : Math.min(program.width(), length - position));
            }
        });
    }

    private int number(int part, int position) {
        return projection == null
                ? group().partition().start(part) + position
                : projection.parts()[part].wiring().number(position);
    }

    /** Runs for some instances of a part, from a position on. */
    private int run(Program program, int part, int position, int count) {
        if (projection != null) {
            SynapsePart synapses = projection.parts()[part];
            synapses.selectRange(program, position, count);
            program.run(synapses.frame());
        } else {
            Frame frame = group().frame(part);
            frame.select(position, count);
            program.run(frame);
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

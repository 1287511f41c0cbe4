package bouton.emulator.engine;

import bouton.emulator.state.Columns;
import bouton.emulator.state.DelayedValues;
import bouton.emulator.state.EventChannel;
import bouton.emulator.state.PortState;
import bouton.emulator.state.SentValues;
import bouton.image.ir.Kernel;
import bouton.image.net.Field;
import bouton.image.net.Population;
import bouton.image.net.Projection;
import bouton.image.net.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Takes populations and projections back to their initial values: the init kernel runs again, with the draws it had. */
final class Reset {
    private final World world;

    Reset(World world) {
        this.world = world;
    }

    /** See {@link bouton.image.run.Session#reset}. */
    void run(Scope scope, List<Integer> fields, long tick) {
        switch (scope) {
            case Scope.OfGroup g -> population(g, fields);
            case Scope.OfProjection p -> projection(p, fields, tick);
        }
    }

    private void population(Scope.OfGroup scope, List<Integer> fields) {
        GroupState group = world.groups().get(scope.index());
        if (!(group.group() instanceof Population p)) {
            throw new IllegalArgumentException(group.group().name() + " is a stimulus and has nothing to reset");
        }
        group.setTime(0, -1);
        words(scope, List.of(group.columns()), p.fields(), fields, p.init(), p.derive(), group::sweep);
        group.storedAll();
        if (fields.isEmpty()) {
            for (int part = 0; part < group.parts(); part++) {
                clear(group, part);
            }
        }
    }

    private static void clear(GroupState group, int part) {
        for (PortState port : group.ports(part)) {
            port.clear();
        }
        for (EventChannel channel : group.channels(part)) {
            channel.dropOwn();
        }
        group.frame(part).deferred().clear();
        for (DelayedValues line : group.lines(part)) {
            line.start();
        }
        for (SentValues sent : group.sent(part)) {
            if (sent != null) {
                sent.start(group.columns());
            }
        }
    }

    private void projection(Scope.OfProjection scope, List<Integer> fields, long tick) {
        ProjectionState state = world.projections().get(scope.index());
        Projection p = state.projection();
        state.prepareInit();
        List<Columns> columns =
                Arrays.stream(state.parts()).map(SynapsePart::columns).toList();
        if (fields.isEmpty() || fields.stream().anyMatch(f -> f < p.fields().size())) {
            state.forgetUniform();
            words(scope, columns, p.fields(), fields, p.init(), p.derive(), state::sweep);
            state.findUniform();
        }
        state.rows().reset(fields);
        state.columns().reset(fields);
        if (fields.isEmpty()) {
            state.drop(Costs.waiting(world.image(), state, tick));
            state.dropEventsBefore(tick);
        }
    }

    private void words(
            Scope scope,
            List<Columns> columns,
            List<Field> all,
            List<Integer> wanted,
            Kernel init,
            Kernel derive,
            Consumer<Runner> sweep) {
        List<Integer> kept = new ArrayList<>();
        for (int f = 0; f < all.size(); f++) {
            Field.Kind kind = all.get(f).kind();
            boolean lasting = kind == Field.Kind.PARAM || kind == Field.Kind.WEIGHT;
            if (wanted.isEmpty() ? lasting : !wanted.contains(f)) {
                kept.add(f);
            }
        }
        List<Runnable> restorations = new ArrayList<>();
        for (Columns part : columns) {
            for (int field : kept) {
                Columns.Copy copy = part.copy(field);
                restorations.add(() -> part.restore(copy));
            }
        }
        run(scope, init, sweep);
        restorations.forEach(Runnable::run);
        run(scope, derive, sweep);
    }

    private void run(Scope scope, Kernel kernel, Consumer<Runner> sweep) {
        Runner runner = world.runner(scope, kernel);
        if (!runner.isEmpty()) {
            sweep.accept(runner);
        }
    }
}

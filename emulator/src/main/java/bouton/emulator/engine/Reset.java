package bouton.emulator.engine;

import bouton.emulator.interpret.Program;
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
        group.frame().setTime(0, -1, 0);
        words(scope, group.columns(), p.fields(), fields, p.init(), p.derive(), group::sweep);
        if (fields.isEmpty()) {
            for (PortState port : group.ports()) {
                port.clear();
            }
            for (EventChannel channel : group.channels()) {
                channel.dropOwn();
            }
            group.frame().deferred().clear();
            for (DelayedValues line : group.lines()) {
                line.start();
            }
            for (SentValues sent : group.sent()) {
                if (sent != null) {
                    sent.start(group.columns());
                }
            }
        }
    }

    private void projection(Scope.OfProjection scope, List<Integer> fields, long tick) {
        ProjectionState state = world.projections().get(scope.index());
        Projection p = state.projection();
        state.prepareInit();
        if (fields.isEmpty() || fields.stream().anyMatch(f -> f < p.fields().size())) {
            words(scope, state.columns(), p.fields(), fields, p.init(), p.derive(), state::sweep);
        }
        state.shared().reset(fields);
        if (fields.isEmpty()) {
            state.dropEventsBefore(tick);
        }
    }

    private void words(
            Scope scope,
            Columns columns,
            List<Field> all,
            List<Integer> wanted,
            Kernel init,
            Kernel derive,
            Consumer<Program> sweep) {
        List<Integer> kept = new ArrayList<>();
        for (int f = 0; f < all.size(); f++) {
            Field.Kind kind = all.get(f).kind();
            boolean lasting = kind == Field.Kind.PARAM || kind == Field.Kind.WEIGHT;
            if (wanted.isEmpty() ? lasting : !wanted.contains(f)) {
                kept.add(f);
            }
        }
        List<Columns.Copy> copies = kept.stream().map(columns::copy).toList();
        run(world.linker().link(scope, init), sweep);
        copies.forEach(columns::restore);
        run(world.linker().link(scope, derive), sweep);
    }

    private static void run(Program program, Consumer<Program> sweep) {
        if (!program.isEmpty()) {
            sweep.accept(program);
        }
    }
}

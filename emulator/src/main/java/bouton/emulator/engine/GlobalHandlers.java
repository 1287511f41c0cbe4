package bouton.emulator.engine;

import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Per;
import bouton.image.net.Population;
import bouton.image.net.Scope;
import bouton.image.net.Trigger;

/** Hands the handlers of events of the network to {@link Globals}. */
final class GlobalHandlers {
    private GlobalHandlers() {}

    /** Handlers of events of the network: neurons before synapses, each in text order. */
    static void add(World world, Globals globals) {
        Image image = world.image();
        for (int g = 0; g < image.groups().size(); g++) {
            if (image.groups().get(g) instanceof Population p) {
                GroupState group = world.groups().get(g);
                for (Handler h : p.handlers()) {
                    if (h.trigger() instanceof Trigger.Global e) {
                        Runner runner = world.runner(new Scope.OfGroup(g), h.kernel());
                        globals.add(e.event(), (tick, drawTick, payload, rule) -> {
                            group.setTime(tick, drawTick);
                            group.setPayload(payload);
                            group.sweep(runner);
                        });
                    }
                }
            }
        }
        for (int i = 0; i < image.projections().size(); i++) {
            ProjectionState projection = world.projections().get(i);
            for (Handler h : projection.projection().handlers()) {
                if (h.trigger() instanceof Trigger.Global e && h.per() != Per.INSTANCE) {
                    SharedStep shared = SharedStep.of(world, i, projection, h);
                    globals.add(e.event(), (tick, drawTick, payload, rule) -> shared.global(tick, drawTick, payload));
                } else if (h.trigger() instanceof Trigger.Global e) {
                    Runner runner = world.runner(new Scope.OfProjection(i), h.kernel());
                    globals.add(e.event(), (tick, drawTick, payload, rule) -> {
                        for (int k = 0; k < projection.parts().length; k++) {
                            SynapsePart part = projection.prepare(k, rule, tick, drawTick, tick - 1);
                            part.frame().setPayload(payload, 1);
                            runner.synapses(part);
                        }
                    });
                }
            }
        }
    }
}

package bouton.emulator.engine;

import bouton.emulator.interpret.KernelUse;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Probe;
import bouton.image.net.Projection;
import bouton.image.net.Scope;

/** Which sent values a projection reads as they arrive. */
final class ArrivalUse {
    private ArrivalUse() {}

    /** Whether a handler or a probe of the projection reads this value of its source. */
    static boolean reads(Image image, int projection, int out) {
        Projection p = image.projections().get(projection);
        for (Handler handler : p.handlers()) {
            if (KernelUse.of(handler.kernel()).arrived().get(out)) {
                return true;
            }
        }
        for (Probe probe : image.probes()) {
            if (probe instanceof Probe.Values values
                    && values.reader().scope().equals(new Scope.OfProjection(projection))
                    && KernelUse.of(values.reader().kernel()).arrived().get(out)) {
                return true;
            }
        }
        return false;
    }
}

package bouton.compiler.ode;

import bouton.compiler.kernel.Names;
import java.util.Map;

/** Equations that are solved together: writes what advances them by a tick. */
abstract class OdePart {
    /** Writes what computes coefficients from parameters; behind the parameters' own values. */
    void derive(Names names) {}

    /**
     * Writes the step from the start to the end of the tick.
     *
     * @param kicks registers of what noise adds to the results, by variable
     */
    abstract void step(Names names, Map<Integer, Integer> kicks);
}

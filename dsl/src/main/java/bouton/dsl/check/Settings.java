package bouton.dsl.check;

import java.util.Set;

/**
 * What a network is checked for.
 *
 * @param dt length of a tick in ms
 * @param bindings given values and overrides
 * @param settable parameters and variables, {@code group.name} or {@code projection.name}, that an experiment sets while the network runs
 * @param defaultOrder the stages are in the order of LANGUAGE-2, section 1
 */
public record Settings(double dt, Bindings bindings, Set<String> settable, boolean defaultOrder) {
    public Settings {
        settable = Set.copyOf(settable);
    }
}

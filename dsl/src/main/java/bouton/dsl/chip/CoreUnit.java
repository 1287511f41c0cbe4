package bouton.dsl.chip;

import bouton.dsl.source.Span;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A part of a core that serves synapses, dendrites or neurons at costs of its own.
 *
 * @param roles what it serves, at least one
 * @param everyTick it is updated in every tick, whether it has work or not; this costs energy and no time
 * @param costs those of the core, replaced where the unit has its own
 * @param attributes what other tools want to know of it
 */
public record CoreUnit(
        String name, Set<Role> roles, boolean everyTick, Costs costs, List<Attribute> attributes, Span span) {
    public CoreUnit {
        roles = Set.copyOf(roles);
        attributes = List.copyOf(attributes);
    }

    /** What a unit can serve. */
    public enum Role {
        SYNAPSE,
        DENDRITE,
        SOMA;

        /** As written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

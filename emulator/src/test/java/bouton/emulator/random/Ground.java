package bouton.emulator.random;

import bouton.image.ir.Word;
import bouton.image.net.Field;
import bouton.image.net.Port;
import java.util.List;

/**
 * What a random kernel may name. Its last event is quiet: what follows it sends nothing, so that events cannot multiply without
 * end.
 *
 * @param synapse whether the instances are synapses
 * @param rows words that the synapses of a source share
 * @param columns words that the synapses of a target share
 * @param ports of the neuron, or of the synapse's target
 * @param events of the neuron
 * @param outs values that arrive at the synapse
 * @param tasks that the neuron can defer
 */
record Ground(
        boolean synapse,
        List<Field> self,
        List<Field> pre,
        List<Field> post,
        List<Field> rows,
        List<Field> columns,
        List<Port> ports,
        int events,
        int outs,
        int lines,
        int tasks,
        int tables,
        int counters,
        int globals,
        boolean mirrored) {

    List<Field> fields(Word.Space space) {
        return switch (space) {
            case SELF -> self;
            case PRE -> pre;
            case POST -> post;
            case ROW -> rows;
            case COLUMN -> columns;
        };
    }

    /** Fields that no kernel reads show results as they are, whatever they are. */
    static final String SINK = "seen";

    /** How many kernels of a scope have sinks of their own. */
    static final int SINKS = 8;

    /** How the names of a kernel's sinks begin. */
    static String sink(String kernel) {
        int space = kernel.lastIndexOf(' ');
        boolean numbered = space >= 0 && kernel.substring(space + 1).chars().allMatch(Character::isDigit);
        return SINK + (numbered ? Integer.parseInt(kernel.substring(space + 1)) % SINKS : 0) + ".";
    }

    static boolean isSink(Field field) {
        return field.name().startsWith(SINK);
    }

    /** The same for a kernel that comes from outside: what arrives is kept for handlers only. */
    Ground outside() {
        return new Ground(
                synapse, self, pre, post, rows, columns, ports, events, 0, lines, tasks, tables, counters, globals,
                mirrored);
    }

    /** What a kernel may do. */
    enum Role {
        /** Init and derive. */
        SET,
        /** Runs in many ticks, without a payload. */
        ACT,
        /** Follows something, with a payload. */
        RESPOND,
        /** Follows something, and must not cause anything in turn. */
        LISTEN,
        /** Follows something, without a payload. */
        RESUME,
        /** Yields values. */
        COMPUTE;

        boolean stores() {
            return this != COMPUTE;
        }

        boolean sends() {
            return this != COMPUTE && this != SET && this != LISTEN;
        }

        boolean handles() {
            return this != COMPUTE && this != SET;
        }

        /** Runs once in a tick at most, so that it may take its time. */
        boolean isRare() {
            return this == ACT || this == SET || this == COMPUTE;
        }

        boolean hasPayload() {
            return this == RESPOND || this == LISTEN;
        }
    }
}

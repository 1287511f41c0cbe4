package bouton.image.net;

import java.util.List;

/** A source of events: a population of neurons or a stimulus. */
public sealed interface Group permits Population, Stimulus {
    String name();

    /** Number of instances. */
    int size();

    /** Names of the events it emits; number 0 is {@code spike}. */
    List<String> events();

    /** Fields whose values projections read as they arrive ({@code Instruction.Arrived}), in the order of that index. */
    List<Integer> sent();
}

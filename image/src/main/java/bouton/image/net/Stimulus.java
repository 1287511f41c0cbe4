package bouton.image.net;

import bouton.image.run.StimulusInput;
import java.util.List;

/**
 * A source of input from outside. Its only field, number 0, is its level (float64).
 *
 * @param initial what it does until something is presented
 * @param single a Poisson source emits at most one event in a tick, whatever the count drawn
 * @param unit unit of a level, as people see it
 * @param scale what is shown is the stored level times this
 */
public record Stimulus(String name, int size, StimulusInput initial, boolean single, String unit, double scale)
        implements Group {
    public Stimulus {
        if (size < 1) {
            throw new IllegalArgumentException("stimulus " + name + " of size " + size);
        }
    }

    @Override
    public List<String> events() {
        return List.of("spike");
    }

    @Override
    public List<Integer> sent() {
        return List.of(0);
    }
}

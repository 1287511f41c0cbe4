package bouton.cli.terminal;

import bouton.image.net.Group;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Stimulus;
import java.util.ArrayList;
import java.util.List;

/** What is about to run, in two lines. */
public final class Header {
    private Header() {}

    /**
     * @param file the program, as named
     * @param experiment its name
     * @param points number of points of its sweeps
     */
    public static List<String> lines(String file, String experiment, int points, Image image, Style style) {
        String sweep = points > 1 ? ", " + points + " points" : "";
        return List.of(
                style.bold(file + ": " + experiment) + sweep + ", " + target(image) + ", dt "
                        + Figures.number(image.dt()) + " ms, seed " + image.seed(),
                "  " + size(image));
    }

    /** The target by its name, or the chip if it has no name of its own. */
    private static String target(Image image) {
        boolean named = !image.target().equals("ideal");
        if (!image.hardware().isPresent()) {
            return "target " + image.target();
        }
        String chip = image.hardware().chip();
        return named ? "target " + image.target() + " on " + chip : "chip " + chip;
    }

    private static String size(Image image) {
        long neurons = 0;
        long sources = 0;
        int populations = 0;
        for (Group group : image.groups()) {
            switch (group) {
                case Population p -> {
                    populations++;
                    neurons += p.size();
                }
                case Stimulus s -> sources += s.size();
            }
        }
        List<String> parts = new ArrayList<>();
        String inside = populations > 1 ? " in " + populations + " populations" : "";
        parts.add(Figures.count(neurons, "neuron", "neurons") + inside);
        if (sources > 0) {
            parts.add(Figures.count(sources, "stimulus source", "stimulus sources"));
        }
        if (!image.projections().isEmpty()) {
            parts.add(Figures.count(image.projections().size(), "projection", "projections"));
        }
        return String.join(", ", parts);
    }
}

package bouton.compiler.place;

import bouton.image.net.Image;

/** An image whose neurons are on the cores of a chip, and how full these are. */
public record Placed(Image image, Utilisation utilisation) {}

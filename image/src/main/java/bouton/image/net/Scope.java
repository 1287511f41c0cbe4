package bouton.image.net;

/** The instances a kernel can be run for: those of a group or those of a projection. */
public sealed interface Scope {
    /** Group number {@code index} of the image. */
    record OfGroup(int index) implements Scope {}

    /** Projection number {@code index} of the image; instances in the order the builder made them. */
    record OfProjection(int index) implements Scope {}
}

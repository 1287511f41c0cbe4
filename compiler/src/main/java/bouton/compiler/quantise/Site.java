package bouton.compiler.quantise;

import bouton.image.ir.Word;
import bouton.image.net.Field;
import bouton.image.net.Image;
import bouton.image.net.Scope;

/**
 * A place of an image where a number is kept or carried.
 *
 * @param owner number of the group or projection; 0 for a value of the network
 * @param index number of the field, port, event, line or value
 */
public record Site(Kind kind, int owner, int index) implements Comparable<Site> {
    /** What stands there. */
    public enum Kind {
        /** A word of a neuron. */
        NEURON,
        /** A word of a synapse. */
        SYNAPSE,
        /** A word that the synapses of a source share. */
        ROW,
        /** A word that the synapses of a target share. */
        COLUMN,
        /** The sum at a port. */
        PORT,
        /** The value that comes with an event. */
        PAYLOAD,
        /** The level of a stimulus, as the chip takes it in. */
        LEVEL,
        /** A value of the whole network. */
        GLOBAL,
        /** The value that comes with an event of the whole network from outside. */
        EVENT,
        /** What a delay line keeps. */
        LINE
    }

    /** The place of a word as a kernel of this scope names it. */
    public static Site of(Image image, Scope scope, Word word) {
        return switch (scope) {
            case Scope.OfGroup g -> new Site(Kind.NEURON, g.index(), word.field());
            case Scope.OfProjection p ->
                switch (word.space()) {
                    case SELF -> new Site(Kind.SYNAPSE, p.index(), word.field());
                    case PRE -> end(image, image.projections().get(p.index()).source(), word.field());
                    case POST -> end(image, image.projections().get(p.index()).target(), word.field());
                    case ROW -> new Site(Kind.ROW, p.index(), word.field());
                    case COLUMN -> new Site(Kind.COLUMN, p.index(), word.field());
                };
        };
    }

    private static Site end(Image image, int group, int field) {
        boolean stimulus = image.groups().get(group) instanceof bouton.image.net.Stimulus;
        return new Site(stimulus ? Kind.LEVEL : Kind.NEURON, group, stimulus ? 0 : field);
    }

    /**
     * The word that is kept here.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Field field(Image image) {
        return switch (kind) {
            case NEURON -> image.population(owner).fields().get(index);
            case SYNAPSE -> image.projections().get(owner).fields().get(index);
            case ROW -> image.projections().get(owner).rows().get(index).field();
            case COLUMN -> image.projections().get(owner).columns().get(index).field();
            case PORT, PAYLOAD, LEVEL, GLOBAL, EVENT, LINE -> throw new IllegalArgumentException(this + " is no word");
        };
    }

    @Override
    public int compareTo(Site other) {
        int byKind = kind.compareTo(other.kind);
        int byOwner = byKind != 0 ? byKind : Integer.compare(owner, other.owner);
        return byOwner != 0 ? byOwner : Integer.compare(index, other.index);
    }
}

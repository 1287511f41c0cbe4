package bouton.image.net;

/** Synapses read field {@code field} of the synapse of another projection that joins the same two neurons the other way. */
public record Mirror(int projection, int field) {
    /** There is nothing to read. */
    public static final Mirror NONE = new Mirror(-1, -1);

    public boolean isPresent() {
        return projection >= 0;
    }
}

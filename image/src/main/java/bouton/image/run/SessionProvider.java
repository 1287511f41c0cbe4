package bouton.image.run;

import bouton.image.net.Image;

/** Something that runs images. */
public interface SessionProvider {
    /** Bytes a session of the image will need for state and connectivity, estimated without building it. */
    long estimateMemory(Image image);

    /** Makes the synapses of an image as its sessions have them. */
    Synapses synapses();

    /** Opens a session: builds the connectivity and runs the init kernels. */
    Session open(Image image, Recorder recorder);
}

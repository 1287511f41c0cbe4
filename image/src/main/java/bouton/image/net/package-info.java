/**
 * The tables of an image: populations, stimuli, projections, their words, ports, events and handlers, and the order of the
 * stages of a tick. Start reading at {@link bouton.image.net.Image}.
 */
@NullMarked
package bouton.image.net;

import org.jspecify.annotations.NullMarked;

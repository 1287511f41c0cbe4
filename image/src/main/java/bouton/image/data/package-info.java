/**
 * Data files in and out: NPY arrays, tables of numbers in text (CSV), and IDX arrays (the MNIST format), all as {@link
 * bouton.image.data.Tensor}.
 *
 * <p>Start at {@link bouton.image.data.DataFiles#decode}. Bytes come in and go out through arrays, streams and channels
 * that the caller gives; nothing here opens a file. Bytes from outside are not trusted: whatever they hold, the only
 * answer besides a value is a {@link bouton.image.data.DataFormatException} with a text for the user, and memory is
 * taken only in proportion to the bytes that are there. Numbers are never changed in silence: an integer that a double
 * cannot hold is refused.
 */
@NullMarked
package bouton.image.data;

import org.jspecify.annotations.NullMarked;

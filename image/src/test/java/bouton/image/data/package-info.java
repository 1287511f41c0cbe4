/** Tests of the data files. */
@NullMarked
package bouton.image.data;

import org.jspecify.annotations.NullMarked;

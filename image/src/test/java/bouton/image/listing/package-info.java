@NullMarked
package bouton.image.listing;

import org.jspecify.annotations.NullMarked;

/** Images as text for people. Start reading at {@link bouton.image.listing.Listing}. */
@NullMarked
package bouton.image.listing;

import org.jspecify.annotations.NullMarked;

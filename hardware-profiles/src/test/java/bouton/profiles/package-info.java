/** Tests. */
@NullMarked
package bouton.profiles;

import org.jspecify.annotations.NullMarked;

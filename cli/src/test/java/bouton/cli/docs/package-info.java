/** What the documentation says, tried out. */
@NullMarked
package bouton.cli.docs;

import org.jspecify.annotations.NullMarked;

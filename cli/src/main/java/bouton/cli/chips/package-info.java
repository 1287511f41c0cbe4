/** How chips are shown: the list of them, the page of one, and a text to start one's own from. */
@NullMarked
package bouton.cli.chips;

import org.jspecify.annotations.NullMarked;

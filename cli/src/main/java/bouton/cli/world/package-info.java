/** What a program sees of the world outside: the files that it imports and its data. */
@NullMarked
package bouton.cli.world;

import org.jspecify.annotations.NullMarked;

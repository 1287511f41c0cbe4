/** What compiling for a chip comes to, for people and for programs. */
@NullMarked
package bouton.cli.compile;

import org.jspecify.annotations.NullMarked;

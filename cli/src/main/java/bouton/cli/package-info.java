/**
 * The command {@code bouton} and the front door of the Java API. Terminal, files and reports live here; the work is done by the
 * other modules.
 */
@NullMarked
package bouton.cli;

import org.jspecify.annotations.NullMarked;

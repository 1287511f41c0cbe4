/** How a run looks on the terminal: header, progress, tables. */
@NullMarked
package bouton.cli.terminal;

import org.jspecify.annotations.NullMarked;

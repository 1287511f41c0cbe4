@NullMarked
package bouton.cli.terminal;

import org.jspecify.annotations.NullMarked;

@NullMarked
package bouton.cli.command;

import org.jspecify.annotations.NullMarked;

/** The commands, a class each. Start reading at {@link bouton.cli.command.BoutonCommand}. */
@NullMarked
package bouton.cli.command;

import org.jspecify.annotations.NullMarked;

/** JSON texts of plain trees. */
@NullMarked
package bouton.cli.json;

import org.jspecify.annotations.NullMarked;

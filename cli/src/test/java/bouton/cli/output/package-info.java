@NullMarked
package bouton.cli.output;

import org.jspecify.annotations.NullMarked;

@NullMarked
package bouton.cli.world;

import org.jspecify.annotations.NullMarked;

@NullMarked
package bouton.cli.wave;

import org.jspecify.annotations.NullMarked;

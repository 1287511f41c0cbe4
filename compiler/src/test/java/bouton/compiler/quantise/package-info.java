@NullMarked
package bouton.compiler.quantise;

import org.jspecify.annotations.NullMarked;

/**
 * From an image in float64 to one in the integers of a chip: formats for words from their ranges, constants as fractions, sums
 * of products with one rounding where a value is stored. Start reading at {@link bouton.compiler.quantise.Quantiser}.
 */
@NullMarked
package bouton.compiler.quantise;

import org.jspecify.annotations.NullMarked;

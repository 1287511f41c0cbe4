/**
 * Mathematics with the same bits on every machine: the elementary functions of the language ({@link
 * bouton.image.math.Functions}) and the exact step of linear differential equations ({@link
 * bouton.image.math.MatrixExponential}).
 *
 * <p>Everything rests on IEEE 754 arithmetic, which Java fixes to the bit, and on {@link java.lang.StrictMath}, which
 * is fdlibm on every machine; {@link java.lang.Math} is used only for what is exact by definition.
 */
@NullMarked
package bouton.image.math;

import org.jspecify.annotations.NullMarked;

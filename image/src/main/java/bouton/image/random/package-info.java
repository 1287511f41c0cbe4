/**
 * Random numbers that are pure functions of their keys, the same bits on every machine and for every order of
 * evaluation.
 *
 * <p>Start at {@link bouton.image.random.Draws} for a value of its own per declaration, instance, tick and use, and at
 * {@link bouton.image.random.KeyedStream} for a sequence, as the generators of connectivity need it. Both read
 * {@link bouton.image.random.Philox}, keyed as {@link bouton.image.random.RandomKey} says.
 */
@NullMarked
package bouton.image.random;

import org.jspecify.annotations.NullMarked;

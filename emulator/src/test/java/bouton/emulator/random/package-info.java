/**
 * Random networks for comparing two ways of running a kernel: {@link bouton.emulator.random.RandomImage} makes one from a seed,
 * {@link bouton.emulator.random.Transcript} writes down everything that can be seen of its run.
 */
@NullMarked
package bouton.emulator.random;

import org.jspecify.annotations.NullMarked;

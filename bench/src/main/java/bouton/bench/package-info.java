/**
 * Microbenchmarks of the hot loops. Every build compiles them, none runs them: run one by hand and quote its figure with its
 * spread.
 */
@NullMarked
package bouton.bench;

import org.jspecify.annotations.NullMarked;

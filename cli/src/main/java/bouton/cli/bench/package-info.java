/**
 * {@code bouton bench}: measures Bouton on programs that come with it, and beside it other simulators. {@link
 * bouton.cli.bench.Workloads} lists the programs, {@link bouton.cli.bench.Bench} is the way in. Nothing is measured whose
 * result has not been compared with a recorded one.
 */
@NullMarked
package bouton.cli.bench;

import org.jspecify.annotations.NullMarked;

/**
 * Two targets run one program in step, and what they did is compared: the first spike that differs and why, distances of spikes,
 * states and weights. Start reading at {@link bouton.cli.diff.Difference}.
 */
@NullMarked
package bouton.cli.diff;

import org.jspecify.annotations.NullMarked;

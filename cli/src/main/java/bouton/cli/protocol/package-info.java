/**
 * Runs experiments: the protocol of an experiment is interpreted over a session, whatever runs the image. Start at
 * {@link bouton.cli.protocol.ExperimentRunner}.
 */
@NullMarked
package bouton.cli.protocol;

import org.jspecify.annotations.NullMarked;

/**
 * A run as its user meets it: folder, terminal and interruption around the protocol of an experiment. Start reading at
 * {@link bouton.cli.run.RunReporter}.
 */
@NullMarked
package bouton.cli.run;

import org.jspecify.annotations.NullMarked;

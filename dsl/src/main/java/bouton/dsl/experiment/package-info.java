/**
 * Experiments, checked before anything runs: names, dimensions and kinds of every statement and expression. Start at
 * {@link bouton.dsl.experiment.Experiments}; the result is an {@link bouton.dsl.experiment.Experiment}, a tree for an
 * interpreter.
 */
@NullMarked
package bouton.dsl.experiment;

import org.jspecify.annotations.NullMarked;

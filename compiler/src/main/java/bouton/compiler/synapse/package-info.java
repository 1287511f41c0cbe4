/** Synapse models to projections: which handler runs when, lazily decaying values, delays. */
@NullMarked
package bouton.compiler.synapse;

import org.jspecify.annotations.NullMarked;

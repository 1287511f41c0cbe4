/**
 * The checked model: names resolved, dimensions inferred, numbers in internal units, parameters evaluated. This is what the
 * compiler reads. Start at {@link bouton.dsl.model.Network}.
 */
@NullMarked
package bouton.dsl.model;

import org.jspecify.annotations.NullMarked;

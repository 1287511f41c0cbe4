/**
 * The language: text in, an immutable and fully checked model out. Grammar, syntax tree, names, units, homes (locality) and
 * diagnostics live here. The module knows nothing else of the project.
 */
@NullMarked
package bouton.dsl;

import org.jspecify.annotations.NullMarked;

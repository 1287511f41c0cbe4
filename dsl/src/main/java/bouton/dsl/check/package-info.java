/**
 * From syntax tree to checked model: names, dimensions, locality, order. {@link bouton.dsl.check.Frontend} is the entry;
 * {@code NetworkChecker} and {@code ModelChecker} do the work, {@code Typer} checks expressions.
 */
@NullMarked
package bouton.dsl.check;

import org.jspecify.annotations.NullMarked;

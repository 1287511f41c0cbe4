/** Diagnostics for people and for tools. */
@NullMarked
package bouton.cli.report;

import org.jspecify.annotations.NullMarked;

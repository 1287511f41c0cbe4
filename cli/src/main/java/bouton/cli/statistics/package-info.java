/** Figures about a run, computed while it goes on and in memory that does not grow with it. */
@NullMarked
package bouton.cli.statistics;

import org.jspecify.annotations.NullMarked;

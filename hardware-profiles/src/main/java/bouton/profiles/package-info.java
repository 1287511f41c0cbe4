/**
 * The chips. Each is a text in the language with its limits, datapath and costs, and the source of every number; a loader turns
 * that text into a typed chip. The module knows {@code bouton.dsl} alone.
 */
@NullMarked
package bouton.profiles;

import org.jspecify.annotations.NullMarked;

/**
 * Model and chip to image: discretise, choose number formats, legalise, partition, place, route, and report what was lost on the
 * way. A core: it knows no files, threads or terminals.
 */
@NullMarked
package bouton.compiler;

import org.jspecify.annotations.NullMarked;

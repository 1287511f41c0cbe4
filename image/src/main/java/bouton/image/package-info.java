/**
 * The contract between the compiler and whatever runs its output: kernel code, tables, routing and a versioned file format, and
 * the interfaces for running an image and observing the run. The module knows nothing else of the project.
 */
@NullMarked
package bouton.image;

import org.jspecify.annotations.NullMarked;

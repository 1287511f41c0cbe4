/** The folder of a run. Its schema is the page {@code docs/run-folder.md}; start reading at {@link bouton.cli.output.RunFolder}. */
@NullMarked
package bouton.cli.output;

import org.jspecify.annotations.NullMarked;

@NullMarked
package bouton.cli.report;

import org.jspecify.annotations.NullMarked;

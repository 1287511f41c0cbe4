@NullMarked
package bouton.cli.statistics;

import org.jspecify.annotations.NullMarked;

/** That rewritten classes do what they did. */
@NullMarked
package bouton.cli.install;

import org.jspecify.annotations.NullMarked;

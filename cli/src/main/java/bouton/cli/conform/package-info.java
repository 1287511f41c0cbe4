/**
 * {@code bouton conform}: recorded vectors of other simulators replayed. The models and their equations are the `.bouton` sources
 * that the profile ships; here files are read, values bound, populations connected and results compared. Start at
 * {@link bouton.cli.conform.ConformCommand}; a {@link bouton.cli.conform.Kind} replays files of one kind.
 */
@NullMarked
package bouton.cli.conform;

import org.jspecify.annotations.NullMarked;

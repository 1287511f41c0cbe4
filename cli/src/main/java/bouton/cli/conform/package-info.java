/**
 * {@code bouton conform}: recorded vectors of other simulators replayed. The models and their equations are the `.bouton` sources
 * that the profile ships; here files are read, values bound, populations connected and results compared. Start at
 * {@link bouton.cli.conform.ConformCommand}; a {@link bouton.cli.conform.Kind} replays files of one kind.
 *
 * <p>Recordings of chips are replayed on the machine that the chip's text describes: {@link bouton.cli.conform.ChipSuite} reads
 * ({@link bouton.cli.conform.ChipReader}), runs ({@link bouton.cli.conform.ChipRunner}) and compares
 * ({@link bouton.cli.conform.ChipComparison}); {@link bouton.cli.conform.ChipFormat} says which key of a file is which memory.
 */
@NullMarked
package bouton.cli.conform;

import org.jspecify.annotations.NullMarked;

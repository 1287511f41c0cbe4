package bouton.cli.protocol;

import java.util.Optional;

/**
 * What a {@code require} found.
 *
 * @param condition as written
 * @param left value of the left side with its unit; empty if the condition is no comparison
 * @param right of the right side, with the tolerance if there is one
 * @param message why it failed, with the values of its parts; empty if it passed
 * @param point where in the sweeps
 * @param at place in the text, as file:line:column
 */
public record Requirement(
        String condition,
        boolean passed,
        Optional<String> left,
        Optional<String> right,
        String message,
        Point point,
        String at) {}

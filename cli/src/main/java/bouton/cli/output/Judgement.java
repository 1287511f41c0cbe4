package bouton.cli.output;

import org.jspecify.annotations.Nullable;

/**
 * What a {@code require} found.
 *
 * @param condition as written
 * @param left value of the left side with its unit, null if the condition is no comparison
 * @param right of the right side
 * @param at place in the text
 * @param message why it failed; empty if it did not
 */
public record Judgement(
        String condition,
        boolean passed,
        @Nullable String left,
        @Nullable String right,
        String at,
        String message) {}

package bouton.dsl.chip;

import bouton.dsl.source.Span;

/**
 * Something that a chip text says for other tools, as SANA-FE's {@code model} and {@code plugin}. Bouton keeps it for what it
 * exports, and does nothing else with it.
 *
 * @param value a {@link Double}, a {@link Boolean}, a {@link String}, or a {@link java.util.List} of them
 */
public record Attribute(String name, Object value, Span span) {}

package bouton.dsl.model;

import bouton.dsl.source.Span;
import java.util.Optional;

/**
 * Which unit of its cores serves a population or a projection.
 *
 * @param source name of the population, or label of a projection; with a target, the projection's source
 * @param target the projection's target, with its port if the text names it
 * @param unit name of the unit
 */
public record UnitChoice(String source, Optional<String> target, String unit, Span span) {}

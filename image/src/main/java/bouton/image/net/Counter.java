package bouton.image.net;

/**
 * A count of events that change a result.
 *
 * @param what for people, for example {@code saturated at 100 pA}
 * @param at index of the place in the user's text
 */
public record Counter(String what, int at) {}

package bouton.image.net;

/**
 * An event that all handlers of the network may follow ({@link Trigger.Global}).
 *
 * @param group whose events cause it, a tick after them; -1: it comes from outside only
 * @param event number of that event in its group
 * @param member only those of this one; -1: of all
 */
public record GlobalEvent(String name, int group, int event, int member) {}

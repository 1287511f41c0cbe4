package bouton.image.net;

import bouton.image.ir.Kernel;

/**
 * A quantity of every instance of a scope, computed without changing anything.
 *
 * @param kernel yields one value
 * @param unit unit in which people see it
 * @param scale what is shown is the yielded value times this
 */
public record Reader(String name, Scope scope, Kernel kernel, String unit, double scale) {}

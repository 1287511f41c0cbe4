package bouton.compiler.kernel;

/**
 * What all kernels of an image share while they are written.
 *
 * @param dt length of a tick in ms
 * @param stampEnd events of tick n carry (n + 1) dt instead of n dt
 */
public record Shared(double dt, boolean stampEnd, Origins origins, Tables tables, Counters counters) {
    public Shared(double dt, boolean stampEnd) {
        this(dt, stampEnd, new Origins(), new Tables(), new Counters());
    }
}

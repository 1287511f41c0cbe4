package bouton.emulator.state;

/**
 * Keeps the fields of an object away from what stands in front of it in memory: threads that write to different objects do
 * not write to one cache line, nor to two that the processor fetches as a pair.
 */
@SuppressWarnings("unused")
public abstract class Padded {
    private long p0;
    private long p1;
    private long p2;
    private long p3;
    private long p4;
    private long p5;
    private long p6;
    private long p7;
    private long p8;
    private long p9;
    private long p10;
    private long p11;
    private long p12;
    private long p13;
    private long p14;
    private long p15;

    /** For objects that one thread at a time writes to. */
    protected Padded() {}
}

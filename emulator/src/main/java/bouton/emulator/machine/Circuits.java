package bouton.emulator.machine;

/** What bodies reach besides memories and registers: the engine around them, in one clock cycle. */
public interface Circuits {
    /** A field of what the scheduler offers; the one behind the last is the mark. */
    long head(int field);

    /** The address on the input bus. */
    long bus();

    /** A port reads a word. */
    void read(int memory, int word);

    /** A word is written. */
    void write(int memory, int word);

    /** @param entry of the main queue */
    void push(long[] entry);

    /** @param entry what the timing wheel keeps of one */
    void later(long slots, long mark, long[] entry);

    void pop();

    void send(long packet);

    /** @param arguments of the kernel that stands for a spike */
    void spike(long[] arguments);
}

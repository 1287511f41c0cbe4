package bouton.emulator.engine;

/** Something that happens in every tick, at one place of its order. */
interface Step {
    void run(long tick);
}

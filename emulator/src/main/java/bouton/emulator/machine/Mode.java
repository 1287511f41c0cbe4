package bouton.emulator.machine;

/** How a machine is run; what can be observed is the same. */
public enum Mode {
    /** Every clock cycle by itself, its statements interpreted: the specification. */
    STEPPED,
    /** Operations as bytecode, waiting skipped. */
    FAST
}

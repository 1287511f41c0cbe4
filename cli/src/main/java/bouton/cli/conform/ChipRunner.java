package bouton.cli.conform;

import bouton.cli.conform.UpdateTable.After;
import bouton.cli.conform.UpdateTable.Row;
import bouton.image.machine.Machine;

/** Runs the machine that a chip's text describes. */
interface ChipRunner {
    Machine machine();

    /**
     * Begins as a recording does and runs to its last cycle, in the environment of the recording: the sender has a request up in
     * the first cycle in which it may, and both sides answer after the recording's delays.
     */
    ChipTrace run(ChipRecording recording);

    /** One update of one word. */
    After update(Row row);

    /** Replays a recording until compilers are warm, then so many times more. */
    Timing time(ChipRecording recording, int runs);
}

package bouton.cli.conform;

import bouton.cli.conform.ChipRecording.Contents;
import bouton.cli.conform.ChipRecording.Counts;
import java.util.List;

/**
 * What the emulator did with a recording's beginning and environment.
 *
 * @param inputs the four cycles of each input, -1 where the run ended before
 * @param outputs rows as {@link ChipRecording#outputs}
 * @param remarks what the chip's behaviour is not defined for, and when it happened
 */
record ChipTrace(long[][] inputs, long[][] outputs, Contents end, Counts counts, List<String> remarks) {
    ChipTrace {
        remarks = List.copyOf(remarks);
    }
}

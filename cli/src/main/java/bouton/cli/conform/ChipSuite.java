package bouton.cli.conform;

import bouton.cli.conform.ChipComparison.Difference;
import bouton.cli.conform.ChipComparison.Found;
import bouton.image.machine.Memory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Recordings of a chip: each file is one case. */
final class ChipSuite implements Suite {
    private static final List<String> RECORDINGS = List.of(".json.gz", ".json");
    private static final List<String> TABLES = List.of(".csv.gz", ".csv");

    private final ChipFormat format;
    private final ChipRunner runner;
    private final ChipReader reader;
    private final boolean verbose;
    private final int timed;

    /** @param verbose what a run had, or the first difference of each part */
    ChipSuite(ChipFormat format, ChipRunner runner, boolean verbose) {
        this(format, runner, verbose, 0);
    }

    /** @param timed how often each recording that matches is run again, for its speed */
    ChipSuite(ChipFormat format, ChipRunner runner, boolean verbose, int timed) {
        this.timed = timed;
        this.format = format;
        this.runner = runner;
        this.reader = new ChipReader(format, runner.machine());
        this.verbose = verbose;
    }

    @Override
    public List<String> endings() {
        return format.updates()
                ? Stream.concat(RECORDINGS.stream(), TABLES.stream()).toList()
                : RECORDINGS;
    }

    @Override
    public Result replay(String name, Path file) {
        String path = file.getFileName().toString();
        if (format.updates() && TABLES.stream().anyMatch(path::endsWith)) {
            Memory neurons = ChipReader.memory(runner.machine(), ChipFormat.NEURONS);
            return UpdateComparison.compare(UpdateTable.read(file, neurons.bits()), neurons, runner::update, !verbose);
        }
        ChipRecording recording = reader.read(file);
        ChipTrace trace = runner.run(recording);
        Found found = ChipComparison.compare(format, runner.machine(), recording, trace);
        return found.different() == 0 ? match(name, recording, found) : mismatch(name, found, trace.remarks());
    }

    private Replayed match(String name, ChipRecording recording, Found found) {
        String had = "%s: %,d inputs, %,d outputs, %,d cycles"
                .formatted(name, recording.inputs().length, recording.outputs().length, recording.endCycle() + 1);
        List<String> lines = new ArrayList<>();
        if (verbose) {
            lines.add(had);
        }
        if (timed > 0) {
            lines.add(name + ": " + runner.time(recording, timed));
        }
        return new Replayed(1, 0, "match, %,d numbers".formatted(found.compared()), lines);
    }

    private Replayed mismatch(String name, Found found, List<String> remarks) {
        String summary = "MISMATCH %s (%,d of %,d numbers differ)"
                .formatted(found.first().getFirst(), found.different(), found.compared());
        Stream<String> others = found.first().stream().skip(1).map(Difference::toString);
        return new Replayed(
                0,
                1,
                summary,
                Stream.concat(remarks.stream(), verbose ? others : Stream.empty())
                        .map(l -> name + " " + l)
                        .toList());
    }
}

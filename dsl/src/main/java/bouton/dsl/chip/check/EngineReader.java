package bouton.dsl.chip.check;

import bouton.dsl.chip.Engine;
import bouton.dsl.chip.Engine.Barrier;
import bouton.dsl.chip.Engine.Step;
import bouton.dsl.chip.Engine.Timing;
import bouton.dsl.chip.Figure;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.TargetDef;
import bouton.dsl.syntax.Clause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads when the parts of a chip act. */
final class EngineReader {
    private static final Engine IDEAL = new Engine.Ticks(TargetDef.STAGES, Timing.SIMPLE, new Barrier(List.of()));

    private final Body chip;
    private final Optional<Figure> clock;
    private final Diagnostics diagnostics;

    EngineReader(Body chip, Optional<Figure> clock, Diagnostics diagnostics) {
        this.chip = chip;
        this.clock = clock;
        this.diagnostics = diagnostics;
    }

    Engine read() {
        Entry entry = chip.find("engine");
        if (entry == null) {
            return IDEAL;
        }
        Reader reader = new Reader(entry, diagnostics);
        if (reader.sees("event_serial")) {
            reader.accept("event_serial");
            reader.provenance();
            reader.end();
            return new EventsReader(entry, chip.block("engine", Level.EVENTS), diagnostics)
                    .read()
                    .orElse(IDEAL);
        }
        reader.oneOf(List.of("tick", "event_serial"));
        reader.provenance();
        reader.end();
        Body block = chip.block("engine", Level.ENGINE);
        return new Engine.Ticks(order(block), timing(block), barrier(block));
    }

    private List<String> order(Body block) {
        Entry entry = block.find("order");
        if (entry == null) {
            return TargetDef.STAGES;
        }
        Reader reader = new Reader(entry, diagnostics);
        List<String> names = new ArrayList<>();
        do {
            Clause.Word word = reader.word("a stage");
            if (!reader.failed() && !TargetDef.STAGES.contains(word.word())) {
                reader.fail(Diagnostic.of(Code.O011, word.span(), "there is no stage `" + word.word() + "`")
                        .suggest(word.word(), TargetDef.STAGES)
                        .note("stages: " + String.join(", ", TargetDef.STAGES)));
            } else if (names.contains(word.word())) {
                reader.fail(Diagnostic.of(Code.O011, word.span(), "stage `" + word.word() + "` stands twice"));
            }
            names.add(word.word());
        } while (!reader.failed() && reader.accept(","));
        reader.end();
        return reader.failed() ? TargetDef.STAGES : names;
    }

    private Timing timing(Body block) {
        Entry entry = block.find("timing");
        if (entry == null) {
            return Timing.SIMPLE;
        }
        Reader reader = new Reader(entry, diagnostics);
        List<String> words = Arrays.stream(Timing.values()).map(Timing::word).toList();
        Timing result = Timing.values()[words.indexOf(reader.oneOf(words))];
        reader.end();
        return result;
    }

    /** {@code sync 1 us}, or {@code sync { 1: 0.6 us ; 2: 1.0 us }} by number of tiles in use. */
    private Barrier barrier(Body block) {
        Entry entry = block.find("sync");
        if (entry == null) {
            return new Barrier(List.of());
        }
        Reader reader = new Reader(entry, diagnostics);
        List<Step> steps = new ArrayList<>();
        Body table = block.block("sync", Level.SYNC);
        if (!reader.atEnd() && !reader.seesMark()) {
            steps.add(new Step(1, time(reader)));
        } else if (table.isEmpty()) {
            reader.expected("a time, as `sync 1 us`, or a table, as `sync { 1: 0.6 us ; 4: 1.4 us }`");
        }
        reader.provenance();
        reader.end();
        for (Entry row : table.entries()) {
            Step step = row(row);
            // A table may add to, and replace, what stands before it.
            steps.removeIf(s -> s.tiles() == step.tiles());
            steps.add(step);
        }
        steps.sort(Comparator.comparingInt(Step::tiles));
        return new Barrier(steps);
    }

    private Step row(Entry row) {
        Reader reader = new Reader(row.fromStart(), diagnostics);
        int tiles = reader.whole("a number of tiles", 1, Reader.MOST);
        reader.expect(":", "4: 1.4 us");
        Figure time = time(reader);
        reader.end();
        return new Step(tiles, time);
    }

    /** In s. */
    private Figure time(Reader reader) {
        Amount amount = reader.amount("a time, as `1.4 us`");
        double seconds = amount.value();
        if (!reader.failed()) {
            if (amount.kind() == Amount.Kind.CYCLES) {
                if (clock.isEmpty()) {
                    CostReader.noClock(amount.span(), reader);
                } else {
                    seconds /= clock.get().value();
                }
            } else if (amount.kind() != Amount.Kind.TIME) {
                reader.fail(Diagnostic.of(
                        Code.U001,
                        amount.span(),
                        "a barrier takes a time: not `" + amount.span().text() + "`"));
            }
            if (seconds < 0) {
                reader.fail(Diagnostic.of(Code.F101, amount.span(), "a barrier takes no negative time"));
            }
        }
        return Marks.figure(seconds, reader.provenance(), amount.span(), diagnostics);
    }
}

package bouton.dsl.check;

import bouton.dsl.chip.Chip;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Placement;
import bouton.dsl.syntax.Item;
import bouton.dsl.syntax.Item.Place.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a place on a chip: {@code core 3}, {@code tile 5}, {@code tile (1, 0) core 2}. */
final class SiteReader {
    private final Chip chip;
    private final Typer typer;
    private final Diagnostics diagnostics;

    SiteReader(Chip chip, Typer typer, Diagnostics diagnostics) {
        this.chip = chip;
        this.typer = typer;
        this.diagnostics = diagnostics;
    }

    /** Number of the tile, and of the core among all of the chip or {@link Placement#ANY}; empty after an error. */
    Optional<int[]> read(Item.Place item) {
        List<Step> steps = item.where();
        boolean tile = steps.getFirst().word().text().equals("tile");
        boolean good = steps.size() == 1 && (tile || isCore(steps.getFirst()))
                || steps.size() == 2 && tile && isCore(steps.get(1));
        if (!good) {
            diagnostics.add(Diagnostic.of(Code.S006, steps.getFirst().span(), "neurons are placed on a core or a tile")
                    .help("`on core 3`, `on tile 5`, `on tile 5 core 1` or `on tile (1, 0) core 1`"));
            return Optional.empty();
        }
        if (!tile) {
            return core(steps.getFirst(), 0, chip.coreCount(), "the chip").map(c -> new int[] {chip.tileOf(c), c});
        }
        Optional<Integer> at = tile(steps.getFirst());
        if (at.isEmpty() || steps.size() == 1) {
            return at.map(t -> new int[] {t, Placement.ANY});
        }
        int first = chip.firstCore(at.get());
        return core(steps.get(1), first, chip.tile(at.get()).coreCount(), "tile " + at.get())
                .map(c -> new int[] {at.get(), c});
    }

    private static boolean isCore(Step step) {
        return step.word().text().equals("core") && step.numbers().size() == 1;
    }

    private Optional<Integer> core(Step step, int first, int count, String of) {
        Optional<Long> number = PlacementChecker.number(step.numbers().getFirst(), typer, diagnostics);
        if (number.isPresent() && number.get() >= count) {
            diagnostics.add(Diagnostic.of(
                    Code.F112,
                    step.span(),
                    "there is no core " + number.get() + ": " + of + " has " + count + ", from 0 to " + (count - 1)));
            return Optional.empty();
        }
        return number.map(n -> first + n.intValue());
    }

    private Optional<Integer> tile(Step step) {
        List<Integer> numbers = new ArrayList<>();
        for (var expr : step.numbers()) {
            Optional<Long> number = PlacementChecker.number(expr, typer, diagnostics);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            numbers.add((int) Math.min(number.get(), Integer.MAX_VALUE));
        }
        int width = chip.topology().width();
        int height = chip.topology().height();
        if (numbers.size() == 1 && numbers.getFirst() < chip.topology().tiles()) {
            return Optional.of(numbers.getFirst());
        }
        if (numbers.size() == 2 && numbers.getFirst() < width && numbers.get(1) < height) {
            return Optional.of(chip.topology().tile(numbers.getFirst(), numbers.get(1)));
        }
        diagnostics.add(Diagnostic.of(Code.F112, step.span(), "there is no such tile")
                .note("the chip has %d x %d tiles: `tile 0 .. %d`, or `tile (0, 0) .. (%d, %d)`"
                        .formatted(width, height, chip.topology().tiles() - 1, width - 1, height - 1)));
        return Optional.empty();
    }
}

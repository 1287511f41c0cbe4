package bouton.dsl.chip.check;

import bouton.dsl.chip.Core;
import bouton.dsl.chip.Operation;
import bouton.dsl.chip.Tile;
import bouton.dsl.chip.Topology;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads tiles and the cores in them. What stands in an unnamed {@code tile} or {@code core} holds for all named ones beside it,
 * and what stands in the chip for all tiles: an inner block adds to it or replaces it.
 */
final class TileReader {
    private static final long MOST_CORES = 1_000_000;
    private static final List<String> SHARED = List.of("core", "cost");

    private final Body chip;
    private final Topology topology;
    private final Span span;
    private final CostReader costs;
    private final Diagnostics diagnostics;

    TileReader(Body chip, Topology topology, Span span, CostReader costs, Diagnostics diagnostics) {
        this.chip = chip;
        this.topology = topology;
        this.span = span;
        this.costs = costs;
        this.diagnostics = diagnostics;
    }

    List<Tile> read() {
        Entry common = chip.find("tile");
        List<Entry> named = new ArrayList<>(chip.all("tile"));
        named.remove(common);
        Body shared = chip.taken(Level.TILE, SHARED, "");
        // The power that the chip draws is the chip's, whoever takes over its costs.
        Body costsOfChip = CostReader.inherited(chip.block("cost", Level.COST));
        Body everywhere = block(common, Level.TILE).over(shared);
        List<Tile> result = new ArrayList<>();
        if (named.isEmpty()) {
            int[] range = common == null ? new int[] {0, topology.tiles()} : range(common, 0, true);
            Span at = common == null ? span : common.span();
            result.add(tile("tile", range, everywhere, block(common, Level.TILE), costsOfChip, at));
        }
        int next = 0;
        for (Entry entry : named) {
            int[] range = range(entry, next, named.size() == 1);
            next = range[0] + range[1];
            Body own = block(entry, Level.TILE);
            Body all = own.over(everywhere);
            String name = entry.key().substring("tile ".length());
            result.add(tile(name, range, all, own.over(block(common, Level.TILE)), costsOfChip, entry.span()));
        }
        fills(result);
        return result;
    }

    private boolean wired() {
        Entry engine = chip.find("engine");
        return engine != null && engine.kind().equals("event_serial");
    }

    private static Body block(@Nullable Entry entry, Level level) {
        return entry == null || entry.block() == null ? Body.empty(level) : entry.block();
    }

    /** First number and count of {@code [4]} or {@code [0 .. 3]}; of all tiles or of one if nothing is written. */
    private int[] range(Entry entry, int next, boolean only) {
        Reader reader = new Reader(entry, diagnostics);
        int[] result = {next, only ? topology.tiles() : 1};
        if (reader.accept("[")) {
            int first = reader.whole("a number of tiles", 0, Reader.MOST);
            if (reader.accept("..")) {
                int last = reader.whole("the number of the last tile", 0, Reader.MOST);
                if (!reader.failed() && last < first) {
                    reader.fail(Diagnostic.of(
                            Code.F102, entry.span(), "a range goes up: tiles " + first + " .. " + last + " are none"));
                }
                result = new int[] {first, last - first + 1};
            } else {
                result = new int[] {next, Math.max(1, first)};
            }
            reader.expect("]", "tile[4]");
        }
        reader.provenance();
        reader.end();
        return reader.failed() ? new int[] {next, 1} : result;
    }

    /**
     * @param body what the text says of the tile, with what it takes over
     * @param own what tiles say themselves
     */
    private Tile tile(String name, int[] range, Body body, Body own, Body costsOfChip, Span at) {
        Body ownCosts = own.block("cost", Level.COST);
        costs.refuse(ownCosts, Operation.Level.TILE, Set.of());
        Body all = ownCosts.over(costsOfChip);
        List<Core> cores = cores(body, CostReader.inherited(all), at);
        return new Tile(
                name,
                range[0],
                range[1],
                cores,
                costs.read(all, Operation.Level.TILE),
                CoreReader.attributes(own, diagnostics),
                at);
    }

    private List<Core> cores(Body tile, Body around, Span at) {
        Entry common = tile.find("core");
        List<Entry> named = new ArrayList<>(tile.all("core"));
        named.remove(common);
        List<Core> result = new ArrayList<>();
        if (named.isEmpty() && common != null) {
            result.add(core("core", count(common), common, block(common, Level.CORE), around));
        }
        for (Entry entry : named) {
            Body body = block(entry, Level.CORE).over(block(common, Level.CORE));
            String name = entry.key().substring("core ".length());
            result.add(core(name, count(entry), entry, body, around));
        }
        // Without one after an error, it may be that the error hides it.
        if (result.isEmpty() && !diagnostics.hasErrors()) {
            diagnostics.add(CoreReader.none(at, at.text()));
        }
        return result;
    }

    private Core core(String name, int count, Entry entry, Body body, Body around) {
        return new CoreReader(body, around, wired(), costs, diagnostics).read(name, count, entry.span());
    }

    /** {@code core[4]}. */
    private int count(Entry entry) {
        Reader reader = new Reader(entry, diagnostics);
        int count = 1;
        if (reader.accept("[")) {
            count = reader.whole("a number of cores", 1, Reader.MOST);
            reader.expect("]", "core[4]");
        }
        reader.provenance();
        reader.end();
        return reader.failed() ? 1 : count;
    }

    /** Each tile of the topology is of one kind, and there are not more cores than can be told apart. */
    private void fills(List<Tile> tiles) {
        int total = topology.tiles();
        long cores =
                tiles.stream().mapToLong(t -> (long) t.count() * t.coreCount()).sum();
        if (cores > MOST_CORES) {
            diagnostics.add(Diagnostic.of(
                    Code.F101, span, "this chip has %,d cores; at most %,d are possible".formatted(cores, MOST_CORES)));
            return;
        }
        for (Tile tile : tiles) {
            if (tile.first() + (long) tile.count() > total) {
                diagnostics.add(Diagnostic.of(
                                Code.F104,
                                tile.span(),
                                "`%s` reaches to tile %,d, and the chip has %,d"
                                        .formatted(tile.name(), tile.first() + tile.count() - 1, total))
                        .help("the topology says how many there are, as `topology mesh(8, 4)`"));
                return;
            }
        }
        List<Tile> sorted = new ArrayList<>(tiles);
        sorted.sort(java.util.Comparator.comparingInt(Tile::first));
        int next = 0;
        for (Tile tile : sorted) {
            if (tile.first() != next) {
                diagnostics.add(Diagnostic.of(
                        Code.F104,
                        tile.span(),
                        tile.first() < next
                                ? "tile " + tile.first() + " is of two kinds"
                                : "tiles " + next + " .. " + (tile.first() - 1) + " are of no kind"));
                return;
            }
            next += tile.count();
        }
        if (next < total) {
            diagnostics.add(Diagnostic.of(
                            Code.F104,
                            sorted.getLast().span(),
                            "the chip has %,d tiles, and only %,d are described".formatted(total, next))
                    .help("say how many there are of each kind, as `tile edge[" + (total - next) + "] { … }`"));
        }
    }
}

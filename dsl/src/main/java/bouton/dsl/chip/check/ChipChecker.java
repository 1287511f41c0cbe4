package bouton.dsl.chip.check;

import bouton.dsl.chip.Chip;
import bouton.dsl.chip.Core;
import bouton.dsl.chip.Engine;
import bouton.dsl.chip.Figure;
import bouton.dsl.chip.Operation;
import bouton.dsl.chip.TickRange;
import bouton.dsl.chip.Tile;
import bouton.dsl.chip.Topology;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Circuit;
import bouton.dsl.syntax.Clause;
import bouton.dsl.syntax.Declaration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks a chip: the way into this package. */
public final class ChipChecker {
    private static final int WIDEST = 1000;
    private static final double SLOWEST_CLOCK = 1;
    private static final double FASTEST_CLOCK = 1e12;
    private static final double MS = 1e3;

    private final Declaration.Chip declaration;
    private final List<String> family;
    private final Body body;
    private final Collection<Circuit> circuits;
    private final Diagnostics diagnostics;

    private ChipChecker(
            Declaration.Chip declaration,
            List<String> family,
            Body body,
            Collection<Circuit> circuits,
            Diagnostics diagnostics) {
        this.declaration = declaration;
        this.family = family;
        this.body = body;
        this.circuits = circuits;
        this.diagnostics = diagnostics;
    }

    /**
     * Checks a chip.
     *
     * @param line the chip, then what it derives from, the nearest first
     * @return empty if something is wrong, which has been reported
     */
    public static Optional<Chip> check(List<Declaration.Chip> line, Diagnostics diagnostics) {
        Diagnostics own = new Diagnostics();
        Body body = Body.empty(Level.CHIP);
        Map<String, Circuit> circuits = new LinkedHashMap<>();
        for (Declaration.Chip chip : line.reversed()) {
            body = Body.of(chip.clauses(), Level.CHIP, Optional.empty(), own).over(body);
            circuits.putAll(circuits(chip, own));
        }
        List<String> family = line.stream().skip(1).map(c -> c.name().text()).toList();
        Chip chip = new ChipChecker(line.getFirst(), family, body, circuits.values(), own).chip();
        diagnostics.addAll(own.sorted());
        boolean faulty = line.stream().anyMatch(c -> c.clauses().stream().anyMatch(Clause::faulty));
        return own.hasErrors() || faulty ? Optional.empty() : Optional.of(chip);
    }

    /** The circuits of a declaration; each once. */
    private static Map<String, Circuit> circuits(Declaration.Chip chip, Diagnostics diagnostics) {
        Map<String, Circuit> result = new LinkedHashMap<>();
        for (Circuit circuit : chip.circuits()) {
            Circuit before = result.putIfAbsent(circuit.key(), circuit);
            if (before != null) {
                diagnostics.add(
                        Diagnostic.of(Code.N002, circuit.name().span(), "`" + circuit.key() + "` is declared twice")
                                .label("again here")
                                .also(before.name().span(), "first declared here"));
            }
        }
        return result;
    }

    private Chip chip() {
        Topology topology = topology();
        Optional<Figure> clock = clock();
        CostReader costs = new CostReader(clock.isPresent(), diagnostics);
        Span name = declaration.name().span();
        List<Tile> tiles = new TileReader(body, topology, name, costs, diagnostics).read();
        Engine engine = new EngineReader(body, clock, diagnostics).read();
        return new Chip(
                declaration.name().text(),
                family,
                declaration.documentation(),
                topology,
                tiles,
                engine,
                new DatapathReader(body, diagnostics).read(circuits),
                clock,
                tick(),
                costs.read(body.block("cost", Level.COST), Operation.Level.CHIP),
                CoreReader.origins(body, diagnostics),
                name);
    }

    /** {@code topology mesh(8, 4) { link_buffer 16 ; numbering columns }}. */
    private Topology topology() {
        Entry entry = body.find("topology");
        if (entry == null) {
            return Topology.SINGLE;
        }
        String example = "topology mesh(8, 4)";
        Reader reader = new Reader(entry, diagnostics);
        reader.oneOf(List.of("mesh"));
        reader.expect("(", example);
        int width = reader.whole("its width in tiles", 1, WIDEST);
        reader.expect(",", example);
        int height = reader.whole("its height in tiles", 1, WIDEST);
        reader.expect(")", example);
        reader.provenance();
        reader.end();
        Body block = body.block("topology", Level.TOPOLOGY);
        Topology result = new Topology(width, height, buffer(block), byColumns(block));
        return reader.failed() ? Topology.SINGLE : result;
    }

    private int buffer(Body block) {
        Entry entry = block.find("link_buffer");
        if (entry == null) {
            return Core.UNLIMITED;
        }
        Reader reader = new Reader(entry, diagnostics);
        int result = reader.limit("a number of packets", 1);
        reader.provenance();
        reader.end();
        return result;
    }

    private boolean byColumns(Body block) {
        Entry entry = block.find("numbering");
        if (entry == null) {
            return false;
        }
        Reader reader = new Reader(entry, diagnostics);
        boolean columns = reader.oneOf(List.of("rows", "columns")).equals("columns");
        reader.end();
        return columns;
    }

    private Optional<Figure> clock() {
        Entry entry = body.find("clock");
        if (entry == null) {
            return Optional.empty();
        }
        Reader reader = new Reader(entry, diagnostics);
        Amount amount = reader.amount("a frequency, as `100 MHz`");
        if (!reader.failed() && amount.kind() != Amount.Kind.FREQUENCY) {
            reader.fail(Diagnostic.of(
                    Code.U001,
                    amount.span(),
                    "a clock has a frequency: not `" + amount.span().text() + "`"));
        }
        if (!reader.failed() && !(amount.value() >= SLOWEST_CLOCK && amount.value() <= FASTEST_CLOCK)) {
            reader.fail(Diagnostic.of(Code.F101, amount.span(), "a clock runs at 1 Hz to 1 THz"));
        }
        Figure figure = Marks.figure(amount.value(), reader.provenance(), amount.span(), diagnostics);
        reader.end();
        // A clock that could not be read is one: its cycles are no second mistake.
        return Optional.of(
                reader.failed() ? new Figure(1, figure.provenance(), figure.source(), figure.span()) : figure);
    }

    /** {@code tick 1 ms}, {@code tick 0.1 ms .. 10 ms} or {@code tick free}. */
    private TickRange tick() {
        Entry entry = body.find("tick");
        if (entry == null) {
            return TickRange.FREE;
        }
        Reader reader = new Reader(entry, diagnostics);
        TickRange result = TickRange.FREE;
        if (!reader.accept("free")) {
            Span at = reader.here();
            double shortest = length(reader);
            double longest = reader.accept("..") ? length(reader) : shortest;
            if (!reader.failed() && longest < shortest) {
                reader.fail(Diagnostic.of(Code.F102, at, "a range goes up: the longest tick comes last"));
            }
            result = reader.failed() ? result : new TickRange(shortest, longest, false);
        }
        reader.provenance();
        reader.end();
        return result;
    }

    /** In ms. */
    private static double length(Reader reader) {
        Amount amount = reader.amount("a time, as `1 ms`");
        if (reader.failed()) {
            return 0;
        }
        if (amount.kind() != Amount.Kind.TIME) {
            reader.fail(Diagnostic.of(
                    Code.U001,
                    amount.span(),
                    "a tick has a length: not `" + amount.span().text() + "`"));
        }
        double ms = Math.rint(amount.value() * MS * 1e9) / 1e9;
        if (!(ms >= TickRange.FREE.shortest() && ms <= TickRange.FREE.longest())) {
            reader.fail(Diagnostic.of(Code.T008, amount.span(), "a tick is a time from 1 ns to 1 s"));
        }
        return ms;
    }
}

package bouton.dsl.chip.check;

import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.Attribute;
import bouton.dsl.chip.Core;
import bouton.dsl.chip.CoreUnit;
import bouton.dsl.chip.Cost;
import bouton.dsl.chip.Costs;
import bouton.dsl.chip.Figure;
import bouton.dsl.chip.Learning;
import bouton.dsl.chip.Operation;
import bouton.dsl.chip.Origin;
import bouton.dsl.chip.Synapses;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a core with all that it takes from the blocks around it and from the parents of its chip. */
final class CoreReader {
    private static final int MOST_TICKS = 1_000_000;
    private static final Set<String> OTHERS = Set.of("core", "tile", "engine", "cost", "unit", "attribute", "readable");
    private static final Core.Delay ANY_DELAY = new Core.Delay(0, Core.UNLIMITED);

    private final Body body;
    private final Body around;
    private final boolean wired;
    private final CostReader costs;
    private final Diagnostics diagnostics;

    /**
     * @param body what the text says of the core
     * @param around costs of the tile and the chip that hold for the core too
     * @param wired the chip computes as its circuits say
     */
    CoreReader(Body body, Body around, boolean wired, CostReader costs, Diagnostics diagnostics) {
        this.body = body;
        this.around = around;
        this.wired = wired;
        this.costs = costs;
        this.diagnostics = diagnostics;
    }

    Core read(String name, int count, Span span) {
        Arithmetic arithmetic = new ArithmeticReader(body, span, wired, diagnostics).read();
        int neurons = limit("neurons", 1);
        int axons = limit("axons", 1);
        int words = count("synapse_words", Core.UNLIMITED);
        SynapseReader synapses = new SynapseReader(body, arithmetic, diagnostics);
        Synapses kept = synapses.read(neurons, axons, words);
        if (kept instanceof Synapses.Crossbar crossbar) {
            neurons = Math.min(neurons, crossbar.neurons());
            axons = Math.min(axons, crossbar.axons());
        }
        Learning learning = new LearningReader(body, diagnostics).read();
        Body own = body.block("cost", Level.COST);
        costs.refuse(own, Operation.Level.CORE, Set.of());
        Body all = own.over(around);
        Costs cost = costs.read(all, Operation.Level.CORE);
        return new Core(
                name,
                count,
                neurons,
                axons,
                limit("fan_in", 1),
                limit("fan_out", 1),
                kept,
                words,
                traces(),
                count("state_words", Core.UNLIMITED),
                count("parameter_words", Core.UNLIMITED),
                delay(),
                buffer(),
                arithmetic,
                learning,
                units(CostReader.inherited(all)),
                cost,
                attributes(body, diagnostics),
                origins(body, diagnostics),
                span);
    }

    private int limit(String word, int least) {
        Entry entry = body.find(word);
        if (entry == null) {
            return Core.UNLIMITED;
        }
        Reader reader = new Reader(entry, diagnostics);
        int result = reader.limit("a number", least);
        reader.provenance();
        reader.end();
        return reader.failed() ? Core.UNLIMITED : result;
    }

    private int count(String word, int otherwise) {
        Entry entry = body.find(word);
        if (entry == null) {
            return otherwise;
        }
        Reader reader = new Reader(entry, diagnostics);
        int result = reader.limit("a number of words", 0);
        reader.provenance();
        reader.end();
        return reader.failed() ? otherwise : result;
    }

    /** {@code traces pre 2, post 2}. */
    private Core.Traces traces() {
        Entry entry = body.find("traces");
        if (entry == null) {
            return new Core.Traces(Core.UNLIMITED, Core.UNLIMITED);
        }
        Reader reader = new Reader(entry, diagnostics);
        int pre = 0;
        int post = 0;
        if (!reader.accept("none")) {
            do {
                boolean before = reader.oneOf(List.of("pre", "post")).equals("pre");
                int number = reader.limit("a number of traces", 0);
                pre = before ? number : pre;
                post = before ? post : number;
            } while (!reader.failed() && reader.accept(","));
        }
        reader.provenance();
        reader.end();
        return new Core.Traces(pre, post);
    }

    /** {@code delay 1 .. 15 tick} or {@code delay unlimited}. */
    private Core.Delay delay() {
        Entry entry = body.find("delay");
        if (entry == null) {
            return ANY_DELAY;
        }
        Reader reader = new Reader(entry, diagnostics);
        boolean any = reader.accept("unlimited");
        Interval ticks = any
                ? new Interval(0, Core.UNLIMITED)
                : Interval.read(reader, "ticks, as `0 .. 15 tick`", 0, MOST_TICKS, "tick");
        reader.provenance();
        reader.end();
        return reader.failed() ? ANY_DELAY : new Core.Delay(ticks.from(), ticks.to());
    }

    /** {@code buffer soma} or {@code buffer soma inside}. */
    private Core.Buffer buffer() {
        Entry entry = body.find("buffer");
        if (entry == null) {
            return new Core.Buffer(Core.Buffer.Position.SOMA, false);
        }
        Reader reader = new Reader(entry, diagnostics);
        List<String> positions = Arrays.stream(Core.Buffer.Position.values())
                .map(Core.Buffer.Position::word)
                .toList();
        String word = reader.oneOf(positions);
        boolean inside = reader.accept("inside");
        reader.provenance();
        reader.end();
        return new Core.Buffer(Core.Buffer.Position.values()[positions.indexOf(word)], inside);
    }

    private List<CoreUnit> units(Body inherited) {
        List<CoreUnit> result = new ArrayList<>();
        for (Entry entry : body.all("unit")) {
            Reader reader = new Reader(entry, diagnostics);
            if (entry.words() < 2) {
                reader.expected("a name, as in `unit sparse: synapse`");
                continue;
            }
            reader.expect(":", "unit sparse: synapse");
            Set<CoreUnit.Role> roles = roles(reader);
            reader.provenance();
            reader.end();
            if (!reader.failed()) {
                result.add(unit(entry, roles, inherited));
            }
        }
        return result;
    }

    private static Set<CoreUnit.Role> roles(Reader reader) {
        List<String> names =
                Arrays.stream(CoreUnit.Role.values()).map(CoreUnit.Role::word).toList();
        Set<CoreUnit.Role> roles = EnumSet.noneOf(CoreUnit.Role.class);
        do {
            roles.add(CoreUnit.Role.values()[names.indexOf(reader.oneOf(names))]);
        } while (!reader.failed() && reader.accept(","));
        return roles;
    }

    private CoreUnit unit(Entry entry, Set<CoreUnit.Role> roles, Body inherited) {
        Body block = entry.block() == null ? Body.empty(Level.UNIT) : entry.block();
        Body own = block.block("cost", Level.COST);
        costs.refuse(own, Operation.Level.CORE, roles);
        Costs all = costs.read(own.over(inherited), Operation.Level.CORE);
        Map<Operation, Cost> ofRoles = new HashMap<>();
        all.operations().forEach((operation, cost) -> {
            if (operation.role().filter(roles::contains).isPresent()) {
                ofRoles.put(operation, cost);
            }
        });
        Entry every = block.find("every_tick");
        boolean everyTick = false;
        if (every != null) {
            Reader reader = new Reader(every, diagnostics);
            everyTick = reader.onOff();
            reader.end();
        }
        return new CoreUnit(
                entry.key().substring("unit ".length()),
                roles,
                everyTick,
                new Costs(ofRoles, all.idle()),
                attributes(block, diagnostics),
                entry.span());
    }

    /** {@code attribute name value} of a tile, core or unit. */
    static List<Attribute> attributes(Body body, Diagnostics diagnostics) {
        List<Attribute> result = new ArrayList<>();
        for (Entry entry : body.all("attribute")) {
            Reader reader = new Reader(entry, diagnostics);
            if (entry.words() < 2) {
                reader.expected("a name and a value, as in `attribute model \"truenorth\"`");
                continue;
            }
            result.add(new Attribute(
                    entry.key().substring("attribute ".length()), AttributeValue.read(reader), entry.span()));
            reader.provenance();
            reader.end();
        }
        return result;
    }

    /** Where the items of a block come from: all that it has, apart from blocks of others. */
    static Map<String, Origin> origins(Body body, Diagnostics diagnostics) {
        Map<String, Origin> result = new HashMap<>();
        for (Entry entry : body.entries()) {
            if (!OTHERS.contains(entry.key().split(" ", 2)[0])) {
                Figure figure =
                        Marks.figure(0, Marks.provenance(entry.parts()).or(entry::known), entry.span(), diagnostics);
                result.put(entry.key(), new Origin(figure.provenance(), figure.source()));
            }
        }
        return result;
    }

    /** Reports a core that holds no neuron because its text could not be read. */
    static Diagnostic.Builder none(Span chip, String name) {
        return Diagnostic.of(Code.S008, chip, "`" + name + "` has no core")
                .help("give it one: `core { neurons 256 ; … }`");
    }
}

package bouton.cli.chips;

import bouton.dsl.chip.Chip;
import bouton.dsl.chip.Datapath;
import bouton.dsl.chip.Engine;
import bouton.dsl.syntax.Circuit;
import bouton.image.machine.Machine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a chip that is described bit by bit consists of, for its page and for tools. */
final class CircuitRows {
    /** What the language calls neurons that a network does not use. */
    private static final String NOTHING = "nothing";

    private final Chip chip;
    private final Engine.Events engine;
    private final Optional<Machine> machine;

    private CircuitRows(Chip chip, Engine.Events engine, Optional<Machine> machine) {
        this.chip = chip;
        this.engine = engine;
        this.machine = machine;
    }

    /**
     * Of a chip; empty for one that is not described bit by bit.
     *
     * @param machine what the chip is; empty if its circuits are faulty: then cycles are not told
     */
    static Optional<CircuitRows> of(Chip chip, Optional<Machine> machine) {
        return chip.engine() instanceof Engine.Events e
                ? Optional.of(new CircuitRows(chip, e, machine))
                : Optional.empty();
    }

    // ---- for the page

    void engine(Rows rows) {
        rows.add("engine", "event_serial", "");
        rows.add("input", bus(engine.input()), "");
        rows.add("output", bus(engine.output()), "");
        rows.add(
                "queue",
                engine.queue().entries() + " entries of "
                        + engine.queue().fields().stream()
                                .map(f -> f.name() + ": u" + f.bits())
                                .collect(Collectors.joining(", ")),
                "");
        engine.wheel()
                .ifPresent(w -> rows.add(
                        "wheel",
                        w.slots() + " slots of " + w.depth() + ", turned by " + w.period()
                                + w.held().map(h -> ", stopped by " + h).orElse(""),
                        ""));
    }

    private static String bus(Engine.Bus bus) {
        return bus.name() + ", " + bus.bits() + " bit, synchronised by " + bus.synchroniser() + " flip-flops";
    }

    /** Number, name and type of each. */
    Rows registers() {
        Rows rows = new Rows();
        for (Datapath.Register r : chip.datapath().registers()) {
            String numbers = r.last() > r.first() ? r.first() + " .. " + r.last() : Integer.toString(r.first());
            rows.add(r.name(), type(r) + " at " + numbers, "");
        }
        return rows;
    }

    private static String type(Datapath.Register r) {
        return "u" + r.bits() + (r.size() > 1 ? "[" + r.size() + "]" : "");
    }

    /** What a heading says of a memory. */
    static String title(Datapath.Memory memory) {
        String words = memory.size().stream().map(String::valueOf).collect(Collectors.joining(" x "));
        return "Memory `" + memory.name() + "`: " + words + kind(memory) + " of " + memory.bits() + " bit";
    }

    private static String kind(Datapath.Memory memory) {
        boolean one = memory.size().stream().allMatch(n -> n == 1);
        return (memory.bank() ? " flip-flop" : " word") + (one ? "" : "s");
    }

    /** Its fields, those of a layout behind the layout. */
    static Rows fields(Datapath.Memory memory) {
        Rows rows = new Rows();
        if (memory.bank()) {
            return rows;
        }
        memory.fields().forEach(f -> rows.add(f.name(), field(f), ""));
        for (Datapath.Layout layout : memory.layouts()) {
            rows.add("layout " + layout.name(), "where " + layout.selector() + " is " + layout.value(), "");
            layout.fields().forEach(f -> rows.add("  " + f.name(), field(f), ""));
        }
        return rows;
    }

    private static String field(Datapath.Field f) {
        String type = (f.signed() ? "s" : "u") + f.bits();
        String at = f.bits() == 1 ? Integer.toString(f.low()) : (f.low() + f.bits() - 1) + ":" + f.low();
        String lanes = f.lanes() > 1 ? ", " + f.lanes() + " times, every " + f.step() + " bits" : "";
        String overflow = f.overflow()
                .map(o -> ", " + o.name().toLowerCase(Locale.ROOT) + "s")
                .orElse("");
        return type + " at " + at + lanes + overflow;
    }

    /** The state that each begins in, and its cycles while the output is free. */
    Rows operations() {
        Rows rows = new Rows();
        for (Circuit.Operation o : operationTexts()) {
            String parameters =
                    o.parameters().stream().map(p -> p.name() + ": " + p.type()).collect(Collectors.joining(", "));
            String state = o.state().map(s -> " in " + s).orElse("");
            rows.add(
                    o.name() + "(" + parameters + ")",
                    cycles(o).map(Cycles::toString).orElse("") + state,
                    "");
        }
        return rows;
    }

    private List<Circuit.Operation> operationTexts() {
        return chip.datapath().circuits().stream()
                .filter(Circuit.Operation.class::isInstance)
                .map(Circuit.Operation.class::cast)
                .toList();
    }

    private Optional<Cycles> cycles(Circuit.Operation operation) {
        return machine.flatMap(m -> m.operations().stream()
                .filter(o -> o.name().equals(operation.name().text()))
                .findFirst()
                .map(o -> Cycles.of(o, m)));
    }

    /** Which models are which kernels. */
    Rows lowerings() {
        Rows rows = new Rows();
        for (Circuit.Lowering l : loweringTexts()) {
            boolean unused = l.model().text().equals(NOTHING);
            rows.add(
                    unused ? "neurons that a network does not use" : model(l),
                    l.kernel().map(k -> kernel(l, k.text())).orElse("settings alone"),
                    "");
        }
        return rows;
    }

    private List<Circuit.Lowering> loweringTexts() {
        return chip.datapath().circuits().stream()
                .filter(Circuit.Lowering.class::isInstance)
                .map(Circuit.Lowering.class::cast)
                .toList();
    }

    private static String model(Circuit.Lowering l) {
        return l.model().text() + l.synapse().map(s -> " with " + s.text()).orElse("");
    }

    private static String kernel(Circuit.Lowering l, String name) {
        return name + l.when().map(w -> " when " + w.span().text()).orElse("");
    }

    List<Datapath.Memory> memories() {
        return chip.datapath().memories();
    }

    // ---- for tools

    void engine(Map<String, @Nullable Object> result) {
        result.put("kind", "event_serial");
        result.put("input", json(engine.input()));
        result.put("output", json(engine.output()));
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        engine.queue().fields().forEach(f -> fields.put(f.name(), f.bits()));
        result.put("queue_entries", engine.queue().entries());
        result.put("queue_fields", fields);
        result.put("wheel_slots", engine.wheel().map(Engine.Wheel::slots).orElse(null));
        result.put("wheel_depth", engine.wheel().map(Engine.Wheel::depth).orElse(null));
        List<String> states = new ArrayList<>();
        engine.states().forEach(s -> states.add(s.number() + " " + s.name()));
        result.put("states", states);
    }

    private static Map<String, @Nullable Object> json(Engine.Bus bus) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("name", bus.name());
        result.put("bits", bus.bits());
        result.put("synchroniser", bus.synchroniser());
        return result;
    }

    /** Registers, memories, operations and lowerings. */
    void json(Map<String, @Nullable Object> result) {
        result.put(
                "registers",
                chip.datapath().registers().stream().map(CircuitRows::json).toList());
        result.put("memories", memories().stream().map(CircuitRows::json).toList());
        result.put("operations", operationTexts().stream().map(this::json).toList());
        Map<String, @Nullable Object> lowered = new LinkedHashMap<>();
        loweringTexts()
                .forEach(l -> lowered.put(
                        model(l), l.kernel().map(k -> kernel(l, k.text())).orElse(null)));
        result.put("lowerings", lowered);
    }

    private static Map<String, @Nullable Object> json(Datapath.Register r) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("name", r.name());
        result.put("first", r.first());
        result.put("last", r.last());
        result.put("bits", r.bits());
        result.put("size", r.size());
        return result;
    }

    private static Map<String, @Nullable Object> json(Datapath.Memory m) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("name", m.name());
        result.put("size", m.size());
        result.put("bits", m.bits());
        List<Map<String, @Nullable Object>> fields = new ArrayList<>();
        m.fields().forEach(f -> fields.add(json(f, null)));
        m.layouts().forEach(l -> l.fields().forEach(f -> fields.add(json(f, l.name()))));
        result.put("fields", fields);
        return result;
    }

    private static Map<String, @Nullable Object> json(Datapath.Field f, @Nullable String layout) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("name", f.name());
        result.put("layout", layout);
        result.put("bits", f.bits());
        result.put("signed", f.signed());
        result.put("low", f.low());
        result.put("lanes", f.lanes());
        result.put("step", f.step());
        result.put(
                "overflow",
                f.overflow().map(o -> o.name().toLowerCase(Locale.ROOT)).orElse(null));
        return result;
    }

    private Map<String, @Nullable Object> json(Circuit.Operation o) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("name", o.name().text());
        result.put("state", o.state().map(s -> s.text()).orElse(null));
        result.put("cycles_min", cycles(o).map(Cycles::least).orElse(null));
        result.put(
                "cycles_max",
                cycles(o).map(Cycles::most).filter(n -> n != Cycles.OPEN).orElse(null));
        return result;
    }
}

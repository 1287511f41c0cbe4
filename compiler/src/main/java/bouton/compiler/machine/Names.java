package bouton.compiler.machine;

import bouton.dsl.chip.Chip;
import bouton.dsl.chip.Datapath;
import bouton.dsl.chip.Engine;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Circuit;
import bouton.dsl.syntax.Ident;
import bouton.image.machine.Machine.RegisterBank;
import bouton.image.machine.Memory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the circuits of a chip can name: registers, memories with their fields, kernels, operations, functions. */
final class Names {
    /** Names that are the engine's or the language's, in bodies. */
    static final Set<String> WORDS = Set.of(
            "head",
            "push",
            "later",
            "pop",
            "send",
            "cycle",
            "enter",
            "read",
            "bits",
            "min",
            "max",
            "abs",
            "mod",
            "shift_right",
            "shift_left");

    private final Chip chip;
    private final Engine.Events engine;
    private final Diagnostics diagnostics;
    private final List<RegisterBank> registers = new ArrayList<>();
    private final List<Memory> memories = new ArrayList<>();
    private final List<Datapath.Memory> texts = new ArrayList<>();
    private final Map<String, Integer> registerNumbers = new LinkedHashMap<>();
    private final Map<String, Integer> memoryNumbers = new LinkedHashMap<>();
    private final Map<String, List<Circuit.Kernel>> kernels = new LinkedHashMap<>();
    private final Map<String, Circuit.Operation> operations = new LinkedHashMap<>();
    private final Map<String, Circuit.Function> functions = new LinkedHashMap<>();
    private final Map<String, Circuit.Decoder> decoders = new LinkedHashMap<>();

    Names(Chip chip, Engine.Events engine, Diagnostics diagnostics) {
        this.chip = chip;
        this.engine = engine;
        this.diagnostics = diagnostics;
        chip.datapath().registers().forEach(r -> {
            registerNumbers.put(r.name(), registers.size());
            registers.add(new RegisterBank(r.name(), r.bits(), r.size()));
        });
        chip.datapath().memories().forEach(m -> {
            memoryNumbers.put(m.name(), memories.size());
            memories.add(memory(m));
            texts.add(m);
        });
        chip.datapath().circuits().forEach(this::circuit);
        clashes();
    }

    private void circuit(Circuit circuit) {
        String name = circuit.name().text();
        switch (circuit) {
            case Circuit.Kernel k ->
                kernels.computeIfAbsent(name, n -> new ArrayList<>()).add(k);
            case Circuit.Operation o -> operations.put(name, o);
            case Circuit.Function f -> functions.put(name, f);
            case Circuit.Decoder d -> decoders.put(name, d);
            case Circuit.Lowering l -> {}
        }
    }

    /** Kernels, operations and functions are called alike, so their names differ. */
    private void clashes() {
        Map<String, Span> seen = new LinkedHashMap<>();
        for (Circuit circuit : chip.datapath().circuits()) {
            boolean called = circuit instanceof Circuit.Kernel
                    || circuit instanceof Circuit.Operation
                    || circuit instanceof Circuit.Function;
            String name = circuit.name().text();
            if (!called) {
                continue;
            }
            if (WORDS.contains(name)) {
                diagnostics.add(
                        Diagnostic.of(Code.N002, circuit.name().span(), "`" + name + "` is a word of the language"));
            }
            Span before = seen.putIfAbsent(name, circuit.name().span());
            boolean variants =
                    circuit instanceof Circuit.Kernel && kernels(name).size() > 1;
            if (before != null && !variants) {
                diagnostics.add(Diagnostic.of(Code.N002, circuit.name().span(), "`" + name + "` is declared twice")
                        .also(before, "first declared here"));
            }
        }
    }

    private static Memory memory(Datapath.Memory text) {
        List<Memory.Field> fields = new ArrayList<>();
        text.fields().forEach(f -> fields.add(field(f, Optional.empty())));
        List<Memory.Layout> layouts = new ArrayList<>();
        Optional<Integer> selector = Optional.empty();
        for (Datapath.Layout layout : text.layouts()) {
            for (int i = 0; i < text.fields().size(); i++) {
                if (text.fields().get(i).name().equals(layout.selector().text())) {
                    selector = Optional.of(i);
                }
            }
            int number = layouts.size();
            layout.fields().forEach(f -> fields.add(field(f, Optional.of(number))));
            layouts.add(new Memory.Layout(layout.name(), layout.value()));
        }
        return new Memory(text.name(), text.size(), text.bits(), fields, selector, layouts);
    }

    private static Memory.Field field(Datapath.Field f, Optional<Integer> layout) {
        return new Memory.Field(f.name(), f.bits(), f.signed(), f.low(), f.lanes(), f.step(), layout);
    }

    Chip chip() {
        return chip;
    }

    Engine.Events engine() {
        return engine;
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    List<RegisterBank> registers() {
        return registers;
    }

    List<Memory> memories() {
        return memories;
    }

    /** The field of a memory as it is written: what a store to it does with values that do not fit. */
    Datapath.Field text(int memory, int field) {
        Datapath.Memory text = texts.get(memory);
        if (field < text.fields().size()) {
            return text.fields().get(field);
        }
        int left = field - text.fields().size();
        for (Datapath.Layout layout : text.layouts()) {
            if (left < layout.fields().size()) {
                return layout.fields().get(left);
            }
            left -= layout.fields().size();
        }
        throw new IllegalArgumentException("field " + field);
    }

    boolean isBank(int memory) {
        return texts.get(memory).bank();
    }

    Optional<Integer> register(String name) {
        return Optional.ofNullable(registerNumbers.get(name));
    }

    Optional<Integer> memory(String name) {
        return Optional.ofNullable(memoryNumbers.get(name));
    }

    /** A field of the words of a layout, or of all words. */
    Optional<Integer> field(int memory, String name, Optional<Integer> layout) {
        List<Memory.Field> fields = memories.get(memory).fields();
        for (int i = 0; i < fields.size(); i++) {
            Memory.Field f = fields.get(i);
            if (f.name().equals(name) && (f.layout().isEmpty() || f.layout().equals(layout))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** The kernels of a name: more than one if layouts choose; empty if there is none. */
    List<Circuit.Kernel> kernels(String name) {
        return kernels.getOrDefault(name, List.of());
    }

    Map<String, List<Circuit.Kernel>> kernels() {
        return kernels;
    }

    Map<String, Circuit.Operation> operations() {
        return operations;
    }

    Optional<Circuit.Function> function(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    Map<String, Circuit.Function> functions() {
        return functions;
    }

    Map<String, Circuit.Decoder> decoders() {
        return decoders;
    }

    /** All names that expressions of circuits may begin with. */
    Set<String> values() {
        Set<String> result = new TreeSet<>(registerNumbers.keySet());
        result.addAll(memoryNumbers.keySet());
        result.add("head");
        return result;
    }

    /** The register of a name; reports if there is none. */
    Optional<Integer> register(Ident name) {
        Optional<Integer> result = register(name.text());
        if (result.isEmpty()) {
            diagnostics.add(Diagnostic.of(Code.N001, name.span(), "there is no register `" + name + "`")
                    .suggest(name.text(), registerNumbers.keySet()));
        }
        return result;
    }
}

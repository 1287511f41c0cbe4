package bouton.dsl.chip.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The blocks of a chip text, and the words that their items begin with. */
enum Level {
    CHIP(
            "a chip",
            "topology",
            "clock",
            "tick",
            "engine",
            "tile",
            "core",
            "cost",
            "register",
            "memory",
            "kernel",
            "operation",
            "decode",
            "function",
            "lower"),
    /** Its items begin with the numbers that registers are written at. */
    REGISTERS("registers"),
    /** Its items begin with names of fields. */
    MEMORY("a memory", "layout"),
    /** Its items begin with names of fields. */
    LAYOUT("a layout"),
    TOPOLOGY("a topology", "link_buffer", "numbering"),
    ENGINE("an engine", "order", "timing", "sync"),
    /** The engine {@code event_serial}. */
    EVENTS(
            "an engine that works off events",
            "input",
            "output",
            "states",
            "waiting",
            "acknowledging",
            "queue",
            "wheel",
            "serve",
            "frozen",
            "spike"),
    /** Its items begin with numbers of states. */
    STATES("states"),
    /** Its items begin with names of fields. */
    QUEUE("entries of a queue"),
    WHEEL("a wheel", "mark", "period", "held", "keeps"),
    /** Its items begin with numbers of tiles. */
    SYNC("a table of barriers"),
    TILE("a tile", "core", "cost", "attribute"),
    CORE(
            "a core",
            "neurons",
            "axons",
            "fan_in",
            "fan_out",
            "synapses",
            "synapse_words",
            "traces",
            "state_words",
            "parameter_words",
            "delay",
            "buffer",
            "numbers",
            "weight",
            "synapse",
            "trace",
            "state",
            "parameter",
            "accumulator",
            "payload",
            "register",
            "multiplier",
            "divider",
            "constant",
            "shifts",
            "table",
            "random",
            "weight_shift",
            "learning",
            "readable",
            "unit",
            "cost",
            "attribute"),
    SYNAPSES("the memory of synapses", "cell", "entry"),
    LEARNING(
            "a learning engine",
            "words",
            "registers",
            "epoch",
            "history",
            "gates",
            "factors",
            "const",
            "sgn",
            "scale",
            "acc",
            "store",
            "terms",
            "reads"),
    UNIT("a unit", "every_tick", "cost", "attribute"),
    COST(
            "a cost block",
            "synapse",
            "dendrite",
            "neuron",
            "spike_out",
            "axon_in",
            "axon_out",
            "hop",
            "learning",
            "host",
            "idle");

    /** Items of chips that a later version reads. */
    static final List<String> LATER = List.of("neuron", "shared", "types", "budget");

    /** What blocks there are behind the words of a level. */
    private static final Map<String, Level> BLOCKS = Map.of(
            "topology", TOPOLOGY,
            "engine", ENGINE,
            "sync", SYNC,
            "tile", TILE,
            "core", CORE,
            "cost", COST,
            "synapses", SYNAPSES,
            "unit", UNIT);

    private final String title;
    private final List<String> words;

    Level(String title, String... words) {
        this.title = title;
        this.words = List.of(words);
    }

    /** With its article. */
    String title() {
        return title;
    }

    List<String> words() {
        return words;
    }

    /** The block behind an item of this level that begins with the word; null if it has none. */
    @org.jspecify.annotations.Nullable
    Level block(String word) {
        return switch (this) {
            case CORE -> word.equals("learning") ? LEARNING : general(word);
            case CHIP ->
                switch (word) {
                    case "register" -> REGISTERS;
                    case "memory" -> MEMORY;
                    default -> general(word);
                };
            case EVENTS ->
                switch (word) {
                    case "states" -> STATES;
                    case "queue" -> QUEUE;
                    case "wheel" -> WHEEL;
                    default -> null;
                };
            case MEMORY -> word.equals("layout") ? LAYOUT : null;
            case COST -> null;
            default -> general(word);
        };
    }

    @org.jspecify.annotations.Nullable
    private Level general(String word) {
        return words.contains(word) ? BLOCKS.get(word) : null;
    }

    /** Whether its items begin with numbers. */
    boolean isNumbered() {
        return this == SYNC || this == REGISTERS || this == STATES;
    }

    /** Whether its items may begin with names of the text's own. */
    boolean isNamed() {
        return this == LEARNING || this == MEMORY || this == LAYOUT || this == QUEUE;
    }

    /** Where else a word may stand. */
    static List<Level> of(String word) {
        List<Level> result = new ArrayList<>();
        for (Level level : values()) {
            if (level.words.contains(word)) {
                result.add(level);
            }
        }
        return result;
    }

    /** How many words in front tell an item from others of its block. */
    int keyWords(String first) {
        return switch (this) {
            case COST ->
                switch (first) {
                    case "neuron", "hop", "learning" -> 2;
                    default -> 1;
                };
            default ->
                switch (first) {
                    case "tile", "core", "unit", "attribute", "memory", "layout" -> 2;
                    case "readable" -> 3;
                    case "serve" -> 4;
                    default -> 1;
                };
        };
    }
}

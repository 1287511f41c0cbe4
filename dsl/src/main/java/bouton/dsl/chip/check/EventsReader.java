package bouton.dsl.chip.check;

import bouton.dsl.chip.Engine;
import bouton.dsl.chip.Engine.Bus;
import bouton.dsl.chip.Engine.Queue;
import bouton.dsl.chip.Engine.QueueField;
import bouton.dsl.chip.Engine.State;
import bouton.dsl.chip.Engine.Turn;
import bouton.dsl.chip.Engine.Wheel;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.syntax.Clause;
import bouton.dsl.syntax.Ident;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the numbers of an engine that works off events: {@code engine event_serial { … }}. */
final class EventsReader {
    private static final int WIDEST_BUS = 32;
    private static final int MOST_FLIP_FLOPS = 8;
    private static final int MOST_ENTRIES = 65_536;
    private static final int MOST_STATES = 256;

    private final Entry engine;
    private final Body block;
    private final Diagnostics diagnostics;
    private boolean failed;

    EventsReader(Entry engine, Body block, Diagnostics diagnostics) {
        this.engine = engine;
        this.block = block;
        this.diagnostics = diagnostics;
    }

    /** Empty after an error. */
    Optional<Engine> read() {
        Bus input = bus("input", "input AERIN 17 bit, synchroniser 2");
        Bus output = bus("output", "output AEROUT 8 bit, synchroniser 2");
        List<State> states = states();
        Ident waiting = name("waiting", "waiting WAIT");
        Ident acknowledging = name("acknowledging", "acknowledging WAIT_REQDN");
        Queue queue = queue();
        Optional<Wheel> wheel = wheel();
        List<Turn> serve = serve();
        Optional<Ident> frozen =
                block.find("frozen") == null ? Optional.empty() : Optional.of(name("frozen", "frozen GATE_ACTIVITY"));
        Ident spike = name("spike", "spike fired");
        return failed
                ? Optional.empty()
                : Optional.of(new Engine.Events(
                        input, output, states, waiting, acknowledging, queue, wheel, serve, frozen, spike));
    }

    private @Nullable Reader reader(String word, String example) {
        Entry entry = block.find(word);
        if (entry == null) {
            failed = true;
            diagnostics.add(Diagnostic.of(Code.S008, engine.span(), "an engine `event_serial` needs `" + word + "`")
                    .help("for example `" + example + "`"));
            return null;
        }
        return new Reader(entry, diagnostics);
    }

    private void end(Reader reader) {
        reader.provenance();
        reader.end();
        failed |= reader.failed();
    }

    private Ident name(String word, String example) {
        Reader reader = reader(word, example);
        if (reader == null) {
            return new Ident("", engine.span());
        }
        Ident result = ident(reader, "a name, as in `" + example + "`");
        end(reader);
        return result;
    }

    private static Ident ident(Reader reader, String what) {
        Clause.Word word = reader.word(what);
        return new Ident(word.word(), word.span());
    }

    private Bus bus(String word, String example) {
        Reader reader = reader(word, example);
        if (reader == null) {
            return new Bus("", 1, 1);
        }
        String name = reader.word("the bus's name, as in `" + example + "`").word();
        int bits = reader.whole("the bits of an address", 1, WIDEST_BUS);
        reader.unit("bit");
        reader.expect(",", example);
        reader.expect("synchroniser", example);
        int flipFlops = reader.whole("a number of flip-flops", 1, MOST_FLIP_FLOPS);
        end(reader);
        return new Bus(name, bits, flipFlops);
    }

    private List<State> states() {
        Reader reader = reader("states", "states { 0 WAIT ; 1 PUSH }");
        List<State> result = new ArrayList<>();
        if (reader == null) {
            return result;
        }
        end(reader);
        for (Entry entry : block.block("states", Level.STATES).entries()) {
            Reader row = new Reader(entry.fromStart(), diagnostics);
            int number = row.whole("the state's number", 0, MOST_STATES - 1);
            Clause.Word name = row.word("the state's name");
            end(row);
            if (!row.failed() && result.stream().anyMatch(s -> s.name().equals(name.word()))) {
                failed = true;
                diagnostics.add(Diagnostic.of(Code.N002, name.span(), "`" + name.word() + "` is declared twice"));
            }
            result.add(new State(number, name.word()));
        }
        return result;
    }

    private Queue queue() {
        Reader reader = reader("queue", "queue 32 { addr: u8 }");
        if (reader == null) {
            return new Queue(1, List.of());
        }
        int entries = reader.whole("a number of entries", 1, MOST_ENTRIES);
        end(reader);
        List<QueueField> fields = new ArrayList<>();
        for (Entry entry : block.block("queue", Level.QUEUE).entries()) {
            Reader row = new Reader(entry.fromStart(), diagnostics);
            Clause.Word name = row.word("the field's name");
            row.expect(":", "addr: u8");
            FieldType type = FieldType.read(row);
            end(row);
            if (!row.failed() && type.signed()) {
                failed = true;
                diagnostics.add(Diagnostic.of(Code.Q120, entry.span(), "a queue holds numbers without a sign"));
            }
            fields.add(new QueueField(name.word(), type.bits(), name.span()));
        }
        if (fields.isEmpty() && !reader.failed()) {
            failed = true;
            diagnostics.add(Diagnostic.of(Code.S008, reader.span(), "entries of a queue have fields")
                    .help("for example `queue 32 { addr: u8 }`"));
        }
        return new Queue(entries, fields);
    }

    /** {@code wheel 57 of 4 { mark last ; period BURST_TIMEREF ; held OPEN_LOOP ; keeps addr }}. */
    private Optional<Wheel> wheel() {
        Entry entry = block.find("wheel");
        if (entry == null) {
            return Optional.empty();
        }
        Reader reader = new Reader(entry, diagnostics);
        int slots = reader.whole("a number of slots", 2, MOST_ENTRIES);
        reader.expect("of", "wheel 57 of 4");
        int depth = reader.whole("the entries of a slot", 1, MOST_ENTRIES);
        end(reader);
        Body inner = block.block("wheel", Level.WHEEL);
        Ident mark = inner(inner, entry, "mark", "mark last");
        Ident period = inner(inner, entry, "period", "period BURST_TIMEREF");
        Optional<Ident> held = inner.find("held") == null
                ? Optional.empty()
                : Optional.of(inner(inner, entry, "held", "held OPEN_LOOP"));
        List<Ident> keeps = new ArrayList<>();
        Entry kept = inner.find("keeps");
        if (kept == null) {
            failed = true;
            diagnostics.add(Diagnostic.of(Code.S008, entry.span(), "a wheel needs `keeps`")
                    .help("for example `keeps addr`: the fields of an entry that it stores"));
        } else {
            Reader names = new Reader(kept, diagnostics);
            do {
                keeps.add(ident(names, "a field of the queue"));
            } while (!names.failed() && names.accept(","));
            end(names);
        }
        return Optional.of(new Wheel(slots, depth, mark, period, held, keeps));
    }

    private Ident inner(Body body, Entry wheel, String word, String example) {
        Entry entry = body.find(word);
        if (entry == null) {
            failed = true;
            diagnostics.add(Diagnostic.of(Code.S008, wheel.span(), "a wheel needs `" + word + "`")
                    .help("for example `" + example + "`"));
            return new Ident("", wheel.span());
        }
        Reader reader = new Reader(entry, diagnostics);
        Ident result = ident(reader, "a name, as in `" + example + "`");
        end(reader);
        return result;
    }

    private List<Turn> serve() {
        List<Turn> result = new ArrayList<>();
        for (Entry entry : block.all("serve")) {
            Reader reader = new Reader(entry.fromStart(), diagnostics);
            reader.word("serve");
            switch (reader.oneOf(List.of("full", "queue", "request"))) {
                case "full" -> result.add(new Turn.Full());
                case "queue" -> result.add(new Turn.Scheduler());
                default -> result.add(new Turn.Request(except(reader)));
            }
            end(reader);
        }
        if (result.isEmpty()) {
            reader("serve", "serve queue");
        }
        return result;
    }

    private static List<Ident> except(Reader reader) {
        List<Ident> result = new ArrayList<>();
        if (reader.accept("except")) {
            do {
                result.add(ident(reader, "an operation"));
            } while (!reader.failed() && reader.accept(","));
        }
        return result;
    }
}

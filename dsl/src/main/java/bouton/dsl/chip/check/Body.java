package bouton.dsl.chip.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.syntax.Clause;
import bouton.dsl.syntax.Item;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The items of a block of a chip, each once, by what tells them apart. */
final class Body {
    private final Level level;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private Body(Level level) {
        this.level = level;
    }

    /** An empty block. */
    static Body empty(Level level) {
        return new Body(level);
    }

    /**
     * Sorts out what a text holds; what belongs nowhere is reported.
     *
     * @param known where the numbers come from, unless they say themselves
     */
    static Body of(List<Clause> clauses, Level level, Optional<Item.Annotation> known, Diagnostics diagnostics) {
        Body result = new Body(level);
        for (Clause clause : clauses) {
            if (!clause.faulty()) {
                result.add(clause, known, diagnostics);
            }
        }
        return result;
    }

    private void add(Clause clause, Optional<Item.Annotation> known, Diagnostics diagnostics) {
        Optional<String> first = first(clause, diagnostics);
        if (first.isEmpty()) {
            return;
        }
        clause.rest()
                .ifPresent(r -> diagnostics.add(Diagnostic.of(Code.S001, r, "an item ends behind its block")
                        .help("begin a new line")));
        int words = leadingWords(clause, first.get());
        String key =
                clause.parts().subList(0, words).stream().map(Clause.Part::text).collect(Collectors.joining(" "));
        Optional<Item.Annotation> own = Marks.provenance(clause.parts()).or(() -> known);
        Level inner = level.block(first.get());
        if (clause.block().isPresent() && inner == null) {
            diagnostics.add(Diagnostic.of(Code.S006, clause.head(), "`" + first.get() + "` has no block of its own"));
        }
        if (inner == Level.ENGINE
                && clause.parts().size() > 1
                && clause.parts().get(1).text().equals("event_serial")) {
            inner = Level.EVENTS;
        }
        Body block =
                clause.block().isPresent() && inner != null ? of(clause.block().get(), inner, own, diagnostics) : null;
        Entry entry = new Entry(key, words, clause.parts(), block, known, clause.head());
        Entry before = entries.putIfAbsent(key, entry);
        if (before != null) {
            diagnostics.add(Diagnostic.of(Code.N002, clause.head(), "`" + key + "` is given twice")
                    .label("again here")
                    .also(before.span(), "first given here"));
        }
    }

    /** The word an item begins with, if it is one of this block. */
    private Optional<String> first(Clause clause, Diagnostics diagnostics) {
        Clause.Part part = clause.parts().getFirst();
        if (level.isNumbered()) {
            if (part instanceof Clause.Number) {
                return Optional.of(part.text());
            }
            diagnostics.add(unnumbered(part));
            return Optional.empty();
        }
        if (!(part instanceof Clause.Word word)) {
            diagnostics.add(Diagnostic.of(Code.S005, part.span(), "an item of a chip begins with a word")
                    .note(level.title() + " holds " + String.join(", ", level.words())));
            return Optional.empty();
        }
        String text = word.word();
        boolean variable = level.isNamed()
                && clause.parts().size() > 1
                && (isSign(clause.parts().get(1), ":") || isSign(clause.parts().get(1), "["));
        if (level.words().contains(text) || variable) {
            return Optional.of(text);
        }
        diagnostics.add(unknown(word));
        return Optional.empty();
    }

    private Diagnostic.Builder unnumbered(Clause.Part part) {
        return switch (level) {
            case REGISTERS ->
                Diagnostic.of(Code.S005, part.span(), "a register begins with the number that it is written at")
                        .help("for example `1 OPEN_LOOP: u1`, or `2 .. 17 SYN_SIGN: u1[256]` for a bank");
            case STATES ->
                Diagnostic.of(Code.S005, part.span(), "a state begins with its number")
                        .help("for example `0 WAIT`");
            default ->
                Diagnostic.of(Code.S005, part.span(), "a row of a table begins with a number of tiles")
                        .help("for example `4: 1.4 us`: that long when 4 tiles or more are in use");
        };
    }

    private Diagnostic.Builder unknown(Clause.Word word) {
        String text = word.word();
        if (level == Level.CHIP && Level.LATER.contains(text)) {
            return Diagnostic.of(Code.F111, word.span(), "`" + text + "` is not yet read in chips")
                    .note("the word is kept for a later version");
        }
        List<Level> elsewhere = Level.of(text);
        if (!elsewhere.isEmpty()) {
            String places = elsewhere.stream().map(Level::title).collect(Collectors.joining(" or "));
            return Diagnostic.of(Code.S006, word.span(), "`" + text + "` does not belong into " + level.title())
                    .help("it belongs into " + places);
        }
        return Diagnostic.of(Code.S005, word.span(), level.title() + " knows no `" + text + "`")
                .suggest(text, level.words())
                .note(level.title() + " holds " + String.join(", ", level.words()));
    }

    private int leadingWords(Clause clause, String first) {
        int most = level.keyWords(first);
        int words = 1;
        while (words < most && words < clause.parts().size() && clause.parts().get(words) instanceof Clause.Word) {
            words++;
        }
        return words;
    }

    private static boolean isSign(Clause.Part part, String sign) {
        return part instanceof Clause.Sign s && s.sign().equals(sign);
    }

    /** This over what is inherited: items of the same key replace, their blocks merge. */
    Body over(Body inherited) {
        Body result = new Body(level);
        result.entries.putAll(inherited.entries);
        if (level == Level.CORE && entries.containsKey("numbers")) {
            Formats.WORDS.forEach(result.entries::remove);
        }
        Entry learning = entries.get("learning");
        if (level == Level.CORE && learning != null && learnsOtherwise(learning, inherited)) {
            boolean wired = learning.kind().equals("native");
            result.entries
                    .keySet()
                    .removeIf(k -> k.startsWith("readable") && (!wired || k.equals("readable at epoch")));
        }
        if (level == Level.COST && entries.containsKey("hop")) {
            result.entries.keySet().removeIf(k -> k.startsWith("hop "));
        }
        entries.forEach((key, entry) -> {
            Entry before = result.entries.get(key);
            result.entries.put(key, before == null ? entry : entry.over(before));
        });
        return result;
    }

    /** What an inherited engine can read, and when, says nothing of one that is wired, of sums, or of none. */
    private static boolean learnsOtherwise(Entry own, Body inherited) {
        Entry before = inherited.entries.get("learning");
        return !own.isBare()
                && !own.kind().equals("programmable")
                && (before == null || !own.kind().equals(before.kind()));
    }

    /** The items that another block may take over, without some of them. */
    Body taken(Level to, List<String> words, String without) {
        Body result = new Body(to);
        entries.forEach((key, entry) -> {
            String first = key.split(" ", 2)[0];
            if (words.contains(first) && !key.equals(without)) {
                result.entries.put(key, entry);
            }
        });
        return result;
    }

    @Nullable
    Entry find(String key) {
        return entries.get(key);
    }

    /** The block of an item, empty if there is no such item. */
    Body block(String key, Level of) {
        Entry entry = entries.get(key);
        return entry == null || entry.block() == null ? empty(of) : entry.block();
    }

    /** The items that begin with a word, the bare one too. */
    List<Entry> all(String word) {
        List<Entry> result = new ArrayList<>();
        entries.forEach((key, entry) -> {
            if (key.equals(word) || key.startsWith(word + " ")) {
                result.add(entry);
            }
        });
        return result;
    }

    Collection<Entry> entries() {
        return entries.values();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }
}

package bouton.dsl.chip.check;

import bouton.dsl.source.Span;
import bouton.dsl.syntax.Clause;
import bouton.dsl.syntax.Item;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An item of a chip.
 *
 * @param key tells it from the others of its block
 * @param words how many words the key has
 * @param parts what stands on its line, the key's words included
 * @param block what stands in its block; null if it has none
 * @param known where its numbers come from, if a block around it says so for all that it holds
 * @param span its line
 */
record Entry(
        String key,
        int words,
        List<Clause.Part> parts,
        @Nullable Body block,
        Optional<Item.Annotation> known,
        Span span) {
    /** Whether nothing but the key, and perhaps a block, is written. */
    boolean isBare() {
        return parts.size() == words;
    }

    /** What stands behind the key, if it is a word: the kind of memory, of learning, of engine. */
    String kind() {
        return parts.size() > words && parts.get(words) instanceof Clause.Word w ? w.word() : "";
    }

    /** The same, read from its first part on. */
    Entry fromStart() {
        return new Entry(key, 0, parts, block, known, span);
    }

    /** This in place of an inherited one of the same key. */
    Entry over(Entry inherited) {
        boolean sameKind = isBare() || kind().equals(inherited.kind());
        Body merged = block == null
                ? sameKind ? inherited.block : null
                : inherited.block == null || !sameKind ? block : block.over(inherited.block);
        Entry head = isBare() ? inherited : this;
        return new Entry(key, head.words, head.parts, merged, isBare() ? inherited.known : known, span);
    }
}

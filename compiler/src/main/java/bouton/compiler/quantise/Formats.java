package bouton.compiler.quantise;

import bouton.image.ir.Type;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The formats of an image's places, and how the image stores them: words as integers of their width; what the engine carries
 * in float64 (sums, payloads, what is sent, shared words) as integers in float64, in which all of up to 53 bits are exact.
 */
final class Formats {
    private final Map<Site, WordFormat> formats;
    private final Set<Site> carried;

    /** @param carried words that stay float64 and hold integers */
    Formats(Map<Site, WordFormat> formats, Set<Site> carried) {
        this.formats = new TreeMap<>(formats);
        this.carried = Set.copyOf(carried);
    }

    /** The format of a place; empty for words that are no numbers of the model (timers, flags). */
    Optional<WordFormat> find(Site site) {
        return Optional.ofNullable(formats.get(site));
    }

    WordFormat of(Site site) {
        return find(site).orElseThrow(() -> new IllegalStateException("no format for " + site));
    }

    /** The type under which a word is stored. */
    Type type(Site site) {
        return carried.contains(site) ? Type.F64 : type(of(site));
    }

    /** An integer of the format. */
    static Type.Int type(WordFormat format) {
        return new Type.Int(format.number().bits(), format.number().signed(), 0);
    }

    /** The same storage with other formats. */
    Formats with(Map<Site, WordFormat> others) {
        return new Formats(others, carried);
    }

    Map<Site, WordFormat> all() {
        return java.util.Collections.unmodifiableMap(formats);
    }

    /** The integers that a word can hold: those of its format, and of its range where every store keeps it inside. */
    static long least(WordFormat format) {
        return isDeclared(format)
                ? Math.max(format.least(), (long) format.whole(format.range().lo()))
                : format.least();
    }

    static long most(WordFormat format) {
        return isDeclared(format)
                ? Math.min(format.most(), (long) format.whole(format.range().hi()))
                : format.most();
    }

    private static boolean isDeclared(WordFormat format) {
        return format.reason() == WordFormat.Reason.DECLARED && format.range().isFinite();
    }
}

package bouton.dsl.check;

import bouton.dsl.chip.Chip;
import bouton.dsl.chip.check.ChipChecker;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.parse.Parser;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Declaration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds chips by name, those of a file and its imports first, then the profiles, and puts them together with their parents. */
final class ChipTable {
    /** Deeper derivations come from a mistake of a generator. */
    private static final int MOST_DERIVATIONS = 100;

    private final Environment environment;
    private final Diagnostics diagnostics;
    private final Map<String, Optional<FileScope>> profiles = new HashMap<>();

    ChipTable(Environment environment, Diagnostics diagnostics) {
        this.environment = environment;
        this.diagnostics = diagnostics;
    }

    /** A declaration and the file whose names it sees. */
    private record Found(Declaration.Chip chip, FileScope home) {}

    /**
     * The chip of a name.
     *
     * @param home the file whose names are visible
     * @param at where the name is written
     * @return empty if there is none or something is wrong with it, which has been reported
     */
    Optional<Chip> find(String name, FileScope home, Span at) {
        Found found = lookUp(name, home);
        if (found == null) {
            unknown(name, home, at, "there is no chip `" + name + "`");
            return Optional.empty();
        }
        return check(found);
    }

    /** A chip of this file. */
    Optional<Chip> check(Declaration.Chip chip, FileScope home) {
        return check(new Found(chip, home));
    }

    private Optional<Chip> check(Found found) {
        List<Declaration.Chip> line = new ArrayList<>();
        return line(found, line) ? ChipChecker.check(line, diagnostics) : Optional.empty();
    }

    /** The chip and what it derives from; false after an error. */
    private boolean line(Found first, List<Declaration.Chip> line) {
        Set<Declaration.Chip> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Found at = first; ; ) {
            Declaration.Chip chip = at.chip();
            if (!seen.add(chip)) {
                diagnostics.add(circle(line.subList(line.indexOf(chip), line.size())));
                return false;
            }
            if (seen.size() > MOST_DERIVATIONS) {
                diagnostics.add(Diagnostic.of(
                        Code.S004,
                        chip.name().span(),
                        "`" + chip.name() + "` is derived through more than " + MOST_DERIVATIONS + " others"));
                return false;
            }
            line.add(chip);
            if (chip.base().isEmpty()) {
                return true;
            }
            String base = chip.base().get().text();
            Found parent = lookUp(base, at.home());
            if (parent == null) {
                unknown(base, at.home(), chip.base().get().span(), "there is no chip `" + base + "` to derive from");
                return false;
            }
            at = parent;
        }
    }

    /** One report for a circle, whichever of its chips is looked at: at the one that comes first in the text. */
    private static Diagnostic.Builder circle(List<Declaration.Chip> members) {
        List<Declaration.Chip> way = new ArrayList<>(members);
        Declaration.Chip first =
                Collections.min(way, Comparator.comparing(c -> c.name().span()));
        Collections.rotate(way, -way.indexOf(first));
        way.add(first);
        String text = way.stream().map(c -> c.name().text()).collect(Collectors.joining(" = "));
        return Diagnostic.of(Code.N008, first.name().span(), "`" + first.name() + "` is derived from itself")
                .note("the circle: " + text)
                .help("one of them needs a body of its own: `chip " + first.name() + " { … }`");
    }

    private @Nullable Found lookUp(String name, FileScope home) {
        FileScope.Entry entry = home.find(name);
        if (entry != null) {
            return entry.declaration() instanceof Declaration.Chip c ? new Found(c, entry.home()) : null;
        }
        Optional<FileScope> profile = profile(name);
        if (profile.isEmpty()) {
            return null;
        }
        FileScope.Entry there = profile.get().find(name);
        return there != null && there.declaration() instanceof Declaration.Chip c ? new Found(c, there.home()) : null;
    }

    /** The text of a profile; read once. */
    private Optional<FileScope> profile(String name) {
        Optional<FileScope> known = profiles.get(name);
        if (known == null) {
            known = read(name);
            profiles.put(name, known);
        }
        return known;
    }

    private Optional<FileScope> read(String name) {
        try {
            return environment
                    .chip(name)
                    .map(text -> new Loader(environment, diagnostics)
                            .load(Parser.parse(text.name(), text.bytes(), diagnostics)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Names of all chips that can be named in a file. */
    Set<String> names(FileScope home) {
        Set<String> known = new TreeSet<>(environment.chips());
        known.addAll(home.names(Declaration.Chip.class));
        known.add(TargetChecker.IDEAL);
        return known;
    }

    private void unknown(String name, FileScope home, Span at, String message) {
        FileScope.Entry entry = home.find(name);
        if (home.isDoubtful(name) || (entry != null && entry.declaration() instanceof Declaration.Faulty)) {
            return;
        }
        Set<String> known = names(home);
        diagnostics.add(
                Diagnostic.of(Code.N006, at, message).suggest(name, known).note("chips: " + String.join(", ", known)));
    }
}

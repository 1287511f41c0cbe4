package bouton.dsl.chip.check;

import bouton.dsl.chip.Learning;
import bouton.dsl.chip.Learning.Epoch;
import bouton.dsl.chip.Learning.Home;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Clause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads how a core learns, and what a rule can read when. */
final class LearningReader {
    private static final List<String> KINDS = List.of("none", "programmable", "sum_of_products", "native");
    private static final List<String> OF_PROGRAMS = List.of("words", "registers", "epoch", "history");
    private static final int MOST_TICKS = 1_000_000;

    /** When a rule may act. */
    private enum Moment {
        PRE,
        POST,
        EPOCH;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Body core;
    private final Diagnostics diagnostics;
    private final Map<Moment, Set<Home>> readable = new EnumMap<>(Moment.class);

    LearningReader(Body core, Diagnostics diagnostics) {
        this.core = core;
        this.diagnostics = diagnostics;
    }

    Learning read() {
        core.all("readable").forEach(this::readable);
        Entry entry = core.find("learning");
        if (entry == null) {
            unread("there is nothing that learns");
            return new Learning.None();
        }
        Reader reader = new Reader(entry, diagnostics);
        String kind = reader.oneOf(KINDS);
        Body block = core.block("learning", Level.LEARNING);
        Learning result = switch (kind) {
            case "programmable" -> programmable(block, reader);
            case "sum_of_products" -> {
                unread("a sum of products reads what its `factors` name");
                yield new SumReader(block, entry.span(), diagnostics).read();
            }
            case "native" -> natives(block, reader);
            default -> {
                unread("there is nothing that learns");
                refuse(block, List.of(), "`learning none` has no parts");
                yield new Learning.None();
            }
        };
        reader.provenance();
        reader.end();
        return result;
    }

    /** {@code readable at pre: synapse, pre}. */
    private void readable(Entry entry) {
        String[] words = entry.key().split(" ");
        Reader reader = new Reader(entry, diagnostics);
        Moment moment = null;
        if (words.length == 3 && words[1].equals("at")) {
            moment = Arrays.stream(Moment.values())
                    .filter(m -> m.word().equals(words[2]))
                    .findFirst()
                    .orElse(null);
        }
        if (moment == null) {
            reader.fail(Diagnostic.of(Code.S005, entry.span(), "a rule reads `at pre`, `at post` or `at epoch`")
                    .help("for example `readable at pre: synapse, pre, post`"));
            return;
        }
        reader.expect(":", "readable at pre: synapse, pre, post");
        Set<Home> homes = EnumSet.noneOf(Home.class);
        if (!reader.accept("none")) {
            List<String> names = Arrays.stream(Home.values()).map(Home::word).toList();
            do {
                Home home = Home.valueOf(reader.oneOf(names).toUpperCase(java.util.Locale.ROOT));
                homes.add(home);
            } while (reader.accept(","));
        }
        reader.provenance();
        reader.end();
        readable.put(moment, homes);
    }

    private void unread(String why) {
        core.all("readable").stream()
                .findFirst()
                .ifPresent(
                        e -> diagnostics.add(Diagnostic.of(Code.F106, e.span(), "`readable` says nothing here: " + why)
                                .help("leave it out, or write `learning programmable { words 64 }`")));
    }

    private Set<Home> at(Moment moment) {
        return readable.getOrDefault(moment, Set.of());
    }

    private Learning programmable(Body block, Reader reader) {
        refuse(block, OF_PROGRAMS, "a programmable engine has words, registers, epoch and history");
        Epoch epoch = epoch(block, diagnostics);
        if (at(Moment.PRE).isEmpty()
                && at(Moment.POST).isEmpty()
                && at(Moment.EPOCH).isEmpty()) {
            reader.fail(Diagnostic.of(Code.F106, reader.span(), "no rule could act: nothing is readable at any moment")
                    .help("say what a rule reads, as `readable at pre: synapse, pre, post`"));
        }
        if (epoch.exists() && at(Moment.EPOCH).isEmpty()) {
            reader.fail(Diagnostic.of(Code.F106, reader.span(), "an epoch at which nothing is readable does nothing")
                    .help("say what a rule reads then, as `readable at epoch: synapse, pre, post`"));
        }
        if (!epoch.exists() && !at(Moment.EPOCH).isEmpty()) {
            Span at = core.all("readable").stream()
                    .filter(e -> e.key().endsWith("epoch"))
                    .findFirst()
                    .map(Entry::span)
                    .orElse(reader.span());
            reader.fail(Diagnostic.of(
                            Code.F106, at, "there are no epochs: the learning engine does not say how long they are")
                    .help("give it one, as `learning programmable { epoch 1 .. 64 tick }`"));
        }
        return new Learning.Programmable(
                number(block, "words", Integer.MAX_VALUE, 1),
                number(block, "registers", Integer.MAX_VALUE, 1),
                at(Moment.PRE),
                at(Moment.POST),
                at(Moment.EPOCH),
                epoch,
                number(block, "history", 0, 0));
    }

    private Learning natives(Body block, Reader reader) {
        refuse(block, List.of(), "a wired rule has no parts");
        List<String> rules = new ArrayList<>();
        do {
            rules.add(reader.word("the name of a rule").word());
        } while (reader.accept(","));
        if (!at(Moment.EPOCH).isEmpty()) {
            reader.fail(Diagnostic.of(Code.F106, reader.span(), "wired rules have no epochs"));
        }
        return new Learning.Native(rules, at(Moment.PRE), at(Moment.POST));
    }

    /** Reports items that another kind of learning has. */
    private void refuse(Body block, List<String> allowed, String what) {
        for (Entry entry : block.entries()) {
            if (!allowed.contains(entry.key())) {
                diagnostics.add(Diagnostic.of(
                                Code.S006,
                                entry.span(),
                                "`" + entry.key() + "` does not belong to this kind of learning")
                        .note(what));
            }
        }
    }

    private int number(Body block, String word, int otherwise, int least) {
        Entry entry = block.find(word);
        if (entry == null) {
            return otherwise;
        }
        Reader reader = new Reader(entry, diagnostics);
        int result = least == 0 ? reader.whole("a number", 0, Reader.MOST) : reader.limit("a number", least);
        reader.provenance();
        reader.end();
        return result;
    }

    /** {@code epoch 16 tick} or {@code epoch 1 .. 63 tick}; none if there is none. */
    static Epoch epoch(Body block, Diagnostics diagnostics) {
        Entry entry = block.find("epoch");
        if (entry == null) {
            return Epoch.NONE;
        }
        Reader reader = new Reader(entry, diagnostics);
        Interval ticks = Interval.read(reader, "ticks, as `16 tick` or `1 .. 63 tick`", 1, MOST_TICKS, "tick");
        reader.provenance();
        reader.end();
        return reader.failed() ? Epoch.NONE : new Epoch(ticks.from(), ticks.to());
    }

    /** Names with commas between them. */
    static List<String> names(Reader reader, String what) {
        List<String> names = new ArrayList<>();
        do {
            Clause.Word first = reader.word(what);
            if (reader.accept("..")) {
                numbered(first, reader, names);
            } else {
                names.add(first.word());
            }
        } while (!reader.failed() && reader.accept(","));
        return names;
    }

    /** {@code u0 .. u9}. */
    private static void numbered(Clause.Word first, Reader reader, List<String> names) {
        Clause.Word last = reader.word("the last name, as in `u0 .. u9`");
        String stem = first.word().replaceFirst("[0-9]+$", "");
        String from = first.word().substring(stem.length());
        String to = last.word().startsWith(stem) ? last.word().substring(stem.length()) : "";
        boolean good = from.matches("[0-9]{1,4}") && to.matches("[0-9]{1,4}");
        if (!good || Integer.parseInt(from) > Integer.parseInt(to)) {
            reader.fail(Diagnostic.of(Code.F102, first.span().to(last.span()), "these names do not count up")
                    .help("for example `u0 .. u9`"));
            return;
        }
        for (int i = Integer.parseInt(from); i <= Integer.parseInt(to); i++) {
            names.add(stem + i);
        }
    }
}

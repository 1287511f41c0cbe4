package bouton.compiler.learning;

import bouton.dsl.chip.Core;
import bouton.dsl.chip.Learning;
import bouton.dsl.chip.Learning.Home;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Span;
import bouton.image.net.Field;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Per;
import bouton.image.net.Projection;
import bouton.image.net.Trigger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a core can run the rules of an image of integers. Handlers of source events run when the source's row is
 * visited. Handlers of target events run then if the chip can read what they read; else, where the chip keeps a history of target
 * events, they are made up for at the next arrival from the source: that gives the same integers if they read nothing but the
 * synapse and traces, as between two arrivals nobody else looks at the synapse. Periodic handlers and those of global events run
 * at epochs.
 */
public final class RuleCheck {
    private final Image image;
    private final Core core;
    private final List<Span> spans;
    private final IntFunction<Span> projections;
    private final Diagnostics diagnostics;
    private final Set<String> told = new HashSet<>();
    private final List<Rule> rules = new ArrayList<>();

    /**
     * A handler of a rule on the chip.
     *
     * @param projection its number
     * @param model name of the rule
     * @param when what makes it run, and where that is done
     * @param code its program
     * @param at number of its place in the text
     */
    public record Rule(int projection, String model, When when, Microcode code, int at) {}

    /** When a handler runs on the chip. */
    public enum When {
        /** As a source event arrives. */
        PRE,
        /** At the target's event. */
        POST,
        /** The target's events since, at the next arrival. */
        DEFERRED,
        /** At the epoch in which the moment lies. */
        EPOCH
    }

    private RuleCheck(
            Image image, Core core, List<Span> spans, IntFunction<Span> projections, Diagnostics diagnostics) {
        this.image = image;
        this.core = core;
        this.spans = spans;
        this.projections = projections;
        this.diagnostics = diagnostics;
    }

    /**
     * Checks all projections.
     *
     * @param image of integers
     * @param spans places in the text by the numbers of the image's origins
     * @param projections places of the projections by their numbers
     * @param diagnostics gets an error for each handler that the core cannot run
     * @return the handlers as programs
     */
    public static List<Rule> check(
            Image image, Core core, List<Span> spans, IntFunction<Span> projections, Diagnostics diagnostics) {
        RuleCheck check = new RuleCheck(image, core, spans, projections, diagnostics);
        for (int p = 0; p < image.projections().size(); p++) {
            check.projection(p, image.projections().get(p));
        }
        check.budget();
        return List.copyOf(check.rules);
    }

    /** Projections of one rule have the same problem, which is told once. */
    private void tell(Code code, int projection, int at, String message, @Nullable String note, String help) {
        Span span = at >= 0 && at < spans.size() ? spans.get(at) : projections.apply(projection);
        if (told.add(code + " " + span.source().name() + " " + span.start() + " " + message)) {
            Diagnostic.Builder diagnostic = Diagnostic.of(code, span, message).help(help);
            diagnostics.add(note == null ? diagnostic : diagnostic.note(note));
        }
    }

    private void projection(int number, Projection p) {
        boolean possible = true;
        for (Handler h : p.handlers()) {
            if (h.per() == Per.INSTANCE && possible) {
                Reads reads = Reads.of(h.kernel());
                if (reads.stores() || !isPlainDelivery(h, reads)) {
                    possible = rule(number, p, h, reads);
                }
            }
        }
        words(number, p);
    }

    /** A delivery of a word or constant at a source event is what every synapse does. */
    private static boolean isPlainDelivery(Handler h, Reads reads) {
        return h.trigger() instanceof Trigger.PreEvent
                && reads.delivers()
                && !reads.homes().containsKey(Home.POST)
                && !reads.homes().containsKey(Home.GLOBAL);
    }

    /** False if no handler of the projection needs to be looked at any more. */
    private boolean rule(int number, Projection p, Handler h, Reads reads) {
        if (reads.mirrors()) {
            tell(
                    Code.F226,
                    number,
                    reads.mirrorAt(),
                    "this chip cannot read the weights of `"
                            + image.projections().get(p.mirror().projection()).name() + "` for `" + p.name() + "`",
                    "that needs a memory of synapses that is read by rows and by columns",
                    "fixed weights of its own, as feedback alignment has");
            return false;
        }
        return switch (core.learning()) {
            case Learning.None none -> {
                if (reads.stores()) {
                    tell(
                            Code.F220,
                            number,
                            reads.at(),
                            "`" + p.model() + "` changes its synapses, and this chip does not learn",
                            null,
                            "`std.synapses.static`, or a chip with `learning`, such as crossbar256");
                }
                yield !reads.stores();
            }
            case Learning.Programmable program -> {
                programmable(number, p, h, reads, program);
                yield true;
            }
            case Learning.SumOfProducts sums -> other(number, p, reads, "sums of products at epochs");
            case Learning.Native wired ->
                wired.rules().contains(p.model())
                        || other(number, p, reads, "the wired rule " + String.join(", ", wired.rules()));
        };
    }

    private boolean other(int number, Projection p, Reads reads, String has) {
        if (reads.stores()) {
            tell(
                    Code.F221,
                    number,
                    reads.at(),
                    "this chip learns by " + has + ", and `" + p.model() + "` is a program",
                    null,
                    "a chip with programmable learning, such as crossbar256");
        }
        return !reads.stores();
    }

    private void programmable(int number, Projection p, Handler h, Reads reads, Learning.Programmable program) {
        When when = switch (h.trigger()) {
            case Trigger.PreEvent t -> When.PRE;
            case Trigger.PostEvent t -> atPost(program, reads) ? When.POST : When.DEFERRED;
            default -> When.EPOCH;
        };
        Set<Home> readable = switch (when) {
            case PRE -> program.atPre();
            case POST -> program.atPost();
            case DEFERRED -> deferred(program);
            case EPOCH -> program.epoch().exists() ? program.atEpoch() : Set.of();
        };
        for (Map.Entry<Home, Integer> read : reads.homes().entrySet()) {
            if (!readable.contains(read.getKey())) {
                unreadable(number, when, read.getKey(), read.getValue(), readable, program);
                return;
            }
        }
        if (when == When.DEFERRED && !reads.momentary().isEmpty()) {
            late(number, reads.momentary().entrySet().iterator().next(), program);
            return;
        }
        if (when == When.EPOCH && !epoch(number, h, reads, program)) {
            return;
        }
        rules.add(new Rule(number, p.model(), when, Microcode.of(h.kernel()), reads.at()));
    }

    /** A membrane potential at the target's event is gone when the event is made up for; traces are kept with its time. */
    private void late(int number, Map.Entry<Home, Integer> read, Learning.Programmable program) {
        boolean pre = program.atPre().contains(read.getKey());
        tell(
                Code.F222,
                number,
                read.getValue(),
                "this chip makes up for a target's event at the next arrival from the source, and this value is another one by then",
                "traces are kept with the time of the event; values of neurons are not",
                pre ? "read it in `on pre`, or write the rule with traces" : "write the rule with traces");
    }

    private static boolean atPost(Learning.Programmable program, Reads reads) {
        return program.atPost().containsAll(reads.homes().keySet())
                && !program.atPost().isEmpty();
    }

    /** What is known of a target event when it is made up for: the synapse, and traces, which are kept with its time. */
    private static Set<Home> deferred(Learning.Programmable program) {
        Set<Home> result = EnumSet.noneOf(Home.class);
        if (program.history() > 0) {
            result.addAll(program.atPre());
            result.remove(Home.GLOBAL);
        }
        return result;
    }

    private void unreadable(
            int number, When when, Home home, int at, Set<Home> readable, Learning.Programmable program) {
        String moment = switch (when) {
            case PRE -> "when an event of the source arrives";
            case POST -> "when the target has an event";
            case DEFERRED ->
                program.history() > 0
                        ? "of a target's event, which it makes up for at the next arrival"
                        : "when the target has an event";
            case EPOCH -> "at an epoch";
        };
        String what = switch (home) {
            case SYNAPSE -> "the synapse";
            case PRE -> "what belongs to the source";
            case POST -> "what belongs to the target";
            case GLOBAL -> "values of the whole network";
        };
        List<String> words = readable.stream().map(Home::word).sorted().toList();
        tell(
                Code.F222,
                number,
                at,
                "this chip cannot read " + what + " " + moment,
                words.isEmpty() ? "nothing can be done then" : "readable then: " + String.join(", ", words),
                "read it at another moment, or take a chip with another `readable`");
    }

    private boolean epoch(int number, Handler h, Reads reads, Learning.Programmable program) {
        int epoch = program.epoch().min();
        long period = switch (h.trigger()) {
            case Trigger.Every e -> e.period();
            case Trigger.EveryTick e -> 1;
            default -> epoch;
        };
        if (period % epoch == 0) {
            return true;
        }
        tell(
                Code.F223,
                number,
                reads.at(),
                "this runs every " + (period == 1 ? "tick" : period + " ticks")
                        + ", and the epochs of this chip are at least " + epoch + " ticks apart",
                null,
                "`every` with a multiple of " + epoch + " ticks");
        return false;
    }

    /** Programs of all rules share the memory of a core. */
    private void budget() {
        if (!(core.learning() instanceof Learning.Programmable program)) {
            return;
        }
        Map<String, Integer> words = new TreeMap<>();
        Set<String> counted = new HashSet<>();
        for (Rule r : rules) {
            // Projections of one rule share its program.
            if (counted.add(r.model() + "@" + r.at() + r.when())) {
                words.merge(r.model(), r.code().words(), Integer::sum);
            }
            if (r.code().registers() > program.registers()) {
                tell(
                        Code.F224,
                        r.projection(),
                        r.at(),
                        "this needs " + r.code().registers() + " registers at once, and the learning engine has "
                                + program.registers(),
                        null,
                        "a shorter formula, or a chip with more `registers`");
            }
        }
        int sum = words.values().stream().mapToInt(w -> w).sum();
        if (sum > program.words()) {
            List<String> parts = new ArrayList<>();
            words.forEach((model, n) -> parts.add("`" + model + "` " + n));
            Rule longest = rules.stream()
                    .max(Comparator.comparingInt(r -> r.code().words()))
                    .orElseThrow();
            tell(
                    Code.F225,
                    longest.projection(),
                    longest.at(),
                    "the programs of the rules take " + sum + " words, and a core has " + program.words(),
                    String.join(", ", parts),
                    "a simpler rule, or a chip with more `words`");
        }
    }

    private void words(int number, Projection p) {
        List<Field> kept = p.fields().stream()
                .filter(f ->
                        f.kind() == Field.Kind.STATE || f.kind() == Field.Kind.TRACE || f.kind() == Field.Kind.PARAM)
                .toList();
        if (kept.size() <= core.synapseWords()) {
            return;
        }
        boolean params = kept.stream().anyMatch(f -> f.kind() == Field.Kind.PARAM);
        tell(
                Code.F227,
                number,
                -1,
                "a synapse of `" + p.name() + "` keeps " + kept.size()
                        + " words besides its weight, and this chip has room for " + core.synapseWords(),
                String.join(", ", kept.stream().map(Field::name).toList()),
                params
                        ? "parameters that are the same for all synapses take no room"
                        : "fewer states, or a chip with more `synapse_words`");
    }
}

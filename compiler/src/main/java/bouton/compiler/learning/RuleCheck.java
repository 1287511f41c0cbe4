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
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
    private final Span fallback;
    private final Diagnostics diagnostics;
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

    private RuleCheck(Image image, Core core, List<Span> spans, Span fallback, Diagnostics diagnostics) {
        this.image = image;
        this.core = core;
        this.spans = spans;
        this.fallback = fallback;
        this.diagnostics = diagnostics;
    }

    /**
     * Checks all projections.
     *
     * @param image of integers
     * @param spans places in the text by the numbers of the image's origins
     * @param fallback for what has no place
     * @param diagnostics gets an error for each handler that the core cannot run
     * @return the handlers as programs
     */
    public static List<Rule> check(
            Image image, Core core, List<Span> spans, Span fallback, Diagnostics diagnostics) {
        RuleCheck check = new RuleCheck(image, core, spans, fallback, diagnostics);
        for (int p = 0; p < image.projections().size(); p++) {
            check.projection(p, image.projections().get(p));
        }
        check.budget();
        return List.copyOf(check.rules);
    }

    private Diagnostic.Builder problem(Code code, int at, String message) {
        return Diagnostic.of(code, at >= 0 && at < spans.size() ? spans.get(at) : fallback, message);
    }

    private void projection(int number, Projection p) {
        for (Handler h : p.handlers()) {
            if (h.per() == Per.INSTANCE) {
                Reads reads = Reads.of(h.kernel());
                if (reads.stores() || !isPlainDelivery(h, reads)) {
                    rule(number, p, h, reads);
                }
            }
        }
        words(p);
    }

    /** A delivery of a word or constant at a source event is what every synapse does. */
    private static boolean isPlainDelivery(Handler h, Reads reads) {
        return h.trigger() instanceof Trigger.PreEvent
                && reads.delivers()
                && !reads.homes().containsKey(Home.POST)
                && !reads.homes().containsKey(Home.GLOBAL);
    }

    private void rule(int number, Projection p, Handler h, Reads reads) {
        if (reads.mirrors()) {
            diagnostics.add(problem(
                            Code.F226,
                            reads.mirrorAt(),
                            "this chip cannot read the weights of `" + p.name() + "` from the other side")
                    .note("that needs a memory of synapses that is read by rows and by columns")
                    .help("a projection of its own with fixed weights, as feedback alignment has"));
            return;
        }
        switch (core.learning()) {
            case Learning.None none -> {
                if (reads.stores()) {
                    diagnostics.add(problem(
                                    Code.F220, reads.at(), "this chip does not learn: its synapses keep their weights")
                            .note("`" + p.model() + "` changes words of its synapses")
                            .help("`std.synapses.static`, or a chip with `learning`, such as crossbar256"));
                }
            }
            case Learning.Programmable program -> programmable(number, p, h, reads, program);
            case Learning.SumOfProducts sums -> other(p, reads, "sums of products", "x1, y1 and the like");
            case Learning.Native wired -> {
                if (!wired.rules().contains(p.model())) {
                    other(p, reads, "the rules " + String.join(", ", wired.rules()), String.join(", ", wired.rules()));
                }
            }
        }
    }

    private void other(Projection p, Reads reads, String has, String near) {
        if (reads.stores()) {
            diagnostics.add(problem(Code.F221, reads.at(), "this chip learns by " + has + ", and `" + p.model()
                            + "` is written as a program")
                    .help("use " + near + ", or a chip with programmable learning, such as crossbar256"));
        }
    }

    private void programmable(
            int number, Projection p, Handler h, Reads reads, Learning.Programmable program) {
        When when =
                switch (h.trigger()) {
                    case Trigger.PreEvent t -> When.PRE;
                    case Trigger.PostEvent t -> atPost(program, reads) ? When.POST : When.DEFERRED;
                    default -> When.EPOCH;
                };
        Set<Home> readable =
                switch (when) {
                    case PRE -> program.atPre();
                    case POST -> program.atPost();
                    case DEFERRED -> deferred(program);
                    case EPOCH -> program.epoch().exists() ? program.atEpoch() : Set.of();
                };
        for (Map.Entry<Home, Integer> read : reads.homes().entrySet()) {
            if (!readable.contains(read.getKey())) {
                unreadable(when, read.getKey(), read.getValue(), readable, program);
                return;
            }
        }
        if (when == When.EPOCH && !epoch(h, reads, program)) {
            return;
        }
        rules.add(new Rule(number, p.model(), when, Microcode.of(h.kernel()), reads.at()));
    }

    private static boolean atPost(Learning.Programmable program, Reads reads) {
        return program.atPost().containsAll(reads.homes().keySet()) && !program.atPost().isEmpty();
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

    private void unreadable(When when, Home home, int at, Set<Home> readable, Learning.Programmable program) {
        String moment =
                switch (when) {
                    case PRE -> "when an event of the source arrives";
                    case POST -> "when the target has an event";
                    case DEFERRED ->
                        program.history() > 0
                                ? "of a target's event, which it makes up for at the next arrival"
                                : "when the target has an event";
                    case EPOCH -> "at an epoch";
                };
        String what =
                switch (home) {
                    case SYNAPSE -> "the synapse";
                    case PRE -> "what belongs to the source";
                    case POST -> "what belongs to the target";
                    case GLOBAL -> "values of the whole network";
                };
        List<String> words = readable.stream().map(Home::word).sorted().toList();
        diagnostics.add(problem(Code.F222, at, "this chip cannot read " + what + " " + moment)
                .note(words.isEmpty() ? "nothing can be done then" : "readable then: " + String.join(", ", words))
                .help("move it to a moment at which it can be read, or a chip with another `readable`"));
    }

    private boolean epoch(Handler h, Reads reads, Learning.Programmable program) {
        long period =
                switch (h.trigger()) {
                    case Trigger.Every e -> e.period();
                    case Trigger.EveryTick e -> 1;
                    default -> program.epoch().min();
                };
        if (period < program.epoch().min() || period % program.epoch().min() != 0) {
            diagnostics.add(problem(
                            Code.F223,
                            reads.at(),
                            "the epochs of this chip are at least " + program.epoch().min() + " ticks apart, and this runs every "
                                    + period)
                    .help("`every` with a longer period"));
            return false;
        }
        return true;
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
                diagnostics.add(problem(
                        Code.F224,
                        r.at(),
                        "this needs " + r.code().registers() + " registers at once; the chip's learning engine has "
                                + program.registers()));
            }
        }
        int sum = words.values().stream().mapToInt(w -> w).sum();
        if (sum > program.words()) {
            List<String> parts = new ArrayList<>();
            words.forEach((model, n) -> parts.add("`" + model + "` " + n));
            diagnostics.add(problem(
                            Code.F225,
                            rules.getFirst().at(),
                            "the programs of the rules take " + sum + " words; a core has " + program.words())
                    .note(String.join(", ", parts))
                    .help("a simpler rule, or a chip with more `words`"));
        }
    }

    private void words(Projection p) {
        long words = p.fields().stream()
                .filter(f -> f.kind() == Field.Kind.STATE || f.kind() == Field.Kind.TRACE || f.kind() == Field.Kind.PARAM)
                .count();
        if (words > core.synapseWords()) {
            List<String> names = p.fields().stream()
                    .filter(f -> f.kind() == Field.Kind.STATE
                            || f.kind() == Field.Kind.TRACE
                            || f.kind() == Field.Kind.PARAM)
                    .map(Field::name)
                    .toList();
            diagnostics.add(problem(
                            Code.F227,
                            -1,
                            "a synapse of `" + p.name() + "` keeps " + words + " words besides its weight; this chip has "
                                    + core.synapseWords())
                    .note(String.join(", ", names))
                    .help("parameters that are the same for all synapses need none"));
        }
    }
}

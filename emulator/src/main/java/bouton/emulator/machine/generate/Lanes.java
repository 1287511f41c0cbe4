package bouton.emulator.machine.generate;

import bouton.emulator.machine.Column;
import bouton.emulator.machine.MachineState;
import bouton.image.machine.Expression;
import bouton.image.machine.Machine;
import bouton.image.machine.Memory;
import bouton.image.machine.Operator;
import bouton.image.machine.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kernel that an operation calls once for each word of a memory, put off to the operation's end and done there for all words in a
 * loop that HotSpot can make vectors of. That is the same where a call touches nothing but what belongs to its own word, where nothing else
 * touches it behind the call, and where all words have one layout. What goes to the engine comes in the order of the words, as before.
 *
 * @param lane slot with the number of the word
 * @param given slots of the arguments that are not known; null for those that are
 * @param same whether an argument is the same in all calls
 * @param calls in a round of the operation's loop
 * @param steps from one call of a round to the next
 * @param vector what is done for each word without a branch
 * @param tails what is done now and then, behind it
 */
record Lanes(
        Candidate of,
        int words,
        Term.Slot lane,
        List<Term.@Nullable Slot> given,
        List<Boolean> same,
        int calls,
        int steps,
        List<Act> vector,
        List<Act.When> tails) {
    /**
     * A kernel that does what the kernel of a word's layout does.
     *
     * @param parameter that is the number of the word
     */
    record Candidate(int kernel, int memory, int selector, int parameter) {}

    /** The kernels of a machine that choose by layout. */
    static List<Candidate> candidates(Machine machine) {
        List<Candidate> result = new ArrayList<>();
        for (int k = 0; k < machine.kernels().size(); k++) {
            List<Statement> body = machine.kernels().get(k).body().statements();
            if (body.size() == 1
                    && body.getFirst() instanceof Statement.When w
                    && w.condition() instanceof Expression.Operation o
                    && o.operator() == Operator.EQUAL
                    && o.left() instanceof Expression.Load l
                    && l.word() instanceof Expression.Local n
                    && machine.memories()
                            .get(l.memory())
                            .selector()
                            .filter(s -> s == l.field())
                            .isPresent()) {
                result.add(new Candidate(k, l.memory(), l.field(), n.slot()));
            }
        }
        return result;
    }

    /**
     * What an operation can put off.
     *
     * @param acts of the operation, with calls of the candidate kept
     * @param value of the selector of all words
     * @return null if it must be done call by call
     */
    static @Nullable Lanes of(
            MachineState state,
            Methods methods,
            Specialiser operation,
            List<Act> acts,
            Candidate candidate,
            long value) {
        Memory memory = state.machine().memories().get(candidate.memory);
        List<Act.Batch> calls = new ArrayList<>();
        Act.For loop = loop(acts, calls);
        if (loop == null || !covers(loop, calls, candidate, memory.words()) || steps(loop) < 0) {
            return null;
        }
        Lanes lanes = kernel(state, methods, operation, loop, calls, candidate, value, memory.words());
        return lanes != null && lanes.isFree(acts, loop, operation) ? lanes : null;
    }

    /** The only loop with calls; they stand in it one by one. */
    private static Act.@Nullable For loop(List<Act> acts, List<Act.Batch> calls) {
        Act.For found = null;
        for (Act act : acts) {
            if (act instanceof Act.For f && f.body().stream().anyMatch(Act.Batch.class::isInstance)) {
                if (found != null) {
                    return null;
                }
                found = f;
                f.body().stream()
                        .filter(Act.Batch.class::isInstance)
                        .map(Act.Batch.class::cast)
                        .forEach(calls::add);
            }
        }
        return found != null && count(acts) == calls.size() ? found : null;
    }

    private static int count(List<Act> acts) {
        return acts.stream()
                .mapToInt(a -> switch (a) {
                    case Act.Batch _ -> 1;
                    case Act.When w -> count(w.then()) + count(w.otherwise());
                    case Act.For f -> count(f.body());
                    default -> 0;
                })
                .sum();
    }

    /** Whether the calls are for words 0, 1, … of all. */
    private static boolean covers(Act.For loop, List<Act.Batch> calls, Candidate candidate, int words) {
        if (!loop.from().isConstant(0)
                || !(loop.to() instanceof Term.Constant to)
                || (to.value() + 1) * calls.size() != words) {
            return false;
        }
        Term base = Terms.of(Operator.MULTIPLY, Terms.constant(calls.size()), loop.slot());
        Term other = Terms.of(Operator.MULTIPLY, loop.slot(), Terms.constant(calls.size()));
        for (int k = 0; k < calls.size(); k++) {
            Term lane = calls.get(k).resolved();
            Term start = KnownFields.base(lane);
            if (!(start.equals(base) || start.equals(other)) || KnownFields.offset(lane) != k) {
                return false;
            }
        }
        return true;
    }

    /** Cycles from one call of a round to the next; -1 if there are more between some than between others. */
    private static int steps(Act.For loop) {
        int calls = 0;
        int between = 0;
        int result = 0;
        for (Act act : loop.body()) {
            switch (act) {
                case Act.Batch _ -> {
                    if (calls == 1) {
                        result = between;
                    } else if (calls > 1 && between != result) {
                        return -1;
                    }
                    calls++;
                    between = 0;
                }
                case Act.Cycle _ -> between++;
                case Act.For f -> {
                    if (Facts.of(f.body()).steps() > 0) {
                        return -1;
                    }
                }
                default -> {}
            }
        }
        return result;
    }

    /** Whether a term is the same in all rounds of a loop. */
    private static boolean isInvariant(Term term, Act.For loop) {
        return KnownFields.isFixed(term) && !mentions(term, loop.slot());
    }

    private static boolean mentions(Term term, Term.Slot slot) {
        return switch (term) {
            case Term.Slot s -> s.equals(slot);
            case Term.Operation o -> mentions(o.left(), slot) || mentions(o.right(), slot);
            case Term.Choice c ->
                mentions(c.condition(), slot) || mentions(c.then(), slot) || mentions(c.otherwise(), slot);
            case Term.Bank b -> mentions(b.index(), slot);
            case Term.Load l -> mentions(l.place(), slot);
            case Term.Constant _, Term.Head _, Term.Bus _ -> false;
        };
    }

    private static @Nullable Lanes kernel(
            MachineState state,
            Methods methods,
            Specialiser operation,
            Act.For loop,
            List<Act.Batch> calls,
            Candidate candidate,
            long value,
            int words) {
        Specialiser specialiser = new Specialiser(methods);
        specialiser.inlineAll();
        Term.Slot lane = specialiser.slot(new Interval(0, words - 1L));
        List<Term> arguments = new ArrayList<>();
        List<Term.@Nullable Slot> given = new ArrayList<>();
        List<Boolean> same = new ArrayList<>();
        for (int i = 0; i < calls.getFirst().arguments().size(); i++) {
            int number = i;
            Term first = calls.getFirst().arguments().get(i);
            Term resolved = operation.resolved(first);
            same.add(isInvariant(resolved, loop)
                    && calls.stream()
                            .allMatch(c -> operation
                                    .resolved(c.arguments().get(number))
                                    .equals(resolved)));
            if (i == candidate.parameter) {
                arguments.add(lane);
                given.add(null);
            } else if (first instanceof Term.Constant
                    && calls.stream().allMatch(c -> c.arguments().get(number).equals(first))) {
                arguments.add(first);
                given.add(null);
            } else {
                Interval all = calls.stream()
                        .map(c -> c.arguments().get(number).interval())
                        .reduce(Interval::hull)
                        .orElse(Interval.ALL);
                if (!all.isInt()) {
                    return null;
                }
                Term.Slot slot = specialiser.slot(all);
                arguments.add(slot);
                given.add(slot);
            }
        }
        specialiser.know(candidate.memory, candidate.selector, lane, value);
        List<Act> acts = Unneeded.lets(specialiser.kernel(candidate.kernel, arguments));
        return split(
                state,
                acts,
                new Lanes(
                        candidate,
                        words,
                        lane,
                        given,
                        same,
                        calls.size(),
                        steps(loop),
                        new ArrayList<>(),
                        new ArrayList<>()));
    }

    private static @Nullable Lanes split(MachineState state, List<Act> acts, Lanes lanes) {
        Term.Slot lane = lanes.lane;
        List<Act> vector = lanes.vector;
        List<Act.When> tails = lanes.tails;
        for (Act act : acts) {
            switch (act) {
                case Act.Let l when isPlain(state, l.value(), lane) -> vector.add(l);
                case Act.Store s
                when s.place().equals(lane)
                        && state.column(s.memory(), s.field()) instanceof Column.Ints
                        && isPlain(state, s.value(), lane) -> vector.add(s);
                case Act.When w
                when w.otherwise().isEmpty() && isPlain(state, w.condition(), lane) && isTail(w.then(), lane) ->
                    tails.add(w);
                default -> {
                    return null;
                }
            }
        }
        return lanes;
    }

    /** 32 bits, of this word's fields, without anything of the engine. */
    private static boolean isPlain(MachineState state, Term term, Term.Slot lane) {
        if (!term.isInt()) {
            return false;
        }
        return switch (term) {
            case Term.Constant _, Term.Slot _ -> true;
            case Term.Load t -> t.place().equals(lane) && state.column(t.memory(), t.field()) instanceof Column.Ints;
            case Term.Bank _, Term.Head _, Term.Bus _ -> false;
            case Term.Operation t ->
                t.operator() != Operator.MODULO && isPlain(state, t.left(), lane) && isPlain(state, t.right(), lane);
            case Term.Choice t ->
                t.condition().isTruth()
                        && isPlain(state, t.condition(), lane)
                        && isPlain(state, t.then(), lane)
                        && isPlain(state, t.otherwise(), lane);
        };
    }

    /** Only what goes to the engine, with the number of the word. */
    private static boolean isTail(List<Act> acts, Term.Slot lane) {
        return acts.stream().allMatch(a -> switch (a) {
            case Act.Invoke i ->
                i.arguments().stream().allMatch(t -> isKnown(t, lane))
                        && touched(i.method().acts()).isEmpty();
            case Act.Spike s -> s.arguments().stream().allMatch(t -> isKnown(t, lane));
            case Act.Push p -> p.entry().stream().allMatch(t -> isKnown(t, lane));
            case Act.Send s -> isKnown(s.packet(), lane);
            default -> false;
        });
    }

    private static boolean isKnown(Term term, Term.Slot lane) {
        return term instanceof Term.Constant || term.equals(lane);
    }

    // ---- what else the operation does

    /** Whether nothing else looks at what the calls change, behind them, and nothing else goes to the engine. */
    private boolean isFree(List<Act> acts, Act.For loop, Specialiser operation) {
        Set<Integer> memories = touched(vector);
        memories.add(of.memory);
        boolean behind = false;
        for (Act act : acts) {
            if (act == loop) {
                if (!isFree(loop, memories, operation)) {
                    return false;
                }
                behind = true;
            } else if (tells(act) || (behind && !java.util.Collections.disjoint(touched(List.of(act)), memories))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFree(Act.For loop, Set<Integer> memories, Specialiser operation) {
        BitSet done = new BitSet();
        for (Act act : loop.body()) {
            if (act instanceof Act.Batch b) {
                if (!isBefore(act, memories, loop, done, operation)) {
                    return false;
                }
                done.set((int) KnownFields.offset(b.resolved()));
            } else if (tells(act) || !isBefore(act, memories, loop, done, operation)) {
                return false;
            }
        }
        return true;
    }

    /** Whether all places that are looked at belong to words whose call comes later in the same round. */
    private static boolean isBefore(Act act, Set<Integer> memories, Act.For loop, BitSet done, Specialiser operation) {
        boolean[] fine = {true};
        new Places() {
            @Override
            void place(int memory, Term place) {
                if (memories.contains(memory)) {
                    Term whereTo = operation.resolved(place);
                    Term base = KnownFields.base(whereTo);
                    long offset = KnownFields.offset(whereTo);
                    boolean here = base instanceof Term.Operation o
                            && o.operator() == Operator.MULTIPLY
                            && (o.left().equals(loop.slot()) || o.right().equals(loop.slot()));
                    boolean whole = here && isStride(base, loop);
                    fine[0] &= whole && offset >= 0 && offset < stride(loop) && !done.get((int) offset);
                }
            }

            @Override
            void inner(Act.Invoke invoke) {
                fine[0] &= Collections.disjoint(touched(invoke.method().acts()), memories);
            }
        }.acts(List.of(act));
        return fine[0];
    }

    private static int stride(Act.For loop) {
        return (int) loop.body().stream().filter(Act.Batch.class::isInstance).count();
    }

    private static boolean isStride(Term base, Act.For loop) {
        return base instanceof Term.Operation o
                && (o.left().isConstant(stride(loop)) || o.right().isConstant(stride(loop)));
    }

    /** Whether it goes to the engine, other than by taking the head away, which is put off too. */
    private static boolean tells(Act act) {
        return switch (act) {
            case Act.Enter _, Act.Push _, Act.Send _, Act.Spike _, Act.Start _, Act.Copy _ -> true;
            case Act.When w ->
                w.then().stream().anyMatch(Lanes::tells)
                        || w.otherwise().stream().anyMatch(Lanes::tells);
            case Act.For f -> f.body().stream().anyMatch(Lanes::tells);
            case Act.Invoke i -> i.method().facts().outside();
            case Act.Let _, Act.Store _, Act.Cycle _, Act.Pop _, Act.Batch _ -> false;
        };
    }

    private static Set<Integer> touched(List<Act> acts) {
        Set<Integer> result = new HashSet<>();
        new Places() {
            @Override
            void place(int memory, Term place) {
                result.add(memory);
            }

            @Override
            void inner(Act.Invoke invoke) {
                acts(invoke.method().acts());
            }
        }.acts(acts);
        return result;
    }
}

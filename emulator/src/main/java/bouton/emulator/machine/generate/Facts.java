package bouton.emulator.machine.generate;

import java.util.List;

/**
 * What acts may do.
 *
 * @param weight how long their code is: terms and acts
 * @param steps most ends of cycles
 * @param packets most packets sent
 * @param outside whether something goes to the engine, or comes from it: they need to know in which step they are
 * @param bus whether they look at the input's address
 * @param head whether they look at the head of the scheduler
 * @param rare whether they themselves, not what they call, spike or send
 */
record Facts(long weight, long steps, long packets, boolean outside, boolean bus, boolean head, boolean rare) {
    private static final long MANY = 1L << 40;
    private static final Facts NONE = new Facts(0, 0, 0, false, false, false, false);

    private Facts plus(Facts other) {
        return new Facts(
                weight + other.weight,
                Math.min(MANY, steps + other.steps),
                Math.min(MANY, packets + other.packets),
                outside || other.outside,
                bus || other.bus,
                head || other.head,
                rare || other.rare);
    }

    private Facts reachingOut() {
        return new Facts(weight, steps, packets, true, bus, head, rare);
    }

    private Facts times(long rounds) {
        long most = Math.clamp(rounds, 0, MANY);
        return new Facts(weight, product(steps, most), product(packets, most), outside, bus, head, rare);
    }

    private static long product(long a, long b) {
        return a == 0 || b == 0 ? 0 : a > MANY / b ? MANY : a * b;
    }

    static Facts of(List<Act> acts) {
        Facts sum = NONE;
        for (Act act : acts) {
            sum = sum.plus(of(act));
        }
        return sum;
    }

    private static Facts of(Act act) {
        Facts one = new Facts(1, 0, 0, false, false, false, false);
        return switch (act) {
            case Act.Let a -> one.plus(of(a.value()));
            case Act.Store a -> one.plus(of(a.place())).plus(of(a.value()));
            case Act.Copy a -> one.plus(of(a.to())).plus(of(a.from())).reachingOut();
            case Act.When a -> one.plus(of(a.condition())).plus(either(of(a.then()), of(a.otherwise())));
            case Act.For a -> {
                long rounds = a.to().interval().most() - a.from().interval().least();
                yield one.plus(of(a.from()))
                        .plus(of(a.to()))
                        .plus(of(a.body()).times(rounds < 0 || rounds > MANY ? MANY : rounds + 1));
            }
            case Act.Invoke a ->
                one.plus(all(a.arguments())).plus(called(a.method().facts()));
            case Act.Batch a -> one.plus(all(a.arguments())).plus(called(a.facts()));
            case Act.Cycle _ -> new Facts(1, 1, 0, false, false, false, false);
            case Act.Enter _, Act.Pop _ -> one.reachingOut();
            case Act.Push a -> one.plus(all(a.entry())).reachingOut();
            case Act.Send a -> new Facts(1, 0, 1, true, false, false, true).plus(of(a.packet()));
            case Act.Spike a -> new Facts(1, 0, 0, true, false, false, true).plus(all(a.arguments()));
            case Act.Start a -> one.plus(all(a.arguments()));
        };
    }

    private static Facts called(Facts facts) {
        return new Facts(0, facts.steps, facts.packets, facts.outside, facts.bus, facts.head, false);
    }

    private static Facts either(Facts a, Facts b) {
        Facts both = a.plus(b);
        return new Facts(
                both.weight,
                Math.max(a.steps, b.steps),
                Math.max(a.packets, b.packets),
                both.outside,
                both.bus,
                both.head,
                both.rare);
    }

    private static Facts all(List<Term> terms) {
        Facts sum = NONE;
        for (Term term : terms) {
            sum = sum.plus(of(term));
        }
        return sum;
    }

    /** How long the code of a term is. */
    static long weight(Term term) {
        return of(term).weight;
    }

    /** Whether a term looks at the head of the scheduler, which may be told. */
    static boolean head(Term term) {
        return of(term).head;
    }

    private static Facts of(Term term) {
        Facts one = new Facts(1, 0, 0, false, false, false, false);
        return switch (term) {
            case Term.Constant _, Term.Slot _ -> one;
            case Term.Load t -> one.plus(of(t.place()));
            case Term.Bank t -> one.plus(of(t.index()));
            case Term.Head _ -> new Facts(1, 0, 0, true, false, true, false);
            case Term.Bus _ -> new Facts(1, 0, 0, false, true, false, false);
            case Term.Operation t -> one.plus(of(t.left())).plus(of(t.right()));
            case Term.Choice t -> one.plus(of(t.condition())).plus(of(t.then())).plus(of(t.otherwise()));
        };
    }
}

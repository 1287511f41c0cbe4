package bouton.emulator.machine.generate;

import bouton.emulator.machine.MachineState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Kernels that have been specialised, each once for what is known of its arguments. */
final class Methods {
    private final MachineState state;
    private final int mostInlined;
    private final Map<Key, KernelMethod> made = new LinkedHashMap<>();

    /** Arguments that are known have intervals of one number; of others it is known how many bits they have. */
    private record Key(int kernel, List<Interval> arguments) {}

    /** @param mostInlined weight up to which a kernel is put in where it is called */
    Methods(MachineState state, int mostInlined) {
        this.state = state;
        this.mostInlined = mostInlined;
    }

    MachineState state() {
        return state;
    }

    boolean isInlined(KernelMethod method) {
        // what happens seldom would only make longer what happens often
        return !method.facts().rare() && method.facts().weight() <= mostInlined;
    }

    List<KernelMethod> all() {
        return List.copyOf(made.values());
    }

    KernelMethod of(int kernel, List<Term> arguments) {
        List<Interval> intervals = arguments.stream()
                .map(a -> a instanceof Term.Constant ? a.interval() : unknown(a.interval()))
                .toList();
        Key key = new Key(kernel, intervals);
        KernelMethod known = made.get(key);
        if (known != null) {
            return known;
        }
        KernelMethod method = make(kernel, arguments, intervals);
        made.put(key, method);
        return method;
    }

    /** As many bits as it needs, and at least one: an interval of one number stands for what is known. */
    private static Interval unknown(Interval interval) {
        Interval widened = interval.widened();
        return widened.isConstant() ? widened.hull(Interval.TRUTH) : widened;
    }

    private KernelMethod make(int kernel, List<Term> arguments, List<Interval> intervals) {
        Specialiser specialiser = new Specialiser(this);
        List<Term> known = new ArrayList<>();
        List<Term.Slot> parameters = new ArrayList<>();
        for (int i = 0; i < intervals.size(); i++) {
            if (arguments.get(i) instanceof Term.Constant constant) {
                known.add(constant);
            } else {
                Term.Slot slot = specialiser.slot(intervals.get(i));
                known.add(slot);
                parameters.add(slot);
            }
        }
        List<Act> acts = Unneeded.lets(specialiser.kernel(kernel, known));
        return new KernelMethod("kernel" + made.size(), parameters, acts, Facts.of(acts));
    }
}

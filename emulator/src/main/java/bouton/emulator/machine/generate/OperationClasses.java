package bouton.emulator.machine.generate;

import bouton.emulator.machine.MachineState;
import bouton.image.machine.Machine;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Classes that were made, kept for the next run with the same machine and registers: generating and compiling them takes longer
 * than many a run. For all threads; a machine that nobody has any more is forgotten.
 */
final class OperationClasses {
    /** Sets of registers whose classes are kept for a machine. */
    private static final int MOST_SETTINGS = 16;

    private static final List<OperationClasses> ALL = new ArrayList<>();

    private final WeakReference<Machine> machine;
    private final Map<List<Long>, Map<Object, OperationClass>> bySettings = new LinkedHashMap<>();

    private OperationClasses(Machine machine) {
        this.machine = new WeakReference<>(machine);
    }

    /** Those of a machine, which is this very object. */
    static OperationClasses of(Machine machine) {
        synchronized (ALL) {
            ALL.removeIf(c -> c.machine.get() == null);
            for (OperationClasses classes : ALL) {
                if (classes.machine.get() == machine) {
                    return classes;
                }
            }
            OperationClasses classes = new OperationClasses(machine);
            ALL.add(classes);
            return classes;
        }
    }

    /** What stands in the single registers: they are folded into classes. */
    static List<Long> settings(MachineState state) {
        List<Long> values = new ArrayList<>();
        List<Machine.RegisterBank> registers = state.machine().registers();
        for (int i = 0; i < registers.size(); i++) {
            if (registers.get(i).size() == 1) {
                values.add(state.register(i, 0));
            }
        }
        return List.copyOf(values);
    }

    /** @param what the class is of, to be told from others of the machine */
    synchronized OperationClass get(List<Long> settings, Object what, Supplier<OperationClass> make) {
        Map<Object, OperationClass> known = bySettings.computeIfAbsent(settings, _ -> new HashMap<>());
        if (bySettings.size() > MOST_SETTINGS) {
            bySettings.remove(bySettings.keySet().iterator().next());
        }
        OperationClass made = known.get(what);
        if (made == null) {
            made = make.get();
            known.put(what, made);
        }
        return made;
    }
}

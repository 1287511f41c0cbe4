package bouton.image.file;

import bouton.image.ir.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a kernel has written on the way to the instruction under examination. */
final class Flow {
    /** Registers that may be read here, with their types. */
    private final Map<Integer, Type> readable = new HashMap<>();
    /** Registers that some path to here has written. */
    private final Set<Integer> written = new HashSet<>();
    /** All of {@link #written} in order of writing. */
    private final List<Integer> log = new ArrayList<>();
    /** Values that every path to here has yielded. */
    private BitSet yielded = new BitSet();
    /** Values that some path to here has yielded. */
    private BitSet perhaps = new BitSet();

    /** Whether the register had not been written before. */
    boolean write(int register, Type type) {
        boolean first = written.add(register);
        if (first) {
            log.add(register);
            readable.put(register, type);
        }
        return first;
    }

    Optional<Type> type(int register) {
        return Optional.ofNullable(readable.get(register));
    }

    /** Whether the value had not been yielded before. */
    boolean yield(int index) {
        boolean first = !perhaps.get(index);
        perhaps.set(index);
        yielded.set(index);
        return first;
    }

    /** How many values every path has yielded. */
    int yields() {
        return yielded.cardinality();
    }

    /** Follows two alternatives: behind them neither one's registers can be read, nor written again. */
    void either(Runnable one, Runnable other) {
        int start = log.size();
        BitSet before = (BitSet) yielded.clone();
        BitSet perhapsBefore = (BitSet) perhaps.clone();

        one.run();
        List<Integer> ofOne = List.copyOf(log.subList(start, log.size()));
        forget(ofOne);
        log.subList(start, log.size()).clear();
        BitSet yieldedByOne = yielded;
        BitSet perhapsByOne = perhaps;
        yielded = before;
        perhaps = perhapsBefore;

        other.run();
        log.subList(start, log.size()).forEach(readable::remove);
        for (int register : ofOne) {
            if (written.add(register)) {
                log.add(register);
            }
        }
        yielded.and(yieldedByOne);
        perhaps.or(perhapsByOne);
    }

    private void forget(List<Integer> registers) {
        for (int register : registers) {
            readable.remove(register);
            written.remove(register);
        }
    }
}

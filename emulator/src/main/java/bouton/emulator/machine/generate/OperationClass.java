package bouton.emulator.machine.generate;

import bouton.emulator.machine.MachineState;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A class of generated code: for one machine with certain numbers in its registers.
 *
 * @param sources of what its constructor wants
 */
record OperationClass(@Nullable Constructor<?> constructor, List<Constants.Source> sources, Facts facts) {
    /** There is none. */
    static final OperationClass NONE = new OperationClass(null, List.of(), Facts.of(List.of()));

    boolean isNone() {
        return constructor == null;
    }

    static OperationClass load(byte[] bytes, List<Constants.Source> sources, Facts facts) {
        try {
            Class<?> type =
                    MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass();
            return new OperationClass(type.getDeclaredConstructor(Object[].class), sources, facts);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("generated code cannot be loaded", e);
        }
    }

    GeneratedOperation of(MachineState state, OperationLog log) {
        Object[] objects = sources.stream().map(s -> s.apply(state, log)).toArray();
        try {
            return (GeneratedOperation) Objects.requireNonNull(constructor).newInstance((Object) objects);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("generated code cannot be used", e);
        }
    }
}

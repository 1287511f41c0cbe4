package bouton.emulator.machine.generate;

import bouton.emulator.machine.MachineState;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.util.List;

/**
 * A class of generated code: for one machine with certain numbers in its registers.
 *
 * @param sources of what its constructor wants
 */
record OperationClass(Constructor<?> constructor, List<Constants.Source> sources, Facts facts) {
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
            return (GeneratedOperation) constructor.newInstance((Object) objects);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("generated code cannot be used", e);
        }
    }
}

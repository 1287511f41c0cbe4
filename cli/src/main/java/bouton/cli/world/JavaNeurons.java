package bouton.cli.world;

import bouton.image.run.ForeignFault;
import bouton.image.run.ForeignNeuron;
import bouton.image.run.ForeignNeurons;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Foreign neurons that are Java classes beside a program: source files, compiled in memory, or class files. Nothing else is
 * looked at and nothing is downloaded. Every neuron gets a class loader of its own, so that runs share no static variables.
 */
final class JavaNeurons implements ForeignNeurons {
    private final Map<String, ClassFolder> found = new HashMap<>();
    private final BiConsumer<Path, byte[]> reads;

    /** @param reads is told of every source file */
    JavaNeurons(BiConsumer<Path, byte[]> reads) {
        this.reads = reads;
    }

    /**
     * Finds a class below a folder, and compiles it.
     *
     * @throws IOException with a message for the user that does not repeat the name
     */
    synchronized void prepare(Path folder, String name) throws IOException {
        ClassFolder known = found.get(name);
        if (known != null) {
            if (!known.folder().equals(folder)) {
                throw new IOException("another file means the class of this name in another folder");
            }
            return;
        }
        Path source = folder.resolve(name.replace('.', '/') + ".java");
        Path compiled = folder.resolve(name.replace('.', '/') + ".class");
        ClassFolder classes;
        if (Files.isRegularFile(source)) {
            classes = new ClassFolder(folder, SourceCompiler.compile(folder, source, reads));
        } else if (Files.isRegularFile(compiled)) {
            classes = new ClassFolder(folder, Map.of());
        } else {
            throw new IOException("there is neither " + folder.relativize(source) + " nor " + compiled.getFileName()
                    + " beside the program");
        }
        constructor(classes, name);
        found.put(name, classes);
    }

    @Override
    public synchronized ForeignNeuron create(String implementation) {
        ClassFolder classes = found.get(implementation);
        if (classes == null) {
            throw new ForeignFault(implementation + " has not been found beside the program");
        }
        try {
            return constructor(classes, implementation).newInstance();
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            StackTraceElement[] trace = cause.getStackTrace();
            String at = trace.length == 0 || trace[0].getFileName() == null
                    ? ""
                    : " (" + trace[0].getFileName() + ":" + trace[0].getLineNumber() + ")";
            throw new ForeignFault("the constructor of " + implementation + " has failed" + at + ": " + cause);
        } catch (ReflectiveOperationException | IOException | LinkageError e) {
            throw new ForeignFault(implementation + " cannot be made: " + e.getMessage());
        }
    }

    private static Constructor<? extends ForeignNeuron> constructor(ClassFolder classes, String name)
            throws IOException {
        try {
            Class<?> type = Class.forName(name, false, classes.loader());
            if (!ForeignNeuron.class.isAssignableFrom(type)) {
                throw new IOException("the class does not implement " + ForeignNeuron.class.getName());
            }
            if (Modifier.isAbstract(type.getModifiers())) {
                throw new IOException("the class is abstract");
            }
            Constructor<? extends ForeignNeuron> constructor =
                    type.asSubclass(ForeignNeuron.class).getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IOException("the class has no constructor without arguments", e);
        } catch (ClassNotFoundException e) {
            throw new IOException("its file declares no class of this name", e);
        } catch (LinkageError e) {
            throw new IOException("the class cannot be loaded: " + e.getMessage(), e);
        }
    }
}

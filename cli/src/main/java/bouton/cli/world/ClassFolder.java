package bouton.cli.world;

import bouton.image.run.ForeignNeuron;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Classes beside a program.
 *
 * @param folder of class files
 * @param compiled byte code by class name, before that of the folder
 */
record ClassFolder(Path folder, Map<String, byte[]> compiled) {
    ClassFolder {
        compiled = Map.copyOf(compiled);
    }

    /** A loader that has loaded nothing yet; it sees what Bouton and Java offer, and its own classes before that. */
    ClassLoader loader() {
        return new Loader(this);
    }

    private static final class Loader extends ClassLoader {
        private final ClassFolder classes;

        Loader(ClassFolder classes) {
            super(ForeignNeuron.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (classes.compiled().containsKey(name) && findLoadedClass(name) == null) {
                    return findClass(name);
                }
                return super.loadClass(name, resolve);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] code = classes.compiled().get(name);
            if (code == null) {
                Path file = classes.folder().resolve(name.replace('.', '/') + ".class");
                try {
                    code = Files.readAllBytes(file);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
            return defineClass(name, code, 0, code.length);
        }
    }
}

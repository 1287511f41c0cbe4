package bouton.image.file;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;

/** A type of the {@link Schema}. */
sealed interface Definition {
    /** Its name in files. */
    String tag();

    /** The components in order. */
    record RecordOf(String tag, List<Part> parts, Constructor<?> constructor) implements Definition {}

    /** A component. */
    record Part(String name, Shape shape, Method accessor) {}

    /** One byte: the place of the constant in the list. */
    record EnumOf(String tag, List<?> constants) implements Definition {}

    /** One byte, the place of the value's record in the list; then that record. */
    record UnionOf(String tag, List<Class<?>> alternatives) implements Definition {}
}

package bouton.image.file;

import bouton.image.ir.Block;
import bouton.image.machine.Expression;
import bouton.image.machine.Statement;
import bouton.image.net.Image;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes an image as its {@link Schema} says: numbers in their fixed width, strings as the number of their bytes and UTF-8,
 * arrays and lists as the number of their elements (32 bits) and these one after another, records as their components.
 */
final class Encoder {
    private final Sink sink;
    private int nesting;

    Encoder(Sink sink) {
        this.sink = sink;
    }

    void image(Image image) throws IOException {
        string(Schema.text());
        value(new Shape.Named(Image.class), image);
    }

    private void value(Shape shape, Object value) throws IOException {
        switch (shape) {
            case Shape.Plain plain -> plain(plain, value);
            case Shape.ListOf(Shape element) -> {
                List<?> list = (List<?>) value;
                sink.int32(list.size());
                for (Object o : list) {
                    value(element, o);
                }
            }
            case Shape.OptionalOf(Shape element) -> {
                Optional<?> optional = (Optional<?>) value;
                sink.int8(optional.isPresent() ? 1 : 0);
                if (optional.isPresent()) {
                    value(element, optional.get());
                }
            }
            case Shape.Named(Class<?> type) -> defined(Schema.definition(type), value);
        }
    }

    private void defined(Definition definition, Object value) throws IOException {
        switch (definition) {
            case Definition.RecordOf r -> record(r, value);
            case Definition.EnumOf e -> sink.int8(e.constants().indexOf(value));
            case Definition.UnionOf u -> {
                sink.int8(u.alternatives().indexOf(value.getClass()));
                defined(Schema.definition(value.getClass()), value);
            }
        }
    }

    private void record(Definition.RecordOf definition, Object value) throws IOException {
        boolean block = nests(value.getClass());
        if (block && ++nesting > ImageFile.MAX_NESTING) {
            throw new IllegalArgumentException("blocks nested deeper than " + ImageFile.MAX_NESTING);
        }
        for (Definition.Part part : definition.parts()) {
            value(part.shape(), component(part, value));
        }
        if (block) {
            nesting--;
        }
    }

    /** What can hold itself. */
    static boolean nests(Class<?> type) {
        return type == Block.class || Expression.class.isAssignableFrom(type) || Statement.class.isAssignableFrom(type);
    }

    private static Object component(Definition.Part part, Object value) {
        try {
            return Objects.requireNonNull(part.accessor().invoke(value));
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + part.name(), e);
        }
    }

    private void plain(Shape.Plain shape, Object value) throws IOException {
        switch (shape) {
            case INT -> sink.int32((Integer) value);
            case LONG -> sink.int64((Long) value);
            case DOUBLE -> sink.float64((Double) value);
            case BOOLEAN -> sink.int8((Boolean) value ? 1 : 0);
            case STRING -> string((String) value);
            case INTS -> ints((int[]) value);
            case DOUBLES -> doubles((double[]) value);
            case DOUBLE_ROWS -> {
                double[][] rows = (double[][]) value;
                sink.int32(rows.length);
                for (double[] row : rows) {
                    doubles(row);
                }
            }
            case LONG_ROWS -> {
                long[][] rows = (long[][]) value;
                sink.int32(rows.length);
                for (long[] row : rows) {
                    longs(row);
                }
            }
        }
    }

    private void string(String text) throws IOException {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            sink.int32(exact.length);
            sink.bytes(exact);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("half of a surrogate pair in a name", e);
        }
    }

    private void ints(int[] values) throws IOException {
        sink.int32(values.length);
        for (int v : values) {
            sink.int32(v);
        }
    }

    private void longs(long[] values) throws IOException {
        sink.int32(values.length);
        for (long v : values) {
            sink.int64(v);
        }
    }

    private void doubles(double[] values) throws IOException {
        sink.int32(values.length);
        for (double v : values) {
            sink.float64(v);
        }
    }
}

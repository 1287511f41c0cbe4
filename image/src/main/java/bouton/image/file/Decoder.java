package bouton.image.file;

import bouton.image.net.Image;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads what {@link Encoder} writes. Whatever the bytes are, the worst that comes of them is an exception. */
final class Decoder {
    /** Arrays grow from here, so that a damaged length does not cost memory that the file cannot fill. */
    private static final int FIRST_LENGTH = 1 << 8;

    private final Source source;
    private int nesting;

    Decoder(Source source) {
        this.source = source;
    }

    Image image() throws IOException, ImageFormatException {
        String schema = source.string();
        if (!schema.equals(Schema.text())) {
            throw new ImageFormatException(
                    "written by another version of Bouton: " + SchemaDifference.describe(schema, Schema.text()));
        }
        Image image = (Image) value(new Shape.Named(Image.class));
        if (!source.isAtEnd()) {
            throw new ImageFormatException("the payload is longer than the image: the file is damaged");
        }
        return image;
    }

    private Object value(Shape shape) throws IOException, ImageFormatException {
        return switch (shape) {
            case Shape.Plain plain -> plain(plain);
            case Shape.ListOf(Shape element) -> {
                int count = source.count(1);
                List<Object> list = new ArrayList<>(Math.min(count, FIRST_LENGTH));
                for (int i = 0; i < count; i++) {
                    list.add(value(element));
                }
                yield list;
            }
            case Shape.OptionalOf(Shape element) -> truth() ? Optional.of(value(element)) : Optional.empty();
            case Shape.Named(Class<?> type) -> defined(Schema.definition(type));
        };
    }

    private Object defined(Definition definition) throws IOException, ImageFormatException {
        return switch (definition) {
            case Definition.RecordOf r -> record(r);
            case Definition.EnumOf e ->
                e.constants().get(index(e.tag(), e.constants().size()));
            case Definition.UnionOf u -> {
                Class<?> type =
                        u.alternatives().get(index(u.tag(), u.alternatives().size()));
                yield defined(Schema.definition(type));
            }
        };
    }

    private int index(String tag, int size) throws IOException, ImageFormatException {
        int index = source.int8();
        if (index >= size) {
            throw new ImageFormatException("there is no '" + tag + "' number " + index + ": the file is damaged");
        }
        return index;
    }

    private Object record(Definition.RecordOf definition) throws IOException, ImageFormatException {
        boolean block = Encoder.nests(definition.constructor().getDeclaringClass());
        if (block && ++nesting > ImageFile.MAX_NESTING) {
            throw new ImageFormatException("blocks are nested deeper than " + ImageFile.MAX_NESTING);
        }
        List<Definition.Part> parts = definition.parts();
        Object[] components = new Object[parts.size()];
        for (int i = 0; i < components.length; i++) {
            components[i] = value(parts.get(i).shape());
        }
        if (block) {
            nesting--;
        }
        try {
            return Objects.requireNonNull(definition.constructor().newInstance(components));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw new ImageFormatException("'" + definition.tag() + "' is not possible: " + refused.getMessage());
            }
            throw new IllegalStateException("cannot make " + definition.tag(), e);
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException("cannot make " + definition.tag(), e);
        }
    }

    private Object plain(Shape.Plain shape) throws IOException, ImageFormatException {
        return switch (shape) {
            case INT -> source.int32();
            case LONG -> source.int64();
            case DOUBLE -> source.float64();
            case BOOLEAN -> truth();
            case STRING -> source.string();
            case INTS -> ints();
            case DOUBLES -> doubles();
            case DOUBLE_ROWS -> {
                List<double[]> rows = new ArrayList<>();
                for (int left = source.count(Integer.BYTES); left > 0; left--) {
                    rows.add(doubles());
                }
                yield rows.toArray(double[][]::new);
            }
            case LONG_ROWS -> {
                List<long[]> rows = new ArrayList<>();
                for (int left = source.count(Integer.BYTES); left > 0; left--) {
                    rows.add(longs());
                }
                yield rows.toArray(long[][]::new);
            }
        };
    }

    private boolean truth() throws IOException, ImageFormatException {
        int value = source.int8();
        if (value > 1) {
            throw new ImageFormatException("a truth value is " + value + ": the file is damaged");
        }
        return value == 1;
    }

    private int[] ints() throws IOException, ImageFormatException {
        int length = source.count(Integer.BYTES);
        int[] values = new int[Math.min(length, FIRST_LENGTH)];
        for (int i = 0; i < length; i++) {
            if (i == values.length) {
                values = Arrays.copyOf(values, longer(i, length));
            }
            values[i] = source.int32();
        }
        return values;
    }

    private long[] longs() throws IOException, ImageFormatException {
        int length = source.count(Long.BYTES);
        long[] values = new long[Math.min(length, FIRST_LENGTH)];
        for (int i = 0; i < length; i++) {
            if (i == values.length) {
                values = Arrays.copyOf(values, longer(i, length));
            }
            values[i] = source.int64();
        }
        return values;
    }

    private double[] doubles() throws IOException, ImageFormatException {
        int length = source.count(Double.BYTES);
        double[] values = new double[Math.min(length, FIRST_LENGTH)];
        for (int i = 0; i < length; i++) {
            if (i == values.length) {
                values = Arrays.copyOf(values, longer(i, length));
            }
            values[i] = source.float64();
        }
        return values;
    }

    private static int longer(int length, int wanted) {
        return (int) Math.min(wanted, 2L * length);
    }
}

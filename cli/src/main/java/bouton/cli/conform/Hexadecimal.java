package bouton.cli.conform;

import bouton.cli.conform.ChipFormat.Layout;
import bouton.image.machine.Memory;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** Contents of memories and register banks, written as hexadecimal digits. */
final class Hexadecimal {
    private static final int DIGIT = 4;

    private Hexadecimal() {}

    /**
     * The words of a memory.
     *
     * @param key of the texts in the file
     * @throws VectorException with the place, if they do not fit the memory
     */
    static BigInteger[] words(Fields file, String key, Memory memory, Layout layout) {
        return switch (layout) {
            case WORDS -> ofWords(file, key, memory);
            case ROWS -> ofRows(file, key, memory);
            case BANK -> bank(file.text(key), file.place(key), memory.words(), memory.bits());
        };
    }

    private static BigInteger[] ofWords(Fields file, String key, Memory memory) {
        List<String> texts = file.texts(key, memory.words());
        BigInteger[] result = new BigInteger[texts.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = number(texts.get(i), memory.bits(), file.place(key) + "[" + i + "]");
        }
        return result;
    }

    private static BigInteger[] ofRows(Fields file, String key, Memory memory) {
        if (memory.bits() % DIGIT != 0) {
            throw new VectorException(file.place(key) + ": words of " + memory.bits() + " bits of the chip's memory "
                    + memory.name() + " are no whole number of digits");
        }
        int columns = memory.size().getLast();
        int digits = memory.bits() / DIGIT;
        List<String> texts = file.texts(key, memory.words() / columns);
        BigInteger[] result = new BigInteger[memory.words()];
        for (int row = 0; row < texts.size(); row++) {
            String at = file.place(key) + "[" + row + "]";
            String text = texts.get(row);
            check(text, columns * digits, at);
            for (int column = 0; column < columns; column++) {
                // The first digit of a word holds its lowest bits.
                String lowFirst = text.substring(column * digits, (column + 1) * digits);
                result[row * columns + column] =
                        new BigInteger(new StringBuilder(lowFirst).reverse().toString(), 1 << DIGIT);
            }
        }
        return result;
    }

    /**
     * A bank of numbers in one text: number 0 in the lowest bits, the highest first.
     *
     * @param size how many
     * @param bits of each
     */
    static BigInteger[] bank(String text, String at, int size, int bits) {
        BigInteger all = number(text, size * bits, at);
        BigInteger mask = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
        BigInteger[] result = new BigInteger[size];
        Arrays.setAll(result, i -> all.shiftRight(i * bits).and(mask));
        return result;
    }

    /** A number of so many bits, written with just as many digits as they need. */
    static BigInteger number(String text, int bits, String at) {
        check(text, (bits + DIGIT - 1) / DIGIT, at);
        BigInteger result = new BigInteger(text, 1 << DIGIT);
        if (result.bitLength() > bits) {
            throw new VectorException(at + " needs " + result.bitLength() + " bits, and there are " + bits);
        }
        return result;
    }

    private static void check(String text, int digits, String at) {
        if (text.length() != digits) {
            throw new VectorException(at + " has " + text.length() + " digits, and not " + digits);
        }
        for (int i = 0; i < digits; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F')) {
                throw new VectorException(at + " has `" + c + "` at digit " + i + ", which is not hexadecimal");
            }
        }
    }

    /** A word with the digits that its bits need. */
    static String of(BigInteger word, int bits) {
        String digits = word.toString(1 << DIGIT);
        return "0".repeat(Math.max(0, (bits + DIGIT - 1) / DIGIT - digits.length())) + digits;
    }
}

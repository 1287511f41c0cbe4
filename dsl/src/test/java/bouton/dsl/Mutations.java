package bouton.dsl;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Programs that are nearly right: pieces of good ones left out, doubled, moved, mixed, or hit by a random byte. */
final class Mutations {
    private static final List<String> WORDS = List.of(
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            "'",
            "=",
            "~",
            "..",
            "->",
            ".",
            ",",
            ";",
            "\n",
            ":",
            "\"",
            "#",
            "@",
            "^",
            "-",
            "not ",
            "if ",
            "else ",
            "in ",
            "on ",
            "pre",
            "post",
            "given",
            "inf",
            "0",
            "1e9",
            "1e400",
            "mV",
            "ms",
            "tick",
            "index",
            "w",
            "x",
            "v",
            "deliver ",
            "emit ",
            "spike",
            "state ",
            "param ",
            "neuron ",
            "network ",
            "project ",
            "with ",
            "every ");

    private final List<byte[]> programs;
    private final Random random;

    Mutations(List<byte[]> programs, Random random) {
        this.programs = programs;
        this.random = random;
    }

    byte[] next() {
        byte[] program = any();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            program = change(program);
        }
        return program;
    }

    private byte[] any() {
        return programs.get(random.nextInt(programs.size()));
    }

    private byte[] change(byte[] program) {
        int from = random.nextInt(program.length + 1);
        int to = Math.min(program.length, from + random.nextInt(12));
        byte[] piece = new byte[to - from];
        System.arraycopy(program, from, piece, 0, piece.length);
        return switch (random.nextInt(6)) {
            case 0 -> joined(program, from, to, new byte[0]);
            case 1 -> joined(program, from, from, piece);
            case 2 ->
                joined(
                        program,
                        from,
                        to,
                        WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8));
            case 3 -> joined(program, from, to, any(60));
            case 4 -> joined(program, from, to, new byte[] {(byte) random.nextInt(128)});
            default -> {
                int at = random.nextInt(program.length + 1);
                byte[] without = joined(program, from, to, new byte[0]);
                yield joined(without, Math.min(at, without.length), Math.min(at, without.length), piece);
            }
        };
    }

    /** A piece of another program. */
    private byte[] any(int longest) {
        byte[] other = any();
        int from = random.nextInt(other.length + 1);
        int length = Math.min(other.length - from, random.nextInt(longest));
        byte[] piece = new byte[length];
        System.arraycopy(other, from, piece, 0, length);
        return piece;
    }

    private static byte[] joined(byte[] program, int from, int to, byte[] between) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(program, 0, from);
        out.writeBytes(between);
        out.write(program, to, program.length - to);
        return out.toByteArray();
    }
}

package bouton.cli.bench;

import bouton.compiler.Compiled;
import bouton.image.net.Field;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Scope;
import bouton.image.run.Recorder;
import bouton.image.run.Session;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 of what a run did: for each population, in text order, its name, the number of its spikes and the SHA-256 of all (tick,
 * member) as little-endian 64-bit integers in the order of ticks and members; then, for each weight of a population and of a
 * projection, its name and the float64 of every instance.
 */
final class Fingerprint implements Recorder {
    private static final int CHUNK = 1 << 16;

    private final Image image;
    private final MessageDigest[] spikes;
    private final long[] counts;
    private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);

    Fingerprint(Image image) {
        this.image = image;
        this.spikes = new MessageDigest[image.groups().size()];
        this.counts = new long[spikes.length];
        for (int g = 0; g < spikes.length; g++) {
            spikes[g] = sha256();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void events(int group, int event, long tick, int[] members, int count) {
        if (event != 0 || !(image.groups().get(group) instanceof Population)) {
            return;
        }
        counts[group] += count;
        for (int k = 0; k < count; k++) {
            put(spikes[group], tick);
            put(spikes[group], members[k]);
        }
        flush(spikes[group]);
    }

    @Override
    public void values(int probe, long ticks, double[] values) {}

    /** Number of spikes of all populations. */
    long spikes() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** The hash, in hexadecimal digits, when the run has ended; to be asked once. */
    String of(Compiled compiled, Session session) {
        MessageDigest all = sha256();
        for (int g = 0; g < spikes.length; g++) {
            if (image.groups().get(g) instanceof Population p) {
                name(all, p.name());
                put(all, counts[g]);
                flush(all);
                all.update(spikes[g].digest());
                weights(all, new Scope.OfGroup(g), p.fields(), compiled, session);
            }
        }
        for (int p = 0; p < image.projections().size(); p++) {
            name(all, image.projections().get(p).name());
            weights(all, new Scope.OfProjection(p), image.projections().get(p).fields(), compiled, session);
        }
        return HexFormat.of().formatHex(all.digest());
    }

    private void weights(MessageDigest digest, Scope scope, List<Field> fields, Compiled compiled, Session session) {
        for (Field field : fields) {
            // What the compiler keeps for itself has a $ in its name.
            if (field.kind() != Field.Kind.WEIGHT || field.name().contains("$")) {
                continue;
            }
            name(digest, field.name());
            double[] values =
                    session.evaluate(scope, compiled.reader(scope, field.name()).kernel());
            for (double value : values) {
                put(digest, Double.doubleToLongBits(value));
            }
            flush(digest);
        }
    }

    private static void name(MessageDigest digest, String name) {
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private void put(MessageDigest digest, long value) {
        if (buffer.remaining() < Long.BYTES) {
            flush(digest);
        }
        buffer.putLong(value);
    }

    private void flush(MessageDigest digest) {
        digest.update(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}

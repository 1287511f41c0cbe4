package walk;

import bouton.image.run.ResumableNeuron;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Walks at random, the more the more it is pushed. */
final class Walker implements ResumableNeuron {
    private long seed;
    private long steps;
    private double x;

    @Override
    public void reset(long newSeed, double[][] out) {
        seed = newSeed;
        out[0][0] = 1;
    }

    @Override
    public void step(double[][] in, double[][] out) {
        x += new SplittableRandom(seed + steps++).nextDouble() * (1 + in[0][0]) - 0.5 * x;
        out[0][0] = x;
        out[0][1] += 0.125;
    }

    @Override
    public byte[] save() {
        return ByteBuffer.allocate(16).putLong(steps).putDouble(x).array();
    }

    @Override
    public void restore(byte[] saved) {
        ByteBuffer bytes = ByteBuffer.wrap(saved);
        steps = bytes.getLong();
        x = bytes.getDouble();
    }
}

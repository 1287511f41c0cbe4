package demo;

import bouton.image.run.ForeignNeuron;
import java.util.Random;

/**
 * A head that turns to and fro, and an eye that the network turns in the head. What the eye does not make up for is the slip of
 * the image on the retina. Steps of the program: 20 to a period.
 *
 * <p>in: eye (speed of the eye, of head's largest). out: phase (20 cells, the one whose turn it is gets 30 mV), slip.
 */
public final class Reflex implements ForeignNeuron {
    private static final int STEPS = 20;
    private static final double DRIVE = 30;

    private int now;

    @Override
    public void reset(long seed, double[][] out) {
        now = new Random(seed).nextInt(STEPS);
        out[0][now] = DRIVE;
    }

    @Override
    public void step(double[][] in, double[][] out) {
        double head = Math.sin(2 * Math.PI * (now + 0.5) / STEPS);
        double eye = in[0][0];
        out[1][0] = head + eye;
        out[0][now] = 0;
        now = (now + 1) % STEPS;
        out[0][now] = DRIVE;
    }
}

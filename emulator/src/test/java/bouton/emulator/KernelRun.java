package bouton.emulator;

import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.image.ir.Kernel;
import bouton.image.net.Field;
import bouton.image.net.Scope;
import bouton.image.run.Session;
import java.util.List;

/** Runs single kernels on a population of their own. */
public final class KernelRun {
    private static final Scope NEURONS = new Scope.OfGroup(0);

    private KernelRun() {}

    /** Applies a kernel to {@code size} neurons with these fields, with their numbers as payloads. */
    public static Session apply(Kernel kernel, int size, List<Field> fields) {
        PopulationBuilder population = new PopulationBuilder("p", size);
        fields.forEach(population::field);
        ImageBuilder image = new ImageBuilder();
        image.population(population);
        Session session = new Emulator().open(image.build(), new TestRecorder());
        double[] payload = new double[size];
        for (int i = 0; i < size; i++) {
            payload[i] = i;
        }
        session.apply(NEURONS, kernel, payload);
        return session;
    }

    /** Value number 0 that a kernel yields for each of {@code size} neurons without fields. */
    public static double[] evaluate(Kernel kernel, int size) {
        ImageBuilder image = new ImageBuilder();
        image.population(new PopulationBuilder("p", size));
        try (Session session = new Emulator().open(image.build(), new TestRecorder())) {
            return session.evaluate(NEURONS, kernel);
        }
    }

    /** The value of a kernel that yields one. */
    public static double value(Kernel kernel) {
        return evaluate(kernel, 1)[0];
    }
}

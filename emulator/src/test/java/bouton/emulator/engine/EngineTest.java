package bouton.emulator.engine;

import bouton.emulator.Emulator;
import bouton.emulator.ImageBuilder;
import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.emulator.KernelBuilder;
import bouton.emulator.TestRecorder;
import bouton.image.ir.Kernel;
import bouton.image.net.Scope;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;

/** Kernels and calls that the tests of the engine share. */
abstract class EngineTest {
    static final Trigger TICK = new Trigger.EveryTick();

    final ImageBuilder image = new ImageBuilder();
    final TestRecorder recorder = new TestRecorder();

    /** Opens a session and runs it; it stays open. */
    Session run(long ticks) {
        Session session = new Emulator().open(image.build(), recorder);
        session.run(ticks, RunMonitor.NONE);
        return session;
    }

    /** A population with a port, whose word 0 is what the port held in stage INTEGRATE, and which is probed. */
    int sink(String name, int size) {
        KernelBuilder take = KernelBuilder.kernel("take");
        take.store(0, take.portSum(0));
        int sink = image.population(
                new PopulationBuilder(name, size).field("sum").port("in").on(TICK, Stage.INTEGRATE, 1, take.build()));
        image.probeField(sink, 0);
        return sink;
    }

    static Kernel delivering(double amount) {
        KernelBuilder k = KernelBuilder.kernel("deliver");
        return k.deliver(0, k.constant(amount)).build();
    }

    /** Delivers word 0 of the synapse. */
    static Kernel deliveringWord() {
        KernelBuilder k = KernelBuilder.kernel("deliver");
        return k.deliver(0, k.load(0)).build();
    }

    static Kernel emitting() {
        return KernelBuilder.kernel("emit").emit(0).build();
    }

    /** field = 10 field + digit: leaves a trace of who ran when. */
    static Kernel writing(int field, int digit) {
        KernelBuilder k = KernelBuilder.kernel("write " + digit);
        return k.store(field, k.add(k.mul(k.load(field), k.constant(10)), k.constant(digit)))
                .build();
    }

    static double[] read(Session session, Scope scope, int field) {
        return session.evaluate(scope, KernelBuilder.reading(field));
    }
}

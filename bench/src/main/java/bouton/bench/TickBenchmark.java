package bouton.bench;

import bouton.emulator.Emulator;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A tick of the warm interpreter; grows where loops over lanes stop being vectorised. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class TickBenchmark {
    /** Number of neurons, 80 synapses each. */
    @Param({"400", "4000", "40000"})
    public int neurons;

    private Session session = open(1);

    private static Session open(int neurons) {
        return new Emulator().open(LifNetwork.constant(neurons, 64, 16), new TickSpeed.EventCount());
    }

    @Setup(Level.Trial)
    public void open() {
        session = open(neurons);
    }

    @TearDown(Level.Trial)
    public void close() {
        session.close();
    }

    @Benchmark
    public long tick() {
        return session.run(1, RunMonitor.NONE);
    }
}

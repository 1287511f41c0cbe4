package bouton.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The interpreter does what is recorded beside the programs. {@code -Dbouton.rewrite=true} records anew: for a program that was
 * changed, or a compiler that computes in another order.
 */
class RecordedTest {
    private static final Path RESOURCES = Path.of("src/main/resources/bouton/cli/bench");
    private static final int LEAST_SPIKES = 500;

    private static List<Workload.OfNetwork> networks() {
        return Workloads.standard().all().stream()
                .filter(Workload.OfNetwork.class::isInstance)
                .map(Workload.OfNetwork.class::cast)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> theInterpreterDoesWhatIsRecorded() {
        return networks().stream().map(w -> DynamicTest.dynamicTest(w.name(), () -> recorded(w)));
    }

    private static void recorded(Workload.OfNetwork workload) throws IOException {
        Recorded recorded = Recorded.of(workload);
        Recorded found = NetworkBench.shortRun(workload, Engine.interpreter(), recorded);
        assertTrue(found.spikes() >= LEAST_SPIKES, "too little happens to compare: " + found);
        if (Boolean.getBoolean("bouton.rewrite")) {
            Files.writeString(RESOURCES.resolve(workload.name() + Recorded.ENDING), found.text());
        } else {
            assertEquals(recorded, found);
        }
    }
}

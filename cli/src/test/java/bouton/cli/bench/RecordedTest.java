package bouton.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.cli.world.FileEnvironment;
import bouton.dsl.check.Bindings;
import bouton.dsl.check.Frontend;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.TextRenderer;
import bouton.dsl.experiment.Experiments;
import bouton.dsl.model.TargetDef;
import bouton.emulator.engine.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The interpreter does what is recorded beside the programs. {@code -Dbouton.rewrite=true} records anew: for a program that was
 * changed, or a compiler that computes in another order.
 */
class RecordedTest {
    private static final String FOLDER = "resources/bouton/cli/bench";
    private static final Path MAIN = Path.of("src/main", FOLDER);
    private static final Path TEST = Path.of("src/test", FOLDER);
    private static final String NO_HASH = "0".repeat(64);
    private static final Engine INTERPRETER = Engine.of(new Execution(Execution.Code.INTERPRETED, 1));
    private static final Engine BYTECODE = Engine.of(new Execution(Execution.Code.GENERATED, 2));
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

    /** So does the network that other tests measure; of {@code falsified} only the number of spikes is right. */
    @Test
    void theRecordingsForTestsAreInOrder() throws IOException {
        var tiny = new Workload.OfNetwork("tiny", "", "tiny.bouton", "tiny", "", 20, 20, List.of());
        var falsified = new Workload.OfNetwork("falsified", "", "tiny.bouton", "tiny", "", 20, 20, List.of());
        Recorded found = NetworkBench.shortRun(tiny, INTERPRETER, Recorded.of(tiny));
        same(found, tiny, TEST);
        same(found.with(found.spikes(), NO_HASH), falsified, TEST);
    }

    /** The programs are examples of good style: nothing is to be said about them, and their experiments are in order. */
    @TestFactory
    Stream<DynamicTest> programsAreInOrder() {
        return Workloads.standard().all().stream()
                .map(Workload::program)
                .distinct()
                .map(p -> DynamicTest.dynamicTest(p, () -> inOrder(p)));
    }

    private static void inOrder(String program) {
        Diagnostics diagnostics = new Diagnostics();
        Program read = Frontend.load(program, Resources.bytes(program), new FileEnvironment(), diagnostics);
        TargetDef target = read.target("", diagnostics);
        read.check(target, new Bindings(), diagnostics);
        read.experiments().forEach(e -> Experiments.check(read, e, target, new Bindings(), diagnostics));
        assertEquals("", new TextRenderer(false).render(diagnostics.sorted()));
    }

    private static void recorded(Workload.OfNetwork workload) throws IOException {
        Recorded recorded = Recorded.of(workload);
        Recorded found = NetworkBench.shortRun(workload, INTERPRETER, recorded);
        assertTrue(found.spikes() >= LEAST_SPIKES, "too little happens to compare: " + found);
        same(found, workload, MAIN);
        assertEquals(found, NetworkBench.shortRun(workload, BYTECODE, found), "bytecode in two threads does the same");
    }

    private static void same(Recorded found, Workload.OfNetwork workload, Path folder) throws IOException {
        if (Boolean.getBoolean("bouton.rewrite")) {
            Files.writeString(folder.resolve(workload.name() + Recorded.ENDING), found.text());
        } else {
            assertEquals(Recorded.of(workload), found);
        }
    }
}

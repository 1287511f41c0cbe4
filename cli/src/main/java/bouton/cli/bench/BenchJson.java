package bouton.cli.bench;

import bouton.cli.json.Json;
import bouton.cli.output.Machine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results for scripts. Times are in seconds, each with all its measurements in their order. */
public final class BenchJson {
    private BenchJson() {}

    /** A JSON text with everything that was measured. */
    public static String of(Plan plan, List<Result> results) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("bouton", Machine.bouton());
        all.put("machine", machine());
        all.put("load", Machine.load());
        all.put("threads", plan.engine().threads());
        all.put("repeat", plan.repeat());
        all.put("workloads", results.stream().map(BenchJson::tree).toList());
        return Json.text(all);
    }

    /** A JSON text with what can be asked for. */
    public static String list(Workloads workloads) {
        return Json.text(workloads.all().stream()
                .map(w -> {
                    Map<String, @Nullable Object> entry = head(w);
                    if (w instanceof Workload.OfNetwork n) {
                        entry.put("neurons", n.neurons());
                        entry.put("ms", n.ms());
                        entry.put("peers", n.peers().stream().map(Peer::title).toList());
                    }
                    return entry;
                })
                .toList());
    }

    private static Map<String, @Nullable Object> machine() {
        Map<String, @Nullable Object> machine = new LinkedHashMap<>();
        machine.put("cpu", Machine.cpu());
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("java", Machine.java());
        machine.put("os", Machine.os());
        machine.put("heap_bytes", Runtime.getRuntime().maxMemory());
        return machine;
    }

    private static Map<String, @Nullable Object> head(Workload workload) {
        Map<String, @Nullable Object> head = new LinkedHashMap<>();
        head.put("name", workload.name());
        head.put("what", workload.what());
        head.put("kind", workload instanceof Workload.OfNetwork ? "network" : "process");
        return head;
    }

    private static Map<String, @Nullable Object> tree(Result result) {
        Map<String, @Nullable Object> tree = head(result.workload());
        tree.put("correct", !(result instanceof Result.Wrong));
        switch (result) {
            case Result.Wrong w -> tree.put("why", w.why());
            case Result.OfProcess p -> tree.put("whole", tree(p.whole()));
            case Result.OfNetwork n -> network(n, tree);
        }
        return tree;
    }

    private static void network(Result.OfNetwork n, Map<String, @Nullable Object> tree) {
        Map<String, @Nullable Object> checked = new LinkedHashMap<>();
        checked.put("neurons", n.checked().neurons());
        checked.put("ms", n.checked().ms());
        checked.put("spikes", n.checked().spikes());
        checked.put("sha256", n.checked().sha256());
        tree.put("checked", checked);
        tree.put("neurons", n.facts().neurons());
        tree.put("synapses", n.facts().synapses());
        tree.put("bytes", n.facts().bytes());
        tree.put("ms", n.facts().ms());
        tree.put("ticks", n.facts().ticks());
        tree.put("spikes", n.activity().spikes());
        tree.put("events", n.activity().events());
        tree.put("events_per_second", n.eventsPerSecond());
        tree.put("compile", tree(n.compile()));
        tree.put("build", tree(n.build()));
        tree.put("run", tree(n.run()));
        n.whole().ifPresent(w -> tree.put("whole", tree(w)));
        tree.put("peers", n.peers().stream().map(p -> peer(n, p)).toList());
    }

    private static Map<String, @Nullable Object> peer(Result.OfNetwork n, Result.OfPeer peer) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", peer.peer().title());
        switch (peer) {
            case Result.OfPeer.Missing m -> tree.put("status", "missing");
            case Result.OfPeer.Failed f -> {
                tree.put("status", "failed");
                tree.put("why", f.why());
            }
            case Result.OfPeer.Ran ran -> {
                tree.put("status", "ran");
                tree.put("version", ran.version());
                tree.put("spikes", ran.spikes());
                tree.put("events_per_second", BenchText.peerEventsPerSecond(n, ran));
                tree.put("build", tree(ran.build()));
                tree.put("run", tree(ran.run()));
                // Above 1: Bouton is faster.
                Measured.Ratio ratio = ran.run().over(n.run());
                Map<String, @Nullable Object> over = new LinkedHashMap<>();
                over.put("median", ratio.median());
                over.put("lowest", ratio.lowest());
                over.put("highest", ratio.highest());
                tree.put("speedup", over);
            }
        }
        return tree;
    }

    private static Map<String, @Nullable Object> tree(Measured m) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("median", m.median());
        tree.put("lowest", m.lowest());
        tree.put("highest", m.highest());
        tree.put("spread", m.spread());
        tree.put("seconds", m.seconds());
        return tree;
    }
}

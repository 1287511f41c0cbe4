package bouton.cli.bench;

import bouton.cli.command.CommandException;
import bouton.dsl.diagnostic.Suggestions;
import java.util.LinkedHashSet;
import java.util.List;

/** The workloads that can be asked for. */
public record Workloads(List<Workload> all) {
    public Workloads {
        all = List.copyOf(all);
    }

    /** Those that come with Bouton. */
    public static Workloads standard() {
        List<Peer> brian2 = List.of(Peer.BRIAN2);
        List<Peer> both = List.of(Peer.NEST, Peer.BRIAN2);
        return new Workloads(List.of(
                new Workload.OfNetwork(
                        "va-cuba",
                        "Vogels-Abbott, currents, exact",
                        "va-cuba.bouton",
                        "va_cuba",
                        "",
                        4000,
                        10_000,
                        brian2),
                new Workload.OfNetwork(
                        "va-coba-euler",
                        "Vogels-Abbott, conductances, Euler",
                        "va-coba.bouton",
                        "va_coba",
                        "euler",
                        4000,
                        10_000,
                        brian2),
                new Workload.OfNetwork(
                        "va-coba-expeuler",
                        "the same, exponential Euler",
                        "va-coba.bouton",
                        "va_coba",
                        "exponential_euler",
                        4000,
                        10_000,
                        brian2),
                new Workload.OfNetwork(
                        "b10k", "balanced network, 10^7 synapses", "b10k.bouton", "b10k", "", 10_000, 1000, both),
                new Workload.OfNetwork(
                        "b10k-stdp",
                        "the same, pair STDP from E to E",
                        "b10k.bouton",
                        "b10k_stdp",
                        "",
                        10_000,
                        1000,
                        both),
                new Workload.OfProcess("check", "`bouton check` of 100 lines", "hundred.bouton", "check"),
                new Workload.OfProcess("run", "`bouton run` of 10 neurons, 1 s", "ten.bouton", "run")));
    }

    /** Those of these names, in the order of the list; all without a name. */
    public List<Workload> named(List<String> names) {
        List<String> known = all.stream().map(Workload::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new CommandException("there is no workload `" + name + "`"
                        + Suggestions.closest(name, known)
                                .map(best -> "; did you mean `" + best + "`?")
                                .orElse("; there are: " + String.join(", ", known)));
            }
        }
        LinkedHashSet<String> wanted = new LinkedHashSet<>(names);
        return names.isEmpty()
                ? all
                : all.stream().filter(w -> wanted.contains(w.name())).toList();
    }
}

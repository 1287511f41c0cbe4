package bouton.cli.bench;

import bouton.image.net.Group;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks and measures a network. */
final class NetworkBench {
    /** The experiment that is added to a program to measure the whole process of its run. */
    private static final String WHOLE = "bench_whole";

    private final Workload.OfNetwork workload;
    private final Plan plan;
    private final Scratch scratch;
    private final Consumer<String> status;

    /** @param status is told what begins */
    NetworkBench(Workload.OfNetwork workload, Plan plan, Scratch scratch, Consumer<String> status) {
        this.workload = workload;
        this.plan = plan;
        this.scratch = scratch;
        this.status = status;
    }

    /** Does a short run and returns what came of it. */
    static Recorded shortRun(Workload.OfNetwork workload, Engine engine, Recorded settings) {
        Prepared prepared = Prepared.of(workload, settings.neurons(), settings.ms());
        Fingerprint fingerprint = new Fingerprint(prepared.compiled().image());
        try (Session session = engine.provider().open(prepared.compiled().image(), fingerprint)) {
            session.run(prepared.ticks(), RunMonitor.NONE);
            return settings.with(fingerprint.spikes(), fingerprint.of(prepared.compiled(), session));
        }
    }

    Result measure() {
        status.accept("comparing a short run with the recorded one");
        Recorded recorded = Recorded.of(workload);
        Recorded found = shortRun(workload, plan.engine(), recorded);
        if (!found.equals(recorded)) {
            return new Result.Wrong(workload, difference(recorded, found));
        }
        List<PeerRuns> peers = new ArrayList<>();
        try {
            return measure(recorded, peers);
        } finally {
            peers.forEach(PeerRuns::close);
        }
    }

    private static String difference(Recorded recorded, Recorded found) {
        return found.spikes() != recorded.spikes()
                ? "a short run gives " + found.spikes() + " spikes, " + recorded.spikes() + " are recorded"
                : "a short run gives as many spikes as recorded, but their times or the weights differ: SHA-256 "
                        + found.sha256() + ", recorded " + recorded.sha256();
    }

    private Result measure(Recorded recorded, List<PeerRuns> peers) {
        status.accept("warm-up");
        Warm warm = new Warm();
        Trial first = Trial.of(workload, plan, warm);
        if (plan.withPeers()) {
            for (Peer peer : workload.peers()) {
                status.accept("starting " + peer.title());
                PeerRuns started = new PeerRuns(peer);
                peers.add(started);
                started.start(plan, workload, scratch);
            }
        }
        List<Trial> trials = new ArrayList<>();
        for (int k = 1; k <= plan.repeat(); k++) {
            String number = "run " + k + " of " + plan.repeat();
            status.accept(number);
            Trial trial = Trial.of(workload, plan, Trial.Look.NONE);
            if (!sameSpikes(first, trial)) {
                return new Result.Wrong(workload, "two runs with the same seed give different spikes");
            }
            trials.add(trial);
            for (PeerRuns peer : peers) {
                status.accept(number + " of " + peer.peer().title());
                peer.run();
            }
        }
        Optional<Measured> whole;
        try {
            whole = plan.whole() ? Optional.of(whole()) : Optional.empty();
        } catch (ProcessBench.Failed e) {
            return new Result.Wrong(workload, String.valueOf(e.getMessage()));
        }
        return new Result.OfNetwork(
                workload,
                recorded,
                warm.facts(),
                warm.activity(first),
                new Measured(trials.stream().map(Trial::compile).toList()),
                new Measured(trials.stream().map(Trial::build).toList()),
                new Measured(trials.stream().map(Trial::run).toList()),
                whole,
                peers.stream().map(PeerRuns::result).toList());
    }

    private static boolean sameSpikes(Trial one, Trial other) {
        for (int g = 0; g < one.spikes().size(); g++) {
            if (!Arrays.equals(one.spikes().get(g), other.spikes().get(g))) {
                return false;
            }
        }
        return true;
    }

    /** Measures {@code bouton run} of the same program with an experiment of the time that is asked for. */
    private Measured whole() throws ProcessBench.Failed {
        String text = new String(Resources.bytes(workload.program()), StandardCharsets.UTF_8) + "\nexperiment " + WHOLE
                + " : " + workload.network() + " { run " + plan.ms(workload) + " ms }\n";
        Path program = scratch.put(workload.program(), text.getBytes(StandardCharsets.UTF_8));
        ProcessBench processes = new ProcessBench(scratch);
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                program.toString(),
                "--experiment",
                WHOLE,
                "--set",
                workload.network() + "." + Prepared.SIZE + "=" + plan.neurons(workload),
                "--quiet",
                "--out",
                processes.folder().toString()));
        if (!workload.target().isEmpty()) {
            arguments.addAll(List.of("--target", workload.target()));
        }
        return processes.measure(
                Launcher.command(arguments.toArray(String[]::new)),
                plan.repeat(),
                k -> status.accept(k == 0 ? "warm-up of the process" : "process " + k + " of " + plan.repeat()));
    }

    /** Looks at the session of the warm-up run. */
    private static final class Warm implements Trial.Look {
        private Result.@Nullable Facts facts;
        private @Nullable Fanout fanout;

        @Override
        public void at(Prepared prepared, Session session) {
            Image image = session.image();
            Fanout found = Fanout.of(session);
            long neurons = 0;
            for (Group group : image.groups()) {
                neurons += group instanceof Population ? group.size() : 0;
            }
            fanout = found;
            facts = new Result.Facts(
                    neurons, found.total(), session.memory(), prepared.ticks() * image.dt(), prepared.ticks());
        }

        Result.Facts facts() {
            if (facts == null) {
                throw new IllegalStateException("the warm-up run has not ended");
            }
            return facts;
        }

        Result.Activity activity(Trial trial) {
            if (fanout == null) {
                throw new IllegalStateException("the warm-up run has not ended");
            }
            long spikes = 0;
            for (long[] group : trial.spikes()) {
                spikes += Arrays.stream(group).sum();
            }
            return new Result.Activity(spikes, fanout.events(trial.spikes()));
        }
    }
}

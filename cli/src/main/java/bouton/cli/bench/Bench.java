package bouton.cli.bench;

import java.util.function.Consumer;

/** Checks and measures workloads, one after another: the way into this package. */
public final class Bench implements AutoCloseable {
    /** The Python that is taken if none is named. */
    public static final String PYTHON = "python3";

    private final Plan plan;
    private final Consumer<String> status;
    private final Scratch scratch = new Scratch();

    /** @param status is told what begins, in a few words */
    public Bench(Plan plan, Consumer<String> status) {
        this.plan = plan;
        this.status = status;
    }

    /** Whether the Python of the plan can be started. */
    public static boolean isPython(String python) {
        return PeerProcess.isThere(python);
    }

    /** What to do about peers that this Python does not have. */
    public static String howToInstall(String python) {
        return "bouton: " + python + " does not have all the peers; to install them beside it:\n"
                + "  python3 -m venv ~/bouton-peers\n"
                + "  ~/bouton-peers/bin/pip install " + Peer.PACKAGES + "\n"
                + "  bouton bench --python ~/bouton-peers/bin/python";
    }

    /**
     * Measures a workload.
     *
     * @throws bouton.cli.command.CommandException if it cannot have the size or the time of the plan
     */
    public Result measure(Workload workload) {
        return switch (workload) {
            case Workload.OfNetwork n ->
                new NetworkBench(n, plan, scratch, s -> status.accept(n.name() + ": " + s)).measure();
            case Workload.OfProcess p -> process(p);
        };
    }

    private Result process(Workload.OfProcess workload) {
        ProcessBench processes = new ProcessBench(scratch);
        String program = scratch.put(workload.program()).toString();
        String[] arguments = workload.command().equals("run")
                ? new String[] {"run", program, "--out", processes.folder().toString()}
                : new String[] {workload.command(), program};
        try {
            return new Result.OfProcess(
                    workload,
                    processes.measure(
                            Launcher.command(arguments),
                            plan.repeat(),
                            k -> status.accept(workload.name() + ": "
                                    + (k == 0 ? "warm-up" : "process " + k + " of " + plan.repeat()))));
        } catch (ProcessBench.Failed e) {
            return new Result.Wrong(workload, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        scratch.close();
    }
}

package bouton.image.net;

import bouton.image.chip.Hardware;
import bouton.image.machine.Program;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Everything a run needs but its inputs: the contract between the compiler and whatever runs its output. Immutable.
 *
 * @param name of the network
 * @param target name of the target it was compiled for
 * @param dt length of a tick in ms
 * @param seed of all random streams
 * @param stampEnd events of tick n carry the time (n + 1) dt (NEST) instead of n dt (Brian2)
 * @param order the stages of a tick, each once
 * @param groups stimuli and populations, in text order
 * @param projections in text order
 * @param probes what to record
 * @param globalEvents events of the whole network
 * @param globals values of the whole network
 * @param foreign neurons that are programs outside of the image
 * @param tables constant data
 * @param counters saturations and the like
 * @param origins places in the user's text
 * @param hardware the chip it was compiled for; {@link Hardware#NONE} without costs and limits
 * @param program for a chip that is described bit by bit: what runs on it instead of the image's handlers
 */
public record Image(
        String name,
        String target,
        double dt,
        long seed,
        boolean stampEnd,
        List<Stage> order,
        List<Group> groups,
        List<Projection> projections,
        List<Probe> probes,
        List<GlobalEvent> globalEvents,
        List<GlobalValue> globals,
        List<Foreign> foreign,
        List<Table> tables,
        List<Counter> counters,
        List<Origin> origins,
        Hardware hardware,
        Optional<Program> program) {
    public Image {
        if (!(dt > 0)) {
            throw new IllegalArgumentException("dt " + dt);
        }
        order = List.copyOf(order);
        groups = List.copyOf(groups);
        projections = List.copyOf(projections);
        probes = List.copyOf(probes);
        globalEvents = List.copyOf(globalEvents);
        globals = List.copyOf(globals);
        foreign = List.copyOf(foreign);
        tables = List.copyOf(tables);
        counters = List.copyOf(counters);
        origins = List.copyOf(origins);
        if (EnumSet.copyOf(order).size() != order.size()) {
            throw new IllegalArgumentException("a stage stands twice in " + order);
        }
        for (Projection p : projections) {
            if (p.source() < 0
                    || p.source() >= groups.size()
                    || p.target() < 0
                    || p.target() >= groups.size()
                    || !(groups.get(p.target()) instanceof Population)) {
                throw new IllegalArgumentException("projection " + p.name() + " without a source or target");
            }
        }
    }

    /** An image for a chip that computes as its handlers say. */
    public Image(
            String name,
            String target,
            double dt,
            long seed,
            boolean stampEnd,
            List<Stage> order,
            List<Group> groups,
            List<Projection> projections,
            List<Probe> probes,
            List<GlobalEvent> globalEvents,
            List<GlobalValue> globals,
            List<Foreign> foreign,
            List<Table> tables,
            List<Counter> counters,
            List<Origin> origins,
            Hardware hardware) {
        this(
                name,
                target,
                dt,
                seed,
                stampEnd,
                order,
                groups,
                projections,
                probes,
                globalEvents,
                globals,
                foreign,
                tables,
                counters,
                origins,
                hardware,
                Optional.empty());
    }

    /** An image for no chip. */
    public Image(
            String name,
            String target,
            double dt,
            long seed,
            boolean stampEnd,
            List<Stage> order,
            List<Group> groups,
            List<Projection> projections,
            List<Probe> probes,
            List<GlobalEvent> globalEvents,
            List<GlobalValue> globals,
            List<Foreign> foreign,
            List<Table> tables,
            List<Counter> counters,
            List<Origin> origins) {
        this(
                name,
                target,
                dt,
                seed,
                stampEnd,
                order,
                groups,
                projections,
                probes,
                globalEvents,
                globals,
                foreign,
                tables,
                counters,
                origins,
                Hardware.NONE);
    }

    /** An image without events and values of the whole network. */
    public Image(
            String name,
            String target,
            double dt,
            long seed,
            boolean stampEnd,
            List<Stage> order,
            List<Group> groups,
            List<Projection> projections,
            List<Probe> probes,
            List<Table> tables,
            List<Counter> counters,
            List<Origin> origins) {
        this(
                name,
                target,
                dt,
                seed,
                stampEnd,
                order,
                groups,
                projections,
                probes,
                List.of(),
                List.of(),
                List.of(),
                tables,
                counters,
                origins);
    }

    /** The same on a chip; {@code allOrigins} are those there were, and more behind them. */
    public Image on(Hardware chip, List<Origin> allOrigins) {
        return new Image(
                name,
                target,
                dt,
                seed,
                stampEnd,
                order,
                groups,
                projections,
                probes,
                globalEvents,
                globals,
                foreign,
                tables,
                counters,
                allOrigins,
                chip,
                program);
    }

    /** The same with other probes. */
    public Image withProbes(List<Probe> others) {
        return new Image(
                name,
                target,
                dt,
                seed,
                stampEnd,
                order,
                groups,
                projections,
                others,
                globalEvents,
                globals,
                foreign,
                tables,
                counters,
                origins,
                hardware,
                program);
    }

    /** The same as a program for a chip that is described bit by bit. */
    public Image on(Program other) {
        return new Image(
                name,
                target,
                dt,
                seed,
                stampEnd,
                order,
                groups,
                projections,
                probes,
                globalEvents,
                globals,
                foreign,
                tables,
                counters,
                origins,
                hardware,
                Optional.of(other));
    }

    /** The same without what runs: groups and projections keep their words, and nothing changes them but a host. */
    public Image still() {
        List<Group> quiet = groups.stream()
                .map(g -> g instanceof Population p ? p.without() : g)
                .toList();
        return new Image(
                name,
                target,
                dt,
                seed,
                stampEnd,
                order,
                quiet,
                projections.stream().map(Projection::without).toList(),
                List.of(),
                globalEvents,
                globals,
                foreign,
                tables,
                counters,
                origins,
                Hardware.NONE,
                Optional.empty());
    }

    public Population population(int group) {
        return (Population) groups.get(group);
    }
}

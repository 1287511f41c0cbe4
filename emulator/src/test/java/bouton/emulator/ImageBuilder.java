package bouton.emulator;

import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import bouton.image.net.Connectivity;
import bouton.image.net.Counter;
import bouton.image.net.Field;
import bouton.image.net.Group;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Mirror;
import bouton.image.net.Origin;
import bouton.image.net.Per;
import bouton.image.net.Population;
import bouton.image.net.Port;
import bouton.image.net.Probe;
import bouton.image.net.Projection;
import bouton.image.net.Reader;
import bouton.image.net.Scope;
import bouton.image.net.Shared;
import bouton.image.net.Stage;
import bouton.image.net.Stimulus;
import bouton.image.net.Table;
import bouton.image.net.Trigger;
import bouton.image.run.StimulusInput;
import java.util.ArrayList;
import java.util.List;

/** Writes an image by hand. */
public final class ImageBuilder {
    private final List<Group> groups = new ArrayList<>();
    private final List<Projection> projections = new ArrayList<>();
    private final List<Probe> probes = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();
    private final List<Counter> counters = new ArrayList<>();
    private final List<Origin> origins = new ArrayList<>();
    private List<Stage> order = Stage.DEFAULT_ORDER;
    private long seed = 1;

    public ImageBuilder order(List<Stage> stages) {
        order = stages;
        return this;
    }

    public ImageBuilder seed(long value) {
        seed = value;
        return this;
    }

    public ImageBuilder counter(String what) {
        counters.add(new Counter(what, -1));
        return this;
    }

    public ImageBuilder origin(String file, int line) {
        origins.add(new Origin(file, line, 1, 1));
        return this;
    }

    public int table(int rows, int columns, double... values) {
        tables.add(new Table("t" + tables.size(), rows, columns, values));
        return tables.size() - 1;
    }

    public int stimulus(String name, int size) {
        return stimulus(name, size, new StimulusInput.Silent(), false);
    }

    public int stimulus(String name, int size, StimulusInput initial, boolean single) {
        groups.add(new Stimulus(name, size, initial, single, "1", 1));
        return groups.size() - 1;
    }

    /** Events of one source in these ticks. */
    public int spikes(String name, long... ticks) {
        return stimulus(name, 1, new StimulusInput.EventTicks(new long[][] {ticks}), false);
    }

    public int population(PopulationBuilder population) {
        groups.add(population.build());
        return groups.size() - 1;
    }

    public int projection(ProjectionBuilder projection) {
        projections.add(projection.build(projections.size()));
        return projections.size() - 1;
    }

    public int probeField(int group, int field) {
        return probe(new Scope.OfGroup(group), KernelBuilder.reading(field), 1);
    }

    public int probeSynapses(int projection, int field) {
        return probe(new Scope.OfProjection(projection), KernelBuilder.reading(field), 1);
    }

    public int probe(Scope scope, Kernel kernel, long period, Integer... members) {
        Reader reader = new Reader("r", scope, kernel, "1", 1);
        probes.add(new Probe.Values("p" + probes.size(), reader, period, List.of(members)));
        return probes.size() - 1;
    }

    public Image build() {
        return new Image(
                "test", "ideal", 0.1, seed, true, order, groups, projections, probes, tables, counters, origins);
    }

    /** A float64 field. */
    public static Field real(String name) {
        return field(name, Type.F64);
    }

    public static Field field(String name, Type type) {
        return new Field(name, type, Field.Kind.STATE, "1", 1);
    }

    /** A population in the making. */
    public static final class PopulationBuilder {
        private final String name;
        private final int size;
        private final List<Field> fields = new ArrayList<>();
        private final List<Port> ports = new ArrayList<>();
        private final List<Handler> handlers = new ArrayList<>();
        private List<String> events = List.of("spike");
        private List<Integer> sent = List.of();
        private Kernel init = Kernel.NOTHING;
        private Kernel derive = Kernel.NOTHING;
        private int rank;

        public PopulationBuilder(String name, int size) {
            this.name = name;
            this.size = size;
        }

        public PopulationBuilder field(String field) {
            return field(real(field));
        }

        public PopulationBuilder field(Field field) {
            fields.add(field);
            return this;
        }

        public PopulationBuilder port(String port) {
            ports.add(new Port(port, false, "1", 1));
            return this;
        }

        public PopulationBuilder port(Port port) {
            ports.add(port);
            return this;
        }

        public PopulationBuilder gradedPort(String port) {
            ports.add(new Port(port, true, "1", 1));
            return this;
        }

        public PopulationBuilder events(String... names) {
            events = List.of(names);
            return this;
        }

        public PopulationBuilder sent(Integer... outs) {
            sent = List.of(outs);
            return this;
        }

        public PopulationBuilder rank(int value) {
            rank = value;
            return this;
        }

        public PopulationBuilder init(Kernel kernel) {
            init = kernel;
            return this;
        }

        public PopulationBuilder derive(Kernel kernel) {
            derive = kernel;
            return this;
        }

        public PopulationBuilder on(Trigger trigger, Stage stage, int phase, Kernel kernel) {
            handlers.add(new Handler(trigger, stage, phase, kernel));
            return this;
        }

        private Population build() {
            return new Population(name, "m", size, rank, fields, ports, events, sent, init, derive, handlers);
        }
    }

    /** A projection in the making. */
    public static final class ProjectionBuilder {
        private final int source;
        private final int target;
        private final List<Field> fields = new ArrayList<>();
        private final List<Shared> rows = new ArrayList<>();
        private final List<Shared> columns = new ArrayList<>();
        private final List<Handler> handlers = new ArrayList<>();
        private Connectivity connectivity = new Connectivity.AllToAll(true);
        private Lag delay = Lag.NONE;
        private Lag deliverLag = Lag.NONE;
        private Kernel init = Kernel.NOTHING;
        private Kernel derive = Kernel.NOTHING;
        private Mirror mirror = Mirror.NONE;
        private long site = 77;

        public ProjectionBuilder(int source, int target) {
            this.source = source;
            this.target = target;
        }

        public ProjectionBuilder by(Connectivity recipe) {
            connectivity = recipe;
            return this;
        }

        public ProjectionBuilder site(long value) {
            site = value;
            return this;
        }

        public ProjectionBuilder field(String field) {
            return field(real(field));
        }

        public ProjectionBuilder field(Field field) {
            fields.add(field);
            return this;
        }

        /** A word of each source. */
        public ProjectionBuilder row(String field, double initial) {
            rows.add(new Shared(real(field), initial));
            return this;
        }

        /** A word of each target. */
        public ProjectionBuilder column(String field, double initial) {
            columns.add(new Shared(real(field), initial));
            return this;
        }

        public ProjectionBuilder delay(Lag lag) {
            delay = lag;
            return this;
        }

        public ProjectionBuilder deliverLag(Lag lag) {
            deliverLag = lag;
            return this;
        }

        public ProjectionBuilder mirror(int projection, int field) {
            mirror = new Mirror(projection, field);
            return this;
        }

        public ProjectionBuilder init(Kernel kernel) {
            init = kernel;
            return this;
        }

        public ProjectionBuilder derive(Kernel kernel) {
            derive = kernel;
            return this;
        }

        public ProjectionBuilder on(Trigger trigger, Stage stage, int phase, Kernel kernel) {
            handlers.add(new Handler(trigger, stage, phase, kernel));
            return this;
        }

        public ProjectionBuilder on(Trigger trigger, Stage stage, int phase, Per per, Kernel kernel) {
            handlers.add(new Handler(trigger, stage, phase, per, kernel));
            return this;
        }

        private Projection build(int number) {
            return new Projection(
                    "projection " + number,
                    "p" + number,
                    "m",
                    source,
                    target,
                    connectivity,
                    site,
                    delay,
                    deliverLag,
                    fields,
                    rows,
                    columns,
                    mirror,
                    init,
                    derive,
                    handlers);
        }
    }
}

package bouton.image.file;

import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import bouton.image.net.Counter;
import bouton.image.net.DelayLine;
import bouton.image.net.Field;
import bouton.image.net.GlobalValue;
import bouton.image.net.Group;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Origin;
import bouton.image.net.Population;
import bouton.image.net.Port;
import bouton.image.net.Probe;
import bouton.image.net.Projection;
import bouton.image.net.Reader;
import bouton.image.net.Scope;
import bouton.image.net.Shared;
import bouton.image.net.Stimulus;
import bouton.image.net.Table;
import bouton.image.net.Trigger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules that an image keeps beyond those of its records: every index is in range, kernels write a register before they
 * read it and with the right type, and handlers stand in stages in which their trigger can happen. Whatever runs an image
 * that has no problems need not ask again. Not checked: that a rank is large enough, and that init sets every field.
 */
public final class ImageCheck {
    private final Image image;
    private final Problems problems = new Problems();

    private ImageCheck(Image image) {
        this.image = image;
    }

    /** What is wrong, each with its place; the first 100. None: the image is sound. */
    public static List<String> problems(Image image) {
        ImageCheck check = new ImageCheck(image);
        check.image();
        return check.problems.list();
    }

    /** What is wrong with a kernel for {@link bouton.image.run.Session#evaluate}: it yields one value, changes nothing. */
    public static List<String> readerProblems(Image image, Scope scope, Kernel kernel) {
        return kernelProblems(image, scope, kernel, Purpose.COMPUTE, 1);
    }

    /** What is wrong with a kernel for {@link bouton.image.run.Session#apply}: it may do what a handler may. */
    public static List<String> actionProblems(Image image, Scope scope, Kernel kernel) {
        return kernelProblems(image, scope, kernel, Purpose.RESPOND, 0);
    }

    private static List<String> kernelProblems(Image image, Scope scope, Kernel kernel, Purpose purpose, int values) {
        ImageCheck check = new ImageCheck(image);
        check.scoped(scope, kernel, purpose, values, "kernel " + kernel.name());
        return check.problems.list();
    }

    private void image() {
        image.program().ifPresent(p -> ProgramCheck.check(image, p, problems));
        problems.unless(Double.isFinite(image.dt()), "image", "dt is " + image.dt());
        for (Origin o : image.origins()) {
            problems.unless(
                    o.line() >= 1 && o.column() >= 1 && o.length() >= 0, "origins", o + " is not a place in a text");
        }
        unique("groups", "group", image.groups().stream().map(Group::name).toList());
        unique(
                "projections",
                "label",
                image.projections().stream().map(Projection::label).toList());
        unique("tables", "table", image.tables().stream().map(Table::name).toList());
        for (Counter c : image.counters()) {
            problems.unless(
                    c.at() >= -1 && c.at() < image.origins().size(),
                    "counter " + c.what(),
                    "place number " + c.at() + " in the text does not exist");
        }
        for (Group g : image.groups()) {
            switch (g) {
                case Population p -> population(p);
                case Stimulus s -> StimulusCheck.check(s, problems);
            }
        }
        for (Projection p : image.projections()) {
            projection(p);
        }
        for (Probe p : image.probes()) {
            probe(p);
        }
        HardwareCheck.check(image, problems);
        GlobalCheck network = new GlobalCheck(image, problems);
        network.check();
        network.checkForeign();
        for (GlobalValue g : image.globals()) {
            if (g.source() instanceof GlobalValue.Reduction r
                    && r.group() >= 0
                    && r.group() < image.groups().size()) {
                String where = "global value " + g.name();
                scoped(new Scope.OfGroup(r.group()), r.reader(), Purpose.COMPUTE, 1, where);
            }
        }
    }

    private void mirror(Projection p, String where) {
        if (!p.mirror().isPresent()) {
            return;
        }
        exists(p.mirror().projection(), image.projections().size(), "mirrored projection", where);
        if (p.mirror().projection() < image.projections().size()) {
            Projection other = image.projections().get(p.mirror().projection());
            exists(p.mirror().field(), other.fields().size(), "mirrored field", where);
            problems.unless(
                    other.source() == p.target() && other.target() == p.source(),
                    where,
                    "mirrors " + other.label() + ", which does not join the same groups the other way");
        }
    }

    private void population(Population p) {
        String where = "population " + p.name();
        unique(where, "field", p.fields().stream().map(Field::name).toList());
        unique(where, "port", p.ports().stream().map(Port::name).toList());
        p.ports().forEach(port -> port(port, where));
        unique(where, "event", p.events());
        problems.unless(
                p.events().isEmpty() || p.events().getFirst().equals("spike"), where, "event number 0 is not 'spike'");
        problems.unless(p.rank() >= 0, where, "rank " + p.rank());
        for (int field : p.sent()) {
            exists(field, p.fields().size(), "sent field", where);
        }
        unique(
                where,
                "task",
                p.handlers().stream()
                        .filter(h -> h.trigger() instanceof Trigger.Due)
                        .map(h -> h.trigger().toString())
                        .toList());
        for (DelayLine line : p.lines()) {
            exists(line.initial(), p.fields().size(), "initial field of a delay line", where);
            lag(line.lag(), p.fields(), where + ", delay line");
        }
        Surroundings around = Surroundings.of(image, p);
        kernel(around, Purpose.SET, 0, where + ", init", p.init());
        kernel(around, Purpose.SET, 0, where + ", derive", p.derive());
        for (Handler h : p.handlers()) {
            String place = handler(h, where);
            new HandlerCheck(image, problems, place).ofPopulation(h, p);
            kernel(around, purpose(h), 0, place, h.kernel());
        }
    }

    private void port(Port port, String where) {
        boolean adds = switch (port.type()) {
            case Type.Float64 t -> true;
            case Type.Bool t -> false;
            case Type.Int t -> t.bits() <= Port.MOST_BITS;
        };
        problems.unless(adds, where, "port '" + port.name() + "' cannot add up in " + port.type());
        if (port.counter() != -1) {
            exists(port.counter(), image.counters().size(), "counter", where + ", port " + port.name());
        }
    }

    private void projection(Projection p) {
        String where = "projection " + p.label();
        List<Shared> shared =
                Stream.concat(p.rows().stream(), p.columns().stream()).toList();
        Stream<Field> fields =
                Stream.concat(p.fields().stream(), shared.stream().map(Shared::field));
        unique(where, "field", fields.map(Field::name).toList());
        shared.forEach(s -> problems.unless(
                s.field().type().equals(Type.F64),
                where,
                "field '" + s.field().name() + "' is shared and " + s.field().type() + ", not f64"));
        problems.unless(isFileName(p.label()), where, "the label cannot be the name of a file");
        ConnectivityCheck.check(image, p, problems, where);
        lag(p.delay(), p.fields(), where + ", delay");
        lag(p.deliverLag(), p.fields(), where + ", lag of deliveries");
        mirror(p, where);
        Surroundings around = Surroundings.of(image, p);
        kernel(around, Purpose.SET, 0, where + ", init", p.init());
        kernel(around, Purpose.SET, 0, where + ", derive", p.derive());
        for (Handler h : p.handlers()) {
            String place = handler(h, where);
            new HandlerCheck(image, problems, place).ofProjection(h, p);
            switch (h.trigger()) {
                case Trigger.PreEvent t -> lag(t.lag(), p.fields(), place);
                case Trigger.PostEvent t -> lag(t.lag(), p.fields(), place);
                case Trigger.EveryTick t -> {}
                case Trigger.Every t -> {}
                case Trigger.OwnEvent t -> {}
                case Trigger.Arrival t -> {}
                case Trigger.Global t -> {}
                case Trigger.Due t -> {}
            }
            kernel(Surroundings.of(image, p, h.per()), purpose(h), 0, place, h.kernel());
        }
    }

    private static String handler(Handler h, String where) {
        return where + ", " + h.stage() + " handler " + h.kernel().name();
    }

    private static Purpose purpose(Handler h) {
        return switch (h.trigger()) {
            case Trigger.EveryTick t -> Purpose.ACT;
            case Trigger.Every t -> Purpose.ACT;
            case Trigger.PreEvent t -> Purpose.RESPOND;
            case Trigger.PostEvent t -> Purpose.RESPOND;
            case Trigger.OwnEvent t -> Purpose.RESPOND;
            case Trigger.Arrival t -> Purpose.RESPOND;
            case Trigger.Global t -> Purpose.RESPOND;
            case Trigger.Due t -> Purpose.ACT;
        };
    }

    private void probe(Probe probe) {
        String where = "probe " + probe.name();
        switch (probe) {
            case Probe.Events p -> {
                if (exists(p.group(), image.groups().size(), "group", where)) {
                    Group group = image.groups().get(p.group());
                    exists(p.event(), group.events().size(), "event", where);
                    members(p.members(), group.size(), where);
                }
            }
            case Probe.Values p -> {
                Reader r = p.reader();
                scoped(r.scope(), r.kernel(), Purpose.COMPUTE, 1, where);
                members(p.members(), instances(r.scope()), where);
            }
        }
    }

    private void members(List<Integer> members, long size, String where) {
        for (int m : members) {
            problems.unless(m >= 0 && m < size, where, "member " + m + " of " + size);
        }
    }

    /** How many instances a scope can have at most; the number of synapses is often known to the session only. */
    private long instances(Scope scope) {
        return switch (scope) {
            case Scope.OfGroup(int g) ->
                g >= 0 && g < image.groups().size() ? image.groups().get(g).size() : 0;
            case Scope.OfProjection(int p) ->
                p >= 0 && p < image.projections().size()
                        ? ConnectivityCheck.mostSynapses(
                                image, image.projections().get(p))
                        : 0;
        };
    }

    private void scoped(Scope scope, Kernel kernel, Purpose purpose, int values, String where) {
        boolean there = switch (scope) {
            case Scope.OfGroup(int g) -> exists(g, image.groups().size(), "group", where);
            case Scope.OfProjection(int p) -> exists(p, image.projections().size(), "projection", where);
        };
        if (there) {
            kernel(Surroundings.of(image, scope), purpose, values, where, kernel);
        }
    }

    private void kernel(Surroundings around, Purpose purpose, int values, String where, Kernel kernel) {
        new KernelCheck(around, purpose, values, problems, where, 0).check(kernel, -1);
    }

    private void lag(Lag lag, List<Field> fields, String where) {
        if (lag.field() >= 0 && exists(lag.field(), fields.size(), "field", where)) {
            Field field = fields.get(lag.field());
            problems.unless(
                    field.type() instanceof Type.Int,
                    where,
                    "field '" + field.name() + "' counts ticks and is no integer");
        }
    }

    private void unique(String where, String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            problems.unless(seen.add(name), where, what + " '" + name + "' is there twice");
        }
    }

    private static boolean isFileName(String label) {
        return !label.isBlank()
                && !label.startsWith(".")
                && label.chars().noneMatch(c -> Character.isISOControl(c) || "/\\:*?\"<>|".indexOf(c) >= 0);
    }

    private boolean exists(int index, int count, String what, String where) {
        boolean there = index >= 0 && index < count;
        problems.unless(there, where, what + " number " + index + " does not exist, there are " + count);
        return there;
    }
}

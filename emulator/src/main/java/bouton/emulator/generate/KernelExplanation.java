package bouton.emulator.generate;

import bouton.emulator.interpret.LinkScope;
import bouton.emulator.interpret.Linker;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.Block;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import bouton.image.listing.Listing;
import bouton.image.net.Field;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Per;
import bouton.image.net.Population;
import bouton.image.net.Projection;
import bouton.image.net.Scope;
import bouton.image.net.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says, for people, in which form the kernels of an image are run: as which loop, vectorised or why not, line by line. */
public final class KernelExplanation {
    private static final int PLACE_COLUMN = 60;

    private final Image image;
    private final Linker linker;
    private final StringBuilder text = new StringBuilder();

    private KernelExplanation(Image image) {
        this.image = image;
        this.linker = new Linker(image);
    }

    /** Names of all kernels of handlers, in the order of the image. */
    public static List<String> names(Image image) {
        List<String> names = new ArrayList<>();
        new KernelExplanation(image)
                .forEach((scope, where, handler) -> names.add(handler.kernel().name()));
        return names;
    }

    /** The kernels of handlers of this name, one behind another; empty if there are none. */
    public static String of(Image image, String name) {
        KernelExplanation explanation = new KernelExplanation(image);
        explanation.forEach((scope, where, handler) -> {
            if (handler.kernel().name().equals(name)) {
                explanation.kernel(scope, where, handler);
            }
        });
        return explanation.text.toString();
    }

    private interface Visitor {
        void visit(LinkScope scope, Scope where, Handler handler);
    }

    private void forEach(Visitor visitor) {
        for (int g = 0; g < image.groups().size(); g++) {
            Scope where = new Scope.OfGroup(g);
            if (image.groups().get(g) instanceof Population p) {
                p.handlers().forEach(h -> visitor.visit(linker.scope(where), where, h));
            }
        }
        for (int p = 0; p < image.projections().size(); p++) {
            Scope where = new Scope.OfProjection(p);
            Projection projection = image.projections().get(p);
            for (Handler h : projection.handlers()) {
                visitor.visit(h.per() == Per.INSTANCE ? linker.scope(where) : linker.scope(p, h.per()), where, h);
            }
        }
    }

    private void kernel(LinkScope scope, Scope where, Handler handler) {
        Kernel kernel = handler.kernel();
        text.append(kernel.name()).append(" of ").append(scope.name()).append('\n');
        boolean synapses = where instanceof Scope.OfProjection && handler.per() == Per.INSTANCE;
        if (synapses) {
            boolean post = handler.trigger() instanceof Trigger.PostEvent;
            say(
                    post
                            ? "a loop over the synapses onto each target that had an event, in the order of their sources"
                            : "a loop over the synapses of each source that had an event, in the order of their targets");
            plain(where, kernel);
            return;
        }
        boolean sums = handler.trigger() instanceof Trigger.Arrival a && a.linear();
        boolean sweeps =
                sums || handler.trigger() instanceof Trigger.EveryTick || handler.trigger() instanceof Trigger.Every;
        Context context =
                new Context(linker, scope, Folding.of(kernel), Linker.Counting.ON, sums ? Shape.SUMS : Shape.NEURONS);
        FlowBuilder.Result flow = sweeps ? FlowBuilder.of(context) : null;
        if (flow != null) {
            vector(scope, flow, sums);
            return;
        }
        if (sweeps && IntegerFlowBuilder.of(context) != null) {
            say("a loop over all neurons of a part without branches, of integers, which HotSpot vectorises");
            plain(where, kernel);
            return;
        }
        if (!sweeps) {
            say("for one neuron at a time");
        } else {
            boolean integers = isOfIntegers(kernel.body());
            say("a loop over all neurons of a part with branches: "
                    + (integers ? IntegerFlowBuilder.whyNot(context) : FlowBuilder.whyNot(context)));
            FlowBuilder.Result test = sums ? null : FlowBuilder.conditionOf(context);
            if (test != null) {
                say("left out for 256 neurons at a time unless for one of them, tested without branches:");
                nodes(scope, test.flow());
                line("  if " + condition(scope, test.flow(), test.condition()), -1);
            }
        }
        plain(where, kernel);
    }

    private static boolean isOfIntegers(Block block) {
        return block.instructions().stream()
                .anyMatch(i -> i instanceof Instruction.Store s && s.type() instanceof Type.Int
                        || i instanceof Instruction.If b && (isOfIntegers(b.then()) || isOfIntegers(b.otherwise())));
    }

    private void vector(LinkScope scope, FlowBuilder.Result result, boolean sums) {
        say("a loop over all neurons of a part without branches, which HotSpot vectorises");
        if (sums) {
            say("few sums are not 0: then a loop over those neurons");
        }
        for (int field : result.assumed()) {
            say("`" + name(scope.self(), field)
                    + "` is taken to be in the past; neurons for which it is not are run apart, one"
                    + " by one, with branches");
        }
        Flow flow = result.flow();
        nodes(scope, flow);
        result.stores()
                .forEach((field, value) -> line(
                        "  store " + name(fields(scope), field) + " = " + operand(scope, flow, value),
                        flow.placeOf(value)));
        text.append('\n');
    }

    private void plain(Scope where, Kernel kernel) {
        text.append(Listing.kernel(image, where, kernel).stripTrailing()).append("\n\n");
    }

    private void say(String what) {
        text.append("  ").append(what).append('\n');
    }

    private void line(String what, int at) {
        text.append(what);
        if (at >= 0 && at < image.origins().size()) {
            text.append(" ".repeat(Math.max(1, PLACE_COLUMN - what.length())))
                    .append("# ")
                    .append(image.origins().get(at));
        }
        text.append('\n');
    }

    /** The nodes that compute something. */
    private void nodes(LinkScope scope, Flow flow) {
        for (int n = 0; n < flow.size(); n++) {
            String value = value(scope, flow, n);
            if (value != null) {
                line("  t" + n + " = " + value, flow.placeOf(n));
            }
        }
    }

    private @Nullable String value(LinkScope scope, Flow flow, int n) {
        return switch (flow.node(n)) {
            case Node.Binary b ->
                switch (b.op()) {
                    case MIN, MAX ->
                        lower(b.op()) + "(" + operand(scope, flow, b.a()) + ", " + operand(scope, flow, b.b()) + ")";
                    default -> operand(scope, flow, b.a()) + " " + sign(b.op()) + " " + operand(scope, flow, b.b());
                };
            case Node.Unary u -> lower(u.op()) + "(" + operand(scope, flow, u.a()) + ")";
            case Node.Choice c ->
                "if " + condition(scope, flow, c.condition()) + " then " + operand(scope, flow, c.a()) + " else "
                        + operand(scope, flow, c.b());
            default -> null;
        };
    }

    private static String sign(BinaryOp op) {
        return switch (op) {
            case ADD -> "+";
            case SUB -> "-";
            case MUL -> "*";
            case DIV -> "/";
            default -> lower(op);
        };
    }

    private static String lower(Enum<?> op) {
        return op.name().toLowerCase(Locale.ROOT);
    }

    private String condition(LinkScope scope, Flow flow, int n) {
        return switch (flow.node(n)) {
            case Node.Compare c -> operand(scope, flow, c.a()) + " " + sign(c.op()) + " " + operand(scope, flow, c.b());
            case Node.CompareLongs c ->
                operand(scope, flow, c.a()) + " " + sign(c.op()) + " " + operand(scope, flow, c.b());
            case Node.And a -> condition(scope, flow, a.a()) + " and " + condition(scope, flow, a.b());
            case Node.Not a -> "not (" + condition(scope, flow, a.a()) + ")";
            default -> operand(scope, flow, n);
        };
    }

    private static String sign(CompareOp op) {
        return switch (op) {
            case LT -> "<";
            case LE -> "<=";
            case EQ -> "==";
            case NE -> "!=";
            case GT -> ">";
            case GE -> ">=";
        };
    }

    private String operand(LinkScope scope, Flow flow, int n) {
        return switch (flow.node(n)) {
            case Node.Real r -> Double.toString(Double.longBitsToDouble(r.bits()));
            case Node.Whole w -> Long.toString(w.value());
            case Node.Truth t -> Boolean.toString(t.holds());
            case Node.Column c -> name(fields(scope), c.field());
            case Node.LongColumn c -> name(fields(scope), c.field());
            case Node.Payload p -> "payload";
            case Node.PortSum p -> "port " + p.port();
            case Node.Global g -> image.globals().get(g.cell()).name();
            case Node.Tick t -> "tick";
            default -> "t" + n;
        };
    }

    /** The words that the instances have for themselves. */
    private static List<Field> fields(LinkScope scope) {
        return switch (scope.own()) {
            case ROW -> scope.rows();
            case COLUMN -> scope.columns();
            case SELF, PRE, POST -> scope.self();
        };
    }

    private static String name(List<Field> fields, int field) {
        return fields.get(field).name();
    }
}

package bouton.emulator.engine;

import bouton.image.ir.BinaryOp;
import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.ir.Word;
import bouton.image.net.Field;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Per;
import bouton.image.net.Population;
import bouton.image.net.Projection;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The one handler of a projection for events of its target that synapses may run later, when an event of their source brings
 * their row into the caches, with the same result. It reads and writes words of the synapse, and reads words of the target, whose
 * values are kept at the event, and such shared words of the source as change by themselves in a known way between events
 * of the source ({@link Evolution}). Nothing else looks at the synapses but handlers of events of the source.
 *
 * @param handler the handler
 * @param pre triggers of the handlers of source events, each once, per synapse or per source
 * @param stage stage of the first of them
 * @param phase phase of the first of them
 * @param before whether it runs before all of them in a tick; else behind all of them
 * @param rows shared words of the source that it reads
 * @param columns shared words of the target that it reads
 * @param posts words of the target that it reads
 * @param evolutions of all shared words of the source, by field; empty if it reads none
 */
record PostRule(
        Handler handler,
        List<Trigger.PreEvent> pre,
        Stage stage,
        int phase,
        boolean before,
        List<Integer> rows,
        List<Integer> columns,
        List<Integer> posts,
        List<Evolution> evolutions) {

    PostRule {
        pre = List.copyOf(pre);
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        posts = List.copyOf(posts);
        evolutions = List.copyOf(evolutions);
    }

    Trigger.PostEvent trigger() {
        return (Trigger.PostEvent) handler.trigger();
    }

    /** That of projection {@code number}, if it has one. */
    static Optional<PostRule> of(Image image, int number) {
        Projection p = image.projections().get(number);
        boolean mirrored = image.projections().stream()
                .anyMatch(other -> other.mirror().isPresent() && other.mirror().projection() == number);
        List<Handler> own = handlers(p, Per.INSTANCE);
        List<Handler> post = own.stream()
                .filter(h -> h.trigger() instanceof Trigger.PostEvent)
                .toList();
        List<Handler> pre = p.handlers().stream()
                .filter(h -> h.trigger() instanceof Trigger.PreEvent && h.per() != Per.TARGET)
                .toList();
        boolean onlyEvents = own.stream()
                .allMatch(h -> h.trigger() instanceof Trigger.PreEvent || h.trigger() instanceof Trigger.PostEvent);
        if (mirrored || post.size() != 1 || pre.isEmpty() || !onlyEvents || !lagsAreFixed(pre) || !lagsAreFixed(post)) {
            return Optional.empty();
        }
        Places places = new Places(image.order());
        Handler handler = post.getFirst();
        List<Handler> sorted = pre.stream().sorted(places).toList();
        boolean before = places.compare(handler, sorted.getFirst()) < 0;
        boolean behind = places.compare(handler, sorted.getLast()) > 0;
        Reads reads = new Reads(((Population) image.groups().get(p.target())).fields());
        if (before == behind || !reads.isRepeatable(handler.kernel().body())) {
            return Optional.empty();
        }
        Optional<List<Evolution>> evolutions =
                reads.rows.isEmpty() ? Optional.of(List.of()) : evolutions(p, places, handler, sorted.getFirst());
        return evolutions.map(e -> new PostRule(
                handler,
                pre.stream().map(h -> (Trigger.PreEvent) h.trigger()).distinct().toList(),
                sorted.getFirst().stage(),
                sorted.getFirst().phase(),
                before,
                List.copyOf(reads.rows),
                List.copyOf(reads.columns),
                List.copyOf(reads.posts),
                e));
    }

    private static List<Handler> handlers(Projection p, Per per) {
        return p.handlers().stream().filter(h -> h.per() == per).toList();
    }

    private static boolean lagsAreFixed(List<Handler> handlers) {
        return handlers.stream().allMatch(h -> switch (h.trigger()) {
            case Trigger.PreEvent e -> e.lag().field() < 0;
            case Trigger.PostEvent e -> e.lag().field() < 0;
            default -> false;
        });
    }

    /** How shared words of the sources change in every tick, if they change besides at events of the source only. */
    private static Optional<List<Evolution>> evolutions(Projection p, Places places, Handler post, Handler firstPre) {
        List<Handler> ticks = handlers(p, Per.SOURCE).stream()
                .filter(h -> !(h.trigger() instanceof Trigger.PreEvent))
                .sorted(places)
                .toList();
        boolean known = ticks.stream()
                .allMatch(h -> h.trigger() instanceof Trigger.EveryTick
                        && places.compare(h, post) < 0
                        && places.compare(h, firstPre) < 0);
        List<Kernel> kernels = ticks.stream().map(Handler::kernel).toList();
        return known ? Evolution.of(kernels, p.rows().size()) : Optional.empty();
    }

    /** Orders handlers by their places in a tick, those of one phase not at all. */
    private record Places(List<Stage> order) implements Comparator<Handler> {
        @Override
        public int compare(Handler a, Handler b) {
            int stages = Integer.compare(order.indexOf(a.stage()), order.indexOf(b.stage()));
            return stages != 0 ? stages : Integer.compare(a.phase(), b.phase());
        }
    }

    /** What a kernel reads of ends, if it is float64 arithmetic that cannot fail. */
    private static final class Reads {
        final Set<Integer> rows = new TreeSet<>();
        final Set<Integer> columns = new TreeSet<>();
        final Set<Integer> posts = new TreeSet<>();

        private final List<Field> targetFields;

        Reads(List<Field> targetFields) {
            this.targetFields = targetFields;
        }

        boolean isRepeatable(Block block) {
            return block.instructions().stream().allMatch(this::isRepeatable);
        }

        private boolean isRepeatable(Instruction instruction) {
            return switch (instruction) {
                case Instruction.Const i -> true;
                case Instruction.Load i -> isReal(i.type()) && keeps(i.word());
                case Instruction.Store i -> isReal(i.type()) && i.word().space() == Word.Space.SELF;
                case Instruction.Binary i -> isReal(i.type()) || isTruth(i.type()) && isLogical(i.op());
                case Instruction.Unary i -> isReal(i.type()) || isTruth(i.type()) && i.op() == UnaryOp.NOT;
                case Instruction.Compare i -> isReal(i.type());
                case Instruction.Select i -> isReal(i.type()) || isTruth(i.type());
                case Instruction.Convert i -> isReal(i.to()) && isTruth(i.from());
                case Instruction.Clamp i -> true;
                case Instruction.If i -> isRepeatable(i.then()) && isRepeatable(i.otherwise());
                default -> false;
            };
        }

        private boolean keeps(Word word) {
            return switch (word.space()) {
                case SELF -> true;
                case ROW -> add(rows, word);
                case COLUMN -> add(columns, word);
                case POST -> isReal(targetFields.get(word.field()).type()) && add(posts, word);
                case PRE -> false;
            };
        }

        private static boolean add(Set<Integer> fields, Word word) {
            fields.add(word.field());
            return true;
        }

        private static boolean isReal(Type type) {
            return type instanceof Type.Float64;
        }

        private static boolean isTruth(Type type) {
            return type instanceof Type.Bool;
        }

        private static boolean isLogical(BinaryOp op) {
            return op == BinaryOp.AND || op == BinaryOp.OR || op == BinaryOp.XOR;
        }
    }
}

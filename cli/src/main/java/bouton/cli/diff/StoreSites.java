package bouton.cli.diff;

import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Word;
import bouton.image.net.Field;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Origin;
import bouton.image.net.Population;
import bouton.image.net.Projection;
import bouton.image.net.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds where an image writes its words. */
final class StoreSites {
    private static final Pattern PLACE = Pattern.compile("\\bat=-?\\d+");

    /** How far back from a store its place in the text is looked for. */
    private static final int DEEPEST = 12;

    private StoreSites() {}

    /** All instructions that write a word of a population or of synapses, in their turns inside a tick. */
    static List<StoreSite> of(Image image, Scope scope, String name) {
        List<StoreSite> sites = new ArrayList<>();
        switch (scope) {
            case Scope.OfGroup g -> {
                Population population = image.population(g.index());
                int field = index(population.fields(), name);
                add(sites, image, population.handlers(), writes(Word.Space.SELF, field));
                for (Projection p : image.projections()) {
                    if (p.target() == g.index()) {
                        add(sites, image, p.handlers(), writes(Word.Space.POST, field));
                    }
                    if (p.source() == g.index()) {
                        add(sites, image, p.handlers(), writes(Word.Space.PRE, field));
                    }
                }
            }
            case Scope.OfProjection p -> {
                Projection projection = image.projections().get(p.index());
                List<Field> rows =
                        projection.rows().stream().map(r -> r.field()).toList();
                List<Field> columns =
                        projection.columns().stream().map(c -> c.field()).toList();
                add(sites, image, projection.handlers(), writes(Word.Space.SELF, index(projection.fields(), name)));
                add(sites, image, projection.handlers(), writes(Word.Space.ROW, index(rows, name)));
                add(sites, image, projection.handlers(), writes(Word.Space.COLUMN, index(columns, name)));
            }
        }
        sites.sort(Comparator.comparingInt(StoreSite::turn));
        return sites;
    }

    /** Where a population emits spikes. */
    static List<StoreSite> spikes(Image image, int group) {
        List<StoreSite> sites = new ArrayList<>();
        add(sites, image, image.population(group).handlers(), StoreSites::isSpike);
        sites.sort(Comparator.comparingInt(StoreSite::turn));
        return sites;
    }

    private static int index(List<Field> fields, String name) {
        for (int k = 0; k < fields.size(); k++) {
            if (fields.get(k).name().equals(name)) {
                return k;
            }
        }
        return -1;
    }

    private static Predicate<Instruction> writes(Word.Space space, int field) {
        Word word = new Word(space, field);
        return i -> switch (i) {
            case Instruction.Store s -> field >= 0 && s.word().equals(word);
            case Instruction.Adaptive a -> field >= 0 && a.states().contains(word);
            default -> false;
        };
    }

    private static void add(List<StoreSite> sites, Image image, List<Handler> handlers, Predicate<Instruction> wanted) {
        for (Handler handler : handlers) {
            List<Found> found = new ArrayList<>();
            search(handler.kernel().body(), wanted, StoreSite.Guard.ALWAYS, found);
            for (Found f : found) {
                int turn = 64 * image.order().indexOf(handler.stage()) + handler.phase();
                int place = place(f.instruction(), handler.kernel().body());
                Optional<Origin> at = place < 0
                        ? Optional.empty()
                        : Optional.of(image.origins().get(place));
                Kernel kernel = handler.kernel();
                sites.add(new StoreSite(
                        kernel.name(), withoutPlaces(kernel), at, handler.trigger(), handler.stage(), turn, f.guard()));
            }
        }
    }

    /** Its own; of a store without one that of what it stores, or of what that was computed from. */
    private static int place(Instruction found, Block body) {
        return found.at() < 0 && found instanceof Instruction.Store store
                ? place(store.src(), body, DEEPEST)
                : found.at();
    }

    private static int place(int register, Block body, int depth) {
        List<Found> made = new ArrayList<>();
        search(body, i -> destination(i) == register, StoreSite.Guard.ALWAYS, made);
        if (register < 0 || made.isEmpty() || depth == 0) {
            return -1;
        }
        Instruction maker = made.getFirst().instruction();
        if (maker.at() >= 0) {
            return maker.at();
        }
        for (int operand : operands(maker)) {
            int at = place(operand, body, depth - 1);
            if (at >= 0) {
                return at;
            }
        }
        return -1;
    }

    /** What it is computed from; first what is most its own: of a sum what is added. */
    private static int[] operands(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Binary i -> new int[] {i.b(), i.a()};
            case Instruction.Unary i -> new int[] {i.a()};
            case Instruction.Select i -> new int[] {i.b(), i.a()};
            case Instruction.Convert i -> new int[] {i.src()};
            case Instruction.Clamp i -> new int[] {i.src()};
            default -> new int[0];
        };
    }

    /** The register that an instruction of arithmetic writes; -1 for others. */
    private static int destination(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Const i -> i.dst();
            case Instruction.ConstInt i -> i.dst();
            case Instruction.Load i -> i.dst();
            case Instruction.Binary i -> i.dst();
            case Instruction.Unary i -> i.dst();
            case Instruction.Select i -> i.dst();
            case Instruction.Convert i -> i.dst();
            case Instruction.Clamp i -> i.dst();
            case Instruction.TableAt i -> i.dst();
            case Instruction.Draw i -> i.dst();
            case Instruction.Read i -> i.dst();
            case Instruction.Arrived i -> i.dst();
            case Instruction.PortSum i -> i.dst();
            default -> -1;
        };
    }

    private record Found(Instruction instruction, StoreSite.Guard guard) {}

    /** Records print themselves whole, numbers to the last bit: two kernels with the same text compute the same. */
    private static String withoutPlaces(Kernel kernel) {
        return PLACE.matcher(kernel.body().toString()).replaceAll("at=");
    }

    private static void search(Block block, Predicate<Instruction> wanted, StoreSite.Guard guard, List<Found> found) {
        for (Instruction i : block.instructions()) {
            if (wanted.test(i)) {
                found.add(new Found(i, guard));
            }
            switch (i) {
                case Instruction.If branch -> {
                    search(branch.then(), wanted, guard(branch.then(), guard), found);
                    search(branch.otherwise(), wanted, guard(branch.otherwise(), guard), found);
                }
                case Instruction.Adaptive a ->
                    a.crossings()
                            .forEach(c -> search(
                                    c.body().body(), wanted, guard(c.body().body(), guard), found));
                default -> {}
            }
        }
    }

    private static StoreSite.Guard guard(Block branch, StoreSite.Guard outside) {
        boolean spikes = branch.instructions().stream().anyMatch(StoreSites::isSpike);
        return spikes || outside == StoreSite.Guard.SPIKES ? StoreSite.Guard.SPIKES : StoreSite.Guard.PERHAPS;
    }

    private static boolean isSpike(Instruction i) {
        return i instanceof Instruction.Emit e && e.event() == 0;
    }
}

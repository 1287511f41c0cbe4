package bouton.compiler.learning;

import bouton.dsl.chip.Learning.Home;
import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Word;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where the values that a rule reads are kept, each with the place in the text of its first use; which of them are values of the
 * moment, such as a membrane potential, and not traces; and whether it changes words.
 */
final class Reads {
    /** Of nothing; -1 is something without a place. */
    private static final int NONE = -2;

    private final Map<Home, Integer> homes = new EnumMap<>(Home.class);
    private final Map<Home, Integer> momentary = new EnumMap<>(Home.class);
    private int stored = NONE;
    private int delivered = NONE;
    private int mirror = NONE;

    static Reads of(Kernel kernel) {
        Reads reads = new Reads();
        reads.visit(kernel.body());
        return reads;
    }

    Map<Home, Integer> homes() {
        return homes;
    }

    /** What is read of neurons themselves, which nobody keeps for later. */
    Map<Home, Integer> momentary() {
        return momentary;
    }

    /** Whether it stores to words of the synapse. */
    boolean stores() {
        return stored != NONE;
    }

    boolean delivers() {
        return delivered != NONE;
    }

    /** Place of the first store, else of the first delivery; -1 for none. */
    int at() {
        return Math.max(-1, stores() ? stored : delivered);
    }

    /** Whether it reads the weight of the opposite synapse. */
    boolean mirrors() {
        return mirror != NONE;
    }

    int mirrorAt() {
        return mirror;
    }

    private void visit(Block block) {
        for (Instruction i : block.instructions()) {
            switch (i) {
                case Instruction.Load l -> load(l);
                case Instruction.Arrived a -> {
                    homes.putIfAbsent(Home.PRE, a.at());
                    momentary.putIfAbsent(Home.PRE, a.at());
                }
                case Instruction.ReadGlobal g -> homes.putIfAbsent(Home.GLOBAL, g.at());
                case Instruction.Mirrored m -> mirror = mirror == NONE ? m.at() : mirror;
                case Instruction.Store s -> stored = stored == NONE ? s.at() : stored;
                case Instruction.Deliver d -> delivered = delivered == NONE ? d.at() : delivered;
                case Instruction.If f -> {
                    visit(f.then());
                    visit(f.otherwise());
                }
                default -> {}
            }
        }
    }

    private void load(Instruction.Load l) {
        Home home = home(l.word().space());
        homes.putIfAbsent(home, l.at());
        if (l.word().space() == Word.Space.PRE || l.word().space() == Word.Space.POST) {
            momentary.putIfAbsent(home, l.at());
        }
    }

    private static Home home(Word.Space space) {
        return switch (space) {
            case SELF -> Home.SYNAPSE;
            case PRE, ROW -> Home.PRE;
            case POST, COLUMN -> Home.POST;
        };
    }
}

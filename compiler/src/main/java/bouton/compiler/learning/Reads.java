package bouton.compiler.learning;

import bouton.dsl.chip.Learning.Home;
import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Word;
import java.util.EnumMap;
import java.util.Map;

/** Where the values that a rule reads are kept, each with the place in the text of its first use; and whether it changes words. */
final class Reads {
    private final Map<Home, Integer> homes = new EnumMap<>(Home.class);
    private boolean stores;
    private boolean delivers;
    private int at = -1;
    private int mirror = -2;

    static Reads of(Kernel kernel) {
        Reads reads = new Reads();
        reads.visit(kernel.body());
        return reads;
    }

    Map<Home, Integer> homes() {
        return homes;
    }

    /** Whether it stores to words of the synapse. */
    boolean stores() {
        return stores;
    }

    boolean delivers() {
        return delivers;
    }

    /** Place of the first store or delivery, -1 for none. */
    int at() {
        return at;
    }

    /** Whether it reads the weight of the opposite synapse. */
    boolean mirrors() {
        return mirror != -2;
    }

    int mirrorAt() {
        return mirror;
    }

    private void visit(Block block) {
        for (Instruction i : block.instructions()) {
            switch (i) {
                case Instruction.Load l -> note(home(l.word().space()), l.at());
                case Instruction.Arrived a -> note(Home.PRE, a.at());
                case Instruction.ReadGlobal g -> note(Home.GLOBAL, g.at());
                case Instruction.Mirrored m -> mirror = mirror == -2 ? m.at() : mirror;
                case Instruction.Store s -> {
                    stores = true;
                    at = at < 0 ? s.at() : at;
                }
                case Instruction.Deliver d -> {
                    delivers = true;
                    at = at < 0 ? d.at() : at;
                }
                case Instruction.If f -> {
                    visit(f.then());
                    visit(f.otherwise());
                }
                default -> {}
            }
        }
    }

    private static Home home(Word.Space space) {
        return switch (space) {
            case SELF -> Home.SYNAPSE;
            case PRE, ROW -> Home.PRE;
            case POST, COLUMN -> Home.POST;
        };
    }

    private void note(Home home, int place) {
        homes.putIfAbsent(home, place);
    }
}

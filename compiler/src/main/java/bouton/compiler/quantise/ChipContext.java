package bouton.compiler.quantise;

import bouton.dsl.chip.Arithmetic;
import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.net.Counter;
import bouton.image.net.Field;
import bouton.image.net.Image;
import bouton.image.net.Table;
import java.util.ArrayList;
import java.util.List;

/** What the kernels of an image share while they are made integer. */
final class ChipContext {
    private final Image image;
    private final Formats formats;
    private final Carriers carriers;
    private final Arithmetic arithmetic;
    private final FineLines fine;
    private final Findings findings;
    private final List<Counter> counters;
    private final List<Table> tables;

    ChipContext(Image image, Formats formats, Arithmetic arithmetic, FineLines fine, Findings findings) {
        this.fine = fine;
        this.image = image;
        this.formats = formats;
        this.carriers = new Carriers(image, formats);
        this.arithmetic = arithmetic;
        this.findings = findings;
        this.counters = new ArrayList<>(image.counters());
        this.tables = new ArrayList<>(image.tables());
    }

    Image image() {
        return image;
    }

    Formats formats() {
        return formats;
    }

    /** What a kernel is computed with: more than the chip has if one of its stores lies on a fine line. */
    Arithmetic arithmetic(Kernel kernel) {
        if (fine.isNone()) {
            return arithmetic;
        }
        return isFine(kernel.body()) ? FineLines.exact(arithmetic) : FineLines.wide(arithmetic);
    }

    private boolean isFine(Block block) {
        return block.instructions().stream().anyMatch(i -> switch (i) {
            case Instruction.Store s -> fine.contains(s.at());
            case Instruction.Deliver d -> fine.contains(d.at());
            case Instruction.If f -> isFine(f.then()) || isFine(f.otherwise());
            default -> false;
        });
    }

    /** Whether the chip has random numbers. */
    boolean draws() {
        return arithmetic.random() > 0;
    }

    /** How values are carried. */
    Carriers carriers() {
        return carriers;
    }

    Findings findings() {
        return findings;
    }

    List<Counter> counters() {
        return counters;
    }

    List<Table> tables() {
        return tables;
    }

    /** Number of a counter; the same for the same thing at the same place. */
    int counter(String what, int at) {
        Counter wanted = new Counter(what, at);
        int known = counters.indexOf(wanted);
        if (known >= 0) {
            return known;
        }
        counters.add(wanted);
        return counters.size() - 1;
    }

    /** Number of a table; the same for the same contents. */
    int table(Table table) {
        int known = tables.indexOf(table);
        if (known >= 0) {
            return known;
        }
        tables.add(table);
        return tables.size() - 1;
    }

    /** A word's owner and name, for messages. */
    String name(Site site) {
        return switch (site.kind()) {
            case NEURON -> population(site).name() + "." + shown(site.field(image));
            case SYNAPSE, ROW, COLUMN -> projection(site).name() + "." + shown(site.field(image));
            case PORT ->
                population(site).name() + "."
                        + population(site).ports().get(site.index()).name();
            case PAYLOAD ->
                image.groups().get(site.owner()).name() + "."
                        + image.groups().get(site.owner()).events().get(site.index());
            case LEVEL -> image.groups().get(site.owner()).name() + ".level";
            case EVENT -> image.globalEvents().get(site.index()).name();
            case GLOBAL -> image.globals().get(site.index()).name();
            case LINE -> population(site).name() + ".delayed" + site.index();
        };
    }

    /** Words without a name in the text are `out` expressions, or follow from parameters. */
    private static String shown(Field field) {
        String name = field.name();
        return name.startsWith("$out.") ? name.substring("$out.".length()) : name;
    }

    private bouton.image.net.Population population(Site site) {
        return image.population(site.owner());
    }

    private bouton.image.net.Projection projection(Site site) {
        return image.projections().get(site.owner());
    }
}

package bouton.cli.command;

import bouton.cli.protocol.Quantity;
import bouton.cli.terminal.Figures;
import bouton.dsl.experiment.Experiment;
import bouton.dsl.experiment.Sweep;
import bouton.dsl.unit.Unit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The point of an experiment's sweeps that a command line means. */
final class PointChoice {
    private static final double EQUAL = 1e-9;
    private static final int LISTED = 12;

    private final Experiment experiment;
    private final Map<String, String> wanted;

    /** @param wanted values of swept names, as written */
    PointChoice(Experiment experiment, Map<String, String> wanted) {
        this.experiment = experiment;
        this.wanted = wanted;
    }

    static boolean isSwept(Experiment experiment, String name) {
        return experiment.sweeps().stream()
                .flatMap(s -> s.names().stream())
                .anyMatch(n -> n.name().equals(name));
    }

    /** The first point that has all the values. */
    int number() {
        int point = 0;
        for (Sweep sweep : experiment.sweeps()) {
            point = point * sweep.rows().size() + row(sweep);
        }
        return point;
    }

    private int row(Sweep sweep) {
        for (int r = 0; r < sweep.rows().size(); r++) {
            if (fits(sweep, r)) {
                return r;
            }
        }
        Sweep.Swept first = sweep.names().stream()
                .filter(n -> wanted.containsKey(n.name()))
                .findFirst()
                .orElseThrow();
        throw new CommandException("--set " + first.name() + ": the sweep of `" + experiment.name()
                + "` has no step with " + wanted.get(first.name()) + "; it has "
                + values(sweep, sweep.names().indexOf(first)));
    }

    private boolean fits(Sweep sweep, int row) {
        for (int n = 0; n < sweep.names().size(); n++) {
            Sweep.Swept swept = sweep.names().get(n);
            String text = wanted.get(swept.name());
            if (text == null) {
                continue;
            }
            WrittenQuantity asked = WrittenQuantity.parse("--set " + swept.name(), text);
            boolean zero = asked.value() == 0 && asked.dimension().isNone();
            if (!zero && !asked.dimension().equals(swept.unit().dimension())) {
                throw new CommandException("--set " + swept.name() + ": `" + text + "` has another dimension than "
                        + text(shown(swept, sweep.rows().get(row).get(n))));
            }
            double value = sweep.rows().get(row).get(n);
            double size = Math.max(Math.abs(value), Math.abs(asked.value()));
            if (Math.abs(value - asked.value()) > EQUAL * size) {
                return false;
            }
        }
        return true;
    }

    private static String values(Sweep sweep, int name) {
        List<String> texts = new ArrayList<>(new LinkedHashSet<>(sweep.rows().stream()
                .map(r -> {
                    Quantity q = shown(sweep.names().get(name), r.get(name));
                    return Figures.number(q.value()) + (q.unit().equals("1") ? "" : " " + q.unit());
                })
                .toList()));
        return texts.size() <= LISTED ? String.join(", ", texts) : String.join(", ", texts.subList(0, LISTED)) + ", …";
    }

    /** A value as people see it. */
    static Quantity shown(Sweep.Swept swept, double value) {
        Unit unit = swept.unit();
        String symbol = unit.symbol().isEmpty() ? "1" : unit.symbol();
        return new Quantity(swept.name(), value * unit.display(), symbol);
    }

    static String text(Quantity q) {
        return q.name() + " = " + Figures.number(q.value()) + (q.unit().equals("1") ? "" : " " + q.unit());
    }
}

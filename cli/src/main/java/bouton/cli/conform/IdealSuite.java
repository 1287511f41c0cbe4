package bouton.cli.conform;

import bouton.cli.terminal.Figures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Recordings of other simulators: a file has cases of one {@link Kind}. */
final class IdealSuite implements Suite {
    private final boolean verbose;

    /** @param verbose a line for every case */
    IdealSuite(boolean verbose) {
        this.verbose = verbose;
    }

    @Override
    public List<String> endings() {
        return List.of(".json.gz", ".json");
    }

    @Override
    public Result replay(String name, Path path) {
        Fields file = VectorFile.read(path);
        Optional<Kind> kind = Kinds.find(file);
        if (kind.isEmpty()) {
            return new Skipped("kind " + file.text("kind") + " is not built yet", 1);
        }
        Optional<String> missing = kind.get().notBuilt(file);
        return missing.isPresent()
                ? new Skipped(missing.get(), kind.get().cases(file))
                : report(name, kind.get().replay(file));
    }

    private Replayed report(String name, List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            throw new VectorException("holds no cases");
        }
        int bad = (int) outcomes.stream().filter(o -> !o.passed()).count();
        String cases = Figures.count(outcomes.size(), "case", "cases");
        return new Replayed(
                outcomes.size() - bad,
                bad,
                bad == 0 ? match(cases, outcomes) : "MISMATCH in %d of %s".formatted(bad, cases),
                details(name, outcomes));
    }

    private static String match(String cases, List<Outcome> outcomes) {
        long compared = outcomes.stream().mapToLong(Outcome::compared).sum();
        double worst = outcomes.stream().mapToDouble(Outcome::worst).max().orElse(0);
        return "match, %s, %,d values, largest deviation %s of the tolerance".formatted(cases, compared, share(worst));
    }

    private List<String> details(String name, List<Outcome> outcomes) {
        List<String> result = new ArrayList<>();
        for (Outcome o : outcomes) {
            if (!o.passed()) {
                result.add(name + " " + o.name() + ": " + o.mismatch().orElseThrow());
            } else if (verbose) {
                result.add("%s %s: match, %,d values, largest deviation %s of the tolerance"
                        .formatted(name, o.name(), o.compared(), share(o.worst())));
            }
        }
        return result;
    }

    private static String share(double worst) {
        return worst == 0 ? "0" : String.format(Locale.ROOT, "%.1g", worst);
    }
}

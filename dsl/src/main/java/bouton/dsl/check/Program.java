package bouton.dsl.check;

import bouton.dsl.chip.Chip;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.DataTable;
import bouton.dsl.model.Network;
import bouton.dsl.model.TargetDef;
import bouton.dsl.source.Source;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Declaration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that has been read, with what it imports. Networks are checked with the values that their parameters have, so a
 * network can be asked for again with others.
 */
public final class Program {
    private final FileScope scope;
    private final Environment environment;

    Program(FileScope scope, Environment environment) {
        this.scope = scope;
        this.environment = environment;
    }

    public Source source() {
        return scope.source();
    }

    FileScope scope() {
        return scope;
    }

    public List<Declaration.Experiment> experiments() {
        return scope.own(Declaration.Experiment.class);
    }

    public List<String> networkNames() {
        return scope.models(Declaration.Kind.NETWORK);
    }

    public List<Declaration.Target> targets() {
        return scope.own(Declaration.Target.class);
    }

    /** Names of the chips that the file declares. */
    public List<String> chipNames() {
        return scope.own(Declaration.Chip.class).stream()
                .map(c -> c.name().text())
                .toList();
    }

    /**
     * A chip of this file, of what it imports, or of the profiles.
     *
     * @return empty if there is none or something is wrong with it, which is reported
     */
    public Optional<Chip> chip(String name, Diagnostics diagnostics) {
        return chips(diagnostics).find(name, scope, new Span(source(), 0, 0));
    }

    /** Names of all chips that can be named here: of this file, its imports and the profiles. */
    public List<String> knownChips() {
        return List.copyOf(chips(new Diagnostics()).names(scope));
    }

    private ChipTable chips(Diagnostics diagnostics) {
        return new ChipTable(environment, diagnostics);
    }

    /** A function of the file or of what it imports. */
    public Optional<Declaration.Function> function(String name) {
        FileScope.Entry entry = scope.find(name);
        return entry != null && entry.declaration() instanceof Declaration.Function f
                ? Optional.of(f)
                : Optional.empty();
    }

    /** The file that declares what this file calls so, with the names that are visible there; this file if it declares it. */
    public Program home(String name) {
        FileScope.Entry entry = scope.find(name);
        return entry == null || entry.home() == scope ? this : new Program(entry.home(), environment);
    }

    /** Whether a name may have been declared in a part that could not be read. */
    public boolean isDoubtful(String name) {
        return scope.isDoubtful(name);
    }

    /** Names of the functions that are visible, for suggestions. */
    public List<String> functionNames() {
        return scope.names(Declaration.Function.class);
    }

    /** Names of the data that is visible, for suggestions. */
    public List<String> dataNames() {
        return scope.names(Declaration.Data.class);
    }

    /** The target of that name, or with an empty name the file's first, or `ideal` as it is. */
    public TargetDef target(String name, Diagnostics diagnostics) {
        for (Declaration.Target t : targets()) {
            if (name.isEmpty() || t.name().text().equals(name)) {
                return new TargetChecker(chips(diagnostics), diagnostics).check(t, scope);
            }
        }
        return TargetDef.IDEAL;
    }

    /** Data as experiments see it. */
    public final class Data {
        private final DataTables tables;

        Data(DataTables tables) {
            this.tables = tables;
        }

        /** All numbers of a data set; null if there is none of that name. */
        public @Nullable DataTable find(String name) {
            return tables.find(name, scope);
        }

        /** Whether the data could not be read, which has been reported. */
        public boolean isFaulty(DataTable table) {
            return tables.isFaulty(table);
        }

        /** Named parts of a data set. */
        public Map<String, DataTable> parts(String name) {
            DataTables.Loaded loaded = tables.load(name, scope);
            return loaded == null ? Map.of() : loaded.parts();
        }
    }

    /** Reads data as it is asked for. */
    public Data data(TargetDef target, Bindings bindings, Diagnostics diagnostics) {
        return new Data(new DataTables(environment, bindings, target.dt(), target.seed(), diagnostics));
    }

    /**
     * Checks a network.
     *
     * @param settable parameters that are set while the network runs
     * @return null if there is no network of that name or if nothing of it could be understood
     */
    public @Nullable Network network(
            String name,
            TargetDef target,
            Bindings bindings,
            Set<String> settable,
            Data data,
            Diagnostics diagnostics) {
        FileScope.Entry entry = scope.find(name);
        if (entry == null
                || !(entry.declaration() instanceof Declaration.Model m)
                || m.kind() != Declaration.Kind.NETWORK) {
            return null;
        }
        Settings settings =
                new Settings(target.dt(), bindings, settable, target.order().equals(TargetDef.STAGES));
        return new NetworkChecker(m, entry.home(), settings, target, data.tables, diagnostics).check();
    }

    /** Checks every declaration of the file: models that nobody uses too. */
    public void check(TargetDef target, Bindings bindings, Diagnostics diagnostics) {
        ChipTable chips = chips(diagnostics);
        scope.own(Declaration.Chip.class).forEach(c -> chips.check(c, scope));
        for (Declaration.Target t : targets()) {
            new TargetChecker(chips, diagnostics).check(t, scope);
        }
        Data data = data(target, bindings, diagnostics);
        for (Declaration.Data d : scope.own(Declaration.Data.class)) {
            data.find(d.name().text());
        }
        Settings settings = new Settings(target.dt(), bindings, Set.of(), true);
        for (Declaration.Model m : scope.own(Declaration.Model.class)) {
            if (m.kind() == Declaration.Kind.NETWORK) {
                network(m.name().text(), target, bindings, Set.of(), data, diagnostics);
            }
        }
        for (Declaration.Model m : scope.own(Declaration.Model.class)) {
            if (m.kind() != Declaration.Kind.NETWORK) {
                new ModelChecker(m, scope, "", List.of(), null, settings, data.tables, diagnostics).check();
            }
        }
        for (Declaration.Foreign f : scope.own(Declaration.Foreign.class)) {
            new ForeignDeclaration(f, scope, target.dt(), data.tables, diagnostics).check();
        }
        if (!diagnostics.hasErrors() && !scope.hasDoubts()) {
            new Unused(scope, diagnostics).report();
        }
        if (experiments().isEmpty() && !diagnostics.hasErrors()) {
            diagnostics.add(Diagnostic.of(
                    Code.W003,
                    new Span(source(), 0, 0),
                    "this file has no experiment: it is checked, and there is nothing to run"));
        }
    }
}

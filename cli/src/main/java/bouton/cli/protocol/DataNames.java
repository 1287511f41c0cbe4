package bouton.cli.protocol;

import bouton.dsl.experiment.DataSet;
import bouton.dsl.experiment.Experiment;
import bouton.dsl.experiment.Formula;
import bouton.dsl.experiment.Formulas;
import bouton.dsl.experiment.Input;
import bouton.dsl.experiment.Members;
import bouton.dsl.experiment.Step;
import bouton.dsl.model.DataTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers for the data that an experiment names, by the order in which its text does: values that are rows of data are kept as
 * the numbers of the rows.
 */
final class DataNames {
    private final List<DataTable> tables = new ArrayList<>();
    private final List<DataSet> sets = new ArrayList<>();
    private final Map<DataTable, Integer> tableNumbers = new HashMap<>();
    private final Map<DataSet, Integer> setNumbers = new HashMap<>();

    DataNames(Experiment experiment) {
        steps(experiment.body());
    }

    /** -1 if it is none of them. */
    int number(DataTable table) {
        return tableNumbers.getOrDefault(table, -1);
    }

    int number(DataSet set) {
        Integer number = setNumbers.get(set);
        if (number == null) {
            throw new IllegalStateException("data `" + set.name() + "` does not stand in the experiment");
        }
        return number;
    }

    DataTable table(int number) {
        return tables.get(number);
    }

    DataSet set(int number) {
        return sets.get(number);
    }

    private void add(DataTable table) {
        if (tableNumbers.putIfAbsent(table, tables.size()) == null) {
            tables.add(table);
        }
    }

    private void add(DataSet set) {
        if (setNumbers.putIfAbsent(set, sets.size()) == null) {
            sets.add(set);
            add(set.whole());
            new TreeMap<>(set.parts()).values().forEach(this::add);
        }
    }

    private void formula(Formula f) {
        if (f instanceof Formula.Data d) {
            add(d.table());
        } else if (f instanceof Formula.Rows r) {
            add(r.set());
        }
        Formulas.children(f).forEach(this::formula);
    }

    private void steps(List<Step> steps) {
        steps.forEach(this::step);
    }

    private void step(Step step) {
        switch (step) {
            case Step.Run r -> formula(r.duration());
            case Step.RunUntil r -> {
                formula(r.condition());
                formula(r.most());
            }
            case Step.Repeat r -> {
                formula(r.times());
                r.until().ifPresent(this::formula);
                steps(r.body());
            }
            case Step.Emit e -> e.payload().ifPresent(this::formula);
            case Step.Reset r -> {}
            case Step.Call c -> {
                c.bindings().forEach(b -> formula(b.value()));
                steps(c.body());
            }
            case Step.Rest r -> formula(r.duration());
            case Step.Present p -> input(p.input());
            case Step.Write w -> {
                for (Members.Range range : w.chosen()) {
                    formula(range.from());
                    range.to().ifPresent(this::formula);
                }
                formula(w.value());
            }
            case Step.Learning l -> {}
            case Step.Record r -> formula(r.value());
            case Step.Require r -> formula(r.condition());
            case Step.Assign a -> {
                a.at().ifPresent(this::formula);
                formula(a.value());
            }
            case Step.If i -> {
                formula(i.condition());
                steps(i.then());
                steps(i.otherwise());
            }
            case Step.For f -> {
                formula(f.from());
                f.to().ifPresent(this::formula);
                steps(f.body());
            }
        }
    }

    private void input(Input input) {
        switch (input) {
            case Input.Levels l -> formula(l.values());
            case Input.LevelRows l -> formula(l.rows());
            case Input.SpikePerSource s -> formula(s.times());
            case Input.SpikesOfAll s -> formula(s.times());
            case Input.SpikeRows s -> formula(s.rows());
            case Input.Poisson p -> formula(p.rates());
            case Input.Regular r -> {
                formula(r.period());
                r.from().ifPresent(this::formula);
                r.count().ifPresent(this::formula);
            }
        }
    }
}

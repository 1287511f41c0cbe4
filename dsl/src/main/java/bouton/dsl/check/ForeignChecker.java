package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.Network.ForeignDef;
import bouton.dsl.model.Representation;
import bouton.dsl.model.Statement;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes populations of foreign neurons: every port becomes a group of its own (see {@link ForeignDef}). */
final class ForeignChecker {
    private final NetworkTable table;
    private final Map<Integer, Ident> events = new LinkedHashMap<>();

    ForeignChecker(NetworkTable table) {
        this.table = table;
    }

    void population(Item.PopulationItem p, Declaration.Foreign declaration, FileScope home) {
        boolean fresh = table.declareName(p.name());
        if (!p.dims().isEmpty()) {
            table.diagnostics()
                    .add(Diagnostic.of(
                                    Code.E003,
                                    p.dims().getFirst().span(),
                                    "a foreign neuron is one, its ports have sizes")
                            .also(declaration.name().span(), "declared here")
                            .help("write `population " + p.name() + " of "
                                    + p.model().text() + "`; several need several populations"));
        }
        p.at().ifPresent(at -> table.diagnostics()
                .add(Diagnostic.of(Code.S006, at.span(), "a foreign neuron is one, and has no position")));
        if (!p.overrides().isEmpty()) {
            table.diagnostics()
                    .add(Diagnostic.of(
                                    Code.S006,
                                    p.overrides().getFirst().span(),
                                    "a foreign neuron has no values that a network could give it")
                            .help("what it has to know comes through an `in`, or stands in its program"));
        }
        ForeignDeclaration.Checked checked = new ForeignDeclaration(
                        declaration, home, table.settings().dt(), table.data(), table.diagnostics())
                .check();
        if (checked == null || !fresh) {
            table.markFaulty(p.name());
            return;
        }
        List<Integer> inputs = new ArrayList<>();
        List<Integer> outputs = new ArrayList<>();
        for (ForeignDeclaration.Port port : checked.ports()) {
            (port.input() ? inputs : outputs).add(table.groups.size());
            String name = p.name() + "." + port.name();
            table.add(port.input() ? input(name, port, p.model().text()) : output(name, port));
        }
        checked.event().ifPresent(e -> events.put(table.foreign.size(), e));
        table.add(new ForeignDef(
                p.name().text(),
                checked.implementation(),
                inputs,
                outputs,
                checked.period(),
                -1,
                p.name().span()));
    }

    private static Network.GroupDef output(String name, ForeignDeclaration.Port port) {
        return new Network.StimulusDef(
                name,
                port.size(),
                new Network.Grid(port.dims(), List.of()),
                new Network.StimulusValue.Level(new double[] {0}),
                false,
                port.unit().dimension(),
                port.unit(),
                port.name().span());
    }

    /** A port whose arrivals are added up tick by tick; the engine takes the sum and makes it 0. */
    private static Network.GroupDef input(String name, ForeignDeclaration.Port port, String model) {
        Span span = port.name().span();
        Dimension dimension = port.unit().dimension();
        Term sum = new Term.Arithmetic(
                Term.ArithmeticOperator.ADD,
                new Term.VariableRef(0, dimension, span),
                new Term.PortRef(0, dimension, span),
                dimension,
                span);
        Model accumulator = new Model(
                false,
                model + "." + port.name(),
                new Model.Root(span.source().name(), model + "." + port.name()),
                List.of(),
                List.of(new Model.Variable(
                        Model.Role.STATE,
                        ForeignDef.SUM,
                        dimension,
                        port.unit(),
                        new Term.Constant(0, dimension, span),
                        Optional.empty(),
                        false,
                        Representation.OPEN,
                        span)),
                List.of(),
                List.of(),
                List.of(new Model.Port(port.name().text(), dimension, port.unit(), Representation.OPEN, span)),
                List.of(),
                List.of("spike"),
                List.of(Dimension.NONE),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Model.HandlerDef(
                        new Model.TriggerDef.OnTick(), List.of(new Statement.Assign(0, sum, span)), span)),
                Optional.empty(),
                false,
                span);
        return new Network.PopulationDef(
                name,
                port.size(),
                new Network.Grid(port.dims(), List.of()),
                accumulator,
                Network.Update.PARALLEL,
                span);
    }

    /** Finds the events at which they step; all events of the network are known. */
    void steps() {
        events.forEach((number, event) -> {
            List<String> known =
                    table.events.stream().map(Network.EventDef::name).toList();
            int index = known.indexOf(event.text());
            if (index < 0 && !table.isFaulty(event.text())) {
                table.diagnostics()
                        .add(Diagnostic.of(
                                        Code.N011,
                                        event.span(),
                                        "network `" + table.declaration().name() + "` has no event `" + event + "`")
                                .suggest(event.text(), known)
                                .help("declare it in the network: `event " + event + "`"));
            }
            ForeignDef f = table.foreign.get(number);
            table.foreign.set(
                    number,
                    new ForeignDef(f.name(), f.implementation(), f.inputs(), f.outputs(), f.period(), index, f.span()));
        });
    }
}

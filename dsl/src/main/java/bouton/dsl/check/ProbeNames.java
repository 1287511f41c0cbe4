package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.syntax.Ident;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a name means in a population, stimulus or projection, seen from outside. */
public final class ProbeNames {
    private ProbeNames() {}

    /** An event, or a value. */
    public enum Kind {
        EVENT,
        VALUE
    }

    /** The kind, or null after a report. */
    public static @Nullable Kind kind(Network network, Selectors.Selection s, Ident name, Diagnostics diagnostics) {
        List<String> events = new ArrayList<>();
        List<String> values = new ArrayList<>();
        String owner;
        if (s.projection() >= 0) {
            Network.ProjectionDef p = network.projections().get(s.projection());
            owner = p.name();
            collect(p.model(), values);
        } else {
            Network.GroupDef g = network.groups().get(s.group());
            owner = g.name();
            switch (g) {
                case Network.PopulationDef p -> {
                    events.addAll(p.model().events());
                    collect(p.model(), values);
                    p.model().outs().forEach(o -> values.add(o.name()));
                    p.model().ports().forEach(o -> values.add(o.name()));
                    values.addAll(p.model().holds());
                }
                case Network.StimulusDef st -> {
                    events.add("spike");
                    values.add("level");
                }
            }
        }
        if (events.contains(name.text())) {
            return Kind.EVENT;
        }
        if (values.contains(name.text())) {
            return Kind.VALUE;
        }
        List<String> known = new ArrayList<>(events);
        known.addAll(values);
        diagnostics.add(Diagnostic.of(Code.N001, name.span(), "`" + owner + "` has no `" + name + "`")
                .suggest(name.text(), known)
                .note("it has: " + String.join(", ", known.stream().distinct().toList())));
        return null;
    }

    private static void collect(Model model, List<String> values) {
        model.variables().forEach(v -> values.add(v.name()));
        model.params().forEach(v -> values.add(v.name()));
    }
}

package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Model;
import bouton.dsl.syntax.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What `pre`, `post.onset`, `spike` mean in a model. */
final class EventNames {
    private final ModelChecker model;
    private final Diagnostics diagnostics;

    EventNames(ModelChecker model, Diagnostics diagnostics) {
        this.model = model;
        this.diagnostics = diagnostics;
    }

    record SideEvent(Model.Side side, int event) {}

    /** What `pre`, `post.onset`, `spike` mean here; null after a report. */
    @Nullable
    SideEvent resolve(Path path) {
        String first = path.first().text();
        if (!model.isSynapse()) {
            int event = path.isSimple() ? model.table().events.indexOf(first) : -1;
            if (event < 0) {
                diagnostics.add(Diagnostic.of(Code.N011, path.span(), "this neuron has no event `" + path.text() + "`")
                        .suggest(path.text(), model.table().events)
                        .note(
                                first.equals("pre") || first.equals("post")
                                        ? "`pre` and `post` are the ends of a synapse; a neuron's own event is `spike`"
                                        : "every neuron has the event `spike`; others are declared with `event`"));
                return null;
            }
            return new SideEvent(Model.Side.SELF, event);
        }
        if (!first.equals("pre") && !first.equals("post")) {
            diagnostics.add(Diagnostic.of(
                            Code.N011,
                            path.span(),
                            "a synapse knows events of `pre` and `post`, not `" + path.text() + "`")
                    .suggest(first, List.of("pre", "post")));
            return null;
        }
        Model.Side side = first.equals("pre") ? Model.Side.PRE : Model.Side.POST;
        if (path.isSimple()) {
            return new SideEvent(side, 0);
        }
        Ends ends = model.ends();
        if (ends == null) {
            return new SideEvent(side, 0);
        }
        GroupView group = GroupView.of(side == Model.Side.PRE ? ends.source() : ends.target());
        String name = path.names().get(1).text();
        int event = group.events().indexOf(name);
        if (event < 0 || path.names().size() > 2) {
            diagnostics.add(Diagnostic.of(Code.N011, path.span(), "`" + group.name() + "` has no event `" + name + "`")
                    .suggest(name, group.events()));
            return null;
        }
        return new SideEvent(side, event);
    }
}

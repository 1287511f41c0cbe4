package bouton.compiler.synapse;

import bouton.compiler.kernel.Periods;
import bouton.compiler.kernel.Shared;
import bouton.compiler.layout.Layout;
import bouton.dsl.check.Terms;
import bouton.dsl.model.Model;
import bouton.dsl.model.Statement;
import bouton.dsl.model.Term;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The handlers of a rule, each with its turn in the tick; an `on pre` may have two. */
final class Parts {
    /** Statements that run in one turn. */
    record Part(Trigger trigger, Order.Turn turn, String what, List<Statement> body) {}

    private final Layout layout;
    private final Delays delays;
    private final Order order;
    private final Shared shared;
    private final List<Part> list = new ArrayList<>();

    private Parts(Layout layout, Delays delays, Order order, Shared shared) {
        this.layout = layout;
        this.delays = delays;
        this.order = order;
        this.shared = shared;
    }

    /** All parts that have statements, in text order; makes the words for delays and for what one part keeps for another. */
    static List<Part> of(Layout layout, Delays delays, Order order, Shared shared) {
        Parts parts = new Parts(layout, delays, order, shared);
        List<Model.HandlerDef> handlers = layout.model().handlers();
        for (int number = 0; number < handlers.size(); number++) {
            parts.handler(handlers.get(number), number);
        }
        return parts.list;
    }

    private void add(Trigger trigger, Order.Turn turn, String what, List<Statement> body) {
        if (!body.isEmpty()) {
            list.add(new Part(trigger, turn, what, body));
        }
    }

    private void handler(Model.HandlerDef h, int number) {
        switch (h.trigger()) {
            case Model.TriggerDef.OnTick t ->
                add(new Trigger.EveryTick(), new Order.Turn(Stage.TRANSMIT, 0), "tick" + number, h.body());
            case Model.TriggerDef.Every t ->
                add(Periods.trigger(t, shared), new Order.Turn(Stage.PERIODIC, 0), "every" + number, h.body());
            case Model.TriggerDef.OnGlobal t ->
                add(
                        new Trigger.Global(shared.event(t.event())),
                        new Order.Turn(Stage.TIME, 0),
                        "event" + number,
                        h.body());
            case Model.TriggerDef.OnEnd t
            when t.side() == Model.Side.POST -> {
                Trigger trigger = new Trigger.PostEvent(t.event(), delays.ofTarget(t.after()));
                add(trigger, order.post(), "post" + number, h.body());
            }
            case Model.TriggerDef.OnEnd t -> onPre(t, h.body(), "pre" + number);
            case Model.TriggerDef.OnPort t -> throw onlyInNeurons(h);
            case Model.TriggerDef.OnOwn t -> throw onlyInNeurons(h);
            case Model.TriggerDef.OnWhen t -> throw onlyInNeurons(h);
        }
    }

    private static IllegalStateException onlyInNeurons(Model.HandlerDef h) {
        return new IllegalStateException("a handler of neurons in a synapse: " + h.span());
    }

    private void onPre(Model.TriggerDef.OnEnd t, List<Statement> body, String what) {
        Trigger trigger = new Trigger.PreEvent(t.event(), delays.ofSource(t.after()));
        Order.Turn turn = order.pre(t.after().isPresent());
        if (order.preTail().isEmpty()) {
            add(trigger, turn, what, body);
            return;
        }
        int split = behindLastDeliver(body);
        List<Statement> head = body.subList(0, split);
        List<Statement> tail = body.subList(split, body.size());
        keepLocals(head, tail);
        add(trigger, turn, what, head);
        add(trigger, order.preTail().get(), what + ".learn", tail);
    }

    private static int behindLastDeliver(List<Statement> body) {
        for (int i = body.size(); i > 0; i--) {
            if (Terms.delivers(List.of(body.get(i - 1)))) {
                return i;
            }
        }
        return 0;
    }

    /** A `let` of the head that the tail reads needs a word. */
    private void keepLocals(List<Statement> head, List<Statement> tail) {
        Set<Integer> set = new TreeSet<>();
        head.forEach(s -> {
            if (s instanceof Statement.Let l) {
                set.add(l.id());
            }
        });
        Terms.visit(
                tail,
                t -> {
                    if (t instanceof Term.LocalRef l && set.contains(l.id())) {
                        layout.local(l.id());
                    }
                },
                s -> {});
    }
}

package bouton.compiler.layout;

import bouton.dsl.check.Terms;
import bouton.dsl.model.Model;
import bouton.dsl.model.Term;
import java.util.ArrayList;
import java.util.List;

/** In which order parameters are computed, and which follow when another one is set. */
public final class Parameters {
    private Parameters() {}

    /** Parameters that have a word, each behind those it is computed from. */
    public static List<Integer> order(Layout layout) {
        List<Integer> result = new ArrayList<>();
        boolean[] done = new boolean[layout.model().params().size()];
        for (int i = 0; i < done.length; i++) {
            place(layout, i, done, result);
        }
        return result;
    }

    private static void place(Layout layout, int param, boolean[] done, List<Integer> result) {
        if (done[param]) {
            return;
        }
        done[param] = true;
        Terms.visit(layout.model().params().get(param).value(), t -> {
            if (t instanceof Term.ParamRef p) {
                place(layout, p.index(), done, result);
            }
        });
        if (layout.param(param) >= 0) {
            result.add(param);
        }
    }

    /** Parameters that are computed from one that is set while the network runs, in order. What was drawn stays. */
    public static List<Integer> followers(Layout layout) {
        return order(layout).stream().filter(i -> follows(layout.model(), i)).toList();
    }

    private static boolean follows(Model model, int param) {
        Term value = model.params().get(param).value();
        boolean drawn = Terms.any(value, t -> t instanceof Term.Draw);
        return !drawn
                && Terms.any(
                        value,
                        t -> t instanceof Term.ParamRef p
                                && (model.params().get(p.index()).settable() || follows(model, p.index())));
    }
}

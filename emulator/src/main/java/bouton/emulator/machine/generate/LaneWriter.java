package bouton.emulator.machine.generate;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Writes what is done for all words at once: a loop without branches, then one that looks for what is done now and then. */
final class LaneWriter {
    /** Array with an argument of each call. */
    static final String GIVEN = "given";

    /** Array with the step of each call. */
    static final String STEPS = "steps";

    /** Array with the words for which a tail runs. */
    private static final String RARE = "rare";

    private final CodeBuilder code;
    private final Lanes lanes;
    private final Constants constants;
    private final Locals locals;

    LaneWriter(CodeBuilder code, Lanes lanes, Constants constants) {
        this.code = code;
        this.lanes = lanes;
        this.constants = constants;
        this.locals = new Locals(code);
    }

    void write() {
        List<Act> all = new ArrayList<>(lanes.vector());
        all.addAll(lanes.tails());
        constants.begin(code, all);
        int[] given = new int[lanes.given().size()];
        for (int i = 0; i < given.length; i++) {
            if (lanes.given().get(i) != null) {
                given[i] = given(i);
            }
        }
        int[] rare = new int[lanes.tails().size()];
        for (int t = 0; t < rare.length; t++) {
            rare[t] = array(RARE + t);
        }
        int step = code.allocateLocal(TypeKind.INT);
        code.loadConstant(0).istore(step);
        Engine engine = new Engine(constants, step, -1, -1, -1);
        TermWriter terms = new TermWriter(code, locals, engine, true);
        ActWriter acts = new ActWriter(code, locals, engine, null, terms);
        loop(() -> vector(given, rare, terms, acts));
        if (rare.length > 0) {
            int steps = array(STEPS);
            loop(() -> tails(rare, steps, step, new ActWriter(code, locals, engine)));
        }
        code.return_();
    }

    /** An array with an argument for each word; or one that is the same for all, in its local variable. */
    private int given(int i) {
        if (!lanes.same().get(i)) {
            return array(GIVEN + i);
        }
        constants.scratch(code, GIVEN + i, 1);
        code.loadConstant(0).iaload();
        locals.store(Objects.requireNonNull(lanes.given().get(i)));
        return -1;
    }

    private int array(String name) {
        int local = code.allocateLocal(TypeKind.REFERENCE);
        constants.scratch(code, name, lanes.words());
        code.astore(local);
        return local;
    }

    private int lane() {
        return locals.place(lanes.lane());
    }

    private void loop(Runnable body) {
        Label test = code.newLabel();
        Label start = code.newLabel();
        code.loadConstant(0).istore(lane()).goto_(test);
        code.labelBinding(start);
        body.run();
        code.iinc(lane(), 1);
        code.labelBinding(test);
        code.iload(lane()).loadConstant(lanes.words()).if_icmplt(start);
    }

    private void vector(int[] given, int[] rare, TermWriter terms, ActWriter acts) {
        for (int i = 0; i < given.length; i++) {
            Term.Slot slot = lanes.given().get(i);
            if (slot != null && !lanes.same().get(i)) {
                code.aload(given[i]).iload(lane()).iaload();
                locals.store(slot);
            }
        }
        for (Act act : lanes.vector()) {
            if (act instanceof Act.Let l) {
                terms.write(l.value());
                locals.store(l.slot());
            } else {
                acts.store((Act.Store) act);
            }
        }
        for (int t = 0; t < rare.length; t++) {
            code.aload(rare[t]).iload(lane());
            terms.writeInt(lanes.tails().get(t).condition());
            code.iastore();
        }
    }

    /** The step of a call: that of the first of its round, and so many for each call behind it. */
    private void step(int steps, int step) {
        code.iload(lane()).loadConstant(lanes.calls()).irem().istore(step);
        code.aload(steps).iload(lane()).iload(step).isub().iaload();
        code.iload(step).loadConstant(lanes.steps()).imul().iadd().istore(step);
    }

    private void tails(int[] rare, int steps, int step, ActWriter acts) {
        for (int t = 0; t < rare.length; t++) {
            Label not = code.newLabel();
            code.aload(rare[t]).iload(lane()).iaload().ifeq(not);
            step(steps, step);
            acts.acts(lanes.tails().get(t).then());
            code.labelBinding(not);
        }
    }
}

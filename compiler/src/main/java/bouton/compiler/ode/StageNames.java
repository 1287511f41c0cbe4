package bouton.compiler.ode;

import bouton.compiler.kernel.Names;
import java.util.HashMap;
import java.util.Map;

/** Names inside an equation at a stage of its method: trial values instead of words, the time of the stage. */
final class StageNames extends Names {
    private final Names outer;
    private final Map<Integer, Integer> values = new HashMap<>();
    private int time = -1;

    StageNames(Names outer) {
        super(outer.writer(), outer.layout(), outer.shared());
        this.outer = outer;
    }

    void set(int variable, int register) {
        values.put(variable, register);
    }

    /** @param register time in ms */
    void setTime(int register) {
        time = register;
    }

    @Override
    public int variable(int index) {
        Integer register = values.get(index);
        return register != null ? register : outer.variable(index);
    }

    @Override
    public int param(int index) {
        return outer.param(index);
    }

    @Override
    public int port(int index) {
        return outer.port(index);
    }

    @Override
    public int end(int index) {
        return outer.end(index);
    }

    @Override
    public int delayed(int index) {
        return outer.delayed(index);
    }

    @Override
    public int time() {
        return time >= 0 ? time : outer.time();
    }
}

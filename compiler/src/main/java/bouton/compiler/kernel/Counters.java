package bouton.compiler.kernel;

import bouton.image.net.Counter;
import java.util.ArrayList;
import java.util.List;

/** Numbers the counters of an image. */
public final class Counters {
    private final List<Counter> counters = new ArrayList<>();

    public int add(String what, int at) {
        counters.add(new Counter(what, at));
        return counters.size() - 1;
    }

    public List<Counter> list() {
        return List.copyOf(counters);
    }
}

package bouton.emulator.connect;

import bouton.image.random.KeyedStream;
import java.util.Arrays;

/** Every source gets k targets, from the stream of the source. */
final class FanOutRecipe {
    private FanOutRecipe() {}

    static Wiring make(Recipes.Ends ends, int k, boolean self, boolean multiple) {
        int candidates = ends.candidates(self);
        if (k < 0 || k > 0 && candidates == 0 || !multiple && k > candidates) {
            throw ends.refuse("fan_out of " + k + " to " + candidates + " possible targets");
        }
        int[] target = new int[ends.size((long) k * ends.sources())];
        int[] rowStart = new int[ends.sources() + 1];
        Sampler sampler = new Sampler(candidates);
        for (int s = 0; s < ends.sources(); s++) {
            fillRow(ends, sampler, s, k, self, multiple, target, s * k);
            rowStart[s + 1] = (s + 1) * k;
        }
        return new Wiring(rowStart, target, null);
    }

    /** Draws {@code k} targets of a source from its stream, ascending, to {@code target} from {@code at} on. */
    static void fillRow(
            Recipes.Ends ends, Sampler sampler, int s, int k, boolean self, boolean multiple, int[] target, int at) {
        KeyedStream stream = new KeyedStream(ends.seed(), ends.site(), s);
        sampler.draw(stream, ends.candidates(self), k, multiple, target, at);
        if (ends.excludes(self)) {
            for (int i = at; i < at + k; i++) {
                target[i] += target[i] >= s ? 1 : 0;
            }
        }
        Arrays.sort(target, at, at + k);
    }
}

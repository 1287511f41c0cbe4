package bouton.emulator.random;

import bouton.image.net.Connectivity;
import bouton.image.net.Projection;

/** Random recipes of connectivity. */
final class RandomConnectivity {
    private RandomConnectivity() {}

    /** The same pairs the other way. */
    static Connectivity opposite(Projection other) {
        Connectivity.Pairs pairs = (Connectivity.Pairs) other.connectivity();
        return new Connectivity.Pairs(pairs.post(), pairs.pre());
    }

    /** A recipe for groups of these sizes. */
    static Connectivity of(Dice dice, int sources, int targets) {
        boolean many = (long) sources * targets > 4000;
        return switch (dice.below(many ? 4 : 6)) {
            case 0 -> new Connectivity.FanIn(dice.between(1, 3), true, true);
            case 1 -> new Connectivity.FanOut(dice.between(1, 3), true, true);
            case 2 -> new Connectivity.Total(dice.between(0, 2 * targets), true, true);
            case 3 -> pairs(dice, sources, targets);
            case 4 -> new Connectivity.Probability(0.3, dice.chance(0.5));
            default -> new Connectivity.AllToAll(dice.chance(0.5));
        };
    }

    /** Each pair once. */
    private static Connectivity pairs(Dice dice, int sources, int targets) {
        int n = dice.between(1, Math.max(sources, targets));
        long step = Math.max(1, (long) sources * targets / n);
        int[] pre = new int[n];
        int[] post = new int[n];
        for (int k = 0; k < n; k++) {
            long pair = k * step % ((long) sources * targets);
            pre[k] = (int) (pair % sources);
            post[k] = (int) (pair / sources);
        }
        return new Connectivity.Pairs(pre, post);
    }
}

package bouton.dsl.diagnostic;

import java.util.Arrays;
import java.util.Optional;

/** Similar names, by Damerau-Levenshtein distance (optimal string alignment). */
public final class Suggestions {
    private Suggestions() {}

    /**
     * The name of a compartment's part, if the part is what is written; otherwise the most similar name at a distance of at most
     * a third of the length (at least 1), ignoring case.
     */
    public static Optional<String> closest(String written, Iterable<String> known) {
        int limit = Math.max(1, written.length() / 3);
        String best = null;
        int bestDistance = limit + 1;
        for (String name : known) {
            if (name.endsWith("." + written)) {
                // It has this name in a compartment.
                return Optional.of(name);
            }
            if (name.equals(written) || Math.abs(name.length() - written.length()) > limit) {
                continue;
            }
            int distance =
                    distance(written.toLowerCase(java.util.Locale.ROOT), name.toLowerCase(java.util.Locale.ROOT));
            // A one-letter name is as far from any other letter as from this one: that is no help.
            boolean meaningful = distance < Math.max(written.length(), name.length());
            if (meaningful
                    && (distance < bestDistance
                            || (distance == bestDistance && best != null && name.compareTo(best) < 0))) {
                best = name;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    static int distance(String a, String b) {
        int[] twoBack = new int[b.length() + 1];
        int[] oneBack = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        Arrays.setAll(oneBack, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(oneBack[j] + 1, current[j - 1] + 1), oneBack[j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    current[j] = Math.min(current[j], twoBack[j - 2] + 1);
                }
            }
            int[] reuse = twoBack;
            twoBack = oneBack;
            oneBack = current;
            current = reuse;
        }
        return oneBack[b.length()];
    }
}

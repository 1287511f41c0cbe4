package bouton.emulator.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Handlers of events that stand together in a phase: by the age of the events, oldest first, then in text order. So sums
 * come about in the order (emission tick, projection, source, delay, synapse).
 */
final class EventTurns implements Step {
    private final int[] lags;
    private final AgedTurn[][] turns;

    EventTurns(List<AgedTurn> handlers) {
        TreeMap<Integer, List<AgedTurn>> byLag = new TreeMap<>();
        for (AgedTurn handler : handlers) {
            for (int lag : handler.lags()) {
                byLag.computeIfAbsent(lag, l -> new ArrayList<>()).add(handler);
            }
        }
        lags = new int[byLag.size()];
        turns = new AgedTurn[lags.length][];
        int k = 0;
        for (var entry : byLag.descendingMap().entrySet()) {
            lags[k] = entry.getKey();
            turns[k++] = entry.getValue().toArray(new AgedTurn[0]);
        }
    }

    @Override
    public void run(long tick) {
        for (int k = 0; k < lags.length; k++) {
            for (AgedTurn turn : turns[k]) {
                turn.run(tick, lags[k]);
            }
        }
    }
}

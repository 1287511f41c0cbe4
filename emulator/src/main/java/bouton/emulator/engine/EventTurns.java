package bouton.emulator.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Handlers of events that stand together in a phase and end on one population: by the age of the events, oldest first, then
 * in text order. So sums come about in the order (emission tick, projection, source, delay, synapse).
 */
final class EventTurns extends PartStep {
    private final List<EventTurn> handlers;
    private final int[] lags;
    private final EventTurn[][] turns;

    EventTurns(GroupState target, List<EventTurn> handlers) {
        super(target);
        this.handlers = List.copyOf(handlers);
        TreeMap<Integer, List<EventTurn>> byLag = new TreeMap<>();
        for (EventTurn handler : handlers) {
            for (int lag : handler.lags()) {
                byLag.computeIfAbsent(lag, l -> new ArrayList<>()).add(handler);
            }
        }
        lags = new int[byLag.size()];
        turns = new EventTurn[lags.length][];
        int k = 0;
        for (var entry : byLag.descendingMap().entrySet()) {
            lags[k] = entry.getKey();
            turns[k++] = entry.getValue().toArray(new EventTurn[0]);
        }
    }

    @Override
    void declare(Access access) {
        handlers.forEach(handler -> handler.declare(access));
    }

    @Override
    boolean prepareForThreads() {
        return handlers.stream().allMatch(EventTurn::prepareForThreads);
    }

    @Override
    int leastLag() {
        return handlers.stream().mapToInt(EventTurn::leastLag).min().orElse(Integer.MAX_VALUE);
    }

    @Override
    void run(long tick, int part) {
        for (int k = 0; k < lags.length; k++) {
            for (EventTurn turn : turns[k]) {
                turn.run(tick, lags[k], part);
            }
        }
    }
}

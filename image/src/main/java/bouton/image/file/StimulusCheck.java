package bouton.image.file;

import bouton.image.net.Stimulus;
import bouton.image.run.StimulusInput;

/** Checks that what a stimulus does at first fits its size. */
final class StimulusCheck {
    private StimulusCheck() {}

    static void check(Stimulus s, Problems problems) {
        String where = "stimulus " + s.name();
        switch (s.initial()) {
            case StimulusInput.Silent i -> {}
            case StimulusInput.Levels i -> length(i.values().length, s, problems, where);
            case StimulusInput.LevelRows i -> {
                problems.unless(i.rows().length > 0, where, "no rows of levels");
                for (double[] row : i.rows()) {
                    length(row.length, s, problems, where);
                }
            }
            case StimulusInput.EventTicks i -> {
                length(i.ticks().length, s, problems, where);
                for (long[] ticks : i.ticks()) {
                    ascending(ticks, problems, where);
                }
            }
            case StimulusInput.PoissonMeans i -> {
                length(i.perTick().length, s, problems, where);
                for (double mean : i.perTick()) {
                    if (!(mean >= 0 && Double.isFinite(mean))) {
                        problems.add(where, "a mean of " + mean + " events");
                    }
                }
            }
            case StimulusInput.Regular i -> {
                length(i.period().length, s, problems, where);
                length(i.first().length, s, problems, where);
                problems.unless(i.count() >= -1, where, "a count of " + i.count());
                for (double period : i.period()) {
                    if (!(period > 0)) {
                        problems.add(where, "a period of " + period + " ticks");
                    }
                }
                for (double first : i.first()) {
                    if (Double.isNaN(first)) {
                        problems.add(where, "a first event at " + first);
                    }
                }
            }
        }
    }

    private static void length(int length, Stimulus s, Problems problems, String where) {
        problems.unless(length == 1 || length == s.size(), where, length + " values for " + s.size() + " sources");
    }

    private static void ascending(long[] ticks, Problems problems, String where) {
        for (int i = 0; i < ticks.length; i++) {
            if (ticks[i] < (i == 0 ? 0 : ticks[i - 1])) {
                problems.add(where, "events that are not in ascending ticks from 0");
                return;
            }
        }
    }
}

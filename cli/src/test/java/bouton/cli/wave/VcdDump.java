package bouton.cli.wave;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Scanner;
import java.util.TreeMap;

/**
 * A value change dump that has been read: of each variable, by its path, its values from each time on. Strict: what it does not know
 * is an error, and so is a time that does not grow or a value that does not change.
 */
final class VcdDump {
    private final Map<String, NavigableMap<Long, String>> changes = new LinkedHashMap<>();
    private String timescale = "";
    private long end;

    static VcdDump parse(String text) {
        VcdDump dump = new VcdDump();
        Map<String, String> names = new HashMap<>();
        Deque<String> scopes = new ArrayDeque<>();
        long time = -1;
        Scanner words = new Scanner(text);
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "$version", "$comment", "$date" -> rest(words);
                case "$timescale" -> dump.timescale = rest(words);
                case "$scope" -> scopes.addLast(rest(words).split(" ")[1]);
                case "$upscope" -> {
                    rest(words);
                    scopes.removeLast();
                }
                case "$var" -> {
                    String[] parts = rest(words).split(" ");
                    String name = String.join(".", scopes) + "." + parts[3];
                    names.put(parts[2], name);
                    dump.changes.put(name, new TreeMap<>());
                }
                case "$enddefinitions" -> rest(words);
                case "$dumpvars", "$end" -> {}
                default -> {
                    if (word.startsWith("#")) {
                        long next = Long.parseLong(word.substring(1));
                        require(next > time, word);
                        time = next;
                        dump.end = time;
                    } else if (word.startsWith("b") || word.startsWith("s")) {
                        dump.change(names, words.next(), time, word.substring(1));
                    } else {
                        dump.change(names, word.substring(1), time, word.substring(0, 1));
                    }
                }
            }
        }
        require(scopes.isEmpty(), "scopes are closed");
        return dump;
    }

    private static String rest(Scanner words) {
        StringBuilder text = new StringBuilder();
        for (String word = words.next(); !word.equals("$end"); word = words.next()) {
            text.append(text.isEmpty() ? "" : " ").append(word);
        }
        return text.toString();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    private void change(Map<String, String> names, String id, long time, String value) {
        NavigableMap<Long, String> own = changes.get(Objects.requireNonNull(names.get(id), id));
        require(own != null && (own.isEmpty() || !own.lastEntry().getValue().equals(value)), id + " at " + time);
        Objects.requireNonNull(own).put(time, value);
    }

    String timescale() {
        return timescale;
    }

    /** The last time of it. */
    long end() {
        return end;
    }

    String at(String variable, long time) {
        return Objects.requireNonNull(
                        Objects.requireNonNull(changes.get(variable), variable).floorEntry(time), variable)
                .getValue();
    }
}

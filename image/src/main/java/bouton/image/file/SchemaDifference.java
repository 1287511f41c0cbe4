package bouton.image.file;

import java.util.LinkedHashMap;
import java.util.Map;

/** Says in what the schema of a file differs from that of this version. */
final class SchemaDifference {
    private static final int LONGEST = 300;

    private SchemaDifference() {}

    static String describe(String theirs, String ours) {
        Map<String, String> their = lines(theirs);
        Map<String, String> our = lines(ours);
        for (Map.Entry<String, String> line : their.entrySet()) {
            String tag = line.getKey();
            String expected = our.get(tag);
            if (expected == null) {
                return "its '" + shortened(tag) + "' is unknown here";
            }
            if (!expected.equals(line.getValue())) {
                return "its '" + tag + "' consists of (" + shortened(line.getValue()) + "), here of (" + expected + ")";
            }
        }
        for (String tag : our.keySet()) {
            if (!their.containsKey(tag)) {
                return "it does not know '" + tag + "'";
            }
        }
        return "its types are in another order";
    }

    private static Map<String, String> lines(String schema) {
        Map<String, String> lines = new LinkedHashMap<>();
        schema.lines().forEach(line -> {
            int colon = line.indexOf(": ");
            String tag = colon < 0 ? line : line.substring(0, colon);
            lines.put(tag, colon < 0 ? "" : line.substring(colon + 2));
        });
        return lines;
    }

    private static String shortened(String text) {
        String printable = text.replaceAll("\\p{C}", "?");
        return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "…";
    }
}

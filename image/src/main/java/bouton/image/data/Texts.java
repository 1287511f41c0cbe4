package bouton.image.data;

/** Pieces of a user's file as they appear in messages. */
final class Texts {

    private static final int LONGEST = 40;

    private Texts() {}

    /** The text in quotes, cut after 40 characters, with {@code ?} for control characters. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("'");
        boolean cut = text.codePointCount(0, text.length()) > LONGEST;
        int end = cut ? text.offsetByCodePoints(0, LONGEST) : text.length();
        text.substring(0, end)
                .codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
                .forEach(quoted::appendCodePoint);
        return quoted.append(cut ? "...'" : "'").toString();
    }

    /** A count with its noun, such as {@code 1 byte} or {@code 2 bytes}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}

package bouton.compiler.quantise;

import bouton.image.net.Field;
import java.util.Locale;

/** Numbers in messages. */
final class Figures {
    private Figures() {}

    /** A part of a whole; three digits, no more than one behind the point. */
    static String percent(double part) {
        double percent = 100 * part;
        if (Math.abs(percent) >= 100) {
            return String.format(Locale.ROOT, "%.0f %%", percent);
        }
        return Math.abs(percent) >= 99.95 || Math.abs(percent) < 0.1
                ? String.format(Locale.ROOT, "%.3g %%", percent)
                : String.format(Locale.ROOT, "%.1f %%", percent);
    }

    /** How far a number has moved: with its sign. */
    static String change(double part) {
        return (part >= 0 ? "+" : "") + percent(part);
    }

    /** Three digits, without zeros at the end. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.3g", value);
        if (text.contains("e") || !text.contains(".")) {
            return text;
        }
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    /** A value of a word as people see it, with its unit. */
    static String value(Field field, double value) {
        String number = number(value * field.scale());
        return field.unit().equals("1") ? number : number + " " + field.unit();
    }

    /** One step, two steps. */
    static String steps(long count) {
        return count == 1 ? "1 step" : count + " steps";
    }
}

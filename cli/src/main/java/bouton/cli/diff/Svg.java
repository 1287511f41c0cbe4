package bouton.cli.diff;

import bouton.cli.terminal.Figures;
import java.util.Locale;

/** A plot as an SVG element: axes from 0 or around the data, lines, ticks of spikes, points. */
final class Svg {
    static final int WIDTH = 720;
    private static final int LEFT = 70;
    private static final int RIGHT = 22;
    private static final int TOP = 12;
    private static final int BOTTOM = 42;
    private static final int MARKS = 5;
    private static final double NEAR = 1e-12;

    private final StringBuilder body = new StringBuilder();
    private final int width;
    private final int height;
    private final double x0;
    private final double x1;
    private final double y0;
    private final double y1;

    /** The plane that is shown; ends that are equal, or nearly so, are moved apart. */
    Svg(int width, int height, double x0, double x1, double y0, double y1) {
        this.width = width;
        this.height = height;
        this.x0 = x0;
        this.x1 = apart(x0, x1);
        this.y0 = y0;
        this.y1 = apart(y0, y1);
    }

    /** Between ends that only rounding tells apart there are no numbers to mark. */
    private static double apart(double from, double to) {
        double size = Math.max(Math.abs(from), Math.abs(to));
        return to - from > NEAR * size ? to : from + Math.max(1, size);
    }

    private double x(double value) {
        return LEFT + (value - x0) / (x1 - x0) * (width - LEFT - RIGHT);
    }

    private double y(double value) {
        return height - BOTTOM - (value - y0) / (y1 - y0) * (height - TOP - BOTTOM);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** Marks with numbers at round values, and what the axes are. */
    Svg axes(String horizontal, String vertical, boolean verticalNumbers) {
        double step = step(x1 - x0);
        for (double v = Math.ceil(x0 / step) * step; v <= x1 + step * 1e-9; v += step) {
            line("grid", x(v), y(y0), x(v), y(y1));
            text(x(v), height - BOTTOM + 16, "middle", clean(v, step));
        }
        if (verticalNumbers) {
            double rise = step(y1 - y0);
            for (double v = Math.ceil(y0 / rise) * rise; v <= y1 + rise * 1e-9; v += rise) {
                line("grid", x(x0), y(v), x(x1), y(v));
                text(LEFT - 6, y(v) + 4, "end", clean(v, rise));
            }
        }
        line("axis", x(x0), y(y0), x(x1), y(y0));
        line("axis", x(x0), y(y0), x(x0), y(y1));
        text((LEFT + width - RIGHT) / 2.0, height - 8, "middle", horizontal);
        if (!vertical.isEmpty()) {
            double middle = (TOP + height - BOTTOM) / 2.0;
            body.append("<text class=\"label\" text-anchor=\"middle\" transform=\"translate(12 ")
                    .append(number(middle))
                    .append(") rotate(-90)\">")
                    .append(escape(vertical))
                    .append("</text>\n");
        }
        return this;
    }

    private static double step(double range) {
        double rough = range / MARKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double part = rough / power;
        return power * (part < 1.5 ? 1 : part < 3.5 ? 2 : part < 7.5 ? 5 : 10);
    }

    /** Sums of steps without what their rounding leaves. */
    private static String clean(double value, double step) {
        return Math.abs(value) < step * 1e-6 ? "0" : Figures.number(value);
    }

    private void line(String kind, double ax, double ay, double bx, double by) {
        body.append("<line class=\"")
                .append(kind)
                .append("\" x1=\"")
                .append(number(ax))
                .append("\" y1=\"")
                .append(number(ay))
                .append("\" x2=\"")
                .append(number(bx))
                .append("\" y2=\"")
                .append(number(by))
                .append("\"/>\n");
    }

    private void text(double atX, double atY, String anchor, String text) {
        body.append("<text class=\"label\" text-anchor=\"")
                .append(anchor)
                .append("\" x=\"")
                .append(number(atX))
                .append("\" y=\"")
                .append(number(atY))
                .append("\">")
                .append(escape(text))
                .append("</text>\n");
    }

    /** A line of the plane across all of it. */
    Svg across(String kind, double ax, double ay, double bx, double by) {
        line(kind, x(ax), y(ay), x(bx), y(by));
        return this;
    }

    /** A word at the left end of a height. */
    Svg name(double atY, String text) {
        text(LEFT - 6, y(atY) + 4, "end", text);
        return this;
    }

    /** A curve through points. */
    Svg curve(String kind, double[] xs, double[] ys) {
        StringBuilder points = new StringBuilder();
        for (int k = 0; k < xs.length; k++) {
            points.append(k == 0 ? "M" : "L")
                    .append(number(x(xs[k])))
                    .append(' ')
                    .append(number(y(Math.max(y0, Math.min(y1, ys[k])))));
        }
        return path(kind, points);
    }

    /** Upright strokes, {@code size} pixels high. */
    Svg strokes(String kind, double[] xs, double[] ys, double size) {
        StringBuilder points = new StringBuilder();
        for (int k = 0; k < xs.length; k++) {
            points.append("M")
                    .append(number(x(xs[k])))
                    .append(' ')
                    .append(number(y(ys[k]) - size / 2))
                    .append("v")
                    .append(number(size));
        }
        return path(kind, points);
    }

    private Svg path(String kind, StringBuilder points) {
        if (!points.isEmpty()) {
            body.append("<path class=\"")
                    .append(kind)
                    .append("\" d=\"")
                    .append(points)
                    .append("\"/>\n");
        }
        return this;
    }

    String element(String title) {
        return "<svg viewBox=\"0 0 " + width + " " + height + "\" width=\"" + width + "\" role=\"img\" aria-label=\""
                + escape(title) + "\">\n" + body + "</svg>\n";
    }

    /** A text inside of an element or an attribute. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

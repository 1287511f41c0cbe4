package bouton.cli.terminal;

import bouton.image.machine.Program;
import bouton.image.net.Image;
import bouton.image.run.MachineReport;
import java.util.ArrayList;
import java.util.List;

/** How a chip that works off events has spent a run, in short. */
public final class MachineTable {
    private final int width;
    private final Style style;
    private final Image image;
    private final Program program;
    private final MachineReport report;

    /** @throws java.util.NoSuchElementException if the image is on no such chip */
    public MachineTable(Terminal terminal, Image image, MachineReport report) {
        this.width = terminal.width();
        this.style = terminal.style();
        this.image = image;
        this.program = image.program().orElseThrow();
        this.report = report;
    }

    /** The lines to print. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("  on " + report.chip() + ": " + cycles(report.cycles()) + ", busy in " + Figures.count(report.busy())
                + " of them (" + share(report.busy()) + ")" + pace());
        lines.add("  " + Figures.count(report.spikes(), "event", "events") + " of its neurons");
        TextTable table = new TextTable(1, "state", "cycles", "share");
        for (int s = 0; s < report.states().size(); s++) {
            long spent = report.states().get(s);
            if (spent > 0) {
                table.row(program.machine().states().get(s).name(), Figures.count(spent), share(spent));
            }
        }
        if (!table.isEmpty()) {
            lines.add("");
            lines.addAll(table.lines(width, style));
        }
        return lines;
    }

    /** What the user must know even if nothing else is told: a sentence each; none if the chip kept up. */
    public List<String> warnings() {
        List<String> lines = new ArrayList<>();
        if (report.late() > 0) {
            lines.add("`" + report.chip() + "` cannot keep up: "
                    + Figures.count(report.late(), "event was", "events were")
                    + " late (each counted once for every tick that it is late);"
                    + " fewer or sparser inputs, longer ticks (--dt) or a faster `clock` in the chip's text");
        }
        if (report.dropped() > 0) {
            lines.add("the queue of `" + report.chip() + "` was full: "
                    + Figures.count(report.dropped(), "entry is", "entries are")
                    + " lost, and the spikes with them; fewer neurons must fire at once");
        }
        return lines;
    }

    /** With a clock, also as a time. */
    private String cycles(long cycles) {
        String time = program.cycles() == 0 ? "" : ", " + Figures.prefixed(seconds(cycles), "s");
        return Figures.count(cycles, "cycle", "cycles") + time;
    }

    private double seconds(long cycles) {
        return cycles * image.dt() / 1000 / program.cycles();
    }

    private String share(long cycles) {
        double share = report.cycles() == 0 ? 0 : 100.0 * cycles / report.cycles();
        return Figures.number(Math.rint(10 * share) / 10) + " %";
    }

    private String pace() {
        if (program.cycles() == 0 || report.busy() == 0) {
            return "";
        }
        double times = (double) report.cycles() / report.busy();
        return ": " + Figures.prefixed(seconds(report.busy()), "s") + " of work, "
                + Figures.number(Double.parseDouble(String.format(java.util.Locale.ROOT, "%.3g", times)))
                + " x faster than real time";
    }
}

package bouton.cli.command;

import bouton.cli.output.Machine;
import bouton.cli.output.RunDescription.SourceText;
import bouton.cli.run.Checkpoints;
import bouton.image.run.StateException;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run was begun with, as its checkpoints keep it.
 *
 * @param program where the program is
 * @param options what was said to it
 * @param command words of the command line, as the manifest has them
 * @param sources what it has read
 * @param bouton the version
 */
record Began(
        Path program,
        RunOptions options,
        List<String> command,
        Checkpoints.Intervals intervals,
        List<SourceText> sources,
        String bouton) {
    private static final String SECTION = "run";

    static Began now(
            Path program,
            RunOptions options,
            List<String> command,
            Checkpoints.Intervals intervals,
            List<SourceText> sources) {
        return new Began(program, options, command, intervals, sources, Machine.bouton());
    }

    void save(StateSink out) {
        out.section(SECTION);
        out.text("bouton", bouton);
        out.text("program", program.toAbsolutePath().toString());
        out.text("file", options.file().toString());
        save(out, "experiment", options.experiments);
        out.flag("long", options.withLong);
        save(out, "target", options.target);
        save(out, "chip", options.chip);
        save(out, "dt", options.dt);
        save(out, "seed", options.seed);
        save(out, "set", List.copyOf(options.settings.keySet()));
        save(out, "value", List.copyOf(options.settings.values()));
        save(out, "command", command);
        out.doubles("intervals", intervals.time(), intervals.elapsed());
        out.longs("sources", sources.size());
        for (SourceText s : sources) {
            out.text("name", s.name());
            out.text("sha256", s.sha256());
            out.text("kind", s.kind().name());
        }
    }

    static Began restore(StateSource in) {
        in.section(SECTION);
        String bouton = in.text("bouton");
        Path program = Path.of(in.text("program"));
        RunOptions options = new RunOptions();
        options.program = Path.of(in.text("file"));
        options.experiments = texts(in, "experiment");
        options.withLong = in.flag("long");
        options.target = text(in, "target");
        options.chip = text(in, "chip");
        options.dt = text(in, "dt");
        options.seed = text(in, "seed");
        List<String> names = texts(in, "set");
        List<String> values = texts(in, "value");
        Map<String, String> settings = new LinkedHashMap<>();
        for (int k = 0; k < names.size(); k++) {
            settings.put(names.get(k), values.get(k));
        }
        options.settings = settings;
        List<String> command = texts(in, "command");
        double[] intervals = new double[2];
        in.into("intervals", intervals);
        List<SourceText> sources = new ArrayList<>();
        for (long left = in.number("sources"); left > 0; left--) {
            sources.add(new SourceText(in.text("name"), in.text("sha256"), kind(in.text("kind"))));
        }
        return new Began(
                program, options, command, new Checkpoints.Intervals(intervals[0], intervals[1]), sources, bouton);
    }

    private static SourceText.Kind kind(String name) {
        try {
            return SourceText.Kind.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new StateException("there is no kind `" + name + "` of files");
        }
    }

    private static void save(StateSink out, String name, List<String> texts) {
        out.longs(name + "s", texts.size());
        texts.forEach(text -> out.text(name, text));
    }

    private static List<String> texts(StateSource in, String name) {
        List<String> texts = new ArrayList<>();
        for (long left = in.number(name + "s"); left > 0; left--) {
            texts.add(in.text(name));
        }
        return texts;
    }

    private static void save(StateSink out, String name, @Nullable String text) {
        save(out, name, text == null ? List.of() : List.of(text));
    }

    private static @Nullable String text(StateSource in, String name) {
        List<String> texts = texts(in, name);
        return texts.isEmpty() ? null : texts.getFirst();
    }
}

package bouton.cli.output;

import bouton.image.net.Group;
import bouton.image.net.Image;
import bouton.image.net.Probe;
import bouton.image.run.Recorder;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file for each probe of an image, filled while the session runs. */
final class ProbeFiles implements Recorder, Closeable, Entry.Source {
    private record Train(int group, int event) {}

    private final List<Probe> probes;
    private final Map<Train, List<EventFile>> events = new LinkedHashMap<>();
    private final Map<Integer, ValueFile> values = new LinkedHashMap<>();

    /** @param resumed how far the files had come; null to begin */
    ProbeFiles(Place point, Image image, @Nullable StateSource resumed) throws IOException {
        probes = image.probes();
        Clock clock = new Clock(image.dt(), image.stampEnd());
        Place eventFolder = point;
        Place valueFolder = point;
        for (int p = 0; p < image.probes().size(); p++) {
            switch (image.probes().get(p)) {
                case Probe.Events probe -> {
                    eventFolder = eventFolder == point ? point.in("events") : eventFolder;
                    Group group = image.groups().get(probe.group());
                    String stem = eventFolder.fresh(
                            group.name() + "." + group.events().get(probe.event()));
                    events.computeIfAbsent(new Train(probe.group(), probe.event()), t -> new ArrayList<>())
                            .add(new EventFile(eventFolder, stem, probe.name(), clock, probe.members(), resumed));
                }
                case Probe.Values probe -> {
                    valueFolder = valueFolder == point ? point.in("values") : valueFolder;
                    String stem = valueFolder.fresh(probe.reader().name());
                    ValueFile file = new ValueFile(valueFolder, stem, probe, clock);
                    values.put(p, file);
                    if (resumed != null) {
                        file.restore(resumed);
                    }
                }
            }
        }
    }

    /** Writes down how far the files have come, in the order of the probes; all of that is on the disk then. */
    void save(StateSink out) throws IOException {
        Map<Train, Integer> next = new HashMap<>();
        for (int p = 0; p < probes.size(); p++) {
            switch (probes.get(p)) {
                case Probe.Events e -> {
                    Train train = new Train(e.group(), e.event());
                    int number = next.merge(train, 1, Integer::sum) - 1;
                    events.getOrDefault(train, List.of()).get(number).save(out);
                }
                case Probe.Values v -> {
                    ValueFile file = values.get(p);
                    if (file != null) {
                        file.save(out);
                    }
                }
            }
        }
    }

    /** The files that are needed to go on. */
    void lengths(Lengths lengths) {
        events.values().forEach(files -> files.forEach(f -> f.lengths(lengths)));
        values.values().forEach(f -> f.lengths(lengths));
    }

    @Override
    public void events(int group, int event, long tick, int[] members, int count) {
        List<EventFile> files = events.get(new Train(group, event));
        if (files == null) {
            return;
        }
        try {
            for (EventFile file : files) {
                file.append(tick, members, count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void values(int probe, long ticks, double[] row) {
        ValueFile file = values.get(probe);
        if (file == null) {
            return;
        }
        try {
            file.append(ticks, row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void flush() throws IOException {
        for (List<EventFile> files : events.values()) {
            for (EventFile file : files) {
                file.flush();
            }
        }
        for (ValueFile file : values.values()) {
            file.flush();
        }
    }

    @Override
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        events.values().forEach(files -> files.forEach(f -> entries.addAll(f.entries())));
        values.values().forEach(f -> entries.addAll(f.entries()));
        return entries;
    }

    @Override
    public void close() throws IOException {
        List<Closeable> all = new ArrayList<>(values.values());
        events.values().forEach(all::addAll);
        IOException first = null;
        for (Closeable file : all) {
            try {
                file.close();
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}

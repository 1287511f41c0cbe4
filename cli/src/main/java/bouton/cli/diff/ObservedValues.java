package bouton.cli.diff;

import bouton.compiler.Compiled;
import bouton.image.net.Field;
import bouton.image.net.Group;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Port;
import bouton.image.net.Probe;
import bouton.image.net.Reader;
import bouton.image.net.Scope;
import java.util.ArrayList;
import java.util.List;

/** Which values of populations are compared tick by tick: states, traces and what arrives. */
final class ObservedValues {
    private ObservedValues() {}

    /**
     * A value of every neuron of a population.
     *
     * @param probe number of its probe
     * @param state whether it is a state or trace; else an input
     */
    record Observed(int group, String name, int probe, boolean state, String unit, double scale) {}

    static List<Observed> of(Compiled compiled) {
        List<Observed> all = new ArrayList<>();
        Image image = compiled.image();
        for (int g = 0; g < image.groups().size(); g++) {
            Group group = image.groups().get(g);
            if (group instanceof Population p) {
                for (Field field : p.fields()) {
                    if (isState(field)) {
                        add(all, compiled, g, field.name(), true);
                    }
                }
                for (Port port : p.ports()) {
                    add(all, compiled, g, port.name(), false);
                }
            }
        }
        return all;
    }

    private static boolean isState(Field field) {
        return (field.kind() == Field.Kind.STATE || field.kind() == Field.Kind.TRACE)
                && !field.name().contains("$");
    }

    private static void add(List<Observed> all, Compiled compiled, int group, String name, boolean state) {
        Reader reader = compiled.reader(new Scope.OfGroup(group), name);
        all.add(new Observed(group, name, all.size(), state, reader.unit(), reader.scale()));
    }

    static List<Probe.Values> probes(Compiled compiled) {
        List<Probe.Values> probes = new ArrayList<>();
        for (Observed o : of(compiled)) {
            Reader reader = compiled.reader(new Scope.OfGroup(o.group()), o.name());
            probes.add(new Probe.Values(reader.name(), reader, 1, List.of()));
        }
        return probes;
    }
}

package bouton.cli.protocol;

import bouton.compiler.Compiled;
import bouton.dsl.experiment.Experiment;
import bouton.image.net.Image;
import bouton.image.net.Probe;
import bouton.image.net.Scope;
import java.util.ArrayList;
import java.util.List;

/** Probes for what an experiment asks of values over runs. */
final class Samples {
    private Samples() {}

    /** The image with one more probe, of every tick and all members, for each of the experiment's samples. */
    static Image added(Compiled compiled, Experiment experiment) {
        Image image = compiled.image();
        if (experiment.samples().isEmpty()) {
            return image;
        }
        List<Probe> probes = new ArrayList<>(image.probes());
        for (Experiment.SampleUse use : experiment.samples()) {
            Scope scope = new Scope.OfGroup(use.group());
            String name = image.groups().get(use.group()).name() + "." + use.name();
            probes.add(new Probe.Values(name, compiled.reader(scope, use.name()), 1, List.of()));
        }
        return image.withProbes(probes);
    }
}

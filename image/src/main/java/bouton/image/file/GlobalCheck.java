package bouton.image.file;

import bouton.image.ir.Type;
import bouton.image.net.Foreign;
import bouton.image.net.GlobalEvent;
import bouton.image.net.GlobalValue;
import bouton.image.net.Group;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Stimulus;

/** Checks events and values of the whole network, and foreign neurons. */
final class GlobalCheck {
    private final Image image;
    private final Problems problems;

    GlobalCheck(Image image, Problems problems) {
        this.image = image;
        this.problems = problems;
    }

    void check() {
        for (GlobalEvent e : image.globalEvents()) {
            String where = "global event " + e.name();
            if (e.group() != -1 && group(e.group(), where)) {
                events(e.group(), e.event(), e.member(), where);
            }
        }
        for (GlobalValue g : image.globals()) {
            String where = "global value " + g.name();
            switch (g.source()) {
                case GlobalValue.Sent s -> {
                    if (group(s.group(), where)) {
                        Group group = image.groups().get(s.group());
                        int fields = group instanceof Population p ? p.fields().size() : 1;
                        inside(s.field(), fields, "field", where);
                        inside(s.member(), group.size(), "member", where);
                    }
                }
                case GlobalValue.Trace t -> {
                    if (group(t.group(), where)) {
                        events(t.group(), t.event(), t.member(), where);
                    }
                    decay(t.decay(), where);
                }
                case GlobalValue.EventTrace t -> {
                    inside(t.event(), image.globalEvents().size(), "global event", where);
                    decay(t.decay(), where);
                }
                case GlobalValue.Reduction r -> reduction(r, where);
            }
        }
    }

    /** Inputs are sums of populations, outputs levels of stimuli. */
    void checkForeign() {
        for (Foreign f : image.foreign()) {
            String where = "foreign neuron " + f.name();
            for (Foreign.Input in : f.inputs()) {
                if (!group(in.group(), where)) {
                    continue;
                }
                boolean good = image.groups().get(in.group()) instanceof Population p
                        && in.field() >= 0
                        && in.field() < p.fields().size()
                        && p.fields().get(in.field()).type().equals(Type.F64);
                problems.unless(good, where, "input " + in.group() + " has no sum in field " + in.field());
            }
            for (int out : f.outputs()) {
                if (group(out, where)) {
                    problems.unless(
                            image.groups().get(out) instanceof Stimulus, where, "output " + out + " is no stimulus");
                }
            }
            if (f.event() >= 0) {
                inside(f.event(), image.globalEvents().size(), "global event", where);
            }
        }
    }

    private void reduction(GlobalValue.Reduction r, String where) {
        if (!group(r.group(), where)) {
            return;
        }
        Group group = image.groups().get(r.group());
        problems.unless(group instanceof Population, where, "is not of a population");
        r.members().forEach(m -> inside(m, group.size(), "member", where));
        problems.unless(r.period() >= 0, where, "has the period " + r.period());
        int size = r.members().isEmpty() ? group.size() : r.members().size();
        problems.unless(
                r.operation() != GlobalValue.Operation.LARGEST || (r.rank() >= 1 && r.rank() <= size),
                where,
                "asks for value number " + r.rank() + " of " + size);
    }

    private void events(int group, int event, int member, String where) {
        inside(event, image.groups().get(group).events().size(), "event", where);
        problems.unless(
                member >= -1 && member < image.groups().get(group).size(),
                where,
                "member " + member + " does not exist");
    }

    private boolean group(int group, String where) {
        boolean exists = group >= 0 && group < image.groups().size();
        problems.unless(exists, where, "group number " + group + " does not exist");
        return exists;
    }

    private void inside(int index, int count, String what, String where) {
        problems.unless(index >= 0 && index < count, where, what + " number " + index + " does not exist");
    }

    private void decay(double decay, String where) {
        problems.unless(decay >= 0 && decay < 1, where, "decays by " + decay);
    }
}

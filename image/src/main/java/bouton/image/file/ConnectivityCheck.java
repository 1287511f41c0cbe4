package bouton.image.file;

import bouton.image.net.Connectivity;
import bouton.image.net.Image;
import bouton.image.net.Projection;

/** Checks that a session can make the synapses of a projection. */
final class ConnectivityCheck {
    private ConnectivityCheck() {}

    static void check(Image image, Projection p, Problems problems, String where) {
        int sources = image.groups().get(p.source()).size();
        int targets = image.groups().get(p.target()).size();
        switch (p.connectivity()) {
            case Connectivity.OneToOne c ->
                problems.unless(sources == targets, where, "one to one from " + sources + " to " + targets);
            case Connectivity.AllToAll c -> {}
            case Connectivity.Probability c ->
                problems.unless(c.p() >= 0 && c.p() <= 1, where, "a probability of " + c.p());
            case Connectivity.FanIn c -> {
                long most = others(sources, p, c.self());
                problems.unless(possible(c.k(), most, c.multiple()), where, c.k() + " of " + most + " sources");
            }
            case Connectivity.FanOut c -> {
                long most = others(targets, p, c.self());
                problems.unless(possible(c.k(), most, c.multiple()), where, c.k() + " of " + most + " targets");
            }
            case Connectivity.Total c -> {
                long most = sources * others(targets, p, c.self());
                problems.unless(possible(c.n(), most, c.multiple()), where, c.n() + " synapses in " + most + " pairs");
            }
            case Connectivity.Pairs c -> {
                indices(c.pre(), sources, problems, where + ", sources");
                indices(c.post(), targets, problems, where + ", targets");
            }
            case Connectivity.Displaced c -> displaced(c, sources, targets, problems, where);
        }
    }

    /** How many synapses there can be at most. */
    static long mostSynapses(Image image, Projection p) {
        long sources = image.groups().get(p.source()).size();
        long targets = image.groups().get(p.target()).size();
        return switch (p.connectivity()) {
            case Connectivity.OneToOne c -> sources;
            case Connectivity.AllToAll c -> sources * targets;
            case Connectivity.Probability c -> sources * targets;
            case Connectivity.FanIn c -> c.k() * targets;
            case Connectivity.FanOut c -> c.k() * sources;
            case Connectivity.Total c -> c.n();
            case Connectivity.Pairs c -> c.pre().length;
            case Connectivity.Displaced c -> sources * targets;
        };
    }

    private static void displaced(Connectivity.Displaced c, int sources, int targets, Problems problems, String where) {
        int axes = c.sources().length;
        if (c.targets().length != axes || c.sourceSteps().length != axes || c.targetSteps().length != axes) {
            problems.add(where, "grids of different numbers of axes");
            return;
        }
        long from = 1;
        long to = 1;
        long displacements = 1;
        for (int a = 0; a < axes; a++) {
            boolean whole = Math.min(c.sources()[a], c.targets()[a]) > 0
                    && Math.min(c.sourceSteps()[a], c.targetSteps()[a]) > 0;
            from *= whole ? c.sources()[a] : 0;
            to *= whole ? c.targets()[a] : 0;
            displacements *= whole ? c.span(a) : 0;
            if (from != (int) from || to != (int) to || displacements != (int) displacements || displacements == 0) {
                problems.add(where, "a grid with an impossible axis");
                return;
            }
        }
        problems.unless(from == sources && to == targets, where, "grids of " + from + " and " + to + " members");
        problems.unless(displacements == c.p().length, where, c.p().length + " of " + displacements + " displacements");
        for (double p : c.p()) {
            if (!(p >= 0 && p <= 1)) {
                problems.add(where, "a probability of " + p);
                return;
            }
        }
    }

    private static long others(long size, Projection p, boolean self) {
        return p.source() == p.target() && !self ? size - 1 : size;
    }

    private static boolean possible(long wanted, long most, boolean multiple) {
        return wanted == 0 || wanted > 0 && (multiple ? most > 0 : wanted <= most);
    }

    private static void indices(int[] members, int size, Problems problems, String where) {
        for (int m : members) {
            if (m < 0 || m >= size) {
                problems.add(where, "member " + m + " of " + size);
                return;
            }
        }
    }
}

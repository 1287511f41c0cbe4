package bouton.emulator.engine;

import bouton.image.net.Image;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;

/** Writes down a world, between two ticks, and takes it back. */
final class SavedWorld {
    private SavedWorld() {}

    /** @param tick number of the tick that comes next */
    static void save(World world, StateSink out, long tick) {
        Image image = world.image();
        for (int g = 0; g < image.groups().size(); g++) {
            out.section(words(image, g));
            world.groups().get(g).saveWords(out);
        }
        for (int p = 0; p < image.projections().size(); p++) {
            out.section(synapses(image, p));
            world.projections().get(p).save(out);
        }
        for (int g = 0; g < image.groups().size(); g++) {
            out.section(traffic(image, g));
            world.groups().get(g).saveTraffic(out, tick);
        }
        for (int f = 0; f < image.foreign().size(); f++) {
            out.section("session/foreign " + f);
            world.foreign().get(f).save(out);
        }
    }

    /**
     * Takes back what {@link #save} has written, into a world as it is before tick 0.
     *
     * @return whether synapses have changed their places
     */
    static boolean restore(World world, StateSource in, long tick) {
        Image image = world.image();
        for (int g = 0; g < image.groups().size(); g++) {
            in.section(words(image, g));
            world.groups().get(g).restoreWords(in);
            world.groups().get(g).storedAll();
        }
        boolean moved = false;
        for (int p = 0; p < image.projections().size(); p++) {
            in.section(synapses(image, p));
            ProjectionState projection = world.projections().get(p);
            if (projection.restore(in)) {
                WorldBuilder.followLags(world, projection, tick);
                moved = true;
            }
            projection.findUniform();
        }
        for (int g = 0; g < image.groups().size(); g++) {
            in.section(traffic(image, g));
            world.groups().get(g).restoreTraffic(in, tick);
        }
        for (int f = 0; f < image.foreign().size(); f++) {
            in.section("session/foreign " + f);
            world.foreign().get(f).restore(in);
        }
        world.aim(tick);
        return moved;
    }

    private static String words(Image image, int group) {
        return "session/words of " + image.groups().get(group).name();
    }

    private static String synapses(Image image, int projection) {
        return "session/synapses " + projection + " of "
                + image.projections().get(projection).name();
    }

    private static String traffic(Image image, int group) {
        return "session/traffic of " + image.groups().get(group).name();
    }
}

package bouton.emulator.engine;

import bouton.emulator.connect.EventIndex;
import bouton.emulator.interpret.Frame;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Population;
import bouton.image.net.Projection;
import bouton.image.net.Stage;
import bouton.image.net.Update;
import bouton.image.random.KeyedStream;
import bouton.image.random.RandomKey;
import java.util.List;

/**
 * Neurons that take their turns one after another in a tick: each integrates, meets its conditions and sends its values before
 * the next one reads its inputs. What comes from elsewhere was delivered before.
 */
final class SequentialTurn implements Step {
    private final GroupState group;
    private final Update update;
    private final long seed;
    private final long site;
    private final List<SelfInput> inputs;
    private final List<Object> actions;
    private final int[] order;

    /** Synapses of the population with itself that transmit a value in every tick. */
    record SelfInput(ProjectionState projection, Runner runner) {}

    /**
     * @param actions kernels of neurons, and steps that follow their events, in order
     */
    SequentialTurn(GroupState group, Update update, long seed, List<SelfInput> inputs, List<Object> actions) {
        this.group = group;
        this.update = update;
        this.seed = seed;
        this.site = RandomKey.site("update " + group.group().name());
        this.inputs = List.copyOf(inputs);
        this.actions = List.copyOf(actions);
        this.order = new int[group.group().size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }

    /** Whether neurons of a population take their turns one after another. */
    static boolean isSequential(Population population) {
        return population.update() != Update.PARALLEL;
    }

    /** Whether the synapses of a handler run with their target, whose turn reads what they have transmitted. */
    static boolean isSelfInput(Image image, Projection p, Handler h) {
        return p.source() == p.target()
                && isSequential(image.population(p.target()))
                && h.stage() == Stage.TRANSMIT
                && p.delay().isNone();
    }

    @Override
    public void run(long tick) {
        switch (update) {
            case PARALLEL -> throw new IllegalStateException("a parallel population has no turns");
            case ASCENDING -> {}
            case SHUFFLED -> shuffle(tick);
            case RANDOM -> {
                member(new KeyedStream(seed, site, tick).nextInt(order.length), tick);
                return;
            }
        }
        for (int member : order) {
            member(member, tick);
        }
    }

    private void shuffle(long tick) {
        KeyedStream stream = new KeyedStream(seed, site, tick);
        for (int i = 0; i < order.length; i++) {
            int j = stream.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
    }

    private void member(int member, long tick) {
        int part = group.partition().partOf(member);
        int local = group.partition().offsetOf(member);
        for (SelfInput input : inputs) {
            ProjectionState projection = input.projection();
            EventIndex index =
                    projection.parts()[part].byTarget(Lag.NONE, input.runner().use());
            int segment = index.segment(local, 0);
            if (segment >= 0) {
                SynapsePart synapses = projection.prepare(part, SynapseDelivery.Rule.TRANSMIT, tick);
                synapses.rows().clear();
                synapses.rows().add(local, index, segment, 1);
                input.runner().columns(synapses, index, synapses.rows());
            }
        }
        Frame frame = group.frame(part);
        for (Object action : actions) {
            if (action instanceof Runner runner) {
                frame.setTime(tick, tick, 0);
                frame.setPayload(1, 1);
                runner.neuron(frame, local);
            } else if (action instanceof Steps.DueTurn due) {
                due.member(tick, member);
            } else {
                ((Step) action).run(tick);
            }
        }
    }
}

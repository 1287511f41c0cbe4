package bouton.emulator.random;

import bouton.image.ir.Kernel;
import bouton.image.net.Image;
import bouton.image.net.Scope;
import bouton.image.run.Session;
import bouton.image.run.StimulusInput;
import java.util.ArrayList;
import java.util.List;

/** What happens to a run from outside, between two ticks: the same for the same seed. */
final class Interventions {
    private final Image image;
    private final Dice dice;

    Interventions(Image image, long seed) {
        this.image = image;
        this.dice = new Dice(seed);
    }

    void before(int tick, Session session) {
        if (tick == 0 || dice.chance(0.6)) {
            return;
        }
        Scope scope = dice.chance(0.5)
                ? new Scope.OfGroup(dice.between(1, 2))
                : new Scope.OfProjection(dice.below(image.projections().size()));
        switch (dice.below(8)) {
            case 0, 5, 6 -> session.emit(0, dice.finite());
            case 1 -> session.learning(scope, dice.chance(0.5));
            case 2 -> session.reset(scope, List.of());
            case 3 -> session.present(0, new StimulusInput.PoissonMeans(new double[] {0.1 * dice.below(10)}));
            case 4 -> session.present(0, new StimulusInput.Levels(new double[] {dice.finite()}));
            default -> {
                Ground ground = RandomImage.ground(image, scope);
                Kernel action = RandomKernel.handler(dice, ground, Ground.Role.RESPOND, "action");
                session.apply(scope, action, payloads(scope));
            }
        }
    }

    private double[] payloads(Scope scope) {
        if (scope instanceof Scope.OfGroup(int g) && dice.chance(0.5)) {
            List<Double> all = new ArrayList<>();
            for (int i = image.groups().get(g).size(); i > 0; i--) {
                all.add(dice.finite());
            }
            return all.stream().mapToDouble(x -> x).toArray();
        }
        return new double[] {dice.real()};
    }
}

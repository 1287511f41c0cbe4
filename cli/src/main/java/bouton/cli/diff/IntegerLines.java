package bouton.cli.diff;

import bouton.compiler.Compiled;
import bouton.compiler.Compiler;
import bouton.compiler.quantise.Interval;
import bouton.compiler.quantise.Quantised;
import bouton.compiler.quantise.Site;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Network;
import bouton.dsl.model.TargetDef;
import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Origin;
import bouton.image.net.Population;
import bouton.image.net.Projection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a program on a chip that computes in integers: those that store something or deliver it. A line that is switched to
 * the ideal is computed in integers of 40 bits and more.
 */
public final class IntegerLines implements LineSwitch {
    private final Map<Site, Interval> observed;

    /** @param observed ranges of values in float64 */
    public IntegerLines(Map<Site, Interval> observed) {
        this.observed = Map.copyOf(observed);
    }

    @Override
    public List<Line> lines(Compiled compiled) {
        Image image = compiled.image();
        Map<Line, Double> errors = new TreeMap<>();
        image.groups().forEach(g -> {
            if (g instanceof Population p) {
                p.handlers().forEach(h -> visit(h, image, errors));
            }
        });
        for (Projection p : image.projections()) {
            p.handlers().forEach(h -> visit(h, image, errors));
        }
        compiled.quantised().ifPresent(q -> q.constants().forEach(c -> add(c, image, errors)));
        List<Line> lines = new ArrayList<>(errors.keySet());
        lines.sort(Comparator.comparing((Line l) -> -errors.getOrDefault(l, 0.0)));
        return lines;
    }

    private static void add(Quantised.Constant constant, Image image, Map<Line, Double> errors) {
        if (constant.at() >= 0) {
            errors.computeIfPresent(
                    line(image.origins().get(constant.at())), (line, error) -> error + constant.effect());
        }
    }

    /** What a store loses is half a step, whatever its constants lose. */
    private static void visit(Handler handler, Image image, Map<Line, Double> errors) {
        visit(handler.kernel().body(), image, errors);
    }

    private static void visit(Block block, Image image, Map<Line, Double> errors) {
        for (Instruction i : block.instructions()) {
            switch (i) {
                case Instruction.Store s
                when s.at() >= 0 -> errors.merge(line(image.origins().get(s.at())), 0.5, Double::sum);
                case Instruction.Deliver d
                when d.at() >= 0 -> errors.merge(line(image.origins().get(d.at())), 0.5, Double::sum);
                case Instruction.If f -> {
                    visit(f.then(), image, errors);
                    visit(f.otherwise(), image, errors);
                }
                default -> {}
            }
        }
    }

    private static Line line(Origin origin) {
        return new Line(origin.file(), origin.line());
    }

    @Override
    public @Nullable Compiled compile(Network network, TargetDef target, Set<Line> ideal, Diagnostics diagnostics) {
        return Compiler.compileIntegers(network, target, observed, origin -> ideal.contains(line(origin)), diagnostics);
    }
}

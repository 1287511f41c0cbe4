package bouton.emulator.random;

import bouton.image.ir.BinaryOp;
import bouton.image.ir.Block;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.net.Group;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes one instruction of one handler of an image. */
final class Mutation {
    private final Dice dice;
    private int left;
    private String what = "";
    private String where = "";

    private Mutation(Dice dice) {
        this.dice = dice;
    }

    /**
     * An image that is different in one instruction.
     *
     * @param what for people
     */
    record Mutant(Image image, String what) {}

    /** A mutant, if the handler chosen has an instruction that can be changed. */
    static Optional<Mutant> of(Image image, long seed) {
        Dice dice = new Dice(seed);
        Mutation mutation = new Mutation(dice);
        List<Group> groups = new ArrayList<>(image.groups());
        List<Projection> projections = new ArrayList<>(image.projections());
        if (dice.chance(0.5)) {
            int g = dice.between(1, 2);
            Population p = (Population) groups.get(g);
            groups.set(g, mutation.population(p));
        } else {
            int n = dice.below(projections.size());
            projections.set(n, mutation.projection(projections.get(n)));
        }
        Image mutant = new Image(
                image.name(),
                image.target(),
                image.dt(),
                image.seed(),
                image.stampEnd(),
                image.order(),
                groups,
                projections,
                image.probes(),
                image.globalEvents(),
                image.globals(),
                image.foreign(),
                image.tables(),
                image.counters(),
                image.origins(),
                image.hardware());
        return mutation.what.isEmpty() ? Optional.empty() : Optional.of(new Mutant(mutant, mutation.what));
    }

    /** A kernel of integers with one operation, mode, constant or width changed. */
    static Optional<Kernel> ofIntegers(Kernel kernel, long seed) {
        Dice dice = new Dice(seed);
        List<Instruction> body = new ArrayList<>(kernel.body().instructions());
        List<Integer> candidates = new ArrayList<>();
        for (int k = 0; k < body.size(); k++) {
            if (integers(body.get(k), dice).isPresent()) {
                candidates.add(k);
            }
        }
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        int k = dice.pick(candidates);
        body.set(k, integers(body.get(k), dice).orElseThrow());
        return Optional.of(new Kernel(kernel.name(), kernel.registers(), new Block(body)));
    }

    private static Optional<Instruction> integers(Instruction instruction, Dice dice) {
        return Optional.ofNullable(
                switch (instruction) {
                    case Instruction.Binary i
                    when i.type() instanceof Type.Int && i.op() == BinaryOp.ADD -> with(i, BinaryOp.SUB);
                    case Instruction.Binary i
                    when i.type() instanceof Type.Int && i.op() == BinaryOp.SUB -> with(i, BinaryOp.ADD);
                    case Instruction.Binary i
                    when i.type() instanceof Type.Int && i.op() == BinaryOp.MIN -> with(i, BinaryOp.MAX);
                    case Instruction.Binary i
                    when i.type() instanceof Type.Int && i.op() == BinaryOp.SHR -> with(i, BinaryOp.SHL);
                    case Instruction.Binary i when i.op() == BinaryOp.XOR -> with(i, BinaryOp.AND);
                    case Instruction.Binary i
                    when i.op() == BinaryOp.MUL && i.overflow() == Overflow.WRAP ->
                        new Instruction.Binary(
                                i.dst(), i.op(), i.type(), i.a(), i.b(), Overflow.SATURATE, i.rounding(), i.at());
                    case Instruction.Binary i
                    when i.op() == BinaryOp.DIV && i.rounding() == Rounding.FLOOR ->
                        new Instruction.Binary(
                                i.dst(), i.op(), i.type(), i.a(), i.b(), i.overflow(), Rounding.AWAY, i.at());
                    case Instruction.Compare i ->
                        new Instruction.Compare(
                                i.dst(),
                                i.op() == CompareOp.LT ? CompareOp.GE : CompareOp.LT,
                                i.type() instanceof Type.Bool ? Type.BOOL : i.type(),
                                i.a(),
                                i.b(),
                                i.at());
                    case Instruction.Select i
                    when i.a() != i.b() ->
                        new Instruction.Select(i.dst(), i.type(), i.condition(), i.b(), i.a(), i.at());
                    case Instruction.Clamp i ->
                        new Instruction.Clamp(i.dst(), i.type(), i.src(), i.hi(), i.lo(), i.counter(), i.at());
                    case Instruction.RandomBits i ->
                        new Instruction.RandomBits(i.dst(), i.type(), i.bits(), i.site(), i.use() + 1, i.at());
                    case Instruction.ConstInt i
                    when i.value() < i.type().max() ->
                        new Instruction.ConstInt(i.dst(), i.type(), i.value() + 1, i.at());
                    default -> null;
                });
    }

    private static Instruction with(Instruction.Binary i, BinaryOp op) {
        return new Instruction.Binary(i.dst(), op, i.type(), i.a(), i.b(), i.overflow(), i.rounding(), i.at());
    }

    private Population population(Population p) {
        return new Population(
                p.name(),
                p.model(),
                p.size(),
                p.rank(),
                p.fields(),
                p.ports(),
                p.events(),
                p.sent(),
                p.update(),
                p.lines(),
                p.init(),
                p.derive(),
                handlers(p.handlers()));
    }

    private Projection projection(Projection p) {
        return new Projection(
                p.name(),
                p.label(),
                p.model(),
                p.source(),
                p.target(),
                p.connectivity(),
                p.site(),
                p.delay(),
                p.deliverLag(),
                p.fields(),
                p.rows(),
                p.columns(),
                p.mirror(),
                p.init(),
                p.derive(),
                handlers(p.handlers()));
    }

    private List<Handler> handlers(List<Handler> handlers) {
        List<Handler> changed = new ArrayList<>(handlers);
        int h = dice.below(handlers.size());
        Handler handler = handlers.get(h);
        Kernel kernel = handler.kernel();
        where = handler.trigger() + " in " + handler.stage();
        int candidates = count(kernel.body());
        if (candidates > 0) {
            left = dice.below(candidates);
            Kernel other = new Kernel(kernel.name(), kernel.registers(), block(kernel.body()));
            changed.set(h, new Handler(handler.trigger(), handler.stage(), handler.phase(), handler.per(), other));
        }
        return changed;
    }

    private static int count(Block block) {
        int count = 0;
        for (Instruction instruction : block.instructions()) {
            if (instruction instanceof Instruction.If i) {
                count += count(i.then()) + count(i.otherwise());
            } else if (mutate(instruction).isPresent()) {
                count++;
            }
        }
        return count;
    }

    private Block block(Block block) {
        List<Instruction> changed = new ArrayList<>();
        for (Instruction instruction : block.instructions()) {
            if (instruction instanceof Instruction.If i) {
                changed.add(new Instruction.If(i.condition(), block(i.then()), block(i.otherwise()), i.at()));
                continue;
            }
            Optional<Instruction> other = mutate(instruction);
            if (other.isPresent() && left-- == 0) {
                what = where + ": " + instruction + " becomes " + other.get();
                changed.add(other.get());
            } else {
                changed.add(instruction);
            }
        }
        return new Block(changed);
    }

    /** The instruction with one part of it changed, if it is one that always makes a difference to its result. */
    private static Optional<Instruction> mutate(Instruction instruction) {
        return Optional.ofNullable(
                switch (instruction) {
                    case Instruction.Const i ->
                        Double.isFinite(i.value()) && Math.abs(i.value()) < 1e9
                                ? new Instruction.Const(i.dst(), -1.5 - i.value(), i.at())
                                : null;
                    case Instruction.Load i
                    when i.word().field() == 0 && i.type() instanceof Type.Float64 ->
                        new Instruction.Const(i.dst(), 0.375, i.at());
                    case Instruction.Binary i
                    when i.type() instanceof Type.Float64 ->
                        new Instruction.Binary(
                                i.dst(),
                                i.op() == BinaryOp.SUB ? BinaryOp.ADD : BinaryOp.SUB,
                                i.type(),
                                i.a(),
                                i.b(),
                                i.overflow(),
                                i.rounding(),
                                i.at());
                    case Instruction.Binary i
                    when i.op() == BinaryOp.DIV && i.rounding() == Rounding.FLOOR ->
                        new Instruction.Binary(
                                i.dst(), i.op(), i.type(), i.a(), i.b(), i.overflow(), Rounding.NEAREST, i.at());
                    case Instruction.Binary i
                    when i.op() == BinaryOp.MUL && i.overflow() == Overflow.WRAP ->
                        new Instruction.Binary(
                                i.dst(), i.op(), i.type(), i.a(), i.b(), Overflow.SATURATE, i.rounding(), i.at());
                    case Instruction.Unary i
                    when i.type() instanceof Type.Float64 && i.op() != UnaryOp.NEG ->
                        new Instruction.Unary(i.dst(), UnaryOp.NEG, i.type(), i.a(), i.overflow(), i.at());
                    case Instruction.Compare i
                    when i.op() == CompareOp.LT ->
                        new Instruction.Compare(i.dst(), CompareOp.GE, i.type(), i.a(), i.b(), i.at());
                    case Instruction.Select i
                    when i.a() != i.b() ->
                        new Instruction.Select(i.dst(), i.type(), i.condition(), i.b(), i.a(), i.at());
                    case Instruction.Clamp i ->
                        new Instruction.Clamp(
                                i.dst(), i.type(), i.src(), i.lo(), i.hi(), (i.counter() + 1) % 3, i.at());
                    case Instruction.Draw i ->
                        new Instruction.Draw(
                                i.dst(),
                                i.distribution(),
                                i.arguments(),
                                i.lo(),
                                i.hi(),
                                i.site() + 1,
                                i.use(),
                                i.at());
                    case Instruction.Emit i when i.event() > 0 -> new Instruction.Emit(0, i.payload(), i.at());
                    default -> null;
                });
    }
}

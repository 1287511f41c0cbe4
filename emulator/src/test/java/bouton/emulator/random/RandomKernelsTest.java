package bouton.emulator.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.emulator.Emulator;
import bouton.emulator.engine.Execution;
import bouton.image.file.ImageCheck;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Distribution;
import bouton.image.ir.Instruction;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Special;
import bouton.image.ir.UnaryOp;
import bouton.image.net.Group;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Projection;
import bouton.image.run.ForeignNeurons;
import bouton.image.run.SessionProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random networks run as bytecode as they do interpreted, with any number of threads. {@code -Dbouton.random.networks=N} tries
 * more of them, {@code -Dbouton.random.kernels=N} as many as have so many kernels, {@code -Dbouton.random.first=SEED} others.
 */
final class RandomKernelsTest {
    private static final int NETWORKS = Integer.getInteger("bouton.random.networks", 40);
    private static final int KERNELS = Integer.getInteger("bouton.random.kernels", 0);
    private static final int FIRST = Integer.getInteger("bouton.random.first", 1);

    private static final SessionProvider INTERPRETER = engine(Execution.Code.INTERPRETED, 1);

    private static final SessionProvider GENERATED = engine(Execution.Code.GENERATED, 1);

    private static SessionProvider engine(Execution.Code code, int threads) {
        return engine(new Execution(code, threads));
    }

    private static SessionProvider engine(Execution execution) {
        return new Emulator(ForeignNeurons.NONE, execution);
    }

    /** One run of each network in each form; numbers of threads take turns. */
    @Test
    void bytecodePartsAndThreadsChangeNothing() {
        int failing = 0;
        int kernels = 0;
        int networks = 0;
        while (KERNELS > 0 ? kernels < KERNELS : networks < NETWORKS) {
            int seed = FIRST + networks++;
            Image image = RandomImage.of(seed);
            kernels += kernels(image);
            assertEquals(List.of(), ImageCheck.problems(image), "seed " + seed);
            assertEquals(image, RandomImage.of(seed), "seed " + seed);
            Transcript expected = Transcript.of(image, INTERPRETER, seed);
            failing += expected.fails() ? 1 : 0;
            if (seed % 4 == 0) {
                agree(expected, image, INTERPRETER, seed);
            }
            agree(expected, image, seed % 4 == 1 ? engine(Execution.Code.GENERATED, 3) : GENERATED, seed);
            // Parts of two neurons, so that small networks have many.
            int threads = 1 << seed % 3;
            agree(expected, image, engine(new Execution(Execution.Code.GENERATED, threads, 1)), seed);
        }
        if (KERNELS > 0) {
            System.out.println(kernels + " kernels in " + networks + " networks, " + failing + " of which fail");
        }
        assertTrue(failing > 0 || networks < 60, "some fail");
        assertTrue(failing < networks / 3, failing + " fail, which says little about the others");
    }

    /** How many kernels a network has. */
    private static int kernels(Image image) {
        int count = 0;
        for (Group group : image.groups()) {
            if (group instanceof Population p) {
                count += 1 + (p.derive().isEmpty() ? 0 : 1) + p.handlers().size();
            }
        }
        for (Projection p : image.projections()) {
            count += (p.init().isEmpty() ? 0 : 1)
                    + (p.derive().isEmpty() ? 0 : 1)
                    + p.handlers().size();
        }
        return count;
    }

    private static void agree(Transcript expected, Image image, SessionProvider engine, int seed) {
        try {
            assertEquals("", Transcript.difference(expected, Transcript.of(image, engine, seed)), "seed " + seed);
        } catch (RuntimeException bug) {
            throw new AssertionError("seed " + seed, bug);
        }
    }

    /** The transcript would show a wrong instruction: of those changed at random it shows every second, as not all run or matter. */
    @Test
    void aWrongInstructionIsNoticed() {
        int tried = 0;
        int noticed = 0;
        List<String> missed = new ArrayList<>();
        for (int seed = 1; seed <= 60; seed++) {
            Image image = RandomImage.of(seed);
            Optional<Mutation.Mutant> mutant = Mutation.of(image, seed);
            if (mutant.isPresent()) {
                Transcript right = Transcript.of(image, INTERPRETER, seed);
                Transcript wrong = Transcript.of(mutant.get().image(), INTERPRETER, seed);
                tried++;
                if (Transcript.difference(right, wrong).isEmpty()) {
                    missed.add(seed + ": " + mutant.get().what());
                } else {
                    noticed++;
                }
            }
        }
        assertTrue(noticed >= 0.45 * tried, noticed + " of " + tried + ", not " + String.join("\n", missed));
    }

    @Test
    void everyInstructionTypeAndModeOccurs() {
        Coverage coverage = new Coverage();
        for (int seed = 1; seed <= 1000; seed++) {
            coverage.add(RandomImage.of(seed));
        }
        for (String expected : expected()) {
            assertTrue(coverage.seen().contains(expected), expected + " does not occur");
        }
    }

    private static List<String> expected() {
        List<String> all = new ArrayList<>();
        for (Class<?> instruction : Instruction.class.getPermittedSubclasses()) {
            if (instruction != Instruction.Yield.class) {
                all.add(instruction.getSimpleName());
            }
        }
        List<String> integers = List.of("signed int", "unsigned int", "signed long", "unsigned long");
        Set<BinaryOp> onReals = Set.of(BinaryOp.MOD, BinaryOp.POW);
        Set<BinaryOp> onBits = Set.of(BinaryOp.AND, BinaryOp.OR, BinaryOp.XOR);
        Set<BinaryOp> onIntegers = Set.of(BinaryOp.SHL, BinaryOp.SHR);
        for (BinaryOp op : BinaryOp.values()) {
            if (!onReals.contains(op)) {
                integers.forEach(type -> all.add(op + " " + type));
                for (Overflow overflow : Overflow.values()) {
                    all.add(op + " " + overflow);
                }
            }
            if (!onBits.contains(op) && !onIntegers.contains(op)) {
                all.add(op + " real");
            }
            if (onBits.contains(op)) {
                all.add(op + " truth");
            }
        }
        for (Rounding rounding : Rounding.values()) {
            all.addAll(List.of("DIV " + rounding, "SHR " + rounding, "convert " + rounding));
        }
        for (Overflow overflow : Overflow.values()) {
            all.addAll(List.of("convert " + overflow, "store " + overflow, "NEG " + overflow, "ABS " + overflow));
        }
        for (UnaryOp op : UnaryOp.values()) {
            all.add(op + (op == UnaryOp.NOT ? " truth" : " real"));
        }
        for (CompareOp op : CompareOp.values()) {
            all.add(op + " real");
            integers.forEach(type -> all.add(op + " " + type));
        }
        for (String type : integers) {
            all.addAll(List.of(
                    "real to " + type, type + " to real", "truth to " + type, "select " + type, "store " + type));
            all.addAll(List.of("NEG " + type, "ABS " + type, "NOT " + type));
            all.addAll(List.of("clamp " + type, "port " + type, "deliver " + type));
            integers.forEach(other -> all.add(other + " to " + type));
            for (String space : List.of("SELF", "PRE", "POST")) {
                all.add("load " + space + " " + type);
            }
        }
        for (Distribution distribution : Distribution.values()) {
            all.add("draw " + distribution);
        }
        for (Special special : Special.values()) {
            all.add("read " + special);
        }
        all.addAll(List.of("draw true false", "draw false true", "draw true true", "crossing"));
        all.addAll(List.of("store real plastic", "store truth plastic", "store signed int plastic", "select truth"));
        return all;
    }
}

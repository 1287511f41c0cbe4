package bouton.emulator.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.image.ir.BinaryOp;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Kernels of integers do the same interpreted, as bytecode with branches, as bytecode without, and by {@link SlowIntegers}.
 * {@code -Dbouton.random.integers=N} tries so many kernels, {@code -Dbouton.random.first=SEED} others.
 */
final class IntegerKernelsTest {
    private static final int KERNELS = Integer.getInteger("bouton.random.integers", 10_000);
    private static final int FIRST = Integer.getInteger("bouton.random.first", 1);

    /** Kernels that share an image. */
    private static final int BATCH = 50;

    @Test
    void allFormsAgreeWithUnlimitedArithmetic() {
        int failing = 0;
        int vectors = 0;
        for (int done = 0; done < KERNELS; done += BATCH) {
            IntegerBench bench = new IntegerBench(FIRST + done / BATCH);
            for (int k = 0; k < Math.min(BATCH, KERNELS - done); k++) {
                Kernel kernel = bench.kernel(k);
                List<String> expected = bench.slowly(kernel);
                failing += expected.stream().anyMatch(IntegerBench.FAULT::equals) ? 1 : 0;
                String what = "seed " + (FIRST + done / BATCH) + ", " + kernel;
                assertEquals(expected, bench.interpreted(kernel), what);
                assertEquals(expected, bench.oneByOne(kernel), what);
                assertEquals(expected, bench.generated(kernel), what);
                Optional<List<String>> vector = bench.withoutBranches(kernel);
                if (vector.isPresent()) {
                    vectors++;
                    boolean fails = expected.contains(IntegerBench.FAULT);
                    assertEquals(fails ? List.of(IntegerBench.FAULT) : expected, vector.get(), what);
                }
            }
        }
        assertTrue(failing > KERNELS / 100, failing + " fail");
        assertTrue(vectors > KERNELS / 4, vectors + " without branches");
        assertTrue(failing < KERNELS / 3, failing + " fail, which says little about the others");
    }

    @Test
    void everyWidthOperationAndModeOccurs() {
        Set<String> seen = new HashSet<>();
        for (int batch = 0; batch < 100; batch++) {
            IntegerBench bench = new IntegerBench(batch);
            for (int k = 0; k < BATCH; k++) {
                bench.kernel(k).body().instructions().forEach(i -> {
                    if (i instanceof bouton.image.ir.Instruction.Binary b && b.type() instanceof Type.Int type) {
                        seen.add(type.bits() + (type.signed() ? " signed" : " unsigned"));
                        seen.add(b.op() + " " + b.overflow() + " " + b.rounding());
                    }
                });
            }
        }
        for (int bits = 1; bits < 64; bits++) {
            assertTrue(seen.contains(bits + " signed") && seen.contains(bits + " unsigned"), bits + " bits");
        }
        for (BinaryOp op :
                List.of(BinaryOp.ADD, BinaryOp.SUB, BinaryOp.MUL, BinaryOp.DIV, BinaryOp.SHL, BinaryOp.SHR)) {
            for (Overflow overflow : Overflow.values()) {
                for (Rounding rounding : Rounding.values()) {
                    String mode = op + " " + overflow + " " + rounding;
                    assertTrue(seen.contains(mode) || overflow == Overflow.NEVER && rounding == Rounding.EXACT, mode);
                }
            }
        }
    }

    /** What the test compares depends on nearly every instruction and mode: changed at random, most show. */
    @Test
    void aWrongInstructionIsNoticed() {
        int tried = 0;
        int noticed = 0;
        List<String> missed = new ArrayList<>();
        for (int batch = 0; batch < 20; batch++) {
            IntegerBench bench = new IntegerBench(7_000 + batch);
            for (int k = 0; k < BATCH; k++) {
                Kernel kernel = bench.kernel(k);
                Optional<Kernel> mutant = Mutation.ofIntegers(kernel, batch * BATCH + k);
                if (mutant.isPresent()) {
                    tried++;
                    if (bench.slowly(kernel).equals(bench.generated(mutant.get()))) {
                        missed.add(kernel + "\n as " + mutant.get());
                    } else {
                        noticed++;
                    }
                }
            }
        }
        assertTrue(tried > 500, tried + " tried");
        assertTrue(noticed >= 0.5 * tried, noticed + " of " + tried + ", not " + missed.getFirst());
    }
}

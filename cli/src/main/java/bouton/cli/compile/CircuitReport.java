package bouton.cli.compile;

import bouton.compiler.Compiled;
import bouton.compiler.machine.Lowered;
import bouton.dsl.chip.Core;
import bouton.image.machine.Machine;
import bouton.image.machine.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a network has become on a chip that is described bit by bit.
 *
 * @param lowered what the compiler did
 * @param sources what the host sends when a stimulus has an event
 * @param registers those that are not 0, in the order of the chip's text
 * @param mostNeurons of the chip
 * @param mostRows of the chip
 * @param cycles of the clock in a tick; 0 without a clock
 */
public record CircuitReport(
        Lowered lowered, List<Source> sources, List<Register> registers, int mostNeurons, int mostRows, long cycles) {
    public CircuitReport {
        sources = List.copyOf(sources);
        registers = List.copyOf(registers);
    }

    /**
     * Addresses that one event of a stimulus takes.
     *
     * @param least of the member that needs fewest
     * @param most of the one that needs most
     */
    public record Source(String stimulus, int members, int least, int most) {}

    /**
     * A register or bank.
     *
     * @param values of its elements
     */
    public record Register(String name, int bits, List<Long> values) {
        public Register {
            values = List.copyOf(values);
        }

        /** Number of elements that are not 0. */
        public long set() {
            return values.stream().filter(v -> v != 0).count();
        }
    }

    /** @throws java.util.NoSuchElementException if the target's chip is none of this kind */
    static CircuitReport of(Compiled compiled) {
        Lowered lowered = compiled.lowered().orElseThrow();
        Core core = compiled.target().hardware().orElseThrow().cores().getFirst();
        Program program = lowered.program();
        return new CircuitReport(
                lowered,
                program.sources().stream().map(s -> source(compiled, s)).toList(),
                registers(program),
                core.neurons(),
                core.axons(),
                program.cycles());
    }

    private static Source source(Compiled compiled, Program.Source source) {
        int[] sent = Arrays.stream(source.addresses()).mapToInt(a -> a.length).toArray();
        return new Source(
                compiled.image().groups().get(source.group()).name(),
                sent.length,
                Arrays.stream(sent).min().orElse(0),
                Arrays.stream(sent).max().orElse(0));
    }

    private static List<Register> registers(Program program) {
        List<Register> result = new ArrayList<>();
        for (int r = 0; r < program.registers().length; r++) {
            Machine.RegisterBank bank = program.machine().registers().get(r);
            Register register = new Register(
                    bank.name(),
                    bank.bits(),
                    Arrays.stream(program.registers()[r]).boxed().toList());
            if (register.set() > 0) {
                result.add(register);
            }
        }
        return result;
    }
}

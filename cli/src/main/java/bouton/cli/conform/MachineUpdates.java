package bouton.cli.conform;

import bouton.cli.conform.UpdateTable.After;
import bouton.cli.conform.UpdateTable.Row;
import bouton.emulator.machine.AerReceiver;
import bouton.emulator.machine.AerSender;
import bouton.emulator.machine.EventMachine;
import bouton.emulator.machine.MachineState;
import bouton.emulator.machine.Mode;
import bouton.image.machine.Machine;
import java.math.BigInteger;

/** Updates single neurons: the chip's kernel {@code update}, called once for word 0, with all registers 0. */
final class MachineUpdates {
    private static final String UPDATE = "update";

    /** The number of the neuron, and the columns of a table. */
    private static final int PARAMETERS = 1 + UpdateTable.ARGUMENTS;

    private final MachineState state;
    private final MachineTrace trace = new MachineTrace(0);
    private final EventMachine engine;
    private final int kernel;
    private final int neurons;
    private final int up;
    private final int down;

    /** @throws VectorException if the chip has no such kernel or memories */
    MachineUpdates(Machine machine, Mode mode) {
        state = new MachineState(machine);
        engine = new EventMachine(machine, state, AerSender.SILENT, AerReceiver.delayed(0, 0), trace, mode);
        kernel = kernel(machine);
        neurons = memory(machine, ChipFormat.NEURONS);
        up = memory(machine, ChipFormat.UP);
        down = memory(machine, ChipFormat.DOWN);
    }

    private static int kernel(Machine machine) {
        for (int k = 0; k < machine.kernels().size(); k++) {
            Machine.Kernel kernel = machine.kernels().get(k);
            if (kernel.name().equals(UPDATE) && kernel.body().parameters() == PARAMETERS) {
                return k;
            }
        }
        throw new VectorException(
                "chip " + machine.name() + " has no kernel " + UPDATE + " of " + PARAMETERS + " parameters");
    }

    private static int memory(Machine machine, String name) {
        return machine.memories().indexOf(ChipReader.memory(machine, name));
    }

    After update(Row row) {
        trace.clearSpikes();
        state.setWord(neurons, 0, row.word());
        state.setWord(up, 0, BigInteger.ZERO);
        state.setWord(down, 0, BigInteger.ZERO);
        long[] arguments = new long[PARAMETERS];
        System.arraycopy(row.arguments(), 0, arguments, 1, row.arguments().length);
        engine.call(kernel, arguments);
        long[] spike = trace.spike();
        return new After(
                state.word(neurons, 0),
                trace.spikes(),
                spike.length > 1 ? spike[1] : 0,
                spike.length > 2 ? spike[2] : 0,
                state.word(up, 0).longValueExact(),
                state.word(down, 0).longValueExact());
    }
}

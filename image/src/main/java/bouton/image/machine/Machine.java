package bouton.image.machine;

import java.util.List;
import java.util.Optional;

/**
 * A chip of one core that works off one event after another. Its controller waits until something asks for an operation, runs
 * it cycle by cycle, and waits again. Requests come over an input bus with a four-phase handshake, and from a scheduler that the
 * chip's own operations fill; packets leave over an output bus with a four-phase handshake, during which the controller stands
 * still.
 *
 * @param states of the controller; statements and counts name them by their place in this list
 * @param waiting state in which the controller decides what comes next
 * @param acknowledging state in which it holds the acknowledge of the input until the request is gone
 * @param order what is looked at while it waits, the first that asks is served
 * @param request parameters and body that decide what the address on the bus asks for: each way through it ends in one
 *     {@link Statement.Start}
 * @param entry the same for the entry at the head of the scheduler, whose fields are its parameters
 * @param spike kernel whose calls are the events of neurons, for observers; the first parameter is the neuron's number
 * @param frozen register that stops the controller while it is 1: the host then reads and writes memories
 */
public record Machine(
        String name,
        List<Memory> memories,
        List<RegisterBank> registers,
        Input input,
        Output output,
        Queue queue,
        Optional<Wheel> wheel,
        List<State> states,
        int waiting,
        int acknowledging,
        List<Turn> order,
        Body request,
        Body entry,
        List<Kernel> kernels,
        List<Operation> operations,
        int spike,
        Optional<Integer> frozen) {
    public Machine {
        memories = List.copyOf(memories);
        registers = List.copyOf(registers);
        states = List.copyOf(states);
        order = List.copyOf(order);
        kernels = List.copyOf(kernels);
        operations = List.copyOf(operations);
    }

    /** A state of the controller: its number in the chip's RTL, and its name. */
    public record State(int number, String name) {}

    /**
     * The input bus.
     *
     * @param width bits of an address
     * @param synchroniser flip-flops between the request's pin and the controller
     */
    public record Input(String name, int width, int synchroniser) {}

    /**
     * The output bus.
     *
     * @param width bits of a packet
     * @param synchroniser flip-flops between the acknowledge's pin and the circuit that sends; one more detects its edge
     */
    public record Output(String name, int width, int synchroniser) {}

    /**
     * The main queue: first in, first out. An entry that is pushed in a cycle is there in the next one. What is being worked off
     * stays in it until it is popped.
     *
     * @param entries so many, and no more
     * @param fields of an entry
     */
    public record Queue(int entries, List<Field> fields) {
        public Queue {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A timing wheel: a queue for each slot; the one whose turn it is goes before the main queue. It turns by a slot whenever
     * its counter has run from 0 to what a register holds.
     *
     * @param slots of the wheel
     * @param depth entries that a slot stores; what happens to more, counted since it was last cleared, is not defined
     * @param mark name of the bit that is kept with an entry
     * @param period register with the last number of the counter; at 0 the wheel is cleared and stands still
     * @param held register that clears and stops it while it is 1
     * @param entry which fields of the main queue's entries are stored, the others read as 0
     */
    public record Wheel(int slots, int depth, String mark, int period, Optional<Integer> held, List<Integer> entry) {
        public Wheel {
            entry = List.copyOf(entry);
        }
    }

    /** A number of some bits. */
    public record Field(String name, int bits) {}

    /** What the controller looks at while it waits. */
    public sealed interface Turn {
        /** The scheduler, but only if the main queue is full. */
        record QueueFull() implements Turn {}

        /** The scheduler, if it offers an entry. */
        record Scheduler() implements Turn {}

        /**
         * A request on the input.
         *
         * @param operations which of them are served here
         */
        record Request(List<Integer> operations) implements Turn {
            public Request {
                operations = List.copyOf(operations);
            }
        }
    }

    /**
     * @param parameters how many of the slots the caller fills: 0, 1, …
     * @param slots how many there are
     */
    public record Body(int parameters, int slots, List<Statement> statements) {
        public Body {
            statements = List.copyOf(statements);
        }
    }

    /** What circuits do in one cycle: without {@link Statement.Cycle} and {@link Statement.Pop}. */
    public record Kernel(String name, Body body) {}

    /**
     * What the controller does, cycle by cycle; begins in a state and ends with a {@link Statement.Cycle}. After one that came
     * over the input the acknowledge follows, after one of the scheduler the controller waits.
     */
    public record Operation(String name, int state, Body body) {}

    /**
     * Registers that a host sets. They do not change while events are worked off.
     *
     * @param bits of each
     * @param size how many; 1 for a single one
     */
    public record RegisterBank(String name, int bits, int size) {}
}

package bouton.dsl.chip;

import bouton.dsl.source.Span;
import bouton.dsl.syntax.Ident;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** When the parts of a chip act. */
public sealed interface Engine {
    /**
     * All in ticks, with a barrier at the end of each.
     *
     * @param order names of the stages of a tick
     * @param timing how the time that a tick takes is reckoned
     */
    record Ticks(List<String> order, Timing timing, Barrier barrier) implements Engine {
        public Ticks {
            order = List.copyOf(order);
        }
    }

    /** How the time that a tick takes is reckoned. */
    enum Timing {
        /** The slowest core's work. Packets take no time. */
        SIMPLE,
        /** Packets leave in the order of time, wait for each other on the links and at the cores. */
        DETAILED;

        /** As written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What it takes to agree that a tick is over.
     *
     * @param steps by number of tiles in use, ascending; empty: nothing
     */
    record Barrier(List<Step> steps) {
        public Barrier {
            steps = List.copyOf(steps);
        }

        /** In s: of the greatest number of tiles that is not above the number in use; below all, the first. */
        public double seconds(int tilesInUse) {
            double result = steps.isEmpty() ? 0 : steps.getFirst().time().value();
            for (Step step : steps) {
                if (step.tiles() <= tilesInUse) {
                    result = step.time().value();
                }
            }
            return result;
        }
    }

    /** @param time in s */
    record Step(int tiles, Figure time) {}

    /**
     * One event after another, by a controller that waits, runs an operation cycle by cycle, and waits again. Names are those of
     * the chip's circuits, registers and states.
     *
     * @param states of the controller with their numbers
     * @param waiting state in which it decides what comes next
     * @param acknowledging state in which it holds the acknowledge of the input
     * @param wheel empty: there is none
     * @param serve what is looked at while it waits, in this order
     * @param frozen register that stops it; empty: nothing does
     * @param spike kernel whose calls are the events of neurons
     */
    record Events(
            Bus input,
            Bus output,
            List<State> states,
            Ident waiting,
            Ident acknowledging,
            Queue queue,
            Optional<Wheel> wheel,
            List<Turn> serve,
            Optional<Ident> frozen,
            Ident spike)
            implements Engine {
        public Events {
            states = List.copyOf(states);
            serve = List.copyOf(serve);
        }
    }

    /** @param synchroniser flip-flops behind the pin that the other side drives */
    record Bus(String name, int bits, int synchroniser) {}

    record State(int number, String name) {}

    /** A queue of so many entries. */
    record Queue(int entries, List<QueueField> fields) {
        public Queue {
            fields = List.copyOf(fields);
        }
    }

    record QueueField(String name, int bits, Span span) {}

    /**
     * A timing wheel in front of the queue.
     *
     * @param depth entries of a slot
     * @param mark name of the bit that goes with an entry
     * @param period register with the last number of its counter
     * @param held register that stops it
     * @param keeps fields of an entry that it stores
     */
    record Wheel(int slots, int depth, Ident mark, Ident period, Optional<Ident> held, List<Ident> keeps) {
        public Wheel {
            keeps = List.copyOf(keeps);
        }
    }

    /** What is looked at. */
    sealed interface Turn {
        /** {@code serve full}. */
        record Full() implements Turn {}

        /** {@code serve queue}. */
        record Scheduler() implements Turn {}

        /** {@code serve request except a, b}. */
        record Request(List<Ident> except) implements Turn {
            public Request {
                except = List.copyOf(except);
            }
        }
    }
}

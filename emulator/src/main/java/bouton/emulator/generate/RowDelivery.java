package bouton.emulator.generate;

import bouton.emulator.interpret.Frame;
import bouton.emulator.interpret.LinkScope;
import bouton.emulator.state.Columns;
import bouton.emulator.state.PortSlot;
import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import bouton.image.ir.Word;

/**
 * A kernel of synapses that does nothing but deliver a word of theirs, or a constant, as those with static weights do: for rows, and
 * for rows of one synapse, by loops of its own. What they do not cover is left to the form that knows everything.
 */
final class RowDelivery extends GeneratedKernel {
    /** Bytes of a line of a cache. */
    private static final int LINE = 64;

    private final GeneratedKernel general;
    private final boolean singles;
    private final DeliveredAmount amount;
    private final int port;
    private final boolean real;
    private final Columns.Storage storage;
    private final int least;
    private final int span;

    private RowDelivery(GeneratedKernel general, DeliveredAmount amount, Columns.Storage storage, boolean singles) {
        super(new Object[0]);
        this.singles = singles;
        this.general = general;
        this.amount = amount;
        this.port = amount.port();
        this.storage = storage;
        this.real = amount.type() instanceof Type.Float64;
        this.least = amount.type() instanceof Type.Int t ? (int) t.min() : 0;
        this.span = amount.type() instanceof Type.Int t ? (int) (t.max() - t.min()) : 0;
    }

    /** This form of a kernel, if it has one, else the general one. */
    static GeneratedKernel of(LinkScope scope, Kernel kernel, Shape shape, GeneratedKernel general) {
        DeliveredAmount amount =
                shape == Shape.ROWS || shape == Shape.SINGLES ? DeliveredAmount.of(scope, kernel) : null;
        if (amount == null) {
            return general;
        }
        Columns.Storage storage =
                amount.isWord() ? scope.storage(Word.self(amount.field())) : Columns.Storage.of(amount.type());
        boolean covered = storage != Columns.Storage.UNSIGNED_SHORT
                && storage != Columns.Storage.UNSIGNED_INT
                && storage != Columns.Storage.LONG;
        return covered ? new RowDelivery(general, amount, storage, shape == Shape.SINGLES) : general;
    }

    @Override
    public void run(Frame frame, int[] list, double[] payloads, int from, int to, int[] order, int[] sources) {
        PortSlot slot = frame.links().slot(port);
        if (slot == null || slot.arrivals() != null) {
            general.run(frame, list, payloads, from, to, order, sources);
            return;
        }
        if (singles) {
            boolean loops = frame.isCounted()
                    && amount.isWord()
                    && (storage == Columns.Storage.DOUBLE || storage == Columns.Storage.BYTE);
            if (loops) {
                singles(frame, slot, list, payloads, from, to);
            } else {
                general.run(frame, list, payloads, from, to, order, sources);
            }
            return;
        }
        boolean uniform = !amount.isWord() || frame.mask(amount.field()) == 0;
        if (!real && !uniform) {
            fetch(frame, list, from, to);
        }
        boolean counted = frame.isCounted();
        for (int k = from; k < to; k++) {
            if (counted && payloads[k] != 1) {
                general.run(frame, list, payloads, k, k + 1, order, sources);
            } else if (real) {
                reals(frame, slot, list[3 * k + 1], list[3 * k + 2], uniform);
            } else {
                integers(frame, slot, list[3 * k + 1], list[3 * k + 2], uniform);
            }
        }
    }

    private void reals(Frame frame, PortSlot slot, int from, int to, boolean uniform) {
        if (!uniform) {
            RowLoops.add(slot.sums(), frame.targetArray(), from, to, frame.doubles(amount.field()));
        } else {
            double each = amount.isWord() ? frame.doubles(amount.field())[0] : amount.real();
            RowLoops.add(slot.sums(), frame.targetArray(), from, to, each);
        }
    }

    private void singles(Frame frame, PortSlot slot, int[] sources, double[] times, int from, int to) {
        char[] targets = frame.targetArray();
        int first = frame.firstSource();
        int field = amount.field();
        int mask = frame.mask(field);
        if (real) {
            double[] amounts = frame.doubles(field);
            RowLoops.addSingles(slot.sums(), targets, first, sources, times, from, to, amounts, mask);
            return;
        }
        byte[] words = frame.bytes(field);
        int[] sums = slot.ints();
        int e = from;
        while (e < to) {
            e = RowLoops.addSingles(
                    sums, targets, first, sources, times, e, to, words, mask, amount.factor(), least, span);
            if (e < to) {
                int position = sources[e] - first;
                long each = integer(frame, position & mask);
                add(frame, slot, position, each, (long) times[e]);
                e++;
            }
        }
    }

    private static void add(Frame frame, PortSlot slot, int position, long each, long times) {
        try {
            slot.add(frame.targetArray()[position], each, times);
        } catch (ArithmeticException failure) {
            throw frame.synapseFault(position, failure);
        }
    }

    /** Where a sum leaves its range, what that means is up to the port; then it goes on. */
    private void integers(Frame frame, PortSlot slot, int from, int to, boolean uniform) {
        char[] targets = frame.targetArray();
        int[] sums = slot.ints();
        int k = from;
        while (k < to) {
            k = uniform
                    ? RowLoops.add(sums, targets, k, to, (int) integer(frame, 0), least, span)
                    : words(frame, sums, targets, k, to);
            if (k < to) {
                add(frame, slot, k, integer(frame, uniform ? 0 : k), 1);
                k++;
            }
        }
    }

    private int words(Frame frame, int[] sums, char[] targets, int from, int to) {
        int field = amount.field();
        int factor = (int) amount.factor();
        return switch (storage) {
            case BYTE -> RowLoops.add(sums, targets, from, to, frame.bytes(field), factor, least, span);
            case UNSIGNED_BYTE ->
                RowLoops.addUnsigned(sums, targets, from, to, frame.bytes(field), factor, least, span);
            case SHORT -> RowLoops.add(sums, targets, from, to, frame.shorts(field), factor, least, span);
            case INT -> RowLoops.add(sums, targets, from, to, frame.ints(field), factor, least, span);
            default -> throw new IllegalStateException("a delivery of words kept as " + storage);
        };
    }

    /** What the synapse at a position delivers. */
    private long integer(Frame frame, int position) {
        int field = amount.field();
        if (!amount.isWord()) {
            return amount.integer();
        }
        long word = switch (storage) {
            case BYTE -> frame.bytes(field)[position];
            case UNSIGNED_BYTE -> frame.bytes(field)[position] & 0xFF;
            case SHORT -> frame.shorts(field)[position];
            case INT -> frame.ints(field)[position];
            default -> throw new IllegalStateException("a delivery of words kept as " + storage);
        };
        return word * amount.factor();
    }

    /**
     * Reads a word of each line of the rows, which lie far apart: nothing else is done meanwhile, so the processor waits for many of
     * them at a time.
     */
    private void fetch(Frame frame, int[] list, int from, int to) {
        int field = amount.field();
        int step = LINE / storage.bytes();
        int sum = 0;
        for (int k = from; k < to; k++) {
            for (int position = list[3 * k + 1]; position < list[3 * k + 2]; position += step) {
                sum += switch (storage) {
                    case BYTE, UNSIGNED_BYTE -> frame.bytes(field)[position];
                    case SHORT -> frame.shorts(field)[position];
                    default -> frame.ints(field)[position];
                };
            }
        }
        frame.fetched(sum);
    }
}

package bouton.cli.conform;

import bouton.cli.conform.ChipFormat.Content;
import bouton.cli.conform.ChipRecording.Contents;
import bouton.cli.conform.ChipRecording.Counts;
import bouton.cli.conform.ChipRecording.Delays;
import bouton.image.machine.Machine;
import bouton.image.machine.Memory;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads recordings of a chip: every key, length and range is checked against the format and the chip's text. */
final class ChipReader {
    /** A recording of 10,000 inputs has 2 MB. */
    static final int MOST_BYTES = 1 << 26;

    private static final List<String> ALL = List.of(
            "format",
            "name",
            "description",
            "seed",
            "config",
            "handshake",
            "initial",
            "inputs",
            "end_cycle",
            "ended_idle",
            "expected");
    private static final List<String> DELAYS =
            List.of("aerin_req_fall_delay", "aerout_ack_rise_delay", "aerout_ack_fall_delay");
    private static final List<String> COUNTS = List.of(
            "aer_out", "busy_cycles", "aerout_busy_cycles", "last_active_cycle", "state_cycles", "main_fifo_empty");

    private final ChipFormat format;
    private final Machine machine;

    ChipReader(ChipFormat format, Machine machine) {
        this.format = format;
        this.machine = machine;
    }

    /** @throws VectorException if the file is not of this format or does not fit the machine; the message names the place */
    ChipRecording read(Path path) {
        Fields file = VectorFile.readStrictly(path, MOST_BYTES);
        String name = file.text("format");
        if (!name.equals(format.name())) {
            throw new VectorException(
                    "format is `" + name + "`; recordings of " + format.chip() + " have `" + format.name() + "`");
        }
        file.only(ALL, name);
        file.text("name");
        file.text("description");
        file.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE);
        file.flag("ended_idle");
        long end = file.whole("end_cycle", 0, Integer.MAX_VALUE);
        Fields initial = file.object("initial");
        Fields expected = file.object("expected");
        initial.only(keys(true, List.of()), name);
        expected.only(keys(false, COUNTS), name);
        Contents begin = contents(
                initial, format.contents().stream().map(c -> words(initial, c)).toList());
        return new ChipRecording(
                registers(file.object("config")),
                delays(file.object("handshake")),
                begin,
                inputs(file, end),
                end,
                contents(expected, last(expected, begin)),
                outputs(expected, end),
                counts(expected, end));
    }

    private Set<String> keys(boolean all, List<String> others) {
        Set<String> result = new HashSet<>(others);
        format.contents().stream().filter(c -> all || c.changes()).forEach(c -> result.add(c.key()));
        if (format.wheel()) {
            result.add(ChipFormat.SLOT);
            result.add(ChipFormat.COUNTER);
        }
        return result;
    }

    private BigInteger[] words(Fields of, Content content) {
        return Hexadecimal.words(of, content.key(), memory(machine, content.memory()), content.layout());
    }

    /** @throws VectorException if the chip's text has no memory of this name */
    static Memory memory(Machine machine, String name) {
        return machine.memories().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new VectorException("chip " + machine.name() + " has no memory " + name));
    }

    private List<BigInteger[]> last(Fields expected, Contents begin) {
        List<BigInteger[]> result = new ArrayList<>();
        for (Content c : format.contents()) {
            result.add(c.changes() ? words(expected, c) : begin.memories().get(result.size()));
        }
        return result;
    }

    private Contents contents(Fields of, List<BigInteger[]> memories) {
        if (!format.wheel()) {
            return new Contents(memories, 0, 0);
        }
        Machine.Wheel wheel = machine.wheel()
                .orElseThrow(() -> new VectorException(
                        "chip " + machine.name() + " has no wheel for " + of.place(ChipFormat.SLOT)));
        long most = (1L << machine.registers().get(wheel.period()).bits()) - 1;
        return new Contents(
                memories, of.whole(ChipFormat.SLOT, 0, wheel.slots() - 1), of.whole(ChipFormat.COUNTER, 0, most));
    }

    private List<long[]> registers(Fields config) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String key : config.names()) {
            String twin = keys.put(key.toUpperCase(Locale.ROOT), key);
            if (twin != null) {
                throw new VectorException(config.place(twin) + " and " + config.place(key) + " are the same register");
            }
        }
        List<long[]> result = new ArrayList<>();
        for (Machine.RegisterBank bank : machine.registers()) {
            String key = keys.remove(bank.name().toUpperCase(Locale.ROOT));
            boolean freezes = machine.frozen().isPresent() && machine.frozen().get() == result.size();
            result.add(register(config, bank, key == null ? bank.name().toLowerCase(Locale.ROOT) : key, freezes));
        }
        if (!keys.isEmpty()) {
            throw new VectorException(config.place(keys.values().iterator().next()) + ": chip " + machine.name()
                    + " has no such register");
        }
        return result;
    }

    private long[] register(Fields config, Machine.RegisterBank bank, String key, boolean freezes) {
        if (freezes) {
            // The runs are recorded with the controller let go; files may leave this register out.
            return new long[] {config.has(key) ? config.whole(key, 0, 0) : 0};
        }
        if (bank.size() == 1) {
            return new long[] {config.whole(key, 0, (1L << bank.bits()) - 1)};
        }
        return Arrays.stream(Hexadecimal.bank(config.text(key), config.place(key), bank.size(), bank.bits()))
                .mapToLong(BigInteger::longValueExact)
                .toArray();
    }

    private Delays delays(Fields handshake) {
        handshake.only(DELAYS, format.name());
        int[] d = DELAYS.stream()
                .mapToInt(key -> (int) handshake.whole(key, 0, Integer.MAX_VALUE))
                .toArray();
        return new Delays(d[0], d[1], d[2]);
    }

    private long[][] inputs(Fields file, long end) {
        long addresses = 1L << machine.input().width();
        long[][] rows = file.wholeRows(
                "inputs", ChipRecording.ADDRESS + 1 + ChipRecording.INPUT_CYCLES.size(), -1, Integer.MAX_VALUE);
        for (int i = 0; i < rows.length; i++) {
            String at = file.place("inputs") + "[" + i + "]";
            long earliest = rows[i][ChipRecording.EARLIEST];
            if (earliest < 0 || i > 0 && earliest < rows[i - 1][ChipRecording.EARLIEST]) {
                throw new VectorException(at + " comes in cycle " + earliest + ", before "
                        + (i == 0 || earliest < 0 ? "the first" : "the one in front of it"));
            }
            long address = rows[i][ChipRecording.ADDRESS];
            if (address < 0 || address >= addresses) {
                throw new VectorException(at + "[" + ChipRecording.ADDRESS + "] is " + address
                        + ", and addresses are from 0 to " + (addresses - 1));
            }
            within(rows[i], ChipRecording.ADDRESS + 1, end, at);
        }
        return rows;
    }

    private long[][] outputs(Fields expected, long end) {
        long packets = 1L << machine.output().width();
        long[][] rows = expected.wholeRows("aer_out", 1 + ChipRecording.OUTPUT_CYCLES.size(), -1, Integer.MAX_VALUE);
        for (int i = 0; i < rows.length; i++) {
            String at = expected.place("aer_out") + "[" + i + "]";
            if (rows[i][0] < 0 || rows[i][0] >= packets) {
                throw new VectorException(at + "[0] is " + rows[i][0] + ", and packets are from 0 to " + (packets - 1));
            }
            within(rows[i], 1, end, at);
        }
        return rows;
    }

    /** Cycles that were observed cannot lie behind the last one. */
    private static void within(long[] row, int from, long end, String at) {
        for (int k = from; k < row.length; k++) {
            if (row[k] > end) {
                throw new VectorException(at + "[" + k + "] is cycle " + row[k] + ", behind end_cycle " + end);
            }
        }
    }

    private Counts counts(Fields expected, long end) {
        Fields cycles = expected.object("state_cycles");
        Map<Machine.State, Long> states = new LinkedHashMap<>();
        Set<String> unknown = cycles.names();
        for (Machine.State state : machine.states()) {
            unknown.remove(state.name());
            states.put(state, cycles.has(state.name()) ? cycles.whole(state.name(), 0, end + 1) : 0);
        }
        for (String name : unknown) {
            throw new VectorException(cycles.place(name) + ": chip " + machine.name() + " has no such state");
        }
        return new Counts(
                expected.whole("busy_cycles", 0, end + 1),
                expected.whole("aerout_busy_cycles", 0, end + 1),
                expected.whole("last_active_cycle", -1, end),
                states,
                expected.whole("main_fifo_empty", 0, 1));
    }
}

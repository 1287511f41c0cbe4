package bouton.cli.conform;

import bouton.image.machine.Machine;
import bouton.image.machine.Machine.RegisterBank;
import bouton.image.machine.Memory;
import bouton.image.machine.Memory.Field;
import bouton.image.machine.Memory.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A chip of four neurons, a recording of it in ODIN's format, and ways to spoil it. */
final class MadeChip {
    static final ChipFormat FORMAT = ChipFormat.ALL.getFirst();

    /** Words of 10 bits: bit 0 says whether bits 7..4 are a core, or bits 5..4 a phase; bits 9, 3..1 are of no field. */
    static final Memory N = new Memory(
            "N",
            List.of(4),
            10,
            List.of(
                    new Field("model", 1, false, 0, 1, 1, Optional.empty()),
                    new Field("core", 4, true, 4, 1, 1, Optional.of(0)),
                    new Field("phase", 2, false, 4, 1, 1, Optional.of(1))),
            Optional.of(0),
            List.of(new Layout("a", 1), new Layout("b", 0)));

    static final Memory S = new Memory(
            "S",
            List.of(4, 2),
            8,
            List.of(new Field("w", 3, false, 0, 2, 4, Optional.empty())),
            Optional.empty(),
            List.of());

    static final Machine MACHINE = new Machine(
            "made",
            List.of(N, S, flags("UP"), flags("DOWN")),
            List.of(new RegisterBank("GATE", 1, 1), new RegisterBank("PERIOD", 4, 1), new RegisterBank("SIGN", 1, 4)),
            new Machine.Input("AERIN", 5, 2),
            new Machine.Output("AEROUT", 3, 2),
            new Machine.Queue(2, List.of(new Machine.Field("addr", 2))),
            Optional.of(new Machine.Wheel(3, 1, "last", 1, Optional.empty(), List.of(0))),
            List.of(new Machine.State(0, "WAIT"), new Machine.State(4, "PUSH")),
            0,
            1,
            List.of(),
            new Machine.Body(0, 0, List.of()),
            new Machine.Body(0, 0, List.of()),
            List.of(),
            List.of(),
            0,
            Optional.of(0));

    private static final String RECORDING = """
            {"format": "odin-golden-1", "name": "made", "description": "four neurons", "seed": 1,
             "config": {"period": 9, "sign": "a"},
             "handshake": {"aerin_req_fall_delay": 1, "aerout_ack_rise_delay": 2, "aerout_ack_fall_delay": 3},
             "initial": {"neurons": ["001", "0f0", "080", "3f1"], "synapses": ["1234", "0000", "0000", "000f"],
              "v_up": "5", "v_down": "0", "priority": 2, "priority_cnt": 9},
             "inputs": [[0, 31, 0, 4, 5, 8], [3, 0, 8, 12, 13, -1]],
             "end_cycle": 20, "ended_idle": false,
             "expected": {"aer_out": [[7, 10, 13, -1], [1, 14, 16, 19]],
              "neurons": ["071", "0f0", "080", "3f1"], "synapses": ["1235", "0000", "0000", "000f"],
              "v_up": "4", "v_down": "1", "priority": 0, "priority_cnt": 3,
              "busy_cycles": 17, "aerout_busy_cycles": 9, "last_active_cycle": 19,
              "state_cycles": {"PUSH": 2, "WAIT": 19}, "main_fifo_empty": 1}}
            """;

    private MadeChip() {}

    private static Memory flags(String name) {
        return new Memory(
                name,
                List.of(4),
                1,
                List.of(new Field("value", 1, false, 0, 1, 1, Optional.empty())),
                Optional.empty(),
                List.of());
    }

    /** The recording with a change, in a file. */
    static Path recording(Path folder, Consumer<ObjectNode> change) {
        ObjectNode root = (ObjectNode) JsonMapper.shared().readTree(RECORDING);
        change.accept(root);
        return written(folder, "made.json", JsonMapper.shared().writeValueAsString(root));
    }

    static ChipRecording read(Path folder, Consumer<ObjectNode> change) {
        return new ChipReader(FORMAT, MACHINE).read(recording(folder, change));
    }

    static Path written(Path folder, String name, String text) {
        try {
            return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package bouton.emulator.machine;

import bouton.image.machine.Machine;
import java.math.BigInteger;
import java.util.List;

/**
 * Memories and registers of a chip, all 0 at first: what a host writes before a run and reads after it. Words are numbers of as
 * many bits as the memory's; the bits of a word's selector choose its layout. Not for several threads.
 */
public final class MachineState {
    private final Machine machine;
    private final List<MemoryState> memories;
    private final List<Column> registers;
    private int version;
    private int layouts;

    public MachineState(Machine machine) {
        this.machine = machine;
        memories = machine.memories().stream().map(MemoryState::new).toList();
        registers = machine.registers().stream()
                .map(bank -> Column.of(bank.bits(), false, bank.size()))
                .toList();
    }

    /** The chip that this is the state of. */
    public Machine machine() {
        return machine;
    }

    /** Number of the memory with this name; -1 if there is none. */
    public int memory(String name) {
        for (int i = 0; i < memories.size(); i++) {
            if (machine.memories().get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Number of the register or bank with this name; -1 if there is none. */
    public int register(String name) {
        for (int i = 0; i < registers.size(); i++) {
            if (machine.registers().get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Writes all bits of a word.
     *
     * @param index of the word, the last of the memory's indices running fastest
     * @throws IllegalArgumentException if the value has more bits than a word
     * @throws IndexOutOfBoundsException if there is no such word
     */
    public void setWord(int memory, int index, BigInteger value) {
        memories.get(memory).set(index, value);
        if (machine.memories().get(memory).selector().isPresent()) {
            layouts++;
        }
    }

    /**
     * Writes all bits of a word.
     *
     * @param low bits 63 to 0
     * @param high bits 127 to 64
     */
    public void setWord(int memory, int index, long low, long high) {
        BigInteger value = new BigInteger(Long.toUnsignedString(high))
                .shiftLeft(64)
                .or(new BigInteger(Long.toUnsignedString(low)));
        setWord(memory, index, value);
    }

    /** All bits of a word. */
    public BigInteger word(int memory, int index) {
        return memories.get(memory).get(index);
    }

    /** Values of a field of a memory: those of a word's lanes next to each other. */
    public Column column(int memory, int field) {
        return memories.get(memory).column(field);
    }

    /**
     * @param index in the bank; 0 for a single register
     * @throws IllegalArgumentException if the register is too narrow for the value
     */
    public void setRegister(int register, int index, long value) {
        int bits = machine.registers().get(register).bits();
        if (Column.narrow(bits, false, value) != value) {
            throw new IllegalArgumentException(machine.registers().get(register).name() + " has " + bits + " bits");
        }
        if (registers.get(register).get(index) != value) {
            registers.get(register).set(index, value);
            if (registers.get(register).size() == 1) {
                version++;
            }
        }
    }

    /** @param index in the bank; 0 for a single register */
    public long register(int register, int index) {
        return registers.get(register).get(index);
    }

    /** Values of a register bank. */
    public Column registers(int register) {
        return registers.get(register);
    }

    /** Changes whenever layouts of words may. */
    int layouts() {
        return layouts;
    }

    /** What a field holds in all words; -1 if they differ. */
    public long common(int memory, int field) {
        Column column = column(memory, field);
        long value = column.get(0);
        for (int i = 1; i < column.size(); i++) {
            if (column.get(i) != value) {
                return -1;
            }
        }
        return value;
    }

    /** Changes whenever a single register does. */
    public int version() {
        return version;
    }
}

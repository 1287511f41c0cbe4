package bouton.emulator.machine.generate;

import bouton.emulator.machine.Column;
import bouton.emulator.machine.MachineState;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Objects that generated code uses, in final static fields: HotSpot takes them, and the lengths of arrays, for constants. */
final class Constants {
    static final ClassDesc THIS = ClassDesc.of(Constants.class.getPackageName(), "Operation");
    static final ClassDesc LOG = OperationLog.class.describeConstable().orElseThrow();
    private static final ClassDesc OBJECTS = ConstantDescs.CD_Object.arrayType();
    private static final String LOG_FIELD = "log";

    private final MachineState state;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(ClassDesc type, Object value) {}

    Constants(MachineState state, OperationLog log) {
        this.state = state;
        entries.put(LOG_FIELD, new Entry(LOG, log));
    }

    List<Object> values() {
        return new ArrayList<>(entries.values().stream().map(Entry::value).toList());
    }

    void log(CodeBuilder code) {
        code.getstatic(THIS, LOG_FIELD, LOG);
    }

    /** Pushes the array of a field of a memory. */
    Column memory(CodeBuilder code, int memory, int field) {
        return push(code, "memory" + memory + "_" + field, state.column(memory, field));
    }

    /** Pushes the array of a register bank. */
    Column bank(CodeBuilder code, int register) {
        return push(code, "bank" + register, state.registers(register));
    }

    private Column push(CodeBuilder code, String name, Column column) {
        Entry entry = entries.computeIfAbsent(name, _ -> switch (column) {
            case Column.Bytes c -> new Entry(ConstantDescs.CD_byte.arrayType(), c.values());
            case Column.Ints c -> new Entry(ConstantDescs.CD_int.arrayType(), c.values());
            case Column.Longs c -> new Entry(ConstantDescs.CD_long.arrayType(), c.values());
        });
        code.getstatic(THIS, name, entry.type());
        return column;
    }

    /** Declares the fields, and fills them from the data of the class. */
    void declare(ClassBuilder type) {
        entries.forEach((name, entry) ->
                type.withField(name, entry.type(), ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_FINAL));
        type.withMethodBody(
                ConstantDescs.CLASS_INIT_NAME, MethodTypeDesc.of(ConstantDescs.CD_void), ClassFile.ACC_STATIC, this::fill);
    }

    private void fill(CodeBuilder code) {
        int data = code.allocateLocal(TypeKind.REFERENCE);
        code.ldc(DynamicConstantDesc.ofNamed(
                        ConstantDescs.ofConstantBootstrap(
                                ConstantDescs.CD_MethodHandles, "classData", ConstantDescs.CD_Object),
                        ConstantDescs.DEFAULT_NAME,
                        OBJECTS))
                .astore(data);
        int index = 0;
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            code.aload(data)
                    .loadConstant(index++)
                    .aaload()
                    .checkcast(entry.getValue().type())
                    .putstatic(THIS, entry.getKey(), entry.getValue().type());
        }
        code.return_();
    }
}

package bouton.emulator.machine.generate;

import bouton.emulator.machine.Column;
import bouton.emulator.machine.MachineState;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Objects that generated code uses, in final fields: the arrays of a state, and the log. They belong to an instance, so that one
 * class, once HotSpot has compiled it, serves all machines with the same registers.
 */
final class Constants {
    static final ClassDesc THIS = ClassDesc.of(Constants.class.getPackageName(), "Operation");
    static final ClassDesc LOG = OperationLog.class.describeConstable().orElseThrow();
    static final MethodTypeDesc CONSTRUCTOR =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object.arrayType());
    private static final String LOG_FIELD = "log";

    private final MachineState example;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** Local variables of the method that is being written, with what it uses: so that HotSpot knows that it does not change. */
    private final Map<String, Integer> locals = new HashMap<>();

    /** Where an object is found. */
    interface Source extends BiFunction<MachineState, OperationLog, Object> {}

    private record Entry(ClassDesc type, Source source) {}

    /** @param example says what kinds of arrays states have */
    Constants(MachineState example) {
        this.example = example;
        entries.put(LOG_FIELD, new Entry(LOG, (_, log) -> log));
    }

    /** What the constructor wants, in its order. */
    List<Source> sources() {
        return entries.values().stream().map(Entry::source).toList();
    }

    void log(CodeBuilder code) {
        code.aload(0).getfield(THIS, LOG_FIELD, LOG);
    }

    /** Pushes the array of a field of a memory. */
    Column memory(CodeBuilder code, int memory, int field) {
        return push(
                code,
                "memory" + memory + "_" + field,
                (state, _) -> array(state.column(memory, field)),
                example.column(memory, field));
    }

    /** Pushes the array of a register bank. */
    Column bank(CodeBuilder code, int register) {
        return push(
                code, "bank" + register, (state, _) -> array(state.registers(register)), example.registers(register));
    }

    /** Pushes an array of 32 bits for the code's own use. */
    void scratch(CodeBuilder code, String name, int size) {
        ClassDesc type = ConstantDescs.CD_int.arrayType();
        entries.computeIfAbsent(name, _ -> new Entry(type, (_, _) -> new int[size]));
        code.aload(0).getfield(THIS, name, type);
    }

    private Column push(CodeBuilder code, String name, Source source, Column kind) {
        Integer local = locals.get(name);
        if (local != null) {
            code.aload(local);
            return kind;
        }
        Entry entry = entries.computeIfAbsent(name, _ -> new Entry(type(kind), source));
        int place = code.allocateLocal(TypeKind.REFERENCE);
        code.aload(0).getfield(THIS, name, entry.type()).dup().astore(place);
        locals.put(name, place);
        return kind;
    }

    /** A method begins that does these: puts the arrays that it uses into local variables. */
    void begin(CodeBuilder code, List<Act> acts) {
        locals.clear();
        new Places() {
            @Override
            void field(int memory, int field) {
                Constants.this.memory(code, memory, field);
                code.pop();
            }

            @Override
            void bank(int register) {
                Constants.this.bank(code, register);
                code.pop();
            }
        }.acts(acts);
    }

    private static Object array(Column column) {
        return switch (column) {
            case Column.Bytes c -> c.values();
            case Column.Ints c -> c.values();
            case Column.Longs c -> c.values();
        };
    }

    private static ClassDesc type(Column column) {
        return switch (column) {
            case Column.Bytes _ -> ConstantDescs.CD_byte.arrayType();
            case Column.Ints _ -> ConstantDescs.CD_int.arrayType();
            case Column.Longs _ -> ConstantDescs.CD_long.arrayType();
        };
    }

    /** Declares the fields, and the constructor that fills them; behind all that uses them. */
    void declare(ClassBuilder type) {
        entries.forEach(
                (name, entry) -> type.withField(name, entry.type(), ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL));
        type.withMethodBody(ConstantDescs.INIT_NAME, CONSTRUCTOR, ClassFile.ACC_PUBLIC, this::fill);
    }

    private void fill(CodeBuilder code) {
        code.aload(0).invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void);
        int index = 0;
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            code.aload(0)
                    .aload(1)
                    .loadConstant(index++)
                    .aaload()
                    .checkcast(entry.getValue().type())
                    .putfield(THIS, entry.getKey(), entry.getValue().type());
        }
        code.return_();
    }
}

package bouton.emulator.machine.generate;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.HashMap;
import java.util.Map;

/** Local variables of a method: one for each slot, of 32 or 64 bits. */
final class Locals {
    private final CodeBuilder code;
    private final Map<Integer, Integer> places = new HashMap<>();

    Locals(CodeBuilder code) {
        this.code = code;
    }

    /** A slot that is a parameter of the method. */
    void parameter(Term.Slot slot, int place) {
        places.put(slot.number(), place);
    }

    int place(Term.Slot slot) {
        return places.computeIfAbsent(
                slot.number(), _ -> code.allocateLocal(slot.isInt() ? TypeKind.INT : TypeKind.LONG));
    }

    void load(Term.Slot slot) {
        if (slot.isInt()) {
            code.iload(place(slot));
        } else {
            code.lload(place(slot));
        }
    }

    /** Takes a number of the slot's width. */
    void store(Term.Slot slot) {
        if (slot.isInt()) {
            code.istore(place(slot));
        } else {
            code.lstore(place(slot));
        }
    }
}

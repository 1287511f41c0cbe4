package bouton.emulator.generate;

import bouton.image.ir.Type;
import java.lang.classfile.TypeKind;

/** How a register is held: float64 values as doubles, integers as longs, truth values as ints. */
enum Kind {
    DOUBLE(TypeKind.DOUBLE),
    LONG(TypeKind.LONG),
    TRUTH(TypeKind.INT);

    private final TypeKind type;

    Kind(TypeKind type) {
        this.type = type;
    }

    TypeKind type() {
        return type;
    }

    static Kind of(Type type) {
        return switch (type) {
            case Type.Float64 f -> DOUBLE;
            case Type.Bool b -> TRUTH;
            case Type.Int i -> LONG;
        };
    }
}

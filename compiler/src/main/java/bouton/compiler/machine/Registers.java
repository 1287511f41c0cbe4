package bouton.compiler.machine;

import bouton.compiler.machine.LoweringText.Line;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Span;
import bouton.image.machine.Machine;
import bouton.image.machine.Machine.RegisterBank;
import java.util.HashMap;
import java.util.Map;

/** Registers of a chip: what several lines ask for must be one value. */
final class Registers {
    private final Machine machine;
    private final Words words;
    private final Diagnostics diagnostics;
    private final Map<Long, Span> set = new HashMap<>();

    Registers(Machine machine, Words words, Diagnostics diagnostics) {
        this.machine = machine;
        this.words = words;
        this.diagnostics = diagnostics;
    }

    /** Sets an element of a bank, or a register, whose only element is 0. */
    void set(Line.OfRegister line, int element, Formulas formulas, String of, Span at) {
        RegisterBank bank = machine.registers().get(line.register());
        double wanted = formulas.value(line.at().value());
        long value = Math.round(wanted);
        if (Double.isNaN(wanted)) {
            return;
        }
        String name = bank.size() == 1 ? bank.name() : bank.name() + "[" + element + "]";
        if (element >= bank.size() || value < 0 || value >> bank.bits() != 0) {
            diagnostics.add(Diagnostic.of(
                            Code.F231,
                            at,
                            "`%s` would have to be %.6g for `%s`, and has %d bits"
                                    .formatted(name, wanted, of, bank.bits()))
                    .also(line.at().span(), "by this line"));
            return;
        }
        Span before = set.put((long) line.register() << 32 | element, at);
        long[] elements = words.registers()[line.register()];
        if (before != null && elements[element] != value) {
            Diagnostic.Builder report = Diagnostic.of(
                            Code.F232, at, "`%s` would have to be %d and %d".formatted(name, elements[element], value))
                    .also(line.at().span(), "by this line");
            diagnostics.add(
                    before.equals(at)
                            ? report.note("synapses of one source ask for different values")
                            : report.also(before, "and so asks this"));
        }
        elements[element] = value;
    }
}

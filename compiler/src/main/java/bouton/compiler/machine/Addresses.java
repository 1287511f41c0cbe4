package bouton.compiler.machine;

import bouton.compiler.machine.Lowerer.Wired;
import bouton.compiler.machine.LoweringText.Line;
import bouton.dsl.chip.Chip;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.image.machine.Machine;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What the members of a stimulus put on the input bus when they send: the row's address first. */
final class Addresses {
    private final Machine machine;
    private final List<List<Long>> all = new ArrayList<>();
    private final BitSet rows = new BitSet();

    Addresses(Machine machine, int members) {
        this.machine = machine;
        for (int m = 0; m < members; m++) {
            all.add(new ArrayList<>());
        }
    }

    boolean hasRow(int member) {
        return rows.get(member);
    }

    void add(Line.Address line, int member, Formulas formulas, Chip chip, Wired wired, Diagnostics diagnostics) {
        long[] arguments = new long[line.arguments().size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = (long) Math.rint(formulas.value(line.arguments().get(i)));
        }
        long address = wired.text().address(line.function(), arguments);
        if (address < 0 || address >> machine.input().width() != 0) {
            diagnostics.add(Diagnostic.of(
                            Code.F231,
                            wired.projection().span(),
                            "`%s` of `%s` has no address on the input of `%s`"
                                    .formatted(
                                            line.span().text(),
                                            wired.projection().name(),
                                            chip.name()))
                    .also(line.span(), "by this line")
                    .note("with the values " + java.util.Arrays.toString(arguments)));
            return;
        }
        if (line.row()) {
            rows.set(member);
            all.get(member).addFirst(address);
        } else {
            all.get(member).add(address);
        }
    }

    long[][] rows() {
        return all.stream()
                .map(m -> m.stream().mapToLong(Long::longValue).toArray())
                .toArray(long[][]::new);
    }
}

package bouton.cli.statistics;

import bouton.cli.output.Readers;
import bouton.image.net.Field;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Scope;
import bouton.image.run.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds states of neurons that are no numbers any more: an equation that blew up goes on unnoticed otherwise. */
public final class NotNumbers {
    private NotNumbers() {}

    /** A line for each state that is NaN somewhere. */
    public static List<String> in(Session session, Readers readers) {
        Image image = session.image();
        List<String> result = new ArrayList<>();
        for (int g = 0; g < image.groups().size(); g++) {
            if (image.groups().get(g) instanceof Population p) {
                for (Field field : p.fields()) {
                    if (field.kind() == Field.Kind.STATE) {
                        add(session, readers, new Scope.OfGroup(g), p, field, result);
                    }
                }
            }
        }
        return result;
    }

    private static void add(
            Session session, Readers readers, Scope scope, Population p, Field field, List<String> result) {
        double[] values =
                session.evaluate(scope, readers.reader(scope, field.name()).kernel());
        long lost = Arrays.stream(values).filter(Double::isNaN).count();
        if (lost > 0) {
            result.add("`%s.%s` is not a number in %,d of %,d neurons: an equation overflowed or divided 0 by 0"
                    .formatted(p.name(), field.name(), lost, p.size()));
        }
    }
}

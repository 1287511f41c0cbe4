package bouton.dsl.check;

import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Item;
import org.jspecify.annotations.Nullable;

/** What names mean elsewhere in a file, to explain why they mean nothing here. */
final class FileNames {
    private FileNames() {}

    /** A population or stimulus of any network of the file. */
    static boolean isGroup(FileScope file, String name) {
        for (Declaration.Model m : file.own(Declaration.Model.class)) {
            for (Item item : m.items()) {
                if ((item instanceof Item.PopulationItem p && p.name().text().equals(name))
                        || (item instanceof Item.StimulusItem s
                                && s.name().text().equals(name))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A state or weight of any synapse of the file. */
    static boolean isSynapseVariable(FileScope file, String name) {
        for (Declaration.Model m : file.own(Declaration.Model.class)) {
            if (m.kind() != Declaration.Kind.SYNAPSE) {
                continue;
            }
            for (Item item : m.items()) {
                if (item instanceof Item.Variable v && v.name().text().equals(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The network of the file that has a parameter of the name; null if there is none. */
    static @Nullable String networkWithParam(FileScope file, String name) {
        for (Declaration.Model m : file.own(Declaration.Model.class)) {
            boolean has = m.kind() == Declaration.Kind.NETWORK
                    && m.items().stream()
                            .anyMatch(i ->
                                    i instanceof Item.Param p && p.name().text().equals(name));
            if (has) {
                return m.name().text();
            }
        }
        return null;
    }
}

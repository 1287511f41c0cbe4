package bouton.dsl.syntax;

import bouton.dsl.source.Source;
import java.util.List;
import java.util.Set;

/**
 * A file that has been read.
 *
 * @param doubtful names that stand in parts which could not be read: they may well be declared there
 */
public record SourceFile(Source source, List<Declaration> declarations, Set<String> doubtful) {
    public SourceFile {
        declarations = List.copyOf(declarations);
        doubtful = Set.copyOf(doubtful);
    }
}

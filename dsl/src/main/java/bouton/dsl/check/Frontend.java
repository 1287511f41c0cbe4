package bouton.dsl.check;

import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.parse.Parser;

/** From bytes to a {@link Program}: the way into this module. */
public final class Frontend {
    private Frontend() {}

    /** Reads a file and what it imports; what is wrong goes into {@code diagnostics}. */
    public static Program load(String name, byte[] bytes, Environment environment, Diagnostics diagnostics) {
        FileScope scope = new Loader(environment, diagnostics).load(Parser.parse(name, bytes, diagnostics));
        return new Program(scope, environment);
    }
}

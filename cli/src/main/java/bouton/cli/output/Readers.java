package bouton.cli.output;

import bouton.image.net.Reader;
import bouton.image.net.Scope;

/** Gives the reader of a word by its name in the text. */
public interface Readers {
    Reader reader(Scope scope, String name);
}

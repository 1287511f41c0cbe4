package bouton.cli.bench;

/** Another simulator, driven from Python by a script beside this class. */
public enum Peer {
    BRIAN2("Brian2", "peer_brian2.py"),
    NEST("NEST", "peer_nest.py");

    /** What installs all of them into a virtual environment of Python; Brian2 2.9 needs a NumPy before 2.3. */
    static final String PACKAGES = "brian2 \"numpy<2.3\" nest-simulator";

    private final String title;
    private final String script;

    Peer(String title, String script) {
        this.title = title;
        this.script = script;
    }

    /** Its name, as its makers write it. */
    public String title() {
        return title;
    }

    String script() {
        return script;
    }
}

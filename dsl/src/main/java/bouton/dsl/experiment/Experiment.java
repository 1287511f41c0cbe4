package bouton.dsl.experiment;

/** A checked experiment. */
public record Experiment(String name, String network) {}

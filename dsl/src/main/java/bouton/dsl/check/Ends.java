package bouton.dsl.check;

import bouton.dsl.model.Model;
import bouton.dsl.model.Network;

/**
 * What a synapse model is connected to.
 *
 * @param source population or stimulus
 * @param target population
 * @param port number of the port that `deliver` without `to` means, or -1
 */
record Ends(Network.GroupDef source, Network.PopulationDef target, int port) {
    Model targetModel() {
        return target.model();
    }
}

package bouton.profiles;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The profiles that Bouton ships, as text: chips, and the kinds of recorded vectors they are checked against. */
public final class Profiles {
    /** In the folder of each profile. */
    public static final String CHIP = "chip.bouton";

    private Profiles() {}

    /** Names of the profiles, which are the names of their chips: the families first. */
    public static List<String> names() {
        return List.of("ideal", "prog", "sdsp", "sop", "crossbar256", "manycore", "loihi_costs", "odin", "tinyodin");
    }

    /**
     * The text that declares the chip of a profile.
     *
     * @return its bytes; empty if there is no such profile
     */
    public static Optional<byte[]> chip(String profile) throws IOException {
        return source(profile, CHIP);
    }

    /**
     * A source of a profile.
     *
     * @param path inside the profile's folder, for example {@code kinds/nest/neurons.bouton}
     * @return its bytes; empty if the profile has no such source
     */
    public static Optional<byte[]> source(String profile, String path) throws IOException {
        if (!names().contains(profile)) {
            return Optional.empty();
        }
        try (InputStream in = Profiles.class.getResourceAsStream(profile + "/" + path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        }
    }
}

package bouton.profiles;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The profiles that Bouton ships, as text: chips, and the kinds of recorded vectors they are checked against. */
public final class Profiles {
    private Profiles() {}

    /** Names of the profiles. */
    public static List<String> names() {
        return List.of("ideal");
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

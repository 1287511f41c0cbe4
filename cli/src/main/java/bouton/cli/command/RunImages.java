package bouton.cli.command;

import bouton.cli.json.Json;
import bouton.cli.world.InputFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Finds the images in the folder of a run. */
final class RunImages {
    private static final int MAX_MANIFEST = 1 << 30;
    private static final int LISTED = 10;

    private RunImages() {}

    /** The only image of the run, if there is just one. */
    static Path only(Path folder) {
        // The folder of a single point has no manifest of its own.
        if (!Files.exists(folder.resolve("manifest.json")) && Files.isRegularFile(folder.resolve("image"))) {
            return folder.resolve("image");
        }
        List<String> images = images(folder);
        if (images.isEmpty()) {
            throw new CommandException(folder + " holds no image: nothing was compiled in this run");
        }
        if (images.size() > 1) {
            StringBuilder text = new StringBuilder(folder + " holds " + images.size() + " images; name one of them:");
            images.stream().limit(LISTED).forEach(i -> text.append("\n  ").append(folder.resolve(i)));
            if (images.size() > LISTED) {
                text.append("\n  …");
            }
            throw new CommandException(text.toString());
        }
        return folder.resolve(images.getFirst());
    }

    private static List<String> images(Path folder) {
        Path manifest = folder.resolve("manifest.json");
        if (!Files.exists(manifest)) {
            throw new CommandException(folder + " is not the folder of a run: it has no manifest.json");
        }
        try {
            String text = new String(InputFiles.read(manifest, MAX_MANIFEST), StandardCharsets.UTF_8);
            if (Json.parse(text) instanceof Map<?, ?> members && members.get("points") instanceof List<?> points) {
                return points.stream()
                        .map(RunImages::image)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
            }
            throw new CommandException(manifest + " is not the manifest of a run");
        } catch (JacksonException e) {
            throw new CommandException(manifest + " is damaged: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new CommandException("cannot read " + manifest + ": " + e.getMessage());
        }
    }

    private static @Nullable String image(@Nullable Object point) {
        return point instanceof Map<?, ?> members
                        && members.get("image") instanceof Map<?, ?> image
                        && image.get("file") instanceof String file
                ? file
                : null;
    }
}

package dev.seatline.server.replay;

import dev.seatline.config.Loaded;
import dev.seatline.config.Mistake;
import dev.seatline.server.regulation.PolicyFile;
import dev.seatline.server.rules.policy.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The policies of a folder, each in a file named after its regulation. Any thread.
public record PolicyFolder(Path folder) implements Policies {
    @Override
    public Loaded<Policy> policy(String idOrPath, Map<String, String> options) {
        boolean path = idOrPath.contains("/") || idOrPath.endsWith(".yaml");
        Path file = path ? Path.of(idOrPath) : folder.resolve(idOrPath + ".yaml");
        if (!Files.isRegularFile(file)) {
            return new Loaded.Wrong<>(List.of(new Mistake(file.toString(), 0, "no such policy")));
        }
        return PolicyFile.load(file, options);
    }
}

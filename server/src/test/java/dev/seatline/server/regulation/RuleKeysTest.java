package dev.seatline.server.regulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A number that stands in a policy is some rule's: one that nobody asks for would be believed and do nothing.
final class RuleKeysTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/seatline/server");
    private static final Pattern ALLOWED = Pattern.compile("\\.rules\\(\\s*((?:\"\\w+\",?\\s*)+)\\)");
    /// As the argument, or in the constant of a kind.
    private static final Pattern ASKED = Pattern.compile("\\.(?:id|has)\\([^)]*?\"\\w+\"[^)]*|\\b[A-Z_]+\\(\"\\w+\",");
    private static final Pattern NAME = Pattern.compile("\"(\\w+)\"");

    private static Set<String> found(Path folder, Pattern pattern) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    NAME.matcher(matcher.group()).results().forEach(name -> names.add(name.group(1)));
                }
            }
        }
        return names;
    }

    @Test
    void everyNumberThatAPolicyMayHoldIsAskedForByARule() throws IOException {
        Set<String> allowed = found(SOURCES.resolve("regulation"), ALLOWED);
        assertThat(allowed)
                .as("the search finds them")
                .contains("late", "unapproved", "backToBack")
                .hasSizeGreaterThan(40);
        Set<String> idle = new TreeSet<>(allowed);
        idle.removeAll(found(SOURCES.resolve("rules"), ASKED));
        assertThat(idle).isEmpty();
    }
}

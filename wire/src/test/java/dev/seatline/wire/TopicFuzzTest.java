package dev.seatline.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Fuzz target: any text as a topic. It is none of ours, or it is exactly the text that we would write.
public class TopicFuzzTest {
    /// Before the time of single inputs is taken.
    public static void fuzzerInitialize() throws Throwable {
        StoredInputs.tried(TopicFuzzTest.class, TopicFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Topic.parse(text).ifPresent(topic -> {
            if (!topic.text().equals(text)) {
                throw new AssertionError("read as %s: %s".formatted(topic, text));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> storedInputsAreOurTopicsOrNone() throws IOException {
        return StoredInputs.each(TopicFuzzTest.class, TopicFuzzTest::fuzzerTestOneInput);
    }
}

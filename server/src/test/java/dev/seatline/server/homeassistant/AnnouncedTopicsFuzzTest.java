package dev.seatline.server.homeassistant;

import dev.seatline.server.StoredInputs;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Fuzz target: any bytes as the file of what was announced. It names topics of devices, or is told to be none of ours.
public class AnnouncedTopicsFuzzTest {
    /// Before the time of single inputs is taken.
    public static void fuzzerInitialize() throws Throwable {
        StoredInputs.tried(AnnouncedTopicsFuzzTest.class, AnnouncedTopicsFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            for (String topic : AnnouncedTopics.parse(input)) {
                if (!topic.contains("/device/seatline_") || topic.contains("+") || topic.contains("#")) {
                    throw new AssertionError("would be taken back: " + topic);
                }
            }
        } catch (IllegalArgumentException declared) {
            if (declared.getMessage() == null) {
                throw new AssertionError("no reason", declared);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> storedInputsAreReadOrRefused() throws IOException {
        return StoredInputs.each(AnnouncedTopicsFuzzTest.class, AnnouncedTopicsFuzzTest::fuzzerTestOneInput);
    }
}

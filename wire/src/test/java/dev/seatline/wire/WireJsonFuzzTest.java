package dev.seatline.wire;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Fuzz target: any bytes as any kind of message. They are read, or refused in one clear line; what is read, written
/// and read again is equal; and every fact can be folded into the state of a seat.
public class WireJsonFuzzTest {
    private static final int LONGEST_REASON = 1_000;
    private static final List<Class<? extends Record>> KINDS = List.of(
            EventBatch.class,
            SeatReport.class,
            ConsoleStatus.class,
            Settings.class,
            Order.class,
            Outcome.class,
            Confirm.class,
            Envelope.class);
    private static final Map<Class<?>, Set<String>> NAMES =
            KINDS.stream().collect(Collectors.toMap(kind -> kind, WireJsonFuzzTest::names));

    /// Before the time of single inputs is taken.
    public static void fuzzerInitialize() throws Throwable {
        StoredInputs.tried(WireJsonFuzzTest.class, WireJsonFuzzTest::fuzzerTestOneInput);
    }

    /// An input is read as those kinds of which it names a field: to refuse it as all others would take most of the
    /// time.
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        for (Class<?> kind : KINDS) {
            if (NAMES.getOrDefault(kind, Set.of()).stream().anyMatch(text::contains)) {
                readAndWritten(input, kind);
            }
        }
        if (text.contains("kind")) {
            readAndWritten(input, Fact.class);
            readAndWritten(input, Order.Wish.class);
        }
        if (input.length < 3) {
            readAndWritten(input, Confirm.class);
        }
    }

    private static Set<String> names(Class<?> kind) {
        return Stream.of(kind.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }

    @TestFactory
    Stream<DynamicTest> storedInputsAreReadOrRefused() throws IOException {
        return StoredInputs.each(WireJsonFuzzTest.class, WireJsonFuzzTest::fuzzerTestOneInput);
    }

    private static <T> void readAndWritten(byte[] input, Class<T> kind) {
        switch (WireJson.read(input, kind)) {
            case Decoded.Read<T>(T value) -> {
                byte[] written = WireJson.write(value);
                if (!new Decoded.Read<>(value).equals(WireJson.readStored(written, kind))) {
                    throw new AssertionError("read and written as %s, it is read as another one: %s"
                            .formatted(kind.getSimpleName(), new String(written, StandardCharsets.UTF_8)));
                }
                folded(value);
            }
            case Decoded.Unreadable<T>(String reason) -> {
                if (reason.isBlank()
                        || reason.length() > LONGEST_REASON
                        || reason.chars().anyMatch(Character::isISOControl)) {
                    throw new AssertionError("no clear line: " + reason);
                }
            }
        }
    }

    private static void folded(Object value) {
        List<Envelope> facts = switch (value) {
            case EventBatch batch -> batch.events();
            case Envelope envelope -> List.of(envelope);
            default -> List.of();
        };
        SeatState state = SeatState.vacant(Samples.WALL);
        for (Envelope fact : facts) {
            state = state.after(fact.fact(), fact.wall());
        }
        if (!new Decoded.Read<>(state).equals(WireJson.readStored(WireJson.write(state), SeatState.class))) {
            throw new AssertionError("a state that cannot be read back: " + state);
        }
    }
}

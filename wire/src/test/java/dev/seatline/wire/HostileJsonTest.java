package dev.seatline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Whatever bytes come, reading answers with a value that can be written again, or with one clear line; never with an
/// exception.
class HostileJsonTest {
    private static final List<String> STRANGERS = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e400",
            "99999999999999999999",
            "\"\"",
            "\"x y\"",
            "[]",
            "[null]",
            "{}",
            "{\"kind\":7}",
            "{\"kind\":\"nobody-knows\"}");

    /// Components that may be left out because the code says `@Nullable`.
    private static final Set<String> OPTIONAL =
            Set.of("relief", "previous", "reason", "pending", "waitingSeconds", "link", "machine");

    static Stream<Samples.Sample> messages() {
        return Samples.messages().stream();
    }

    static Stream<Samples.Sample> all() {
        return Samples.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aMessageCutAtAnyByteIsUnreadable(Samples.Sample sample) {
        byte[] whole = WireJson.write(sample.value());
        for (int length = 0; length < whole.length; length++) {
            unreadable(Arrays.copyOf(whole, length), sample.declared());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void strangeValuesInAnyPlaceNeverThrowAndWhatWasReadCanBeWrittenAgain(Samples.Sample sample) {
        for (String json : withStrangersEverywhere(WireJson.write(sample.value()))) {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            switch (WireJson.read(bytes, sample.declared())) {
                case Decoded.Read<?>(Object value) ->
                    assertThat(WireJson.read(WireJson.write(value), sample.declared()))
                            .as(json)
                            .isEqualTo(new Decoded.Read<>(value));
                case Decoded.Unreadable<?>(String reason) -> assertClear(reason);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageWithoutAFieldThatItNeedsIsUnreadableAndTheLineNamesTheField(Samples.Sample sample) {
        ObjectNode tree = (ObjectNode) WireJson.mapper().readTree(WireJson.write(sample.value()));
        for (String field : List.copyOf(tree.propertyNames())) {
            ObjectNode without = tree.deepCopy();
            without.remove(field);
            byte[] bytes = WireJson.mapper().writeValueAsBytes(without);
            if (!OPTIONAL.contains(field)) {
                assertThat(unreadable(bytes, sample.declared())).contains(field);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void unknownFieldsAreIgnored(Samples.Sample sample) {
        ObjectNode tree = (ObjectNode) WireJson.mapper().readTree(WireJson.write(sample.value()));
        tree.putObject("inventedLater").put("deep", 1);
        byte[] bytes = WireJson.mapper().writeValueAsBytes(tree);
        if (!(sample.value() instanceof Fact.Unrecognised)) {
            assertThat(WireJson.read(bytes, sample.declared())).isEqualTo(new Decoded.Read<>(sample.value()));
        }
    }

    @Test
    void aFactOfAnUnknownKindIsKeptAsItCame() {
        String json = """
                {"kind":"moon-rose","phase":0.5,"big":123456789012345678901234567890,"tiny":1E-400,"none":null,\
                "list":[1,{"a":[]}],"text":"\\ud83d\\ude00"}""";
        Fact fact = read(json, Fact.class);
        assertThat(fact).isInstanceOf(Fact.Unrecognised.class);
        assertThat(WireJson.kind(fact)).isEqualTo("moon-rose");
        assertThat(WireJson.mapper().readTree(WireJson.write(fact)))
                .isEqualTo(WireJson.mapper().readTree(json));
        assertThat(read(text(WireJson.write(fact)), Fact.class)).isEqualTo(fact);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"signed-in\"}",
                "{\"kind\":\"signed-in\",\"person\":null}",
                "{\"kind\":\"signed-in\",\"person\":\"no good id\"}",
                "{\"kind\":\"signed-out\",\"person\":\"P1\",\"cause\":\"ABDUCTED\"}",
                "{\"kind\":\"ring-counted\",\"rings\":0}",
                "{\"kind\":\"ring-counted\",\"rings\":1e9999}",
                "{\"kind\":\"ring-counted\",\"rings\":\"3\"}",
                "{\"kind\":\"ring-counted\",\"rings\":3.5}",
                "{\"kind\":\"ringing-ended\",\"rings\":-1,\"end\":\"STOPPED\"}",
                "{\"kind\":\"call-began\",\"rings\":10000}",
                "{\"kind\":\"declared\",\"declaration\":{\"kind\":\"asleep\"},\"cause\":\"PRESS\"}",
                "{\"kind\":\"headset-moved\",\"headset\":1}",
                "{\"kind\":\"unrecognised\"}"
            })
    void aKnownKindWithAContentFromTheFutureIsKeptAsItCame(String json) {
        Fact fact = read(json, Fact.class);
        assertThat(fact).isInstanceOf(Fact.Unrecognised.class);
        assertThat(WireJson.mapper().readTree(WireJson.write(fact)))
                .isEqualTo(WireJson.mapper().readTree(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"dance\"}",
                "{\"kind\":\"grant-break\",\"type\":\"REST\",\"minutes\":0}",
                "{\"kind\":\"show\",\"text\":\"too long\"}",
                "{\"kind\":\"queue-break\",\"place\":-1}",
                "{\"kind\":\"resend-from\",\"journal\":\"J1\",\"sequence\":0}",
                "{\"kind\":\"ring-ended\",\"end\":\"MELTED\"}"
            })
    void anOrderThatThisVersionCannotCarryOutIsStillReadSoThatItCanBeRefused(String wish) {
        String json = "{\"id\":\"O1\",\"expires\":\"2026-11-22T00:31:00Z\",\"wish\":" + wish + "}";
        assertThat(read(json, Order.class).wish()).isInstanceOf(Order.Wish.Unrecognised.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "[]",
                "\"text\"",
                "{}",
                "{}}",
                "{\"journal\":\"J1\",\"upTo\":1} x",
                "{\"journal\":\"J1\",\"upTo\":1}{}",
                "{\"journal\":\"J1\",\"upTo\":1,\"upTo\":2}",
                "{\"journal\":\"J1\",\"upTo\":\"1\"}",
                "{\"journal\":\"J1\",\"upTo\":1.0}",
                "{\"journal\":\"J1\",\"upTo\":true}",
                "{\"journal\":\"J1\",\"upTo\":-1}",
                "{\"journal\":\"J1\",\"upTo\":null}",
                "{\"journal\":\"J1\",\"upTo\":9223372036854775808}",
                "{\"journal\":\"J1\",\"upTo\":1e999999999}",
                "{\"journal\":\"J1\",\"upTo\":NaN}",
                "{\"journal\":5,\"upTo\":1}",
                "{\"journal\":[\"J1\"],\"upTo\":1}",
                "{\"journal\":{\"text\":\"J1\"},\"upTo\":1}",
                "{\"journal\":\"\",\"upTo\":1}",
                "{\"journal\":\"a/b\",\"upTo\":1}",
                "{\"journal\":\"+\",\"upTo\":1}",
                "{'journal':'J1','upTo':1}",
                "{\"journal\":\"J1\",\"upTo\":1,\"new\":\"\\ud800\"}",
                "{\"journal\":\"J1\",\"upTo\":1,\"new\":\"\\udc00\\ud800\"}"
            })
    void aMessageThatIsNoneIsUnreadable(String json) {
        unreadable(json.getBytes(StandardCharsets.UTF_8), Confirm.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\\\ud800", "\\ud83d\\ude00", "\\u4e2d", "😀", "\\\"\\\\"})
    void properEscapesAreRead(String text) {
        read("{\"journal\":\"J1\",\"upTo\":1,\"new\":\"" + text + "\"}", Confirm.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0",
        "1e1000000000",
        "-99999999999",
        "'\"\"'",
        "'\"tomorrow\"'",
        "'\"+1000000000-12-31T23:59:59Z\"'",
        "'\"-0001-01-01T00:00:00Z\"'",
        "'\"2026-11-22\"'",
        "'\"2026-02-30T00:00:00Z\"'",
        "'[2026,11]'"
    })
    void aTimeThatIsNoTextOfOurYearsIsUnreadable(String time) {
        String json = "{\"id\":\"O1\",\"expires\":" + time + ",\"wish\":{\"kind\":\"identify\"}}";
        assertThat(unreadable(json.getBytes(StandardCharsets.UTF_8), Order.class))
                .contains("expires");
    }

    @Test
    void aTimeWithAnOffsetIsRead() {
        String json = "{\"id\":\"O1\",\"expires\":\"2026-11-22T08:31:00+08:00\",\"wish\":{\"kind\":\"identify\"}}";
        assertThat(read(json, Order.class).expires()).isEqualTo("2026-11-22T00:31:00Z");
    }

    @Test
    void bytesThatAreNotUtf8AreUnreadable() {
        String json = "{\"journal\":\"J1\",\"upTo\":1,\"new\":\"é\"}";
        unreadable(json.getBytes(StandardCharsets.ISO_8859_1), Confirm.class);
        unreadable(json.getBytes(StandardCharsets.UTF_16), Confirm.class);
        unreadable(json.getBytes(StandardCharsets.UTF_16LE), Confirm.class);
        unreadable(new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'}, Confirm.class);
        unreadable(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}, Confirm.class);
    }

    @Test
    void aMessageIsBoundedInSizeAndDepth() {
        byte[] confirm = WireJson.write(new Confirm(Samples.JOURNAL, 1));
        byte[] padded = Arrays.copyOf(confirm, WireJson.LARGEST);
        Arrays.fill(padded, confirm.length, padded.length, (byte) ' ');
        assertThat(WireJson.read(padded, Confirm.class)).isInstanceOf(Decoded.Read.class);
        byte[] larger = Arrays.copyOf(padded, WireJson.LARGEST + 1);
        larger[WireJson.LARGEST] = ' ';
        assertThat(unreadable(larger, Confirm.class)).contains("65536");

        String deep = "{\"kind\":\"x\",\"a\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";
        assertThat(unreadable(deep.getBytes(StandardCharsets.UTF_8), Fact.class))
                .contains("20");
    }

    @Test
    void theLineSaysWhatWasFoundWhatIsAllowedAndWhere() {
        assertThat(unreadable("{\"journal\":\"J 1\",\"upTo\":1}".getBytes(StandardCharsets.UTF_8), Confirm.class))
                .isEqualTo("not a proper Confirm: journal id must match [A-Za-z0-9_-]{1,32}, found \"J 1\" at journal");
        assertThat(unreadable("{\"journal\":\"J1\"}".getBytes(StandardCharsets.UTF_8), Confirm.class))
                .isEqualTo("not a proper Confirm: missing or null at upTo");
        assertThat(unreadable(
                        "{\"order\":\"O1\",\"result\":\"LOST\",\"detail\":\"\"}".getBytes(StandardCharsets.UTF_8),
                        Outcome.class))
                .isEqualTo("not a proper Outcome: found \"LOST\", allowed is one of DONE, REFUSED, EXPIRED at result");
    }

    private static List<String> withStrangersEverywhere(byte[] json) {
        List<String> mutants = new ArrayList<>();
        for (String stranger : STRANGERS) {
            JsonNode value = WireJson.mapper().readTree(stranger);
            JsonNode tree = WireJson.mapper().readTree(json);
            replaceEach(tree, tree, value, mutants);
        }
        return mutants;
    }

    private static void replaceEach(JsonNode root, JsonNode at, JsonNode stranger, List<String> mutants) {
        if (at instanceof ObjectNode object) {
            for (String field : List.copyOf(object.propertyNames())) {
                JsonNode own = object.get(field);
                object.set(field, stranger);
                mutants.add(root.toString());
                object.set(field, own);
                replaceEach(root, own, stranger, mutants);
            }
        } else if (at instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode own = array.get(i);
                array.set(i, stranger);
                mutants.add(root.toString());
                array.set(i, own);
                replaceEach(root, own, stranger, mutants);
            }
        }
    }

    private static <T> T read(String json, Class<T> type) {
        return switch (WireJson.read(json.getBytes(StandardCharsets.UTF_8), type)) {
            case Decoded.Read<T>(T value) -> value;
            case Decoded.Unreadable<T>(String reason) -> throw new AssertionError(reason);
        };
    }

    private static <T> String unreadable(byte[] bytes, Class<T> type) {
        return switch (WireJson.read(bytes, type)) {
            case Decoded.Read<T>(T value) -> throw new AssertionError("read as " + value);
            case Decoded.Unreadable<T>(String reason) -> {
                assertClear(reason);
                yield reason;
            }
        };
    }

    private static void assertClear(String reason) {
        assertThat(reason)
                .startsWith("not a proper ")
                .hasSizeLessThanOrEqualTo(400)
                .doesNotContain("\n", "dev.seatline", "java.", "jackson", "Exception", "through reference", "Source:");
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}

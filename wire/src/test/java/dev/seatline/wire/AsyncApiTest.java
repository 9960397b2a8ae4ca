package dev.seatline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.seatline.wire.Topic.Channel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `docs/wire/asyncapi.yaml` is AsyncAPI, and says what the programs do.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsyncApiTest {
    private static final Path DOCS = Path.of("../docs/wire");
    private static final String OURS = "https://seatline.invalid/wire/v1/";
    private static final String THEIRS = "http://asyncapi.com/definitions/3.0.0/asyncapi.json";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<Channel, Class<?>> RECORDS = Map.of(
            Channel.STATUS, ConsoleStatus.class,
            Channel.STATE, SeatReport.class,
            Channel.EVENT, EventBatch.class,
            Channel.OUTCOME, Outcome.class,
            Channel.CONFIRM, Confirm.class,
            Channel.SETTINGS, Settings.class,
            Channel.ORDER, Order.class);

    private JsonNode document = JSON.nullNode();
    private JsonNode readmeRows = JSON.nullNode();

    @BeforeAll
    void readsTheDocument() throws IOException {
        document = yaml(Files.readString(DOCS.resolve("asyncapi.yaml")));
        ObjectNode rows = JSON.createObjectNode();
        for (String line : Files.readAllLines(DOCS.resolve("README.md"))) {
            String[] columns = line.split(" *\\| *", -1);
            if (line.startsWith("| `") && columns.length > 4) {
                rows.put(columns[1].replace("`", ""), columns[3]);
            }
        }
        readmeRows = rows;
    }

    @Test
    void itIsValidByTheSchemaOfAsyncApi() throws IOException {
        Schema schema = schemaOfAsyncApi();
        assertThat(schema.validate(document)).isEmpty();
        ObjectNode wrong = (ObjectNode) document.deepCopy();
        ((ObjectNode) wrong.at("/operations/sendOutcome/bindings/mqtt")).put("qos", 3);
        assertThat(schema.validate(wrong)).as("the schema can refuse").isNotEmpty();
        ObjectNode strange = (ObjectNode) document.deepCopy();
        ((ObjectNode) strange.at("/channels/order")).put("topic", "old word");
        assertThat(schema.validate(strange)).as("the schema can refuse").isNotEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhere() throws IOException {
        List<String> references = new ArrayList<>();
        collect(document, references);
        assertThat(references).hasSizeGreaterThan(30);
        for (String reference : references) {
            if (reference.startsWith("#/")) {
                assertThat(document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            } else {
                assertThat(DOCS.resolve(reference)).as(reference).exists();
            }
        }
    }

    private static void collect(JsonNode node, List<String> references) {
        if (node.path("$ref").isString()) {
            references.add(node.path("$ref").stringValue());
        }
        node.values().forEach(child -> collect(child, references));
    }

    @Test
    void itHasOurChannelsAndNoOther() {
        List<String> levels =
                Arrays.stream(Channel.values()).map(Channel::level).toList();
        assertThat(document.path("channels").propertyNames()).containsExactlyInAnyOrderElementsOf(levels);
        assertThat(document.path("operations")
                        .valueStream()
                        .map(operation -> operation.path("channel").path("$ref").asString("")))
                .containsExactlyInAnyOrderElementsOf(
                        levels.stream().map(level -> "#/channels/" + level).toList());
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void anAddressIsTheTopicOfTheProgram(Channel channel) {
        JsonNode told = document.path("channels").path(channel.level());
        assertThat(told.path("address").asString("").replace("{site}", "demo").replace("{seat}", "S01"))
                .isEqualTo(new Topic(new SiteId("demo"), new SeatId("S01"), channel).text());
        assertThat(told.path("parameters").propertyNames()).containsExactlyInAnyOrder("site", "seat");
        for (String parameter : List.of("site", "seat")) {
            assertThat(document.at("/components/parameters/" + parameter + "/x-pattern")
                            .asString(""))
                    .isEqualTo(Ids.SHAPE);
        }
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void theConsoleSendsWhatItWritesAndReceivesTheRest(Channel channel) {
        JsonNode operation = operation(channel);
        assertThat(operation.path("action").asString("")).isEqualTo(channel.writtenByConsole() ? "send" : "receive");
        assertThat(operation.path("messages").values())
                .singleElement()
                .satisfies(message -> assertThat(message.path("$ref").asString(""))
                        .startsWith("#/channels/" + channel.level() + "/messages/"));
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void itIsSentAsTheProgramsAndTheReadmeSay(Channel channel) {
        JsonNode binding = operation(channel).path("bindings").path("mqtt");
        boolean expires = binding.has("messageExpiryInterval");
        String row = readmeRows.path(channel.level()).asString("");
        assertThat(binding.path("retain").booleanValue()).isEqualTo(channel.retained());
        assertThat(row)
                .isEqualTo(binding.path("qos").asInt()
                        + (channel.retained() ? ", retained" : expires ? ", expiring" : ""));
        assertThat(channel.retained() && expires).isFalse();
    }

    @Test
    void theLastWillIsTheStatus() {
        for (JsonNode server : document.path("servers").values()) {
            JsonNode will = server.at("/bindings/mqtt/lastWill");
            assertThat(will.path("topic").asString(""))
                    .isEqualTo(document.at("/channels/status/address").asString(""));
            assertThat(will.path("retain").booleanValue()).isEqualTo(Channel.STATUS.retained());
            assertThat(will.path("qos").intValue()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void anExampleIsAnApprovedSampleAndValid(Channel channel) throws IOException {
        JsonNode message = message(channel);
        String file = channel.level() + ".schema.json";
        assertThat(message.at("/payload/schema/$ref").asString("")).isEqualTo(file);
        Schema schema = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(AsyncApiTest::ours))
                .getSchema(SchemaLocation.of(OURS + file));
        assertThat(message.path("examples").isEmpty()).isFalse();
        for (JsonNode example : message.path("examples").values()) {
            String sample = "samples/" + example.path("name").asString("") + ".json";
            JsonNode payload = example.path("payload");
            assertThat(payload).as(sample).isEqualTo(JSON.readTree(resource(sample)));
            assertThat(schema.validate(payload)).isEmpty();
            assertThat(WireJson.read(JSON.writeValueAsBytes(payload), Objects.requireNonNull(RECORDS.get(channel))))
                    .isInstanceOf(Decoded.Read.class);
        }
    }

    @Test
    void everyMessageIsUsed() {
        assertThat(new TreeSet<>(document.at("/components/messages").propertyNames()))
                .isEqualTo(new TreeSet<>(Stream.of(Channel.values())
                        .flatMap(channel ->
                                document
                                        .path("channels")
                                        .path(channel.level())
                                        .path("messages")
                                        .propertyNames()
                                        .stream())
                        .toList()));
    }

    private JsonNode operation(Channel channel) {
        return document.path("operations")
                .valueStream()
                .filter(operation -> operation.at("/channel/$ref").asString("").equals("#/channels/" + channel.level()))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode message(Channel channel) {
        JsonNode messages = document.path("channels").path(channel.level()).path("messages");
        String reference = messages.values().iterator().next().path("$ref").asString("");
        return document.at(reference.substring(1));
    }

    /// Their schema holds all of its parts, each under an address of its own.
    private static Schema schemaOfAsyncApi() throws IOException {
        JsonNode whole = JSON.readTree(resource("/asyncapi/asyncapi-3.0.0.schema.json"));
        JsonNode parts = whole.path("definitions");
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_7,
                        builder -> builder.schemas(address -> address.equals(THEIRS)
                                ? whole.toString()
                                : parts.has(address) ? parts.path(address).toString() : null))
                .getSchema(SchemaLocation.of(THEIRS));
    }

    private static String ours(String address) {
        try {
            return Files.readString(DOCS.resolve(address.substring(OURS.length())));
        } catch (IOException e) {
            throw new IllegalArgumentException(address, e);
        }
    }

    private static String resource(String name) throws IOException {
        try (var in = Objects.requireNonNull(AsyncApiTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode yaml(String text) {
        Object loaded = new Load(LoadSettings.builder().build()).loadFromString(text);
        return JSON.readTree(JSON.writeValueAsString(loaded));
    }
}

package dev.seatline.server.regulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.seatline.config.ConfigFile;
import dev.seatline.server.rules.People;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reader, schema, manual and shipped policies say the same.
class PolicySchemaTest {
    private static final Path POLICIES = Path.of("../config/policies");
    private static final String FIRST_LINE = "# yaml-language-server: $schema=policy.schema.json";
    private static final JsonMapper JSON = new JsonMapper();

    static List<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.list(POLICIES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theReaderAsksForExactlyTheKeysOfTheSchema() throws IOException {
        Set<String> asked = new TreeSet<>();
        for (Path file : shipped()) {
            asked.addAll(ConfigFile.keysAsked(file, PolicyFile::read));
        }
        JsonNode schema = schema();
        Set<String> told = new TreeSet<>();
        collect(schema, schema, "", told);
        assertThat(asked).containsExactlyElementsOf(told);
        assertThat(asked).contains("ring.cadence.on", "late.bands.upToMin", "break.inbound.rules.count");
    }

    @Test
    void theManualHasEveryKey() throws IOException {
        String manual = Files.readString(POLICIES.resolve("README.md"));
        JsonNode schema = schema();
        Set<String> told = new TreeSet<>();
        collect(schema, schema, "", told);
        assertThat(told).allSatisfy(key -> assertThat(manual).contains("`" + lastOf(key) + "`"));
    }

    private static String lastOf(String key) {
        String last = key.substring(key.lastIndexOf('.') + 1);
        if (key.equals("title." + last) || key.equals("ring.cadence." + last) || key.endsWith("rules")) {
            return key.endsWith("rules")
                    ? "rules"
                    : key.substring(key.lastIndexOf('.', key.lastIndexOf('.') - 1) + 1, key.lastIndexOf('.'));
        }
        return key.contains("rules.") ? "rules." + last : last;
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void aShippedPolicyIsValidAndNamesItsSchema(Path file) throws IOException {
        String text = Files.readString(file);
        assertThat(text).startsWith(FIRST_LINE + "\n");
        JsonNode policy = JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema())
                        .validate(policy))
                .isEmpty();
        assertThat(file.getFileName()).hasToString(policy.path("regulation").asString("") + ".yaml");
    }

    @Test
    void theManualNamesEveryPolicy() throws IOException {
        String manual = Files.readString(POLICIES.resolve("README.md"));
        assertThat(shipped())
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(file -> assertThat(manual).contains("`" + file.getFileName() + "`"));
        assertThat(Files.readString(POLICIES.resolveSibling("README.md"))).contains("`policies/`");
    }

    @Test
    void theSchemaRefusesWhatTheReaderRefuses() throws IOException {
        String text = Files.readString(POLICIES.resolve("ic-card-floor.yaml"));
        for (String wrong : List.of("maxMin: 0", "maxMins: 10", "rules: {length: \"7\"}")) {
            JsonNode policy = JSON.valueToTree(new Load(LoadSettings.builder().build())
                    .loadFromString(text.replace("rules: {length: \"17\"}\n    maxMin: 10", wrong)));
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(schema())
                            .validate(policy))
                    .as(wrong)
                    .isNotEmpty();
        }
    }

    @Test
    void theWordsOfTheSchemaAreThoseOfTheReader() throws IOException {
        JsonNode words = schema().path("$defs");
        assertThat(texts(words.at("/verdict/enum"))).containsExactlyElementsOf(Part.VERDICTS);
        assertThat(texts(words.at("/role/enum"))).containsExactlyElementsOf(People.ROLES);
        assertThat(texts(schema().at("/properties/break/properties/concurrentSeats/items/enum")))
                .containsExactlyElementsOf(People.SEAT_KINDS);
        assertThat(texts(schema().at("/properties/leave/properties/proofTypes/items/enum")))
                .containsExactlyElementsOf(Part.LEAVE_TYPES);
    }

    private static List<String> texts(JsonNode list) {
        return list.values().stream().map(JsonNode::asString).toList();
    }

    private static JsonNode schema() throws IOException {
        return JSON.readTree(Files.readString(POLICIES.resolve("policy.schema.json")));
    }

    private static void collect(JsonNode schema, JsonNode node, String name, Set<String> keys) {
        if (node.has("$ref")) {
            collect(schema, schema.at(node.path("$ref").asString("").substring(1)), name, keys);
        }
        for (JsonNode one : node.path("oneOf").values()) {
            collect(schema, one, name, keys);
        }
        if (node.has("items")) {
            collect(schema, node.path("items"), name, keys);
        }
        for (String key : node.path("properties").propertyNames()) {
            String full = name.isEmpty() ? key : name + "." + key;
            keys.add(full);
            collect(schema, node.path("properties").path(key), full, keys);
        }
    }
}

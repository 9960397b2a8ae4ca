package dev.seatline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The schemas in `docs/wire` say what the records say: a new component, kind or constant without its schema fails
/// here.
class SchemasTest {
    private static final Path DOCS = Path.of("../docs/wire");
    private static final String BASE = "https://seatline.invalid/wire/v1/";
    private static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(
                    address -> read(address.substring(BASE.length())).toString()));

    private static final Map<Class<?>, String> FILES = Map.of(
            EventBatch.class, "event",
            Confirm.class, "confirm",
            SeatReport.class, "state",
            ConsoleStatus.class, "status",
            Settings.class, "settings",
            Order.class, "order",
            Outcome.class, "outcome");
    private static final Map<Class<?>, String> PARTS = Map.of(
            Envelope.class, "event.schema.json#/$defs/envelope",
            Fact.class, "event.schema.json#/$defs/fact",
            Order.Wish.class, "order.schema.json#/$defs/wish",
            Person.class, "common.schema.json#/$defs/person",
            Declaration.class, "common.schema.json#/$defs/declaration",
            Call.class, "common.schema.json#/$defs/call");

    static Stream<Samples.Sample> samples() {
        return Samples.all().stream();
    }

    static Stream<Class<?>> messages() {
        return FILES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyApprovedSampleIsValid(Samples.Sample sample) {
        JsonNode json = JSON.readTree(WireJson.write(sample.value()));
        assertThat(schema(place(sample.declared())).validate(json)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aFieldThatTheReaderNeedsTheSchemaNeedsToo(Samples.Sample sample) {
        ObjectNode whole = (ObjectNode) JSON.readTree(WireJson.write(sample.value()));
        for (String field : List.copyOf(whole.propertyNames())) {
            ObjectNode without = whole.deepCopy();
            without.remove(field);
            Decoded<?> read = WireJson.read(JSON.writeValueAsBytes(without), sample.declared());
            boolean understood = read instanceof Decoded.Read<?>(Object value)
                    && (!isUnrecognised(value) || isUnrecognised(sample.value()));
            assertThat(schema(place(sample.declared())).validate(without).isEmpty())
                    .as("without %s, read as %s", field, read)
                    .isEqualTo(understood);
        }
    }

    private static boolean isUnrecognised(Object value) {
        return value instanceof Fact.Unrecognised || value instanceof Order.Wish.Unrecognised;
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aSchemaHasTheFieldsOfItsRecordAndExplainsThem(Class<?> message) {
        String file = FILES.get(message) + ".schema.json";
        JsonNode schema = read(file);
        assertThat(schema.path("$schema").asString("")).endsWith("2020-12/schema");
        assertThat(schema.path("$id").asString("")).isEqualTo(BASE + file);
        assertThat(schema.path("title").asString("")).isNotBlank();
        assertThat(schema.path("examples").isEmpty()).isFalse();
        compare(message, schema, file, message.getSimpleName());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void theExamplesOfASchemaAreReadByTheProgram(Class<?> message) {
        for (JsonNode example : read(FILES.get(message) + ".schema.json").path("examples")) {
            assertThat(WireJson.read(JSON.writeValueAsBytes(example), message)).isInstanceOf(Decoded.Read.class);
        }
    }

    @Test
    void theReadmeTellsEveryTopicAndItsWriter() throws IOException {
        List<String> rows = Files.readAllLines(DOCS.resolve("README.md"));
        for (Topic.Channel channel : Topic.Channel.values()) {
            String writer = channel.writtenByConsole() ? "console" : "hub";
            assertThat(rows)
                    .anySatisfy(row -> assertThat(row)
                            .startsWith("| `" + channel.level() + "` | " + writer)
                            .contains("(" + channel.level() + ".schema.json)"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"journal\":\"J 1\",\"upTo\":1}", "{\"journal\":\"J1\",\"upTo\":-1}", "[]", "null"})
    void theSchemasCanRefuse(String json) {
        assertThat(schema("confirm.schema.json").validate(JSON.readTree(json))).isNotEmpty();
    }

    private static void compare(Type type, JsonNode written, String file, String where) {
        String ref = written.path("$ref").asString("");
        String home = ref.contains("#") && !ref.startsWith("#") ? ref.substring(0, ref.indexOf('#')) : file;
        JsonNode schema = ref.isEmpty() ? written : read(home).at(ref.substring(ref.indexOf('#') + 1));
        assertThat(schema.isMissingNode()).as("%s: nothing at %s", where, ref).isFalse();
        assertThat(written.path("description")
                        .asString(schema.path("description").asString("")))
                .as("description of %s", where)
                .isNotBlank();
        if (type instanceof ParameterizedType generic) {
            boolean list = generic.getRawType() == List.class;
            assertThat(schema.path("type").asString("")).as(where).isEqualTo(list ? "array" : "object");
            Type[] arguments = generic.getActualTypeArguments();
            compareItems(
                    arguments[arguments.length - 1],
                    schema.path(list ? "items" : "additionalProperties"),
                    home,
                    where + "[]");
            return;
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isEnum()) {
            assertThat(texts(schema.path("enum")))
                    .as(where)
                    .isEqualTo(Arrays.stream(raw.getEnumConstants())
                            .map(String::valueOf)
                            .toList());
        } else if (raw.isSealed()) {
            compareKinds(raw, schema, home, where);
        } else if (raw.isRecord() && !isText(raw)) {
            compareComponents(raw, schema, home, where);
        } else {
            assertThat(schema.path("type").asString("")).as(where).isEqualTo(simpleType(raw));
            assertThat(!isText(raw) || schema.has("pattern"))
                    .as("pattern of %s", where)
                    .isTrue();
            assertThat(raw != Instant.class || schema.has("format"))
                    .as("format of %s", where)
                    .isTrue();
        }
    }

    private static void compareItems(Type type, JsonNode schema, String file, String where) {
        if (type == String.class) {
            assertThat(schema.path("type").asString("")).as(where).isEqualTo("string");
        } else {
            compare(type, schema, file, where);
        }
    }

    private static void compareComponents(Class<?> raw, JsonNode schema, String file, String where) {
        Set<String> needed = new TreeSet<>();
        Set<String> named = new TreeSet<>();
        boolean kind = schema.path("properties").has("kind");
        for (RecordComponent component : raw.getRecordComponents()) {
            named.add(component.getName());
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                needed.add(component.getName());
            }
            compare(
                    component.getGenericType(),
                    schema.path("properties").path(component.getName()),
                    file,
                    where + "." + component.getName());
        }
        if (kind) {
            named.add("kind");
            needed.add("kind");
        }
        assertThat(new TreeSet<>(schema.path("properties").propertyNames()))
                .as(where)
                .isEqualTo(named);
        assertThat(new TreeSet<>(texts(schema.path("required")))).as(where).isEqualTo(needed);
    }

    private static void compareKinds(Class<?> union, JsonNode schema, String file, String where) {
        Map<String, Class<?>> kinds = Arrays.stream(union.getPermittedSubclasses())
                .filter(kind -> !kind.getSimpleName().equals("Unrecognised"))
                .collect(Collectors.toMap(WireJson::kind, kind -> kind));
        Set<String> told = new TreeSet<>();
        for (JsonNode written : schema.path("oneOf")) {
            String ref = written.path("$ref").asString("");
            JsonNode one = ref.isEmpty() ? written : read(file).at(ref.substring(1));
            String kind = one.path("properties").path("kind").path("const").asString("");
            Class<?> record = kinds.get(kind);
            if (record != null) {
                assertThat(one.path("description").asString(""))
                        .as(where + " " + kind)
                        .isNotBlank();
                compareComponents(record, one, file, where + " " + kind);
                told.add(kind);
            } else {
                // the branch for what later versions will know
                assertThat(new TreeSet<>(texts(one.at("/properties/kind/not/enum"))))
                        .as(where)
                        .isEqualTo(kinds.keySet());
            }
        }
        assertThat(told).as(where).isEqualTo(new TreeSet<>(kinds.keySet()));
    }

    /// Records that are written as one text.
    private static boolean isText(Class<?> raw) {
        return raw.isRecord()
                && raw.getRecordComponents().length == 1
                && raw.getConstructors()[0].isAnnotationPresent(com.fasterxml.jackson.annotation.JsonCreator.class);
    }

    private static String simpleType(Class<?> raw) {
        if (raw == int.class || raw == long.class || raw == Long.class) {
            return "integer";
        }
        if (raw == Double.class) {
            return "number";
        }
        return raw == boolean.class || raw == Boolean.class ? "boolean" : "string";
    }

    private static List<String> texts(JsonNode array) {
        return array.values().stream().map(JsonNode::asString).toList();
    }

    private static String place(Class<?> declared) {
        return FILES.containsKey(declared) ? FILES.get(declared) + ".schema.json" : String.valueOf(PARTS.get(declared));
    }

    private static Schema schema(String place) {
        return REGISTRY.getSchema(SchemaLocation.of(BASE + place));
    }

    private static JsonNode read(String file) {
        try {
            return JSON.readTree(Files.readString(DOCS.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

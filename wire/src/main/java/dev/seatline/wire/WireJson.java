package dev.seatline.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/// JSON of the contract. Unknown fields are ignored, unknown kinds of fact become [Fact.Unrecognised]; sealed types
/// carry their record's name in kebab case in the field `kind`. Safe for any thread.
public final class WireJson {
    /// The largest message that either side reads or writes, in bytes.
    public static final int LARGEST = 64 * 1024;

    /// The largest record that either side reads back from its own disk, in bytes. A message may grow when it is
    /// written
    /// again (`1e1` as `1E+1`), and documents are made of more than one.
    private static final int LARGEST_STORED = 4 * LARGEST;

    private static final String KIND = "kind";
    private static final int DEEPEST = 20;

    private static final ClassValue<String> KINDS = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        }
    };

    private static final Map<String, Class<?>> FACTS = kinds(Fact.class, Fact.Unrecognised.class);
    private static final Map<String, Class<?>> WISHES = kinds(Order.Wish.class, Order.Wish.Unrecognised.class);

    /// For facts and wishes once their kind is known.
    private static final JsonMapper PLAIN = builder().build();
    /// For known facts on their way out: straight into the text, without a tree between.
    private static final ObjectWriter KNOWN_FACTS = knownFacts();

    private static final JsonMapper MAPPER = builder()
            .addModule(new SimpleModule("seatline")
                    .addDeserializer(Fact.class, new FactReader())
                    .addSerializer(Fact.class, new FactWriter())
                    .addDeserializer(Order.Wish.class, new WishReader())
                    .addSerializer(Order.Wish.class, new WishWriter()))
            .build();

    private WireJson() {}

    /// The mapper of the contract, for programs that embed wire records in documents of their own.
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /// Writes a wire record.
    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /// Reads a wire record. Never throws for what the bytes hold.
    public static <T> Decoded<T> read(byte[] bytes, Class<T> type) {
        return read(bytes, type, LARGEST);
    }

    /// Reads what [#write] made of a record for the own disk: larger than a message may be, else as [#read].
    ///
    /// @param bytes null for a value that is missing
    public static <T> Decoded<T> readStored(byte @Nullable [] bytes, Class<T> type) {
        return bytes == null
                ? new Decoded.Unreadable<>("not a proper %s: nothing is stored".formatted(type.getSimpleName()))
                : read(bytes, type, LARGEST_STORED);
    }

    private static <T> Decoded<T> read(byte[] bytes, Class<T> type, int most) {
        String what = type.getSimpleName();
        if (bytes.length > most) {
            return new Decoded.Unreadable<>(
                    "not a proper %s: a message has at most %d bytes, found %d".formatted(what, most, bytes.length));
        }
        String text = StrictText.decoded(bytes);
        if (text == null || !StrictText.surrogatesPaired(text)) {
            return new Decoded.Unreadable<>("not a proper %s: the text is not proper UTF-8".formatted(what));
        }
        try {
            T value = MAPPER.readValue(text, type);
            return value == null
                    ? new Decoded.Unreadable<>("not a proper %s: expected an object, found null".formatted(what))
                    : new Decoded.Read<>(value);
        } catch (JacksonException e) {
            return new Decoded.Unreadable<>("not a proper %s: %s".formatted(what, JsonComplaint.text(e)));
        } catch (NumberFormatException e) {
            // the library's own kind of saying that the exponent of a number has more than 32 bits
            return new Decoded.Unreadable<>("not a proper %s: a number is beyond all bounds".formatted(what));
        }
    }

    /// Reads a wish that somebody asks for here and now: what this version does not know, or what is wrong with a
    /// field, is told instead of becoming [Order.Wish.Unrecognised].
    public static Decoded<Order.Wish> wish(JsonNode tree) {
        Class<?> type = WISHES.get(tree.path(KIND).asString(""));
        if (type == null) {
            return new Decoded.Unreadable<>("kind must be one of " + String.join(", ", WISHES.keySet()));
        }
        try {
            return new Decoded.Read<>((Order.Wish) PLAIN.treeToValue(tree, type));
        } catch (JacksonException e) {
            return new Decoded.Unreadable<>(JsonComplaint.text(e));
        }
    }

    private static JsonMapper.Builder builder() {
        JsonFactory bounded = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(LARGEST_STORED)
                        .maxNumberLength(100)
                        .build())
                .build();
        JsonMapper.Builder builder = JsonMapper.builder(bounded)
                .annotationIntrospector(new NoNulls())
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .withCoercionConfig(LogicalType.Textual, text -> {
                    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .addModule(new SimpleModule("instants").addDeserializer(Instant.class, new InstantReader()))
                .addMixIn(Person.class, Kinds.class)
                .addMixIn(Declaration.class, Kinds.class)
                .addMixIn(Call.class, Kinds.class);
        for (Class<?> union : new Class<?>[] {Person.class, Declaration.class, Call.class}) {
            kinds(union, null).forEach((kind, type) -> builder.registerSubtypes(new NamedType(type, kind)));
        }
        return builder;
    }

    /// The kinds of a sealed type: kebab-case name to record.
    static Map<String, Class<?>> kinds(Class<?> union, @Nullable Class<?> except) {
        Map<String, Class<?>> kinds = new LinkedHashMap<>();
        Arrays.stream(union.getPermittedSubclasses())
                .filter(type -> !type.equals(except))
                .forEach(type -> kinds.put(kind(type), type));
        return kinds;
    }

    /// The kind of a record in JSON: its simple name in kebab case.
    public static String kind(Class<?> type) {
        return KINDS.get(type);
    }

    /// The kind of a fact as its JSON says it, unknown kinds included.
    public static String kind(Fact fact) {
        return fact instanceof Fact.Unrecognised unknown ? unknown.kind() : kind(fact.getClass());
    }

    private static ObjectWriter knownFacts() {
        JsonMapper.Builder builder =
                builder().disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE).addMixIn(Fact.class, Kinds.class);
        FACTS.forEach((kind, type) -> builder.registerSubtypes(new NamedType(type, kind)));
        return builder.build().writerFor(Fact.class);
    }

    private static ObjectNode tagged(String kind, Object value) {
        ObjectNode tagged = PLAIN.createObjectNode();
        tagged.put(KIND, kind);
        tagged.setAll((ObjectNode) PLAIN.valueToTree(value));
        return tagged;
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = KIND)
    private interface Kinds {}

    private static final class FactWriter extends ValueSerializer<Fact> {
        @Override
        public void serialize(Fact fact, JsonGenerator out, SerializationContext context) {
            if (fact instanceof Fact.Unrecognised unknown) {
                context.writeTree(out, tagged(unknown.kind(), unknown.content()));
            } else {
                KNOWN_FACTS.writeValue(out, fact);
            }
        }
    }

    private static final class FactReader extends ValueDeserializer<Fact> {
        @Override
        public Fact deserialize(JsonParser in, DeserializationContext context) {
            JsonNode tree = context.readTree(in);
            if (!(tree instanceof ObjectNode node) || !node.path(KIND).isString()) {
                return context.reportInputMismatch(Fact.class, "a fact is an object with a text field \"kind\"");
            }
            String kind = node.path(KIND).stringValue();
            Class<?> type = FACTS.get(kind);
            if (type != null) {
                try {
                    return (Fact) PLAIN.treeToValue(node, type);
                } catch (JacksonException e) {
                    // a known kind with a content that this version cannot read: kept as it came
                }
            }
            return unrecognised(kind, node);
        }

        @SuppressWarnings("unchecked")
        private static Fact unrecognised(String kind, ObjectNode node) {
            Map<String, Object> content = new LinkedHashMap<>(PLAIN.treeToValue(node, Map.class));
            content.remove(KIND);
            return new Fact.Unrecognised(kind, content);
        }
    }

    private static final class WishWriter extends ValueSerializer<Order.Wish> {
        @Override
        public void serialize(Order.Wish wish, JsonGenerator out, SerializationContext context) {
            boolean unknown = wish instanceof Order.Wish.Unrecognised;
            context.writeTree(
                    out,
                    unknown
                            ? tagged(((Order.Wish.Unrecognised) wish).kind(), Map.of())
                            : tagged(kind(wish.getClass()), wish));
        }
    }

    private static final class WishReader extends ValueDeserializer<Order.Wish> {
        @Override
        public Order.Wish deserialize(JsonParser in, DeserializationContext context) {
            JsonNode tree = context.readTree(in);
            if (!(tree instanceof ObjectNode node) || !node.path(KIND).isString()) {
                return context.reportInputMismatch(Order.Wish.class, "a wish is an object with a text field \"kind\"");
            }
            String kind = node.path(KIND).stringValue();
            Class<?> type = WISHES.get(kind);
            if (type != null) {
                try {
                    return (Order.Wish) PLAIN.treeToValue(node, type);
                } catch (JacksonException e) {
                    // a known kind with a content that this version cannot read: refused by its id, like a new kind
                }
            }
            return new Order.Wish.Unrecognised(Texts.shortened(kind));
        }
    }
}

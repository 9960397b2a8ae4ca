package dev.seatline.device.technician;

import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.device.seat.Input.Press;
import dev.seatline.device.seat.Outputs;
import dev.seatline.wire.WireJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Plays the bench over HTTP. Any thread. No answer repeats what was sent: it could be a badge number in a wrong field.
final class BenchDoor {
    static final String OUTPUTS = "/bench/outputs";

    private static final List<String> PRESSES =
            Stream.of(Press.values()).map(BenchDoor::kebab).toList();
    private static final String BURSTS =
            "\"bursts\" must be a whole number from 0 (silence) to " + BenchHardware.MOST_BURSTS;

    private final BenchHardware bench;
    private final Map<String, Deed> deeds = Map.of(
            "/bench/badge", new Deed(List.of("card"), this::badge),
            "/bench/button", new Deed(List.of("press"), this::button),
            "/bench/hook", new Deed(List.of("lifted"), this::hook),
            "/bench/ring", new Deed(List.of("bursts"), this::ring),
            "/bench/part", new Deed(List.of("part", "ok"), this::part));

    BenchDoor(BenchHardware bench) {
        this.bench = bench;
    }

    /// The paths that take a POST.
    List<String> paths() {
        return deeds.keySet().stream().sorted().toList();
    }

    /// @param path one of [#paths]
    Answer post(String path, byte[] body) {
        Deed deed = deeds.get(path);
        if (deed == null) {
            throw new IllegalArgumentException("one of " + paths() + ", found " + path);
        }
        return read(body, deed.fields()) instanceof ObjectNode sent
                ? deed.hand().apply(sent).map(Answer::of).orElseGet(() -> Answer.json(202, Map.of()))
                : Answer.of(Problem.badRequest("send one JSON object with exactly the fields "
                        + String.join(", ", deed.fields()) + ", and nothing else"));
    }

    /// What lamp, digits and buzzer show, in lower case.
    Answer outputs() {
        Outputs shown = bench.outputs();
        Outputs.Lamp lamp = shown.lamp();
        return Answer.json(
                200,
                new ShownOutputs(
                        new ShownLamp(kebab(lamp.colour()), kebab(lamp.pattern()), lamp.offlineGap()),
                        shown.digits(),
                        kebab(shown.buzzer())));
    }

    private Optional<Problem> badge(ObjectNode sent) {
        JsonNode card = sent.path("card");
        if (!card.isString()) {
            return Optional.of(Problem.wrongValue("\"card\" must be a text, found " + sort(card)));
        }
        try {
            return sensed(bench.badge(card.stringValue()), BenchHardware.BADGE_READER);
        } catch (IllegalArgumentException e) {
            return Optional.of(Problem.wrongValue("\"card\" must have 1 to 64 characters without spaces"));
        }
    }

    private Optional<Problem> button(ObjectNode sent) {
        String wanted = sent.path("press").asString("");
        for (Press press : Press.values()) {
            if (kebab(press).equals(wanted)) {
                return sensed(bench.press(press), BenchHardware.BUTTON);
            }
        }
        return Optional.of(
                Problem.wrongValue("\"press\" must be one of " + String.join(", ", PRESSES) + "; found another value"));
    }

    private Optional<Problem> hook(ObjectNode sent) {
        JsonNode lifted = sent.path("lifted");
        return lifted.isBoolean()
                ? sensed(bench.hook(lifted.booleanValue()), BenchHardware.HOOK)
                : Optional.of(Problem.wrongValue("\"lifted\" must be true or false, found " + sort(lifted)));
    }

    private Optional<Problem> ring(ObjectNode sent) {
        JsonNode bursts = sent.path("bursts");
        if (!bursts.isIntegralNumber() || !bursts.canConvertToInt()) {
            return Optional.of(Problem.wrongValue(BURSTS + ", found " + sort(bursts)));
        }
        int wanted = bursts.intValue();
        return wanted < 0 || wanted > BenchHardware.MOST_BURSTS
                ? Optional.of(Problem.wrongValue(BURSTS + ", found " + wanted))
                : sensed(bench.ring(wanted), BenchHardware.BELL);
    }

    private Optional<Problem> part(ObjectNode sent) {
        String part = sent.path("part").asString("");
        JsonNode ok = sent.path("ok");
        if (!BenchHardware.PARTS.contains(part)) {
            return Optional.of(Problem.wrongValue(
                    "\"part\" must be one of " + String.join(", ", BenchHardware.PARTS) + "; found another value"));
        }
        if (!ok.isBoolean()) {
            return Optional.of(Problem.wrongValue("\"ok\" must be true or false, found " + sort(ok)));
        }
        bench.part(part, ok.booleanValue());
        return Optional.empty();
    }

    private static Optional<Problem> sensed(boolean sensed, String part) {
        return sensed ? Optional.empty() : Optional.of(Problem.notSensed(part));
    }

    /// The object, or something else when it is none or its fields are not these.
    private static JsonNode read(byte[] body, List<String> fields) {
        try {
            JsonNode tree = WireJson.mapper().readTree(body);
            boolean proper = tree instanceof ObjectNode object
                    && object.propertyNames().stream().allMatch(fields::contains)
                    && object.size() == fields.size();
            return proper ? tree : tree.path("");
        } catch (JacksonException | NumberFormatException e) {
            // its message would repeat what was sent; the latter for an exponent of more than 32 bits
            return WireJson.mapper().nullNode();
        }
    }

    private static String sort(JsonNode value) {
        return "a " + value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static String kebab(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What one path does with its fields.
    private record Deed(List<String> fields, Hand hand) {}

    /// Does it, and says what was wrong, if anything.
    private interface Hand {
        Optional<Problem> apply(ObjectNode sent);
    }

    /// The answer of [#outputs].
    private record ShownOutputs(ShownLamp lamp, String digits, String buzzer) {}

    private record ShownLamp(String colour, String pattern, boolean offlineGap) {}
}

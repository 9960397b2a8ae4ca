package dev.seatline.device;

import dev.seatline.config.Entry;
import dev.seatline.config.Section;
import dev.seatline.device.hardware.keyboard.KeyboardSettings;
import dev.seatline.device.hardware.pins.PinSettings.BadgeReader;
import dev.seatline.device.hardware.rdm6300.Rdm6300Frames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads which badge reader a seat has, and how it is connected. Stateless; used by the one thread that reads the file.
final class BadgeReaderConfig {
    /// A badge stays longer than that, and each look wakes the processor twice.
    private static final Duration EVERY = Duration.ofMillis(250);

    /// A card is asked for some ten milliseconds; faster would be no rest between two askings.
    private static final Duration LEAST_EVERY = Duration.ofMillis(50);

    /// Nobody holds a badge longer than this without wondering.
    private static final Duration MOST_EVERY = Duration.ofSeconds(2);

    private static final int LONGEST_NAME = 128;
    private static final String INPUT = "/dev/input";

    private BadgeReaderConfig() {}

    static Optional<BadgeReader> read(Section reader, LinesTaken taken) {
        if (!reader.present()) {
            return Optional.empty();
        }
        Entry entry = reader.required("kind");
        Optional<Kind> named =
                entry.as("keyboard, rdm6300, mfrc522", text -> Optional.of(Kind.of(text)), Optional.empty());
        if (named.isEmpty()) {
            // which keys it may have is not known then
            Arrays.stream(Kind.values()).flatMap(kind -> kind.keys().stream()).forEach(reader::optional);
            return Optional.empty();
        }
        Kind kind = named.get();
        tellKeysOfOthers(reader, kind);
        return Optional.of(
                switch (kind) {
                    case KEYBOARD -> keyboard(reader);
                    case RDM6300 ->
                        new BadgeReader.Rdm6300(
                                device(reader, "/dev/serial0", taken),
                                reader.optional("form").choice(Rdm6300Frames.Form.class, Rdm6300Frames.Form.HEX));
                    case MFRC522 ->
                        new BadgeReader.Mfrc522(
                                device(reader, "/dev/spidev0.0", taken),
                                reader.optional("every").duration(LEAST_EVERY, MOST_EVERY, EVERY));
                });
    }

    private static void tellKeysOfOthers(Section reader, Kind kind) {
        for (Kind other : Kind.values()) {
            for (String key : other.keys()) {
                if (reader.has(key) && !kind.keys().contains(key)) {
                    reader.optional(key)
                            .mistake("belongs to kind %s, found kind %s; take it out"
                                    .formatted(other.text(), kind.text()));
                }
            }
        }
    }

    private static Path device(Section reader, String usual, LinesTaken taken) {
        Path device = PinConfig.devicePath(reader.required("device"), usual);
        taken.device(device.toString(), "pins.badge-reader.device");
        return device;
    }

    private static BadgeReader keyboard(Section reader) {
        String device = reader.required("device")
                .as(
                        "a path below /dev/input, best one of by-id, or the reader's name as /proc/bus/input/devices tells it",
                        BadgeReaderConfig::pathOrName,
                        "none");
        KeyboardSettings usual = KeyboardSettings.USUAL;
        KeyboardSettings.Ending ending =
                reader.optional("ends-with").choice(KeyboardSettings.Ending.class, usual.ending());
        Duration pause = Trial.duration(reader.optional("pause"), usual.pause());
        List<Integer> digits = digits(reader.optional("digits"), List.of(usual.fewest(), usual.most()));
        int fewest = digits.getFirst();
        int most = digits.getLast();
        KeyboardSettings settings = Trial.all(
                reader,
                usual,
                List.of(
                        new Trial<>(
                                "pause",
                                () -> new KeyboardSettings(
                                        usual.layout(), ending, pause, usual.fewest(), usual.most())),
                        new Trial<>(
                                "digits", () -> new KeyboardSettings(usual.layout(), ending, pause, fewest, most))));
        return new BadgeReader.Keyboard(device, settings);
    }

    private static String pathOrName(String text) {
        if (text.startsWith("/")) {
            Path path = PinConfig.deviceFile(text);
            return PinConfig.onlyIf(path.startsWith(INPUT) && path.getNameCount() > 2, text);
        }
        boolean name =
                !text.isBlank() && text.length() <= LONGEST_NAME && text.chars().noneMatch(Character::isISOControl);
        return PinConfig.onlyIf(name, text);
    }

    private static List<Integer> digits(Entry entry, List<Integer> usual) {
        List<Integer> digits = new ArrayList<>();
        for (Entry item : entry.items(2, 2)) {
            digits.add(item.number(1, 1000, 0));
        }
        return digits.size() != 2 || digits.contains(0) ? usual : digits;
    }

    private enum Kind {
        KEYBOARD,
        RDM6300,
        MFRC522;

        List<String> keys() {
            return switch (this) {
                case KEYBOARD -> List.of("device", "ends-with", "pause", "digits");
                case RDM6300 -> List.of("device", "form");
                case MFRC522 -> List.of("device", "every");
            };
        }

        static Kind of(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.text().equals(text))
                    .findFirst()
                    .orElseThrow(IllegalArgumentException::new);
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

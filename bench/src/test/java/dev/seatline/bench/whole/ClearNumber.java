package dev.seatline.bench.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Looks for badge numbers that can be read, in every way in which a program would write one down by accident. Used by
/// one thread.
final class ClearNumber {
    private final Map<String, byte[]> shapes = new LinkedHashMap<>();
    /// shapes by their first two bytes
    private final Map<Integer, List<Map.Entry<String, byte[]>>> byStart = new HashMap<>();

    /// @param numbers an even number of hex digits each, at least 12, so that no other bytes look like them
    ClearNumber(List<String> numbers) {
        numbers.forEach(this::addShapes);
        shapes.entrySet()
                .forEach(shape -> byStart.computeIfAbsent(start(shape.getValue(), 0), _ -> new ArrayList<>())
                        .add(shape));
    }

    private void addShapes(String number) {
        byte[] bytes = HexFormat.of().parseHex(number);
        byte[] reversed = reversed(bytes);
        for (String text : List.of(number, HexFormat.of().formatHex(reversed))) {
            String upper = text.toUpperCase(Locale.ROOT);
            String lower = text.toLowerCase(Locale.ROOT);
            for (String written : List.of(upper, lower)) {
                addText(number + " as " + written, written);
                for (String between : List.of(":", " ", "-")) {
                    addText(number + " with " + between, written.replaceAll("(..)(?!$)", "$1" + between));
                }
            }
            addText(number + " decimal of " + text, new BigInteger(text, 16).toString());
        }
        shapes.put(number + " as bytes", bytes);
        shapes.put(number + " as bytes reversed", reversed);
        addText(
                number + " as bytes in Base64",
                Base64.getEncoder().withoutPadding().encodeToString(bytes));
        // 2^56 numbers are tried in no time when there is no key
        for (String text : List.of(number.toUpperCase(Locale.ROOT), number.toLowerCase(Locale.ROOT))) {
            byte[] hash = sha256(text.getBytes(StandardCharsets.UTF_8));
            shapes.put(number + " SHA-256 without a key of " + text, hash);
            addText(number + " SHA-256 in hex of " + text, HexFormat.of().formatHex(hash));
        }
    }

    private void addText(String label, String text) {
        shapes.put(label + " (text)", text.getBytes(StandardCharsets.UTF_8));
        shapes.put(label + " (UTF-16LE)", text.getBytes(StandardCharsets.UTF_16LE));
        shapes.put(label + " (UTF-16BE)", text.getBytes(StandardCharsets.UTF_16BE));
    }

    /// Every way in which it looks.
    Map<String, byte[]> shapes() {
        return Map.copyOf(shapes);
    }

    /// What was found in some bytes, one line each.
    List<String> in(String place, byte[] bytes) {
        List<String> found = new ArrayList<>();
        for (int at = 0; at + 1 < bytes.length; at++) {
            for (Map.Entry<String, byte[]> shape : byStart.getOrDefault(start(bytes, at), List.of())) {
                byte[] wanted = shape.getValue();
                if (at + wanted.length <= bytes.length
                        && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                    found.add("%s at byte %d: %s".formatted(place, at, shape.getKey()));
                }
            }
        }
        return found;
    }

    List<String> in(String place, String text) {
        return in(place, text.getBytes(StandardCharsets.UTF_8));
    }

    /// What was found in the names and contents of all files below a folder.
    List<String> below(Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                found.addAll(in("name " + file, file.toString()));
                if (Files.isRegularFile(file)) {
                    found.addAll(in(file.toString(), content(file)));
                }
            }
        }
        return found;
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            // a program that runs has deleted it meanwhile
            return new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int start(byte[] bytes, int at) {
        return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

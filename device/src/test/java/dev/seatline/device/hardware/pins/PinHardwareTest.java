package dev.seatline.device.hardware.pins;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.hardware.bell.RingCadence;
import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.device.hardware.button.GestureSettings;
import dev.seatline.device.hardware.edges.ContactSettings;
import dev.seatline.device.hardware.gpiochip.RehearsalChip;
import dev.seatline.device.hardware.linux.Terminal;
import dev.seatline.device.hardware.pi4j.PinBoard;
import dev.seatline.device.hardware.rdm6300.Rdm6300Frames.Form;
import dev.seatline.device.seat.Input;
import dev.seatline.device.seat.Outputs;
import dev.seatline.wire.ConsoleStatus.PartHealth;
import dev.seatline.wire.SiteKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A seat of real parts on a machine that has no pins: with a reader at a serial line of the kernel.
@Timeout(60)
class PinHardwareTest {
    private static final SiteKey KEY = SiteKey.ofHex("00112233445566778899aabbccddeeff".repeat(2));
    private static final byte[] FRAME = "\u0002040011223304\u0003".getBytes(US_ASCII);
    private static final String NUMBER = "0400112233";

    @TempDir
    private Path folder;

    private final BlockingQueue<Input> sensed = new LinkedBlockingQueue<>();

    @Test
    void aCardAtASerialReaderIsReadAndGarbageIsCounted() throws Exception {
        try (Terminal terminal = new Terminal()) {
            PinHardware seat = new PinHardware(withReaderAt(Path.of(terminal.path())), KEY, Duration.ofSeconds(3));
            seat.start(sensed::add);
            assertThat(next()).isEqualTo(new Input.PartReported(BenchHardware.BADGE_READER, true, ""));
            terminal.send("garbage \u00020400112233FF\u0003\u00020400".getBytes(US_ASCII));
            terminal.send(FRAME);
            assertThat(next()).isEqualTo(new Input.CardRead(KEY.code(NUMBER)));
            assertThat(seat.health())
                    .containsExactly(new PartHealth(
                            BenchHardware.BADGE_READER, true, terminal.path() + "; 1 cards read, 2 readings rejected"));
            assertThat(seat.inputs()).singleElement().satisfies(reader -> {
                assertThat(reader.seen()).as("no whole number").isEqualTo("••••••••33");
                assertThat(reader.counted()).isEqualTo(1);
                assertThat(reader.rejected()).isEqualTo(2);
                assertThat(reader.last()).isNotNull();
            });
            seat.show(Outputs.DARK);
            seat.stop();
            assertThat(sensed).isEmpty();
        }
    }

    @Test
    void aReaderThatVanishesIsToldAndPickedUpAgainWithNothingOfHalfACard() throws Exception {
        Path line = folder.resolve("line");
        Terminal first = new Terminal();
        Files.createSymbolicLink(line, Path.of(first.path()));
        PinHardware seat = new PinHardware(withReaderAt(line), KEY, Duration.ofSeconds(3));
        seat.start(sensed::add);
        assertThat(next()).isEqualTo(new Input.PartReported(BenchHardware.BADGE_READER, true, ""));
        first.send("\u0002040011".getBytes(US_ASCII));
        first.close();
        assertThat(next()).isInstanceOfSatisfying(Input.PartReported.class, report -> {
            assertThat(report.ok()).isFalse();
            assertThat(report.detail()).contains("look at its");
        });
        Files.delete(line);
        try (Terminal second = new Terminal()) {
            Files.createSymbolicLink(line, Path.of(second.path()));
            assertThat(next()).isEqualTo(new Input.PartReported(BenchHardware.BADGE_READER, true, ""));
            second.send("2233FF\u0003".getBytes(US_ASCII));
            second.send(FRAME);
            assertThat(next()).isEqualTo(new Input.CardRead(KEY.code(NUMBER)));
            seat.stop();
        }
    }

    @Test
    void aBoardWithoutPinsIsToldForEachPartAndTheReaderGoesOn() throws Exception {
        try (Terminal terminal = new Terminal()) {
            ContactSettings contact =
                    new ContactSettings(Duration.ofMillis(20), true, ContactSettings.Contact.NORMALLY_OPEN);
            PinSettings.Contact wired = new PinSettings.Contact(17, PinSettings.Bias.PULL_UP, contact);
            PinSettings settings = new PinSettings(
                    "no-such-chip",
                    Optional.of(new PinSettings.Button(wired, GestureSettings.USUAL)),
                    Optional.of(new PinSettings.Contact(27, PinSettings.Bias.PULL_UP, contact)),
                    Optional.of(new PinSettings.Bell(22, PinSettings.Bias.PULL_UP, RingCadence.CHINA)),
                    Optional.of(new PinSettings.BadgeReader.Rdm6300(Path.of(terminal.path()), Form.HEX)),
                    Optional.of(new PinSettings.Lamp.Rgb(output(5), output(6), output(13))),
                    Optional.of(new PinSettings.Digits(Path.of("/dev/no-such-bus"), 0x70, 8)),
                    Optional.of(output(26)));
            PinHardware seat = new PinHardware(settings, KEY, Duration.ofSeconds(3));
            seat.start(sensed::add);
            for (int i = 0; i < 7; i++) {
                assertThat(next()).isInstanceOf(Input.PartReported.class);
            }
            terminal.send(FRAME);
            assertThat(next()).isEqualTo(new Input.CardRead(KEY.code(NUMBER)));
            List<PartHealth> health = seat.health();
            assertThat(health)
                    .extracting(PartHealth::part, PartHealth::ok)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(BenchHardware.BADGE_READER, true),
                            org.assertj.core.groups.Tuple.tuple(BenchHardware.BUTTON, false),
                            org.assertj.core.groups.Tuple.tuple(BenchHardware.HOOK, false),
                            org.assertj.core.groups.Tuple.tuple(BenchHardware.BELL, false),
                            org.assertj.core.groups.Tuple.tuple(BenchHardware.LAMP, false),
                            org.assertj.core.groups.Tuple.tuple(BenchHardware.DIGITS, false),
                            org.assertj.core.groups.Tuple.tuple(BenchHardware.BUZZER, false));
            assertThat(health.get(1).detail()).contains("no GPIO chip with the label no-such-chip");
            assertThat(health.get(5).detail()).contains("/dev/no-such-bus: cannot open it");
            seat.stop();
        }
    }

    @Test
    void aHookThatRestsAgainWhereItWasAfterALongChatterIsBelievedAgain() throws Exception {
        RehearsalChip chip = new RehearsalChip();
        ContactSettings contact =
                new ContactSettings(Duration.ofMillis(300), false, ContactSettings.Contact.NORMALLY_OPEN);
        PinSettings settings = new PinSettings(
                "none",
                Optional.empty(),
                Optional.of(new PinSettings.Contact(1, PinSettings.Bias.AS_IS, contact)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        PinHardware seat = new PinHardware(settings, KEY, Duration.ofSeconds(3), new PinBoard(() -> chip));
        seat.start(sensed::add);
        assertThat(next()).isEqualTo(new Input.PartReported(BenchHardware.HOOK, true, ""));
        assertThat(next()).isEqualTo(new Input.HookMoved(false));
        while (sensed.isEmpty()) {
            chip.edge(1, true);
            chip.edge(1, false);
            Thread.sleep(5);
        }
        assertThat(next()).isInstanceOfSatisfying(Input.PartReported.class, report -> {
            assertThat(report.ok()).isFalse();
            assertThat(report.detail()).contains("has not rested");
        });
        assertThat(next()).isEqualTo(new Input.PartReported(BenchHardware.HOOK, true, ""));
        assertThat(next()).isEqualTo(new Input.HookMoved(false));
        seat.stop();
    }

    @Test
    void ofWhatWaitedForASlowConsoleTheRingIsHeardBeforeTheLiftingThatAnsweredIt() throws Exception {
        RehearsalChip chip = new RehearsalChip();
        ContactSettings contact = new ContactSettings(Duration.ZERO, false, ContactSettings.Contact.NORMALLY_OPEN);
        PinSettings settings = new PinSettings(
                "none",
                Optional.of(new PinSettings.Button(
                        new PinSettings.Contact(1, PinSettings.Bias.AS_IS, contact),
                        new GestureSettings(
                                Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMinutes(1)))),
                Optional.of(new PinSettings.Contact(2, PinSettings.Bias.AS_IS, contact)),
                Optional.of(new PinSettings.Bell(3, PinSettings.Bias.AS_IS, RingCadence.CHINA)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Semaphore goesOn = new Semaphore(0);
        PinHardware seat = new PinHardware(settings, KEY, Duration.ofSeconds(3), new PinBoard(() -> chip));
        seat.start(input -> {
            sensed.add(input);
            if (input instanceof Input.ButtonPressed) {
                goesOn.acquireUninterruptibly();
            }
        });
        while (seat.health().stream().anyMatch(part -> !part.ok())) {
            Thread.sleep(5);
        }
        chip.edge(1, true);
        chip.edge(1, false);
        Input before = next();
        while (!(before instanceof Input.ButtonPressed)) {
            before = next();
        }
        long until = System.nanoTime() + Duration.ofMillis(800).toNanos();
        for (boolean high = true; System.nanoTime() - until < 0; high = !high) {
            chip.edge(3, high);
            Thread.sleep(10);
        }
        chip.edge(2, true);
        goesOn.release();
        assertThat(next()).isEqualTo(new Input.BellRang());
        assertThat(next()).isEqualTo(new Input.HookMoved(true));
        seat.stop();
    }

    private static PinSettings.Output output(int line) {
        return new PinSettings.Output(line, false);
    }

    private static PinSettings withReaderAt(Path device) {
        return new PinSettings(
                "no-such-chip",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new PinSettings.BadgeReader.Rdm6300(device, Form.HEX)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Input next() throws IOException, InterruptedException {
        Input input = sensed.poll(20, TimeUnit.SECONDS);
        if (input == null) {
            throw new IOException("nothing was sensed");
        }
        return input;
    }
}

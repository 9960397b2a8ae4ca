package dev.seatline.device.hardware.pins;

import dev.seatline.device.hardware.InputReading;
import dev.seatline.device.hardware.SeatHardware;
import dev.seatline.device.hardware.button.Gestures;
import dev.seatline.device.hardware.evdev.InputDevice;
import dev.seatline.device.hardware.ht16k33.Ht16k33;
import dev.seatline.device.hardware.keyboard.KeyboardReader;
import dev.seatline.device.hardware.linux.LinuxException;
import dev.seatline.device.hardware.linuxbus.LinuxI2cDevice;
import dev.seatline.device.hardware.pi4j.PinBoard;
import dev.seatline.device.hardware.rdm6300.Rdm6300Frames;
import dev.seatline.device.hardware.serial.SerialLine;
import dev.seatline.device.seat.Input;
import dev.seatline.device.seat.Outputs;
import dev.seatline.wire.ConsoleStatus.PartHealth;
import dev.seatline.wire.SeatParts;
import dev.seatline.wire.SiteKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// A seat of real parts. A part that cannot be had, or fails later, is told and tried again; the seat goes on
/// with what works.
///
/// Threads: `senses` waits for contacts and reader (one that must be looked at has `reader`), `lamp` switches
/// what blinks, `digits` writes the display; none of them wakes without need. Methods are for any thread.
public final class PinHardware implements SeatHardware {
    private static final Duration THREAD_ENDS = Duration.ofSeconds(5);
    private static final int RDM6300_BAUD = 9_600;

    private final PinSettings settings;
    private final SiteKey key;
    private final Duration sameCard;
    private final PinBoard board;
    private final Deque<Runnable> toStop = new ArrayDeque<>();

    private volatile List<Sensor> sensors = List.of();
    private volatile @Nullable PartBoard parts;
    private volatile @Nullable LineShow lines;
    private volatile @Nullable DigitsShow digits;

    /// @param key under which badge numbers become codes
    /// @param sameCard within which the seat takes a card for the same tap
    public PinHardware(PinSettings settings, SiteKey key, Duration sameCard) {
        this(settings, key, sameCard, new PinBoard(settings.chip()));
    }

    /// @param key under which badge numbers become codes
    /// @param sameCard within which the seat takes a card for the same tap
    /// @param board where the lines are, whatever chip the settings name; closed by [#stop]
    public PinHardware(PinSettings settings, SiteKey key, Duration sameCard, PinBoard board) {
        this.settings = settings;
        this.key = key;
        this.sameCard = sameCard;
        this.board = board;
    }

    @Override
    public synchronized void start(Consumer<Input> sensed) {
        if (parts != null) {
            throw new IllegalStateException("this seat has been started already");
        }
        PartBoard all = new PartBoard(sensed);
        parts = all;
        List<Sensor> sensing = List.copyOf(sensors(sensed));
        sensors = sensing;
        sensing.forEach(sensor -> all.add(sensor.part(), sensor::well));
        settings.lamp().ifPresent(_ -> all.add(SeatParts.LAMP, () -> "switched"));
        settings.digits()
                .ifPresent(display -> all.add(
                        SeatParts.DIGITS, () -> "%s, address 0x%02x".formatted(display.bus(), display.address())));
        settings.buzzer().ifPresent(line -> all.add(SeatParts.BUZZER, () -> "line " + line.line()));

        toStop.push(board::close);
        LineShow lamp = new LineShow(board, all, settings);
        run("lamp", lamp, lamp::stop);
        lines = lamp;
        settings.digits().ifPresent(display -> {
            DigitsShow show = new DigitsShow(
                    () -> new Ht16k33(
                            LinuxI2cDevice.open(display.bus().toString(), display.address()), display.brightness()),
                    all);
            run("digits", show, show::stop);
            digits = show;
        });
        // a look takes milliseconds: an edge must not wait for it
        sense(
                "senses",
                sensing.stream()
                        .filter(one -> !(one instanceof LookingReader))
                        // lifting ends the ringing: of what has waited the bell is read before the hook
                        .sorted(Comparator.comparing(one -> !(one instanceof BellSensor)))
                        .toList(),
                all);
        sense("reader", sensing.stream().filter(LookingReader.class::isInstance).toList(), all);
    }

    private void sense(String name, List<Sensor> some, PartBoard all) {
        if (some.isEmpty()) {
            return;
        }
        try {
            SenseLoop loop = new SenseLoop(some, all);
            run(name, loop, loop::stop);
        } catch (LinuxException e) {
            some.forEach(sensor -> all.failed(sensor.part(), String.valueOf(e.getMessage())));
        }
    }

    private List<Sensor> sensors(Consumer<Input> sensed) {
        List<Sensor> wired = new ArrayList<>();
        settings.badgeReader().ifPresent(reader -> wired.add(reader(reader, sensed)));
        settings.button()
                .ifPresent(button -> wired.add(new ContactSensor(
                        SeatParts.BUTTON,
                        board,
                        button.contact(),
                        new ButtonMeaning(new Gestures(button.gestures()), sensed))));
        @Nullable
        BellSensor bell =
                settings.bell().map(line -> new BellSensor(board, line, sensed)).orElse(null);
        LongConsumer lifted = at -> {
            if (bell != null) {
                bell.lifted(at);
            }
        };
        settings.hook()
                .ifPresent(hook ->
                        wired.add(new ContactSensor(SeatParts.HOOK, board, hook, new HookMeaning(lifted, sensed))));
        if (bell != null) {
            wired.add(bell);
        }
        return wired;
    }

    private Sensor reader(PinSettings.BadgeReader reader, Consumer<Input> sensed) {
        return switch (reader) {
            case PinSettings.BadgeReader.Keyboard typing ->
                new ReaderSensor(
                        () -> InputDevice.open(typing.device()),
                        () -> new KeyboardReader(typing.settings()),
                        key,
                        sensed);
            case PinSettings.BadgeReader.Rdm6300 serial ->
                new ReaderSensor(
                        () -> SerialLine.open(serial.device().toString(), RDM6300_BAUD),
                        () -> new Rdm6300Frames(serial.form(), sameCard.dividedBy(2)),
                        key,
                        sensed);
            case PinSettings.BadgeReader.Mfrc522 looking ->
                new LookingReader(looking, sameCard.dividedBy(2), key, sensed);
        };
    }

    private void run(String name, Runnable work, Runnable end) {
        Thread thread = Thread.ofPlatform().daemon().name(name).start(work);
        toStop.push(() -> {
            end.run();
            try {
                if (!thread.join(THREAD_ENDS)) {
                    Logger.error("the thread {} does not end", name);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void show(Outputs outputs) {
        LineShow lamp = lines;
        if (lamp != null) {
            lamp.show(outputs);
        }
        DigitsShow display = digits;
        if (display != null) {
            display.show(outputs.digits());
        }
    }

    @Override
    public List<PartHealth> health() {
        PartBoard all = parts;
        return all == null ? List.of() : all.health();
    }

    @Override
    public List<InputReading> inputs() {
        return sensors.stream().map(Sensor::reading).toList();
    }

    @Override
    public synchronized void stop() {
        while (!toStop.isEmpty()) {
            toStop.pop().run();
        }
    }
}

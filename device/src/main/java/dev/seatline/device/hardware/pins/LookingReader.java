package dev.seatline.device.hardware.pins;

import dev.seatline.device.hardware.InputReading;
import dev.seatline.device.hardware.badge.CardNumber;
import dev.seatline.device.hardware.linux.LinuxFile;
import dev.seatline.device.hardware.linuxbus.LinuxSpiDevice;
import dev.seatline.device.hardware.mfrc522.Mfrc522;
import dev.seatline.device.seat.Input;
import dev.seatline.wire.SeatParts;
import dev.seatline.wire.SiteKey;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A badge reader that says nothing by itself and is looked at now and then: an MFRC522. Numbers become codes
/// here and go no further. For one thread, which it has for itself, since a look takes some milliseconds.
final class LookingReader implements Sensor {
    /// The chip bears 10 MHz, breadboards do not.
    private static final int HERTZ = 1_000_000;

    private final PinSettings.BadgeReader.Mfrc522 settings;
    private final Duration again;
    private final SiteKey key;
    private final Consumer<Input> sensed;

    private @Nullable Mfrc522 chip;
    private long next;
    private volatile String seen = "";
    private volatile InputReading reading = InputReading.unseen(SeatParts.BADGE_READER);

    LookingReader(PinSettings.BadgeReader.Mfrc522 settings, Duration again, SiteKey key, Consumer<Input> sensed) {
        this.settings = settings;
        this.again = again;
        this.key = key;
        this.sensed = sensed;
    }

    @Override
    public String part() {
        return SeatParts.BADGE_READER;
    }

    @Override
    public @Nullable LinuxFile open(long now) throws IOException {
        chip = new Mfrc522(LinuxSpiDevice.open(settings.device().toString(), HERTZ), again, LockSupport::parkNanos);
        look(now);
        return null;
    }

    @Override
    public boolean read(long now) {
        return true;
    }

    @Override
    public void passed(long now) {
        if (now - next >= 0) {
            look(now);
        }
    }

    private void look(long now) {
        next = now + settings.every().toNanos();
        Mfrc522 reader = chip;
        if (reader != null) {
            Optional<CardNumber> card = reader.look(now);
            InputReading before = reading.rejected(reader.rejected());
            // what can be looked at comes first: whoever hears of a card finds it there
            reading = card.map(read -> before.card(read.digits(), read.at())).orElse(before);
            card.ifPresent(read -> sensed.accept(new Input.CardRead(key.code(read.digits()))));
            seen = "%s; %d readings rejected, revived %d times"
                    .formatted(settings.device(), reader.rejected(), reader.revived());
        }
    }

    @Override
    public OptionalLong due() {
        return OptionalLong.of(next);
    }

    @Override
    public String trouble(long now) {
        Mfrc522 reader = chip;
        return reader == null ? "" : reader.fault().orElse("");
    }

    @Override
    public String well() {
        return seen;
    }

    @Override
    public InputReading reading() {
        return reading;
    }

    @Override
    public void again() {
        // a card that was not read is not told later
    }

    @Override
    public void close() {
        Mfrc522 reader = chip;
        chip = null;
        if (reader != null) {
            reader.close();
        }
    }
}

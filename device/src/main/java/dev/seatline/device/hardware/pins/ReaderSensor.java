package dev.seatline.device.hardware.pins;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.seatline.device.hardware.InputReading;
import dev.seatline.device.hardware.badge.CardDecoder;
import dev.seatline.device.hardware.badge.CardNumber;
import dev.seatline.device.hardware.linux.LinuxFile;
import dev.seatline.device.seat.Input;
import dev.seatline.wire.SeatParts;
import dev.seatline.wire.SiteKey;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A badge reader that sends bytes: a typing one, or one at a serial line. Numbers become codes here and go
/// no further. For one thread.
final class ReaderSensor implements Sensor {
    private static final int AT_ONCE = 1536;

    /// A reader that sends more without a pause is broken; others want to be heard too.
    private static final int MOST_AT_ONCE = 16;

    private final Opening opening;
    private final Supplier<CardDecoder> decoders;
    private final SiteKey key;
    private final Consumer<Input> sensed;
    private final byte[] chunk = new byte[AT_ONCE];

    private volatile CardDecoder decoder;
    private volatile @Nullable LinuxFile file;
    private @Nullable MemorySegment buffer;
    private volatile InputReading reading = InputReading.unseen(SeatParts.BADGE_READER);
    private final AtomicLong cards = new AtomicLong();

    /// Opens the reader's file.
    interface Opening {
        LinuxFile open() throws IOException;
    }

    /// @param decoders a new one each time the reader is opened
    ReaderSensor(Opening opening, Supplier<CardDecoder> decoders, SiteKey key, Consumer<Input> sensed) {
        this.opening = opening;
        this.decoders = decoders;
        this.key = key;
        this.sensed = sensed;
        decoder = decoders.get();
    }

    @Override
    public String part() {
        return SeatParts.BADGE_READER;
    }

    @Override
    public LinuxFile open(long now) throws IOException {
        LinuxFile opened = opening.open();
        file = opened;
        buffer = opened.memory(AT_ONCE);
        decoder = decoders.get();
        return opened;
    }

    @Override
    public boolean read(long now) throws IOException {
        LinuxFile reader = Objects.requireNonNull(file);
        MemorySegment bytes = Objects.requireNonNull(buffer);
        for (int round = 0; round < MOST_AT_ONCE; round++) {
            int got = reader.read(bytes);
            if (got == 0) {
                return true;
            }
            if (got < 0) {
                throw new IOException(reader.name() + ": the reader is gone; look at its plug");
            }
            MemorySegment.copy(bytes, JAVA_BYTE, 0, chunk, 0, got);
            tell(decoder.read(chunk, got, now));
        }
        return false;
    }

    @Override
    public void passed(long now) {
        tell(decoder.passed(now));
    }

    private void tell(List<CardNumber> numbers) {
        InputReading now = reading.rejected(decoder.rejected());
        for (CardNumber card : numbers) {
            now = now.card(card.digits(), card.at());
        }
        // what can be looked at comes first: whoever hears of a card finds it there
        reading = now;
        for (CardNumber card : numbers) {
            cards.incrementAndGet();
            sensed.accept(new Input.CardRead(key.code(card.digits())));
        }
    }

    @Override
    public OptionalLong due() {
        return decoder.due();
    }

    @Override
    public String trouble(long now) {
        return "";
    }

    @Override
    public String well() {
        LinuxFile opened = file;
        return "%s; %d cards read, %d readings rejected"
                .formatted(opened == null ? part() : opened.name(), cards.get(), decoder.rejected());
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
        LinuxFile opened = file;
        file = null;
        buffer = null;
        // a number of which half was read must not meet the other half of another
        decoder = decoders.get();
        if (opened != null) {
            opened.close();
        }
    }
}

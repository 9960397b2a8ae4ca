package dev.seatline.device.hardware.mfrc522;

import dev.seatline.device.hardware.badge.CardNumber;
import dev.seatline.device.hardware.bus.SpiDevice;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// A reader of contactless cards (ISO/IEC 14443 type A) with an MFRC522. It is looked through now and then by
/// [#look], which tells a card that stays again once in a while only, so that the seat knows that it is still
/// there.
///
/// Such readers are known to go silent after days or weeks: a dip of their 3.3 V sets them back to what they
/// are after power-on, with the field off, and nothing says so. So every look begins by reading back what was
/// set; a chip that has forgotten it, or does not finish what it is told, is set up anew, and once an hour it
/// is anyhow while it reads no card. What looks like a fault once is mended by the next look; the second time
/// in a row it is told by [#fault].
///
/// The number of a card is its own, unencrypted: any phone can copy it. A phone gives another number at each tap.
///
/// NXP, MFRC522 data sheet, rev. 3.9: sections 8.5 (timer), 8.8 (reset), 9.3 (registers), 10.3 (commands).
/// Times are nanoseconds of the monotonic clock. For one thread.
public final class Mfrc522 implements AutoCloseable {
    static final String LOOK_AT = "look at its 3.3 V (a capacitor of 220 µF beside it helps) and at the wires SDA, SCK,"
            + " MOSI, MISO and RST, and keep them short";

    /// The chips of NXP (versions 0.0, 1.0, 2.0) and of Fudan that are sold on readers.
    private static final List<Integer> VERSIONS = List.of(0x88, 0x90, 0x91, 0x92, 0xB2);

    private static final Duration AGAIN_WHEN_IDLE = Duration.ofHours(1);

    private static final int SOFT_RESET = 0x0F;
    private static final int POWERED_DOWN = 0x10;
    private static final int FIELD_ON = 0x83;
    private static final int FIELD_OFF = 0x80;
    private static final int FULL_MODULATION = 0x40;

    /// The transmitter waits for a field; checksums begin with 0x6363.
    private static final int USUAL_MODE = 0x3D;

    /// 106 kbit/s, checksums by us.
    private static final int SLOWEST = 0x00;

    /// The timer starts by itself when a frame has been sent.
    private static final int TIMER_AUTOMATIC = 0x80;

    /// 13.56 MHz / (2 * 169 + 1) = 40 kHz: steps of 25 µs.
    private static final int TIMER_PRESCALER = 169;

    private static final List<Long> RESET_PAUSES = List.of(1_000_000L, 10_000_000L, 50_000_000L);

    private final SpiDevice device;
    private final LongConsumer pause;
    private final long again;
    private final Registers registers;
    private final Selection selection;

    /// Whether the chip has been set up, and nothing has said since that it is not.
    private boolean ready;

    /// Means something once there was a start.
    private long started;

    private boolean startedOnce;
    private int version;

    private int failures;
    private @Nullable String fault;
    private @Nullable CardNumber told;
    private long rejected;
    private long revived;
    private boolean closed;

    /// @param device the chip; mode 0, at most 10 MHz. Closed with this
    /// @param again how soon a card that stays is told again, 0 for every look; half of the time within which
    ///     the seat takes a card for the same tap, or less
    /// @param pause waits for so many nanoseconds, such as
    ///     [java.util.concurrent.locks.LockSupport#parkNanos(long)]
    public Mfrc522(SpiDevice device, Duration again, LongConsumer pause) {
        if (again.isNegative()) {
            throw new IllegalArgumentException(
                    "the time after which a card is told again is 0 or more, found " + again);
        }
        this.device = device;
        this.pause = pause;
        this.again = again.toNanos();
        registers = new Registers(device);
        selection = new Selection(new Air(registers, pause));
    }

    /// Looks for a card. Takes some 3 ms when there is none, 15 to 40 ms when there is one, and never throws
    /// because of what the chip says or does not say: [#fault] tells.
    ///
    /// @param now when
    /// @return a card that came, or that is told again
    public Optional<CardNumber> look(long now) {
        if (closed) {
            return Optional.empty();
        }
        try {
            Selection.Seen seen = looked(now);
            failures = 0;
            fault = null;
            return switch (seen) {
                case Selection.Seen.Nothing _ -> Optional.empty();
                case Selection.Seen.Unreadable _ -> {
                    rejected++;
                    yield Optional.empty();
                }
                case Selection.Seen.Card card -> told(new CardNumber(card.number(), now));
            };
        } catch (IOException e) {
            failed(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /// What keeps the reader from working, and what to look at; empty while it works. It goes on being tried.
    public Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    /// How many readings were damaged, cut off, or of several cards at once, since the beginning.
    public long rejected() {
        return rejected;
    }

    /// How many times the chip had to be set up anew because it had forgotten how it was, or went silent. What
    /// is done once an hour does not count. A reader that needs it daily has bad power or long wires.
    public long revived() {
        return revived;
    }

    /// Switches the field off if the chip still answers. Idempotent.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (device) {
            registers.write(Registers.TX_CONTROL, FIELD_OFF);
        } catch (IOException _) {
            // it does not answer, so there is nothing to switch off
        }
    }

    private Selection.Seen looked(long now) throws IOException {
        if (!ready || !asSetUp()) {
            ready = false;
            start(now);
            if (startedOnce) {
                revived++;
            }
            startedOnce = true;
        }
        Selection.Seen seen = selection.look();
        if (!(seen instanceof Selection.Seen.Card) && now - started >= AGAIN_WHEN_IDLE.toNanos()) {
            start(now);
        }
        return seen;
    }

    private void failed(String why) {
        ready = false;
        failures++;
        if (failures > 1 || !startedOnce) {
            fault = why;
        }
    }

    private void start(long now) throws IOException {
        registers.write(Registers.COMMAND, SOFT_RESET);
        for (long length : RESET_PAUSES) {
            pause.accept(length);
            if ((registers.read(Registers.COMMAND) & POWERED_DOWN) == 0) {
                break;
            }
        }
        version = registers.read(Registers.VERSION);
        if (!VERSIONS.contains(version)) {
            throw new IOException(unknown(version));
        }
        registers.write(Registers.TX_MODE, SLOWEST);
        registers.write(Registers.RX_MODE, SLOWEST);
        registers.write(Registers.TIMER_MODE, TIMER_AUTOMATIC);
        registers.write(Registers.TIMER_PRESCALER, TIMER_PRESCALER);
        registers.write(Registers.TIMER_RELOAD_HIGH, 0);
        registers.write(Registers.TIMER_RELOAD_LOW, Air.TIMER_STEPS);
        registers.write(Registers.TX_ASK, FULL_MODULATION);
        registers.write(Registers.MODE, USUAL_MODE);
        registers.write(Registers.TX_CONTROL, FIELD_ON);
        if (!asSetUp()) {
            throw new IOException("the MFRC522 answers, but does not keep what is written to it; " + LOOK_AT);
        }
        started = now;
        ready = true;
    }

    /// Whether the chip still is what it was set up to be. After a reset all of these are different.
    private boolean asSetUp() throws IOException {
        int[] found = registers.readEach(
                Registers.VERSION, Registers.MODE, Registers.TX_CONTROL, Registers.TX_ASK, Registers.TIMER_MODE);
        return found[0] == version
                && found[1] == USUAL_MODE
                && found[2] == FIELD_ON
                && found[3] == FULL_MODULATION
                && found[4] == TIMER_AUTOMATIC;
    }

    private static String unknown(int version) {
        return version == 0x00 || version == 0xFF
                ? "no MFRC522 answers (its version reads as 0x%02X); %s".formatted(version, LOOK_AT)
                : "what answers is no MFRC522 that is known: its version reads as 0x%02X, known are %s; %s"
                        .formatted(
                                version,
                                String.join(
                                        ", ",
                                        VERSIONS.stream()
                                                .map("0x%02X"::formatted)
                                                .toList()),
                                LOOK_AT);
    }

    private Optional<CardNumber> told(CardNumber card) {
        CardNumber before = told;
        if (before != null && before.digits().equals(card.digits()) && card.at() - before.at() < again) {
            return Optional.empty();
        }
        told = card;
        return Optional.of(card);
    }
}

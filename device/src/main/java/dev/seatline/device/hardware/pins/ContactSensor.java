package dev.seatline.device.hardware.pins;

import dev.seatline.device.hardware.InputReading;
import dev.seatline.device.hardware.edges.Debounce;
import dev.seatline.device.hardware.edges.Settled;
import dev.seatline.device.hardware.gpiochip.Edge;
import dev.seatline.device.hardware.linux.LinuxFile;
import dev.seatline.device.hardware.pi4j.ChipInput;
import dev.seatline.device.hardware.pi4j.PinBoard;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A contact at a pin: its edges are debounced, and what can be believed is told. For one thread.
final class ContactSensor implements Sensor, Edge {
    /// A contact that has not rested for so long is broken, or its wire is loose.
    private static final long BROKEN_AFTER = 2_000_000_000L;

    private final String part;
    private final PinBoard board;
    private final PinSettings.Contact settings;
    private final Meaning meaning;

    private Debounce debounce;
    private volatile @Nullable ChipInput pin;
    private boolean missed;
    private volatile InputReading reading;
    private long edgesBefore;

    /// Whether it was without rest for too long when last looked at.
    private boolean broken;

    /// What the contact's levels mean.
    interface Meaning {
        void settled(Settled level);

        /// Time has passed, and all levels up to `now` were told.
        ///
        /// @param restlessSince since when the contact has been without rest, empty if it stays where it is
        void passed(long now, OptionalLong restlessSince);

        OptionalLong due();

        /// What is wrong, or empty.
        String trouble(long now);

        /// The contact answers again after it had failed: what lasts is told again.
        void again();

        /// Nothing is known of the contact any more.
        void lost();
    }

    ContactSensor(String part, PinBoard board, PinSettings.Contact settings, Meaning meaning) {
        this.part = part;
        this.board = board;
        this.settings = settings;
        this.meaning = meaning;
        debounce = new Debounce(List.of(settings.settings()));
        reading = InputReading.unseen(part);
    }

    @Override
    public String part() {
        return part;
    }

    @Override
    public LinuxFile open(long now) throws IOException {
        debounce = new Debounce(List.of(settings.settings()));
        missed = false;
        broken = false;
        ChipInput opened = board.input(part, settings.line(), Lines.bias(settings.bias()));
        pin = opened;
        boolean high = opened.line().high();
        reading = reading.at(high);
        tell(debounce.asked(0, high, now));
        return opened.line().file();
    }

    @Override
    public boolean read(long now) throws IOException {
        ChipInput opened = Objects.requireNonNull(pin);
        boolean all = opened.line().read(this);
        if (all && missed) {
            missed = false;
            boolean high = opened.line().high();
            reading = reading.at(high);
            tell(debounce.asked(0, high, System.nanoTime()));
        }
        return all;
    }

    @Override
    public void seen(boolean high, long at) {
        List<Settled> settled = debounce.edge(0, high, at);
        tell(settled);
        reading = reading.edge(high, at);
        Objects.requireNonNull(pin).tell(high);
    }

    @Override
    public void missed() {
        debounce.missed(0);
        missed = true;
    }

    @Override
    public void passed(long now) {
        tell(debounce.passed(now));
        meaning.passed(now, debounce.restlessSince(0, now));
    }

    private void tell(List<Settled> levels) {
        for (Settled level : levels) {
            meaning.settled(level);
            reading = reading.believed(level.worked(), level.first(), reading.edges() - edgesBefore);
            edgesBefore = reading.edges();
        }
    }

    @Override
    public OptionalLong due() {
        return Lines.earlier(Lines.earlier(debounce.due(), meaning.due()), restless());
    }

    /// When what goes on now will be called broken, or, once it is, when it will have rested.
    private OptionalLong restless() {
        if (broken) {
            return debounce.restsAt(0);
        }
        OptionalLong since = debounce.restlessSince(0, System.nanoTime());
        return since.isPresent() ? OptionalLong.of(since.getAsLong() + BROKEN_AFTER) : since;
    }

    @Override
    public String trouble(long now) {
        OptionalLong since = debounce.restlessSince(0, now);
        broken = since.isPresent() && now - since.getAsLong() >= BROKEN_AFTER;
        if (broken) {
            return "%s has not rested for %d s; look for a loose wire, a missing pull or a worn contact"
                    .formatted(nameOfLine(), BROKEN_AFTER / 1_000_000_000L);
        }
        return meaning.trouble(now);
    }

    private String nameOfLine() {
        ChipInput opened = pin;
        return opened == null ? part : opened.line().name();
    }

    @Override
    public String well() {
        return nameOfLine();
    }

    @Override
    public InputReading reading() {
        return reading;
    }

    @Override
    public void again() {
        meaning.again();
    }

    @Override
    public void close() {
        meaning.lost();
        reading = reading.lost();
        ChipInput opened = pin;
        pin = null;
        if (opened != null) {
            board.release(opened);
        }
    }
}

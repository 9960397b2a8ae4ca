package dev.seatline.device.hardware.edges;

import static dev.seatline.device.hardware.edges.Contacts.BOUNCE;
import static dev.seatline.device.hardware.edges.Contacts.nanos;
import static dev.seatline.device.hardware.edges.Contacts.pressed;
import static dev.seatline.device.hardware.edges.Contacts.released;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.device.hardware.edges.ContactSettings.Contact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// What becomes of edges; [BounceShapesTest] has the shapes of bounces.
class DebounceTest {
    private static final int SEEDS = 300;
    private static final int CHANGES = 40;

    @Test
    void aGlitchShorterThanTheBounceTimeNeverComesOut() {
        Contacts contacts = Contacts.atRest();
        contacts.edges(0, 9_999, 30_000, 30_001, 60_000, 69_000);
        contacts.passUntil(1_000_000);
        assertThat(contacts.told()).isEmpty();
        assertThat(contacts.debounce().due()).isEmpty();
    }

    @Test
    void nothingIsDueUntilALevelIsAboutToChange() {
        Contacts contacts = Contacts.atRest();
        assertThat(contacts.debounce().due()).isEmpty();
        contacts.edges(0);
        assertThat(contacts.debounce().due()).hasValue(nanos(10_000));
        contacts.edges(4_000);
        assertThat(contacts.debounce().due()).as("back at rest").isEmpty();
        contacts.edges(5_000);
        assertThat(contacts.debounce().due()).hasValue(nanos(15_000));
        contacts.passUntil(14_999);
        assertThat(contacts.told()).isEmpty();
        contacts.passUntil(15_000);
        assertThat(contacts.told()).containsExactly(pressed(0));
        assertThat(contacts.debounce().due()).isEmpty();
    }

    @Test
    void normallyOpenAndClosedAndInversionSayWhatALevelMeans() {
        assertThat(new ContactSettings(BOUNCE, false, Contact.NORMALLY_OPEN).worked(true))
                .isTrue();
        assertThat(new ContactSettings(BOUNCE, true, Contact.NORMALLY_OPEN).worked(true))
                .isFalse();
        assertThat(new ContactSettings(BOUNCE, false, Contact.NORMALLY_CLOSED).worked(true))
                .isFalse();
        assertThat(new ContactSettings(BOUNCE, true, Contact.NORMALLY_CLOSED).worked(true))
                .isTrue();
        for (Contact contact : Contact.values()) {
            for (boolean inverted : new boolean[] {true, false}) {
                ContactSettings settings = new ContactSettings(BOUNCE, inverted, contact);
                assertThat(settings.worked(true)).isNotEqualTo(settings.worked(false));
            }
        }
    }

    @Test
    void theLevelFoundAtTheBeginningIsToldAsFound() {
        Debounce debounce = new Debounce(List.of(Contacts.BUTTON));
        assertThat(debounce.asked(0, false, nanos(0))).isEmpty();
        assertThat(debounce.due()).hasValue(nanos(10_000));
        assertThat(debounce.passed(nanos(10_000))).containsExactly(new Settled(0, true, nanos(0), true));
        debounce.edge(0, true, nanos(50_000));
        assertThat(debounce.passed(nanos(60_000))).containsExactly(new Settled(0, false, nanos(50_000), false));
    }

    @Test
    void withoutABounceTimeEveryEdgeIsBelievedAtOnce() {
        ContactSettings bare = new ContactSettings(Duration.ZERO, false, Contact.NORMALLY_OPEN);
        Debounce debounce = new Debounce(List.of(bare));
        assertThat(debounce.edge(0, true, 5)).containsExactly(new Settled(0, true, 5, true));
        assertThat(debounce.edge(0, false, 5)).containsExactly(new Settled(0, false, 5, false));
        assertThat(debounce.edge(0, true, 6)).containsExactly(new Settled(0, true, 6, false));
    }

    @Test
    void whatStoodBeforeMissedEdgesIsNotBelieved() {
        Contacts contacts = Contacts.atRest();
        contacts.edges(0);
        contacts.missed();
        assertThat(contacts.debounce().due()).isEmpty();
        contacts.passUntil(500_000);
        contacts.edge(true, 500_001);
        contacts.passUntil(900_000);
        assertThat(contacts.told()).as("spikes, for all that is known").isEmpty();
    }

    @Test
    void anEdgeThatComesLateIsNotLost() {
        Contacts contacts = Contacts.atRest();
        contacts.edges(0);
        contacts.passUntil(10_000);
        contacts.edges(9_000);
        contacts.passUntil(50_000);
        assertThat(contacts.told()).containsExactly(pressed(0), released(9_000));
    }

    @Test
    void aTimeBeforeTheLastEdgeCountsAsThat() {
        Contacts contacts = Contacts.atRest();
        contacts.edges(0, 5_000, 4_000);
        assertThat(contacts.debounce().due()).hasValue(nanos(15_000));
    }

    @Test
    void whatHasChatteredForLongHasTheMomentOfItsLastEdge() {
        Contacts contacts = Contacts.atRest();
        for (long at = 0; at <= 2_000_000; at += 5_000) {
            contacts.edges(at);
        }
        assertThat(contacts.debounce().restlessSince(0, nanos(2_000_001))).hasValue(nanos(0));
        contacts.passUntil(2_500_000);
        assertThat(contacts.told()).containsExactly(pressed(2_000_000));
        assertThat(contacts.debounce().restlessSince(0, nanos(2_500_000))).isEmpty();
    }

    @Test
    void inputsDoNotDisturbEachOtherAndTheEarliestIsDue() {
        ContactSettings slow = new ContactSettings(Duration.ofMillis(50), true, Contact.NORMALLY_OPEN);
        Debounce debounce = new Debounce(List.of(slow, Contacts.BUTTON));
        debounce.asked(0, true, nanos(0));
        debounce.asked(1, true, nanos(0));
        debounce.passed(nanos(100_000));
        debounce.edge(0, false, nanos(200_000));
        debounce.edge(1, false, nanos(220_000));
        assertThat(debounce.due()).hasValue(nanos(230_000));
        assertThat(debounce.edge(1, true, nanos(225_000))).isEmpty();
        assertThat(debounce.due()).hasValue(nanos(250_000));
        debounce.edge(1, false, nanos(226_000));
        assertThat(debounce.passed(nanos(260_000)))
                .as("in the order of their moments")
                .containsExactly(
                        new Settled(0, true, nanos(200_000), false), new Settled(1, true, nanos(220_000), false));
    }

    @Test
    void anyBouncesAreThePressesTheyWereMadeOf() {
        for (int seed = 0; seed < SEEDS; seed++) {
            RandomGenerator random = new Random(seed);
            Contacts contacts = Contacts.atRest(random.nextBoolean());
            List<Settled> made = new ArrayList<>();
            long at = 0;
            for (int change = 0; change < CHANGES; change++) {
                boolean pressing = change % 2 == 0;
                at = spikes(contacts, random, pressing, at) + quiet(random);
                made.add(pressing ? pressed(at) : released(at));
                at = bounces(contacts, random, pressing, at) + quiet(random);
            }
            contacts.passUntil(at);
            assertThat(contacts.told()).as("seed %d", seed).isEqualTo(made);
        }
    }

    /// Settles anew; gives the moment of the last edge.
    private static long bounces(Contacts contacts, RandomGenerator random, boolean pressing, long from) {
        long at = from;
        contacts.edge(!pressing, at);
        for (int bounces = random.nextInt(12); bounces > 0; bounces--) {
            at += random.nextLong(10_000);
            contacts.edge(pressing, at);
            at += random.nextLong(10_000);
            contacts.edge(!pressing, at);
            if (random.nextInt(8) == 0) {
                contacts.missed();
                at += random.nextLong(10_000);
                contacts.asked(!pressing, at);
            }
        }
        return at;
    }

    /// Comes back to where it was; gives the moment of the last edge.
    private static long spikes(Contacts contacts, RandomGenerator random, boolean pressing, long from) {
        long at = from;
        for (int spikes = random.nextInt(4); spikes > 0; spikes--) {
            at += quiet(random);
            contacts.edge(!pressing, at);
            at += random.nextLong(10_000);
            contacts.edge(pressing, at);
        }
        return at;
    }

    private static long quiet(RandomGenerator random) {
        return random.nextLong(10_000, 400_000);
    }

    @Test
    void aBounceTimeOutOfRangeIsToldWithTheRange() {
        assertThatThrownBy(() -> new ContactSettings(Duration.ofSeconds(2), true, Contact.NORMALLY_OPEN))
                .hasMessageContaining("0 to 1000 ms")
                .hasMessageContaining("PT2S");
        assertThatThrownBy(() -> new ContactSettings(Duration.ofNanos(-1), true, Contact.NORMALLY_OPEN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

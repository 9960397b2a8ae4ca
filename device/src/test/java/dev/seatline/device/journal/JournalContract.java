package dev.seatline.device.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every journal must do. A subclass says how to open one; opening twice must find the same journal.
abstract class JournalContract {
    static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    static final int KEPT = 50;
    private static final BootId BOOT = new BootId("boot1");
    private static final ConsoleId CONSOLE = new ConsoleId("c1");

    /// Opens the journal of this test; [#KEPT] confirmed facts are kept.
    abstract Journal open();

    /// From now on nothing more can be written, or it can again.
    abstract void full(Journal journal, boolean full);

    @Test
    void aNewJournalIsEmptyAndSaysWhyItBegan() {
        try (Journal journal = open()) {
            Journal.Opening opening = journal.opening();
            assertThat(opening.began()).isEqualTo(new Fact.JournalBegan(Fact.JournalCause.NEW, null, ""));
            assertThat(opening.state()).isEqualTo(SeatState.vacant(START));
            assertThat(opening.settings()).isEqualTo(Settings.NONE);
            assertThat(opening.recordedBefore()).isZero();
            assertThat(journal.depth()).isEqualTo(new Journal.Depth(1, 0, 0));
            assertThat(journal.read(1, 10)).isEmpty();
        }
    }

    @Test
    void aJournalThatNeverGotItsFirstFactSaysAgainWhyItBeganAndHasAnotherNameAsItMayBeACopy() {
        JournalId first;
        try (Journal journal = open()) {
            first = journal.opening().journal();
        }
        try (Journal journal = open()) {
            assertThat(journal.opening().journal()).isNotEqualTo(first);
            assertThat(journal.opening().began()).isNotNull();
            first = journal.opening().journal();
            append(journal, 1);
        }
        try (Journal journal = open()) {
            assertThat(journal.opening().journal()).isEqualTo(first);
            assertThat(journal.read(1, 1).getFirst().journal()).isEqualTo(first);
        }
    }

    @Test
    void whatWasAppendedIsReadInOrderAndAfterARestart() {
        List<Envelope> written;
        try (Journal journal = open()) {
            written = append(journal, 7);
            assertThat(journal.read(1, 100)).isEqualTo(written);
            assertThat(journal.read(3, 2)).isEqualTo(written.subList(2, 4));
            assertThat(journal.read(8, 100)).isEmpty();
        }
        try (Journal journal = open()) {
            assertThat(journal.read(1, 100)).isEqualTo(written);
            assertThat(journal.depth()).isEqualTo(new Journal.Depth(1, 7, 0));
            assertThat(journal.opening().began()).isNull();
            assertThat(journal.opening().recordedBefore()).isEqualTo(7);
            assertThat(journal.opening().journal()).isEqualTo(written.getFirst().journal());
            assertThat(journal.opening().state()).isEqualTo(folded(written));
        }
    }

    @Test
    void theStateIsTheFoldOfEverythingHoweverMuchWasForgotten() {
        SeatState state;
        try (Journal journal = open()) {
            append(journal, 2_345);
            journal.confirm(2_300);
            append(journal, 1);
            state = folded(journal);
        }
        try (Journal journal = open()) {
            assertThat(journal.opening().state()).isEqualTo(state);
            assertThat(journal.depth().last()).isEqualTo(2_346);
            assertThat(journal.depth().oldest()).isGreaterThan(2_000).isLessThanOrEqualTo(2_251);
        }
    }

    @Test
    void aHoleIsRefused() {
        try (Journal journal = open()) {
            append(journal, 2);
            Envelope tooFar = fact(journal.opening().journal(), 4);
            assertThatThrownBy(() -> journal.append(List.of(tooFar), SeatState.vacant(START)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(journal.depth().last()).isEqualTo(2);
        }
    }

    @Test
    void aFactOfAnotherJournalIsRefused() {
        try (Journal journal = open()) {
            append(journal, 2);
            Envelope strange = fact(new JournalId("another"), 3);
            assertThatThrownBy(() -> journal.append(List.of(strange), SeatState.vacant(START)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(journal.depth().last()).isEqualTo(2);
            beginAgain(journal);
            append(journal, 1);
            assertThat(journal.read(1, 100)).hasSize(3);
        }
    }

    @Test
    void everyKindOfIdAndTimeIsReadAsItWasWritten() {
        List<Envelope> written = new ArrayList<>();
        try (Journal journal = open()) {
            JournalId id = journal.opening().journal();
            for (String boot :
                    List.of("b", "0123456789abcdef0123456789abcdef", "0123456789ABCDEF0123456789abcdef", "7")) {
                for (String wall : List.of(
                        "2026-11-22T08:00:00.123Z",
                        "2026-11-22T08:00:00.123456789Z",
                        "1970-01-01T00:00:00Z",
                        "0000-01-01T00:00:00Z",
                        "9999-12-31T23:59:59.999999999Z")) {
                    written.add(new Envelope(
                            new ConsoleId("007"),
                            id,
                            written.size() + 1L,
                            new BootId(boot),
                            written.isEmpty() ? Long.MAX_VALUE : written.size(),
                            Instant.parse(wall),
                            written.size() % 2 == 0 ? ClockTrust.TRUSTED : ClockTrust.UNTRUSTED,
                            written.isEmpty()
                                    ? new Fact.Unrecognised("new-kind", Map.of("n", 1))
                                    : new Fact.HandRaised()));
                }
            }
            journal.append(written, folded(written));
            assertThat(journal.read(1, 100)).isEqualTo(written);
        }
        try (Journal journal = open()) {
            assertThat(journal.read(1, 100)).isEqualTo(written);
        }
    }

    @Test
    void onlyConfirmedFactsAreForgottenAndTheNewestOfThemAreKept() {
        try (Journal journal = open()) {
            append(journal, 1_000);
            journal.confirm(600);
            assertThat(journal.depth().confirmed()).isEqualTo(600);
            assertThat(journal.depth().backlog()).isEqualTo(400);
            assertThat(journal.depth().oldest()).isGreaterThan(1).isLessThanOrEqualTo(600 - KEPT + 1);
            List<Envelope> kept = journal.read(1, 2_000);
            assertThat(kept.getFirst().sequence()).isEqualTo(journal.depth().oldest());
            assertThat(kept.getLast().sequence()).isEqualTo(1_000);
        }
        try (Journal journal = open()) {
            assertThat(journal.read(601, 2_000)).hasSize(400);
            assertThat(journal.depth().confirmed()).isEqualTo(600);
        }
    }

    @Test
    void aConfirmNeverGoesBackNorBeyondTheLast() {
        try (Journal journal = open()) {
            append(journal, 20);
            journal.confirm(15);
            journal.confirm(15);
            journal.confirm(3);
            assertThat(journal.depth().confirmed()).isEqualTo(15);
            journal.confirm(99);
            assertThat(journal.depth().confirmed()).isEqualTo(20);
        }
    }

    @Test
    void whatTheHubMayKnowStaysWhereItWasUntilTheHubHasAnswered() {
        try (Journal journal = open()) {
            append(journal, 5);
        }
        for (int start = 1; start <= 3; start++) {
            try (Journal journal = open()) {
                assertThat(journal.opening().recordedBefore()).isEqualTo(5);
                append(journal, 2);
            }
        }
        try (Journal journal = open()) {
            journal.confirm(3);
            append(journal, 1);
        }
        try (Journal journal = open()) {
            assertThat(journal.opening().recordedBefore()).isEqualTo(12);
            append(journal, 1);
            beginAgain(journal);
        }
        try (Journal journal = open()) {
            assertThat(journal.opening().recordedBefore()).isEqualTo(2);
        }
    }

    @Test
    void settingsAreKept() {
        Settings settings =
                new Settings(7, List.of(), List.of(), Settings.NONE.reasons(), Settings.NONE.breakTypes(), 60, 5);
        try (Journal journal = open()) {
            journal.keep(settings);
        }
        try (Journal journal = open()) {
            assertThat(journal.opening().settings()).isEqualTo(settings);
        }
    }

    @Test
    void aFullDiskLosesNothingAndTheNextCallMaySucceed() {
        try (Journal journal = open()) {
            List<Envelope> before = append(journal, 5);
            full(journal, true);
            List<Envelope> many = facts(journal, 400);
            assertThatThrownBy(() -> journal.append(many, folded(many))).isInstanceOf(JournalFullException.class);
            assertThat(journal.depth()).isEqualTo(new Journal.Depth(1, 5, 0));
            assertThat(journal.read(1, 1_000)).isEqualTo(before);
            full(journal, false);
            journal.append(List.of(), folded(before));
            journal.append(many, folded(many));
            assertThat(journal.read(6, 1_000)).isEqualTo(many);
        }
    }

    @Test
    void anOldCopyBeginsAgainUnderANewId() {
        List<Envelope> carried;
        try (Journal journal = open()) {
            append(journal, 10);
            carried = beginAgain(journal);
            assertThat(journal.read(1, 100)).isEqualTo(carried);
            assertThat(journal.depth()).isEqualTo(new Journal.Depth(1, 2, 0));
        }
        try (Journal journal = open()) {
            assertThat(journal.opening().journal()).isEqualTo(carried.getFirst().journal());
            assertThat(journal.read(1, 100)).isEqualTo(carried);
        }
    }

    // ---- what the tests are made of

    /// Begins again with one fact carried over.
    static List<Envelope> beginAgain(Journal journal) {
        JournalId fresh = new JournalId("fresh");
        Fact began = new Fact.JournalBegan(
                Fact.JournalCause.RESTORED, journal.opening().journal(), "");
        List<Envelope> carried =
                List.of(new Envelope(CONSOLE, fresh, 1, BOOT, 5, START, ClockTrust.TRUSTED, began), fact(fresh, 2));
        journal.beginAgain(carried, folded(carried));
        return carried;
    }

    /// Appends so many more facts, in batches of up to 100.
    static List<Envelope> append(Journal journal, int count) {
        List<Envelope> all = facts(journal, count);
        for (int from = 0; from < count; from += 100) {
            List<Envelope> batch = all.subList(from, Math.min(count, from + 100));
            journal.append(batch, journalState(journal, batch));
        }
        return all;
    }

    private static SeatState journalState(Journal journal, List<Envelope> batch) {
        // facts of this kit are such that the state follows from the newest sign-in or sign-out alone
        return batch.getFirst().sequence() == 1 ? folded(batch) : folded(journal, batch);
    }

    private static SeatState folded(Journal journal, List<Envelope> more) {
        List<Envelope> all = new ArrayList<>(journal.read(more.getFirst().sequence() - 2, 2));
        all.addAll(more);
        return folded(all);
    }

    static List<Envelope> facts(Journal journal, int count) {
        List<Envelope> facts = new ArrayList<>();
        JournalId id = journal.depth().last() == 0
                ? journal.opening().journal()
                : journal.read(journal.depth().last(), 1).getFirst().journal();
        for (long sequence = journal.depth().last() + 1; facts.size() < count; sequence++) {
            facts.add(fact(id, sequence));
        }
        return facts;
    }

    /// Odd facts sign in, even ones sign out: two neighbours decide the whole state.
    static Envelope fact(JournalId journal, long sequence) {
        PersonId person = new PersonId("p" + (sequence + 1) / 2);
        Fact fact = sequence % 2 == 1 ? new Fact.SignedIn(person) : new Fact.SignedOut(person, Fact.SignOutCause.BADGE);
        return new Envelope(
                CONSOLE, journal, sequence, BOOT, sequence * 10, START.plusSeconds(sequence), ClockTrust.TRUSTED, fact);
    }

    static SeatState folded(Journal journal) {
        return folded(journal.read(journal.depth().last() - 2, 3));
    }

    static SeatState folded(List<Envelope> facts) {
        SeatState state = SeatState.vacant(START);
        for (Envelope fact : facts) {
            state = state.after(fact.fact(), fact.wall());
        }
        return state;
    }
}

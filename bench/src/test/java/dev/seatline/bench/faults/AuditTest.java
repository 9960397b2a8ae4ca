package dev.seatline.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.store.EventStore.JournalKey;
import dev.seatline.server.store.EventStore.Loss;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.ShownState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final ConsoleId CONSOLE = new ConsoleId("C1");
    private static final JournalId JOURNAL = new JournalId("J1");
    private static final BootId BOOT = new BootId("B1");
    private static final Instant NINE = Instant.parse("2026-03-02T01:00:00Z");
    private static final Fact READY = new Fact.Declared(new Declaration.Ready(), Fact.Cause.PRESS);

    /// The console starts, somebody signs in, and is ready.
    private static final List<Envelope> DAY =
            List.of(fact(1, new Fact.BootBegan("1")), fact(2, new Fact.SignedIn(new PersonId("li"))), fact(3, READY));

    private final Notes notes = new Notes(CONSOLE);

    private static Envelope fact(long sequence, Fact fact) {
        return new Envelope(
                CONSOLE, JOURNAL, sequence, BOOT, sequence, NINE.plusSeconds(sequence), ClockTrust.TRUSTED, fact);
    }

    private static List<StoredEvent> ledger(int... places) {
        List<StoredEvent> events = new ArrayList<>();
        for (int place : places) {
            Envelope fact = DAY.get(place - 1);
            events.add(new StoredEvent(
                    events.size() + 1L,
                    new SeatId("S1"),
                    fact,
                    fact.wall(),
                    fact.wall(),
                    StoredEvent.TimeQuality.TRUSTED));
        }
        return events;
    }

    private Account account(List<Envelope> journal, List<StoredEvent> ledger, Loss... losses) {
        return Audit.of(List.of(notes), journal, ledger, Arrays.asList(losses));
    }

    private static SeatState after(int facts) {
        SeatState state = SeatState.vacant(NINE);
        for (Envelope fact : DAY.subList(0, facts)) {
            state = state.after(fact.fact(), fact.wall());
        }
        return state;
    }

    private static View view(long last, SeatState state) {
        return new View(BOOT, JOURNAL, last, 0, true, true, true, "", state, Set.of(state.shown()));
    }

    private void answered(long last, ShownState before, ShownState after) {
        notes.answered(new Notes.Answer(BOOT, JOURNAL, last, Set.of(before), Set.of(after)));
    }

    @Test
    void everythingOnceAndInOrderIsClean() {
        notes.seen(view(1, after(1)));
        notes.seen(view(3, after(3)));
        answered(2, ShownState.NOT_READY, ShownState.READY);
        Account account = account(DAY, ledger(1, 2, 3));
        assertThat(account).isEqualTo(new Account(3, 3, 0, 0, 0, 0, 1, List.of()));
        assertThat(account.clean()).isTrue();
    }

    @Test
    void aConsoleThatForgotItsOldestFactsIsClean() {
        notes.seen(view(3, after(3)));
        assertThat(account(DAY.subList(2, 3), ledger(1, 2, 3)).clean()).isTrue();
    }

    @Test
    void whatNeverArrivedIsLost() {
        assertThat(account(DAY, ledger(1)).lost()).isEqualTo(2);
    }

    @Test
    void aGapInTheLedgerIsLostEvenWhenTheConsoleForgotIt() {
        Account account = account(DAY.subList(2, 3), ledger(1, 3));
        assertThat(account.lost()).isEqualTo(1);
        assertThat(account.complaints()).singleElement().asString().contains("2 to 2");
    }

    @Test
    void whatTheHubNoticedItselfIsLost() {
        Loss loss = new Loss(new SeatId("S1"), new JournalKey(CONSOLE, JOURNAL), 2, 4, NINE);
        assertThat(account(DAY, ledger(1, 2, 3), loss).lost()).isEqualTo(3);
    }

    @Test
    void whatWasSeenRecordedAndIsNowhereIsLost() {
        notes.seen(view(5, after(3)));
        assertThat(account(DAY, ledger(1, 2, 3)).lost()).isEqualTo(2);
    }

    @Test
    void aJournalThatIsGoneIsLost() {
        assertThat(account(List.of(), ledger(1, 2, 3)).lost()).isPositive();
    }

    @Test
    void theSameFactTwiceIsDoubled() {
        Account account = account(DAY, ledger(1, 2, 2, 3));
        assertThat(account.doubled()).isEqualTo(1);
        assertThat(account.outOfOrder()).isZero();
    }

    @Test
    void aFactThatNoJournalHoldsIsDoubled() {
        assertThat(account(DAY.subList(0, 2), ledger(1, 2, 3)).doubled()).isEqualTo(1);
    }

    @Test
    void aFactThatSaysSomethingElseThanItsJournalIsDoubled() {
        List<Envelope> other = List.of(DAY.get(0), DAY.get(1), fact(3, new Fact.HandRaised()));
        assertThat(account(other, ledger(1, 2, 3)).doubled()).isEqualTo(1);
    }

    @Test
    void anEarlierFactAfterALaterOneIsOutOfOrder() {
        Account account = account(DAY, ledger(1, 3, 2));
        assertThat(account.outOfOrder()).isEqualTo(1);
        assertThat(account.lost() + account.doubled()).isZero();
    }

    @Test
    void aLampThatAnsweredWithoutAFactIsToldOf() {
        answered(2, ShownState.NOT_READY, ShownState.READY);
        assertThat(account(DAY.subList(0, 2), ledger(1, 2)).unrecorded()).isEqualTo(1);
    }

    @Test
    void aFactOfALaterStartDoesNotExplainTheLamp() {
        answered(2, ShownState.NOT_READY, ShownState.READY);
        Envelope later =
                new Envelope(CONSOLE, JOURNAL, 3, new BootId("B2"), 1, NINE.plusSeconds(3), ClockTrust.TRUSTED, READY);
        Account account = account(List.of(DAY.get(0), DAY.get(1), later), ledger(1, 2));
        assertThat(account.unrecorded()).isEqualTo(1);
    }

    @Test
    void aLampThatWasLateItselfProvesNothing() {
        answered(3, ShownState.NOT_READY, ShownState.READY);
        assertThat(account(DAY, ledger(1, 2, 3)).unrecorded()).isZero();
    }

    @Test
    void aStateThatFollowsFromNoFactIsToldOf() {
        notes.seen(view(2, after(3)));
        assertThat(account(DAY.subList(0, 2), ledger(1, 2)).unrecorded()).isEqualTo(1);
        assertThat(account(DAY, ledger(1, 2, 3)).unrecorded())
                .as("the fact came after the state was seen")
                .isEqualTo(1);
    }
}

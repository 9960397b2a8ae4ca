package dev.seatline.server.floor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.wire.BootId;
import dev.seatline.wire.BreakType;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.ConsoleStatus;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Headset;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatReport;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.ShownState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the floor makes of facts, reports and links, in whatever order they come.
final class FloorTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final SeatId S01 = new SeatId("S01");
    private static final SeatId S02 = new SeatId("S02");
    private static final ConsoleId C01 = new ConsoleId("C01");
    private static final BootId B1 = new BootId("B1");
    private static final BootId B2 = new BootId("B2");
    private static final JournalId J1 = new JournalId("J1");
    private static final JournalId J2 = new JournalId("J2");
    private static final PersonId LI = new PersonId("A1001");
    private static final Declaration READY = new Declaration.Ready();

    private Floor floor = fresh(NOW);

    private static Floor fresh(Instant began) {
        return Floor.of(
                List.of(new ConfiguredSeat(S01, C01, "T1"), new ConfiguredSeat(S02, new ConsoleId("C02"), "")),
                Map.of(LI, "李雷"),
                began);
    }

    private void hear(FloorNews... news) {
        floor = floor.after(List.of(news));
    }

    private SeatView seat() {
        return floor.seat(S01).orElseThrow();
    }

    private static FloorNews fact(JournalId journal, long sequence, Fact fact) {
        Instant at = NOW.plusSeconds(sequence);
        Envelope envelope = new Envelope(C01, journal, sequence, B1, sequence * 1_000, at, ClockTrust.TRUSTED, fact);
        return new FloorNews.Delivered(S01, envelope, at, at.plusMillis(20));
    }

    private static FloorNews report(JournalId journal, long sequence, SeatState state) {
        return report(journal, sequence, state, NOW.plusSeconds(sequence), ClockTrust.TRUSTED);
    }

    private static FloorNews report(JournalId journal, long sequence, SeatState state, Instant wall, ClockTrust clock) {
        SeatReport report =
                new SeatReport(C01, journal, sequence, B1, wall, clock, state.shown(), state.shownReason(), state, 0);
        return new FloorNews.Reported(S01, report, NOW.plusSeconds(sequence));
    }

    private static FloorNews link(BootId boot, boolean online, long second) {
        return new FloorNews.StatusHeard(
                S01, new ConsoleStatus(C01, online, boot, "1", 1, 0, List.of()), NOW.plusSeconds(second));
    }

    private static SeatState signedIn(Instant at) {
        return SeatState.vacant(NOW).after(new Fact.SignedIn(LI), at);
    }

    private static SeatState ready(Instant at) {
        return signedIn(at).after(new Fact.Declared(READY, Fact.Cause.PRESS), at);
    }

    @Test
    void aSeatThatWasNeverHeardOfSaysSo() {
        assertThat(seat().link()).isEqualTo(SeatView.Link.NEVER_SEEN);
        assertThat(seat().linkSince()).isNull();
        assertThat(seat().state()).isEqualTo(ShownState.OFFLINE);
        assertThat(seat().since()).isEqualTo(NOW);
        assertThat(seat().agent()).isNull();
        assertThat(seat().headset()).isEqualTo(Headset.UNKNOWN);
    }

    @Test
    void aLinkAloneTellsNoState() {
        hear(link(B1, true, 5));
        assertThat(seat().link()).isEqualTo(SeatView.Link.ONLINE);
        assertThat(seat().state()).isEqualTo(ShownState.UNKNOWN);
        assertThat(seat().since()).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void aSeatShowsWhatItsFactsFoldTo() {
        hear(
                link(B1, true, 0),
                fact(J1, 1, new Fact.SignedIn(LI)),
                fact(J1, 2, new Fact.Declared(READY, Fact.Cause.PRESS)),
                fact(J1, 3, new Fact.HeadsetMoved(Headset.RESTING)),
                fact(J1, 4, new Fact.RingCounted(2)),
                fact(J1, 5, new Fact.ChangePended(new Declaration.RestBreak(BreakType.REST, 10), Fact.Cause.PRESS)));
        assertThat(seat().state()).isEqualTo(ShownState.RINGING);
        assertThat(seat().rings()).isEqualTo(2);
        assertThat(seat().since()).isEqualTo(NOW.plusSeconds(4));
        assertThat(seat().headset()).isEqualTo(Headset.RESTING);
        assertThat(seat().pending()).isEqualTo("rest-break");
        assertThat(seat().breakMinutes()).isNull();
        assertThat(seat().agentName()).isEqualTo("李雷");
        assertThat(seat().clock()).isEqualTo(ClockTrust.TRUSTED);
        hear(
                fact(J1, 6, new Fact.RingingEnded(2, Fact.RingEnd.STOPPED)),
                fact(J1, 7, new Fact.Declared(new Declaration.RestBreak(BreakType.REST, 10), Fact.Cause.SYSTEM)));
        assertThat(seat().state()).isEqualTo(ShownState.BREAK);
        assertThat(seat().breakMinutes()).isEqualTo(10);
        assertThat(seat().pending()).isNull();
    }

    @Test
    void withoutALinkASeatIsOfflineWithItsAgentAsLastKnown() {
        hear(
                link(B1, true, 0),
                fact(J1, 1, new Fact.SignedIn(LI)),
                fact(J1, 2, new Fact.RingCounted(3)),
                fact(J1, 3, new Fact.HandRaised()),
                link(B1, false, 9));
        assertThat(seat().state()).isEqualTo(ShownState.OFFLINE);
        assertThat(seat().reason()).isNull();
        assertThat(seat().since()).isEqualTo(NOW.plusSeconds(9));
        assertThat(seat().linkSince()).isEqualTo(NOW.plusSeconds(9));
        assertThat(seat().agent()).isEqualTo("A1001");
        assertThat(seat().rings()).isZero();
        assertThat(seat().raised()).as("somebody may still be waiting there").isTrue();
        hear(link(B1, true, 20));
        assertThat(seat().state()).isEqualTo(ShownState.RINGING);
    }

    @Test
    void factsThatArriveLateDoNotOverwriteTheReport() {
        hear(link(B1, true, 0), report(J1, 50, ready(NOW.plusSeconds(50))));
        assertThat(seat().state()).isEqualTo(ShownState.READY);
        assertThat(seat().backlog()).isEqualTo(50);
        hear(fact(J1, 1, new Fact.SignedIn(LI)), fact(J1, 2, new Fact.SignedOut(LI, Fact.SignOutCause.BADGE)));
        assertThat(seat().state()).isEqualTo(ShownState.READY);
        assertThat(seat().backlog()).isEqualTo(48);
    }

    @Test
    void anOlderReportDoesNotWin() {
        hear(
                link(B1, true, 0),
                report(J1, 5, ready(NOW)),
                report(J1, 4, signedIn(NOW)),
                fact(J1, 1, new Fact.SignedIn(LI)));
        assertThat(seat().state()).isEqualTo(ShownState.READY);
        hear(fact(J1, 6, new Fact.RingCounted(1)), report(J1, 5, ready(NOW)));
        assertThat(seat().state()).isEqualTo(ShownState.RINGING);
    }

    @Test
    void aRetainedReportOfAJournalThatIsOverDoesNotWin() {
        hear(
                link(B1, true, 0),
                report(J1, 900, signedIn(NOW)),
                report(J2, 2, ready(NOW)),
                report(J1, 901, signedIn(NOW)));
        assertThat(seat().state()).isEqualTo(ShownState.READY);
        assertThat(seat().backlog()).isEqualTo(2);
        assertThat(floor.journal(S01)).contains(J2);
        // and the ledger remembers which journals are over
        floor = fresh(NOW.plusSeconds(60)).recalling(floor.records(List.of(S01)));
        hear(link(B2, true, 70), report(J1, 901, signedIn(NOW)));
        assertThat(seat().agent()).isNull();
        assertThat(floor.journal(S01)).contains(J2);
    }

    @Test
    void factsOfAJournalThatIsOverChangeNothing() {
        hear(
                link(B1, true, 0),
                fact(J1, 1, new Fact.SignedIn(LI)),
                fact(J2, 1, new Fact.JournalBegan(Fact.JournalCause.DAMAGED, J1, "")),
                fact(J2, 2, new Fact.SignedIn(LI)),
                fact(J1, 2, new Fact.SignedOut(LI, Fact.SignOutCause.BADGE)));
        assertThat(seat().agent()).isEqualTo("A1001");
    }

    @Test
    void factsOfAnotherJournalThanTheReportedOneChangeNothing() {
        hear(
                link(B1, true, 0),
                report(J2, 3, ready(NOW)),
                fact(J1, 400, new Fact.SignedOut(LI, Fact.SignOutCause.BADGE)));
        assertThat(seat().state()).isEqualTo(ShownState.READY);
        assertThat(floor.journal(S01)).contains(J2);
    }

    @Test
    void aJournalKnowsWhichOneWasBeforeIt() {
        hear(
                link(B1, true, 0),
                fact(J2, 1, new Fact.JournalBegan(Fact.JournalCause.DAMAGED, J1, "")),
                fact(J1, 7, new Fact.SignedIn(LI)));
        assertThat(seat().agent()).isNull();
        assertThat(floor.journal(S01)).contains(J2);
    }

    @Test
    void theConsolesWordHealsAFoldThatLacksLostFacts() {
        hear(
                link(B1, true, 0),
                fact(J1, 1, new Fact.SignedIn(LI)),
                new FloorNews.Lost(S01, 3),
                fact(J1, 5, new Fact.HandLowered(Fact.Cause.PRESS)));
        assertThat(seat().agent()).as("the sign-out was among the lost facts").isEqualTo("A1001");
        assertThat(seat().lost()).isEqualTo(3);
        hear(report(J1, 5, SeatState.vacant(NOW)));
        assertThat(seat().agent()).isNull();
        hear(fact(J1, 6, new Fact.HandLowered(Fact.Cause.PRESS)));
        assertThat(seat().state()).isEqualTo(ShownState.SIGNED_OUT);
    }

    @Test
    void timesOfAClockThatKnowsNoTimeCountFromWhenTheyWereHeard() {
        Instant wrong = Instant.parse("1970-01-01T01:00:00Z");
        hear(link(B1, true, 0), report(J1, 30, ready(wrong), wrong.plusSeconds(20), ClockTrust.UNTRUSTED));
        assertThat(seat().since()).isEqualTo(NOW.plusSeconds(10));
        assertThat(seat().clock()).isEqualTo(ClockTrust.UNTRUSTED);
        hear(report(J1, 31, ready(wrong.plusSeconds(500)), wrong, ClockTrust.UNTRUSTED));
        assertThat(seat().since()).as("never later than heard").isEqualTo(NOW.plusSeconds(31));
    }

    @Test
    void sinceIsNeverBeforeWhatHasBeenDelivered() {
        // the console noted `since` before its clock was set, and has set it by now
        hear(
                link(B1, true, 0),
                fact(J1, 1, new Fact.SignedIn(LI)),
                report(J1, 2, ready(Instant.parse("1970-01-01T01:00:00Z"))));
        assertThat(seat().since()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void theWillOfAnEarlierStartDoesNotPutALivingConsoleOffline() {
        hear(link(B1, true, 0), link(B2, true, 5), link(B1, false, 6));
        assertThat(seat().link()).isEqualTo(SeatView.Link.ONLINE);
        assertThat(seat().linkSince()).isEqualTo(NOW);
        hear(link(B2, false, 7));
        assertThat(seat().link()).isEqualTo(SeatView.Link.OFFLINE);
        hear(link(B2, false, 8));
        assertThat(seat().linkSince()).isEqualTo(NOW.plusSeconds(7));
    }

    @Test
    void theHubsOwnSignsPutSeatsOffline() {
        hear(link(B1, true, 0), new FloorNews.HearingChanged(false, NOW.plusSeconds(3)));
        assertThat(seat().link()).isEqualTo(SeatView.Link.OFFLINE);
        assertThat(seat().linkSince()).isEqualTo(NOW.plusSeconds(3));
        hear(new FloorNews.HearingChanged(true, NOW.plusSeconds(9)));
        assertThat(seat().link()).isEqualTo(SeatView.Link.ONLINE);
    }

    @Test
    void aRecalledFloorShowsTheLastKnownTruthWithoutALink() {
        hear(
                link(B1, true, 0),
                fact(J1, 1, new Fact.SignedIn(LI)),
                fact(J1, 2, new Fact.Declared(READY, Fact.Cause.PRESS)),
                new FloorNews.Lost(S01, 4));
        Map<SeatId, byte[]> records = floor.records(List.of(S01, S02, new SeatId("S99")));
        assertThat(records).containsOnlyKeys(S01, S02);
        floor = fresh(NOW.plusSeconds(100)).recalling(records);
        assertThat(seat().link()).isEqualTo(SeatView.Link.OFFLINE);
        assertThat(seat().linkSince()).as("it knows of no link before it began").isEqualTo(NOW.plusSeconds(100));
        assertThat(seat().agent()).isEqualTo("A1001");
        assertThat(seat().lost()).isEqualTo(4);
        assertThat(floor.lastFact(S01, J1)).contains(NOW.plusSeconds(2));
        assertThat(floor.seat(S02).orElseThrow().link()).isEqualTo(SeatView.Link.NEVER_SEEN);
        hear(link(B1, true, 101));
        assertThat(seat().state()).isEqualTo(ShownState.READY);
    }

    @Test
    void aRecordOfAnotherConsoleOrOfNoMeaningIsPassedOver() {
        hear(fact(J1, 1, new Fact.SignedIn(LI)));
        byte[] record = floor.records(List.of(S01)).getOrDefault(S01, new byte[0]);
        floor = fresh(NOW).recalling(Map.of(S01, new byte[] {1, 2, 3}, S02, record));
        assertThat(seat().link()).isEqualTo(SeatView.Link.NEVER_SEEN);
        assertThat(floor.seat(S02).orElseThrow().agent()).isNull();
    }

    @Test
    void seatsThatAreNotConfiguredAreNotOnTheFloor() {
        Floor before = floor;
        hear(new FloorNews.Lost(new SeatId("S99"), 1));
        assertThat(floor).isSameAs(before);
        assertThat(floor.seat(new SeatId("S99"))).isEmpty();
        assertThat(floor.snapshot(NOW).seats()).extracting(SeatView::seat).containsExactly(S01, S02);
    }

    @Test
    void theVersionGrowsWhenAViewChangesAndOnlyThen() {
        hear(link(B1, true, 0), fact(J1, 1, new Fact.SignedIn(LI)));
        long version = floor.version();
        hear(fact(J1, 2, new Fact.LinkRegained()), link(B1, true, 7));
        assertThat(floor.version()).isEqualTo(version);
        hear(fact(J1, 3, new Fact.HandRaised()));
        assertThat(floor.version()).isEqualTo(version + 1);
        assertThat(fresh(NOW.plusSeconds(1)).version()).isGreaterThan(fresh(NOW).version());
    }
}

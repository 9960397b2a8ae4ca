package dev.seatline.server.floor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.ConsoleStatus;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatReport;
import dev.seatline.wire.SeatState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Which start of a console, and which of its journals, the floor takes for the present one.
final class FloorStartsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final SeatId S01 = new SeatId("S01");
    private static final ConsoleId C01 = new ConsoleId("C01");
    private static final BootId B1 = new BootId("B1");
    private static final BootId B2 = new BootId("B2");
    private static final BootId B3 = new BootId("B3");
    private static final JournalId J1 = new JournalId("J1");
    private static final JournalId J2 = new JournalId("J2");
    private static final PersonId LI = new PersonId("A1001");
    private static final PersonId HAN = new PersonId("A1002");
    private static final PersonId ZHAO = new PersonId("A1003");

    private Floor floor = fresh(NOW);

    private static Floor fresh(Instant began) {
        return Floor.of(List.of(new ConfiguredSeat(S01, C01, "")), Map.of(HAN, "韩梅梅"), began);
    }

    private void hear(FloorNews... news) {
        floor = floor.after(List.of(news));
    }

    private void restartTheHub(long second) {
        floor = fresh(NOW.plusSeconds(second)).recalling(floor.records(List.of(S01)));
    }

    private SeatView seat() {
        return floor.seat(S01).orElseThrow();
    }

    private static FloorNews fact(JournalId journal, long sequence, BootId boot, Fact fact) {
        Instant at = NOW.plusSeconds(sequence);
        Envelope envelope = new Envelope(C01, journal, sequence, boot, 0, at, ClockTrust.TRUSTED, fact);
        return new FloorNews.Delivered(S01, envelope, at, at);
    }

    private static FloorNews report(BootId boot, JournalId journal, long sequence, SeatState state) {
        SeatReport report = new SeatReport(
                C01,
                journal,
                sequence,
                boot,
                NOW.plusSeconds(sequence),
                ClockTrust.TRUSTED,
                state.shown(),
                state.shownReason(),
                state,
                0);
        return new FloorNews.Reported(S01, report, NOW.plusSeconds(sequence + 1));
    }

    private static FloorNews link(BootId boot, boolean online, long uptimeSeconds) {
        ConsoleStatus status = new ConsoleStatus(C01, online, boot, "1", uptimeSeconds, 0, List.of());
        return new FloorNews.StatusHeard(S01, status, NOW.plusSeconds(uptimeSeconds));
    }

    private static SeatState of(PersonId agent) {
        return SeatState.vacant(NOW).after(new Fact.SignedIn(agent), NOW);
    }

    private static SeatState raised(PersonId agent) {
        return of(agent).after(new Fact.HandRaised(), NOW);
    }

    /// Li in J1, then a start with another data folder, where Han signs in.
    private void aStartWithAnotherJournal() {
        hear(
                report(B1, J1, 500, of(LI)),
                link(B1, true, 100),
                fact(J1, 500, B1, new Fact.SignedIn(LI)),
                link(B1, false, 110),
                report(B2, J2, 3, of(HAN)),
                link(B2, true, 5),
                fact(J2, 2, B2, new Fact.JournalBegan(Fact.JournalCause.NEW, J1, "")),
                fact(J2, 3, B2, new Fact.SignedIn(HAN)));
        assertThat(seat().agent()).isEqualTo("A1002");
    }

    @Test
    void aConsoleMayGoBackToTheJournalItHadBefore() {
        aStartWithAnotherJournal();
        hear(link(B2, false, 20), report(B3, J1, 502, of(ZHAO)), link(B3, true, 1));
        assertThat(seat().link()).isEqualTo(SeatView.Link.ONLINE);
        assertThat(seat().agent()).isEqualTo("A1003");
        assertThat(floor.journal(S01)).contains(J1);
        hear(
                fact(J1, 501, B3, new Fact.BootBegan("1")),
                fact(J2, 4, B2, new Fact.SignedOut(HAN, Fact.SignOutCause.BADGE)),
                fact(J1, 502, B3, new Fact.SignedIn(ZHAO)));
        assertThat(seat().agent()).isEqualTo("A1003");
        assertThat(seat().backlog()).isZero();
        assertThat(floor.lastFact(S01, J1)).contains(NOW.plusSeconds(502));
        // its facts and reports go on to agree
        hear(report(B3, J1, 503, of(LI)), fact(J1, 503, B3, new Fact.SignedIn(LI)));
        assertThat(seat().agent()).isEqualTo("A1001");
        assertThat(seat().backlog()).isZero();
    }

    @Test
    void itMayDoSoWhicheverOfStatusAndReportComesFirst() {
        aStartWithAnotherJournal();
        hear(link(B3, true, 1), report(B3, J1, 502, of(ZHAO)));
        assertThat(seat().agent()).isEqualTo("A1003");
    }

    @Test
    void aRestartedHubHoldsToTheJournalThatTheConsoleWentBackTo() {
        aStartWithAnotherJournal();
        hear(report(B3, J1, 501, of(ZHAO)), link(B3, true, 1), fact(J1, 501, B3, new Fact.SignedIn(ZHAO)));
        restartTheHub(900);
        assertThat(seat().agent()).isEqualTo("A1003");
        // facts and retained messages of the other start
        hear(
                fact(J2, 9, B2, new Fact.SignedIn(HAN)),
                report(B2, J2, 9, of(HAN)),
                link(B2, true, 5),
                fact(J2, 10, B2, new Fact.SignedIn(HAN)));
        assertThat(seat().agent()).isEqualTo("A1003");
        assertThat(seat().link()).isEqualTo(SeatView.Link.OFFLINE);
        hear(report(B3, J1, 503, of(LI)), link(B3, true, 61));
        assertThat(seat().agent()).isEqualTo("A1001");
        assertThat(seat().link()).isEqualTo(SeatView.Link.ONLINE);
    }

    @Test
    void aRecordOfBeforeStartsWereKnownHealsWithTheNextReport() {
        aStartWithAnotherJournal();
        byte[] record = floor.records(List.of(S01)).getOrDefault(S01, new byte[0]);
        String old = Pattern.compile(",\"boots\":\\{.*?]}")
                .matcher(new String(record, UTF_8))
                .replaceFirst("");
        assertThat(old).contains("\"past\":[\"J1\"]").doesNotContain("boots");
        floor = fresh(NOW.plusSeconds(900)).recalling(Map.of(S01, old.getBytes(UTF_8)));
        assertThat(seat().agent()).isEqualTo("A1002");
        hear(report(B3, J1, 502, of(ZHAO)), link(B3, true, 100));
        assertThat(seat().agent()).isEqualTo("A1003");
    }

    @Test
    void keptMessagesOfAStartThatIsOverDoNotWin() {
        aStartWithAnotherJournal();
        // a broker that was restarted brings back what it had on its disk
        hear(report(B1, J1, 510, of(LI)), link(B1, true, 100), link(B1, true, 60));
        assertThat(seat().agent()).isEqualTo("A1002");
        hear(link(B2, false, 30));
        assertThat(seat().link()).isEqualTo(SeatView.Link.OFFLINE);
        hear(link(B1, true, 100), link(B1, false, 110));
        assertThat(seat().link()).isEqualTo(SeatView.Link.OFFLINE);
        assertThat(seat().agent()).isEqualTo("A1002");
    }

    @Test
    void withinAStartAJournalThatWasLeftIsOver() {
        hear(report(B1, J1, 301, of(LI)), link(B1, true, 1), report(B1, J2, 1, of(HAN)));
        hear(report(B1, J1, 302, of(LI)));
        assertThat(seat().agent()).isEqualTo("A1002");
    }

    @Test
    void ofTwoConsolesUnderOneNameTheConnectedOneIsShown() {
        hear(report(B1, J1, 10, of(LI)), link(B1, true, 1));
        for (int turn = 1; turn <= 3; turn++) {
            hear(report(B2, J2, 20L + turn, of(HAN)), link(B2, true, turn * 10L), link(B1, false, 0));
            assertThat(seat().agent()).isEqualTo("A1002");
            assertThat(seat().link()).isEqualTo(SeatView.Link.ONLINE);
            hear(report(B1, J1, 10L + turn, of(LI)), link(B1, true, turn * 10L), link(B2, false, 0));
            assertThat(seat().agent()).isEqualTo("A1001");
            assertThat(seat().link()).isEqualTo(SeatView.Link.ONLINE);
        }
    }

    @Test
    void aStartThatEndedWhileTheHubWasAwayIsOffline() {
        hear(report(B1, J1, 10, of(LI)), link(B1, true, 1));
        hear(link(B2, false, 50), report(B2, J1, 12, of(HAN)));
        assertThat(seat().link()).isEqualTo(SeatView.Link.OFFLINE);
        assertThat(seat().agent()).isEqualTo("A1002");
    }

    @Test
    void aJournalBegunInThePlaceOfAnOldCopyIsThePresentOneWhateverTheLateReportsOfThatStartSay() {
        hear(report(B1, J1, 8, of(LI)), link(B1, true, 1), fact(J1, 8, B1, new Fact.SignedIn(LI)));
        restartTheHub(900);
        hear(
                link(B2, true, 5),
                fact(J2, 1, B2, new Fact.JournalBegan(Fact.JournalCause.RESTORED, J1, "")),
                report(B2, J1, 12, of(HAN)),
                report(B2, J2, 1, of(ZHAO)));
        assertThat(floor.journal(S01)).contains(J2);
        assertThat(seat().agent()).isEqualTo("A1003");
    }

    @Test
    void aJournalBegunByACommitThatSeemedToFailIsThePresentOne() {
        hear(report(B1, J1, 8, of(LI)), link(B1, true, 1), fact(J1, 8, B1, new Fact.SignedIn(LI)));
        hear(link(B2, true, 5), report(B2, J1, 9, of(HAN)));
        Floor written =
                floor.after(List.of(fact(J2, 1, B2, new Fact.JournalBegan(Fact.JournalCause.RESTORED, J1, ""))));
        floor = floor.recalling(written.records(List.of(S01)));
        assertThat(floor.journal(S01)).contains(J2);
        hear(report(B2, J2, 1, of(ZHAO)));
        assertThat(seat().agent()).isEqualTo("A1003");
    }

    @Test
    void factsOfANewJournalThatOvertakeItsFirstReportAreShown() {
        hear(report(B1, J1, 8, of(LI)), link(B1, false, 100), link(B2, true, 1));
        hear(
                fact(J2, 1, B2, new Fact.JournalBegan(Fact.JournalCause.NEW, null, "")),
                fact(J2, 2, B2, new Fact.BootBegan("1")),
                fact(J2, 3, B2, new Fact.SignedIn(HAN)));
        assertThat(seat().agent()).isEqualTo("A1002");
        // late
        hear(report(B1, J1, 8, of(LI)), report(B2, J2, 2, SeatState.vacant(NOW)));
        assertThat(seat().agent()).isEqualTo("A1002");
        assertThat(seat().backlog()).isZero();
    }

    @Test
    void aStartWithAnOldCopyOfItsJournalIsShownAlthoughTheOneBeforeHadToldOfMore() {
        hear(fact(J1, 4, B1, new Fact.SignedIn(ZHAO)), report(B1, J1, 15, of(LI)), link(B1, true, 100));
        hear(link(B1, false, 110), report(B2, J1, 6, of(HAN)));
        assertThat(seat().agent()).as("until its status tells which one is new").isEqualTo("A1001");
        hear(link(B2, true, 1));
        assertThat(seat().agent()).isEqualTo("A1002");
        hear(report(B2, J1, 7, of(ZHAO)), report(B1, J1, 15, of(LI)));
        assertThat(seat().agent()).isEqualTo("A1003");
    }

    @Test
    void whatTheStartBeforeHadToldOfAnOldCopyDoesNotStandBesideItsFacts() {
        hear(fact(J1, 14, B1, new Fact.SignedIn(ZHAO)), report(B1, J1, 15, raised(LI)), link(B1, true, 100));
        hear(link(B2, true, 1), fact(J1, 15, B2, new Fact.BootBegan("1")), fact(J1, 16, B2, new Fact.LinkRegained()));
        assertThat(seat().agent()).isEqualTo("A1003");
        assertThat(seat().raised()).isFalse();
    }

    @Test
    void onlySoManyStartsAreRemembered() {
        Boots boots = Boots.NONE;
        for (int i = 0; i < 100; i++) {
            boots = boots.toldBy(new BootId("B" + i));
        }
        assertThat(boots.heard()).hasSize(Boots.KEPT);
        assertThat(boots.heard().getFirst().boot()).isEqualTo(boots.teller()).isEqualTo(new BootId("B99"));
    }

    @Test
    void aHandIsUpSinceItWentUpWhateverComesAfter() {
        hear(link(B1, true, 1), fact(J1, 1, B1, new Fact.SignedIn(LI)));
        assertThat(seat().raisedSince()).isNull();
        hear(report(B1, J1, 2, raised(LI)));
        assertThat(seat().raisedSince()).as("by the report").isEqualTo(NOW.plusSeconds(2));
        hear(report(B1, J1, 4, raised(LI)));
        assertThat(seat().raisedSince()).isEqualTo(NOW.plusSeconds(2));
        hear(
                fact(J1, 2, B1, new Fact.HandRaised()),
                fact(J1, 3, B1, new Fact.Declared(new Declaration.Ready(), Fact.Cause.PRESS)),
                fact(J1, 4, B1, new Fact.HandRaised()));
        assertThat(seat().raisedSince()).isEqualTo(NOW.plusSeconds(2));
        restartTheHub(900);
        hear(report(B1, J1, 901, raised(LI)), link(B1, true, 901));
        assertThat(seat().raisedSince()).isEqualTo(NOW.plusSeconds(2));
        hear(report(B1, J1, 902, of(LI)));
        assertThat(seat().raised()).isFalse();
        assertThat(seat().raisedSince()).isNull();
        hear(report(B1, J1, 903, raised(LI)));
        assertThat(seat().raisedSince()).isNotNull();
    }

    @Test
    void aHandWhoseFactWasLostIsUpSinceTheConsoleSaidSo() {
        hear(
                fact(J1, 1, B1, new Fact.SignedIn(LI)),
                report(B1, J1, 5, raised(LI)),
                new FloorNews.Lost(S01, 3),
                fact(J1, 5, B1, new Fact.LinkRegained()));
        restartTheHub(900);
        assertThat(seat().raisedSince()).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void theAnnouncedReliefIsNamed() {
        hear(link(B1, true, 1), fact(J1, 1, B1, new Fact.SignedIn(LI)));
        assertThat(seat().relief()).isNull();
        hear(fact(J1, 2, B1, new Fact.ReliefAnnounced(HAN)));
        assertThat(seat().relief()).isEqualTo("韩梅梅");
        hear(fact(J1, 3, B1, new Fact.ReliefAnnounced(ZHAO)));
        assertThat(seat().relief()).isEqualTo("A1003");
        hear(fact(J1, 4, B1, new Fact.ReliefWithdrawn(ZHAO)));
        assertThat(seat().relief()).isNull();
    }
}

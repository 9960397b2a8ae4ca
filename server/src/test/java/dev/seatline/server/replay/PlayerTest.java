package dev.seatline.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.rules.Happening;
import dev.seatline.wire.Fact;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlayerTest {
    private static final String GROUP = "group-seat-management";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));
    private static final String IN = at("08:40:00", "seat: S1, badge: A");

    @TempDir
    private Path folder;

    private static String at(String time, String what) {
        return "{at: \"2026-03-02T" + time + "\", " + what + "}";
    }

    private Player.Played played(String... steps) throws IOException {
        return new Player(ScenarioText.of(folder, GROUP, steps)).play();
    }

    /// What the judge was told, each as its time and what it is.
    private static List<String> told(Player.Played played) {
        return played.happened().stream()
                .map(happening -> TIME.format(happening.at()) + " " + said(happening))
                .toList();
    }

    private static String said(Happening happening) {
        return switch (happening) {
            case Happening.Sensed sensed -> brief(sensed.fact());
            default -> happening.getClass().getSimpleName();
        };
    }

    private static String brief(Fact fact) {
        return switch (fact) {
            case Fact.CardRefused refused -> "CardRefused " + refused.why();
            default -> fact.toString();
        };
    }

    @Test
    void aTapSignsInAndTheNextOneOut() throws IOException {
        assertThat(told(played(IN, at("17:30:00", "seat: S1, badge: A"))))
                .containsExactly("08:40:00 SignedIn[person=A]", "17:30:00 SignedOut[person=A, cause=BADGE]");
    }

    @Test
    void anotherAgentAnnouncesReliefAndTheOwnersTapHandsTheSeatOver() throws IOException {
        assertThat(told(played(IN, at("17:25:00", "seat: S1, badge: B"), at("17:30:00", "seat: S1, badge: A"))))
                .containsExactly(
                        "08:40:00 SignedIn[person=A]",
                        "17:25:00 ReliefAnnounced[relief=B]",
                        "17:30:00 SignedOut[person=A, cause=RELIEVED]",
                        "17:30:00 SignedIn[person=B]");
    }

    @Test
    void aLeaderIsSeenAtAStaffedSeatAndSignsInAtAVacantOne() throws IOException {
        assertThat(told(played(IN, at("09:00:00", "seat: S1, badge: L"), at("09:01:00", "seat: S2, badge: L"))))
                .containsExactly(
                        "08:40:00 SignedIn[person=A]",
                        "09:00:00 SeenByLeader[leader=L]",
                        "09:01:00 SignedIn[person=L]");
    }

    @Test
    void aStrangersBadgeIsUnknownAndOneWithoutASeatsRoleIsNotAllowed() throws IOException {
        assertThat(told(played(at("09:00:00", "seat: S1, badge: nobody"), at("09:01:00", "seat: S1, badge: Q"))))
                .containsExactly("09:00:00 CardRefused UNKNOWN", "09:01:00 CardRefused NOT_ALLOWED");
    }

    @Test
    void declarationsCarryTheirReasonAndType() throws IOException {
        assertThat(told(played(
                        IN,
                        at("09:00:00", "seat: S1, declare: ready"),
                        at("09:01:00", "seat: S1, declare: not-ready, reason: system-down"),
                        at("09:02:00", "seat: S1, declare: not-ready"),
                        at("09:03:00", "seat: S1, declare: study"),
                        at("09:04:00", "seat: S1, declare: wrap-up"))))
                .contains(
                        "09:00:00 Declared[declaration=Ready[], cause=PRESS]",
                        "09:01:00 Declared[declaration=NotReady[reason=SYSTEM_DOWN], cause=PRESS]",
                        "09:02:00 Declared[declaration=NotReady[reason=OTHER], cause=PRESS]",
                        "09:03:00 Declared[declaration=Study[], cause=PRESS]",
                        "09:04:00 Declared[declaration=WrapUp[], cause=PRESS]");
    }

    @Test
    void nobodyDeclaresAtAVacantSeatAndThatIsSaid() throws IOException {
        Player.Played played = played(at("09:00:00", "seat: S1, declare: ready"));
        assertThat(played.happened()).isEmpty();
        assertThat(played.notes()).singleElement().asString().contains("line 6", "nobody is signed in at S1");
    }

    @Test
    void aRingBurstsAtTheCadenceAndIsAnsweredInTheGap() throws IOException {
        assertThat(told(played(IN, at("09:00:00", "seat: S1, ring: 2, answered: true"))))
                .containsExactly(
                        "08:40:00 SignedIn[person=A]",
                        "09:00:00 RingCounted[rings=1]",
                        "09:00:05 RingCounted[rings=2]",
                        "09:00:06 RingingEnded[rings=2, end=ANSWERED]");
    }

    @Test
    void theExactSecondsTellHowManyBurstsHadBegun() throws IOException {
        assertThat(told(played(IN, at("09:00:00", "seat: S1, ring: 1, answered: true, after: 10"))))
                .endsWith("09:00:10 RingCounted[rings=3]", "09:00:10 RingingEnded[rings=3, end=ANSWERED]");
        assertThat(told(played(IN, at("09:00:00", "seat: S1, ring: 9, answered: true, after: 9.9"))))
                .endsWith("09:00:05 RingCounted[rings=2]", "09:00:09 RingingEnded[rings=2, end=ANSWERED]");
    }

    @Test
    void ringingThatStopsIsMissedExceptWhereTheConsoleCannotKnow() throws IOException {
        assertThat(told(played(IN, at("09:00:00", "seat: S1, ring: 1, answered: false"))))
                .endsWith("09:00:01 RingingEnded[rings=1, end=STOPPED]");
        assertThat(told(played(
                        at("08:40:00", "seat: W, badge: A"), at("09:00:00", "seat: W, ring: 1, answered: false"))))
                .endsWith("09:00:01 RingingEnded[rings=1, end=UNKNOWN]");
    }

    @Test
    void whatIsDeclaredInACallWaitsForItsEnd() throws IOException {
        assertThat(told(played(
                        IN,
                        at("09:00:00", "seat: S1, call: start"),
                        at("09:01:00", "seat: S1, declare: not-ready"),
                        at("09:02:00", "seat: S1, call: end, released-by: customer"))))
                .endsWith(
                        "09:00:00 Telephony",
                        "09:00:00 CallBegan[rings=0]",
                        "09:01:00 ChangePended[declaration=NotReady[reason=OTHER], cause=PRESS]",
                        "09:02:00 Telephony",
                        "09:02:00 CallEnded[]",
                        "09:02:00 Declared[declaration=NotReady[reason=OTHER], cause=PRESS]");
    }

    @Test
    void handHeadsetAndLoginAreTold() throws IOException {
        assertThat(told(played(
                        IN,
                        at("09:00:00", "seat: S1, raise: hand"),
                        at("09:01:00", "seat: S1, raise: none"),
                        at("09:02:00", "seat: S1, headset: lifted"),
                        at("09:03:00", "login: A, seat: S1"),
                        at("09:04:00", "form: waiver, agent: A, date: 2026-03-02, why: late-bus"),
                        at("09:05:00", "acknowledge: waiver, agent: A, by: L"),
                        at("09:06:00", "incident: open, id: I1"),
                        at("09:07:00", "case: open, id: K1"))))
                .containsExactly(
                        "08:40:00 SignedIn[person=A]",
                        "09:00:00 HandRaised[]",
                        "09:01:00 HandLowered[cause=PRESS]",
                        "09:02:00 HeadsetMoved[headset=LIFTED]",
                        "09:03:00 Login",
                        "09:04:00 Handed",
                        "09:05:00 Decided",
                        "09:06:00 Incident");
    }

    @Test
    void aConsoleThatComesBackDeliversAndOneThatDoesNotIsLost() throws IOException {
        String offline = at("09:00:00", "seat: S1, link: offline");
        String busy = at("09:01:00", "seat: S1, declare: not-ready");
        assertThat(told(played(IN, offline, busy)))
                .containsExactly("08:40:00 SignedIn[person=A]", "09:00:00 Linked", "09:00:00 Lost");
        assertThat(told(played(IN, offline, busy, at("09:02:00", "seat: S1, link: online"))))
                .containsExactly(
                        "08:40:00 SignedIn[person=A]",
                        "09:00:00 Linked",
                        "09:00:00 LinkLost[]",
                        "09:01:00 Declared[declaration=NotReady[reason=OTHER], cause=PRESS]",
                        "09:02:00 Linked",
                        "09:02:00 LinkRegained[]");
    }

    @Test
    void placesAreUniqueAndInTheOrderOfWhatHappened() throws IOException {
        List<Happening> happened = played(
                        IN, at("17:25:00", "seat: S1, badge: B"), at("17:30:00", "seat: S1, badge: A"))
                .happened();
        assertThat(happened)
                .extracting(Happening::place)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void aBreakThatIsGrantedBeginsAtOnceAndTheFourthWaits() throws IOException {
        Scenario scenario = ScenarioText.read(Path.of("../config/scenarios/V54.yaml"));
        assertThat(told(new Player(scenario).play()))
                .containsSubsequence(
                        "10:00:00 Declared[declaration=BreakRequested[type=REST, place=0], cause=PRESS]",
                        "10:00:00 Declared[declaration=RestBreak[type=REST, minutes=10], cause=ORDER]",
                        "10:10:00 Declared[declaration=Ready[], cause=PRESS]");
    }

    @Test
    void whoAttendsAsPlannedTapsAndIsReadyAndNobodyComesOnADayOfApprovedLeave() throws IOException {
        Scenario scenario = ScenarioText.read(ScenarioText.file(folder, GROUP, """
                roster:
                  - {agent: A, dates: 2026-03-02/2026-03-04, shift: day, seat: S1, attend: plan}
                steps:
                  - {at: "2026-03-02T10:00:00", form: leave, agent: A, type: personal, from: 2026-03-03, to: 2026-03-03}
                  - {at: "2026-03-02T11:00:00", approve: leave, agent: A, by: L}
                until: "2026-03-05T00:00:00"
                expect: []
                """));
        assertThat(told(new Player(scenario).play()))
                .containsExactly(
                        "08:30:00 SignedIn[person=A]",
                        "08:30:00 Declared[declaration=Ready[], cause=PRESS]",
                        "10:00:00 Handed",
                        "11:00:00 Decided",
                        "17:30:00 SignedOut[person=A, cause=BADGE]",
                        "08:30:00 SignedIn[person=A]",
                        "08:30:00 Declared[declaration=Ready[], cause=PRESS]",
                        "17:30:00 SignedOut[person=A, cause=BADGE]");
    }

    @Test
    void theNextShiftAtTheSameSeatRelievesAndIsReadyThen() throws IOException {
        Scenario scenario = ScenarioText.read(ScenarioText.file(folder, GROUP, """
                roster:
                  - {agent: A, date: 2026-03-02, segments: ["08:00-12:00"], seat: S1, attend: plan}
                  - {agent: B, date: 2026-03-02, segments: ["12:00-16:00"], seat: S1, attend: plan}
                until: "2026-03-02T18:00:00"
                expect: []
                """));
        assertThat(told(new Player(scenario).play()))
                .endsWith(
                        "11:45:00 ReliefAnnounced[relief=B]",
                        "12:00:00 SignedOut[person=A, cause=RELIEVED]",
                        "12:00:00 SignedIn[person=B]",
                        "12:00:00 Declared[declaration=Ready[], cause=PRESS]",
                        "16:00:00 SignedOut[person=B, cause=BADGE]");
    }
}

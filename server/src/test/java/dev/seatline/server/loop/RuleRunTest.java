package dev.seatline.server.loop;

import static dev.seatline.server.loop.JudgedHub.agent;
import static dev.seatline.server.loop.JudgedHub.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.store.StoredVerdict;
import dev.seatline.wire.BreakType;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Order;
import dev.seatline.wire.Reason;
import java.time.Duration;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The rules in the running hub, from a console's message to the store of verdicts and back to the console.
final class RuleRunTest {
    private static final Fact BUSY = new Fact.Declared(new Declaration.NotReady(Reason.OTHER), Fact.Cause.PRESS);
    private static final Fact READY = new Fact.Declared(new Declaration.Ready(), Fact.Cause.PRESS);

    @Test
    void aTapAMinuteLateIsLateForGood() throws Exception {
        JudgedHub hub = new JudgedHub(1, policy("group-seat-management"));
        hub.link(1, true);
        hub.until("08:45:30");
        assertThat(hub.said()).containsExactly("late A provisional");
        hub.until("08:46:00");
        hub.fact(1, new Fact.SignedIn(agent(1)));
        hub.until("08:46:10");
        assertThat(hub.said()).containsExactly("late A");
        assertThat(hub.written().getLast().verdict().details().minutes()).isEqualTo(1);
    }

    @Test
    void whoIsNotKnownToBeAbsentIsNot() throws Exception {
        JudgedHub hub = new JudgedHub(1, policy("group-seat-management"));
        hub.link(1, true);
        hub.until("08:30:00");
        hub.link(1, false);
        hub.until("08:40:00");
        hub.fact(1, new Fact.SignedIn(agent(1)));
        hub.until("10:00:00");
        assertThat(hub.said()).isEmpty();
    }

    @Test
    void whatIsNotKnownNowIsNotHeldAgainstAnybody() throws Exception {
        JudgedHub hub = new JudgedHub(1, policy("group-seat-management"));
        List<StoredVerdict> heard = new ArrayList<>();
        hub.link(1, true);
        Runnable leave = hub.rules.onVerdicts(heard::addAll);
        hub.until("08:46:30");
        assertThat(hub.said()).containsExactly("late A provisional");
        hub.link(1, false);
        hub.until("08:46:33");
        assertThat(hub.said()).as("its facts are missing now").isEmpty();
        hub.until("09:10:00");
        hub.link(1, true);
        hub.until("09:10:05");
        assertThat(hub.said()).as("known again, and nobody came").containsExactly("late A provisional");
        assertThat(heard).extracting(StoredVerdict::withdrawn).containsExactly(false, true, false);
        leave.run();
    }

    /// A line may be broken for a while before the hub notices.
    @Test
    void aNoShowIsTakenBackWhenTheTapIsDeliveredLate() throws Exception {
        JudgedHub hub = new JudgedHub(1, policy("group-seat-management"));
        hub.link(1, true);
        hub.until("08:30:00");
        hub.cut(1);
        hub.until("08:44:00");
        hub.fact(1, new Fact.SignedIn(agent(1)));
        hub.until("08:50:00");
        assertThat(hub.said()).containsExactly("late A provisional");
        hub.link(1, true);
        hub.until("08:50:05");
        assertThat(hub.said()).isEmpty();
        assertThat(hub.written()).extracting(StoredVerdict::withdrawn).containsExactly(false, true);
    }

    /// As on the day on which a site begins to use consoles.
    @Test
    void nobodyIsAbsentOrLateBeforeHisSeatHadAConsole() throws Exception {
        JudgedHub hub = new JudgedHub(1, policy("group-seat-management"));
        hub.until(1, "10:00:00");
        hub.install(1);
        hub.link(1, true);
        hub.until(1, "10:05:00");
        hub.fact(1, new Fact.SignedIn(agent(1)));
        hub.until(1, "17:20:00");
        assertThat(hub.said()).isEmpty();
        hub.fact(1, new Fact.SignedOut(agent(1), Fact.SignOutCause.BADGE));
        hub.until(1, "18:00:00");
        assertThat(hub.said()).as("of what is known").containsExactly("early-leave A");
        hub.restart();
        hub.until(1, "18:10:00");
        assertThat(hub.said()).containsExactly("early-leave A");
        hub.until(7, "18:00:00");
        assertThat(hub.said()).as("the next duty, in a week").containsExactly("early-leave A", "absence A");
    }

    @Test
    void aConsoleThatWasAwayForLongIsJudgedAgainWhenItIsBack() throws Exception {
        JudgedHub hub = new JudgedHub(2, policy("group-seat-management"));
        hub.link(1, true);
        hub.link(2, true);
        hub.until("08:10:00");
        hub.link(1, false);
        for (int day = 0; day <= 5; day++) {
            hub.until(day, "08:44:00");
            hub.fact(2, new Fact.SignedIn(agent(2)));
            hub.until(day, "17:31:00");
            hub.fact(2, new Fact.SignedOut(agent(2), Fact.SignOutCause.BADGE));
        }
        assertThat(hub.said()).isEmpty();
        hub.link(1, true);
        hub.until(7, "08:44:00");
        hub.fact(2, new Fact.SignedIn(agent(2)));
        hub.until(7, "08:50:00");
        hub.fact(1, new Fact.SignedIn(agent(1)));
        hub.until(7, "09:00:00");
        assertThat(hub.said())
                .as("its facts are all here, and nobody had tapped on its days")
                .containsExactly("absence A", "absence A", "late A");
    }

    /// He may have been there since before: what was at the seat until then nobody knows.
    @Test
    void whoIsFoundAtAConsoleThatWasPutUpInMidShiftIsNotLate() throws Exception {
        JudgedHub hub = new JudgedHub(1, policy("group-seat-management"));
        hub.until("10:00:00");
        hub.install(1);
        hub.link(1, true);
        hub.until("10:00:30");
        hub.fact(1, new Fact.SignedIn(agent(1)));
        hub.until("10:05:00");
        assertThat(hub.said()).isEmpty();
        hub.until("17:20:00");
        hub.fact(1, new Fact.SignedOut(agent(1), Fact.SignOutCause.BADGE));
        hub.until("17:31:00");
        assertThat(hub.said()).as("from then on it is known").containsExactly("early-leave A");
    }

    @Test
    void whoIsFoundWhereHeWasNotToSitAfterFactsWereLostIsNotLate() throws Exception {
        JudgedHub hub = new JudgedHub(2, policy("group-seat-management"));
        hub.link(1, true);
        hub.link(2, true);
        hub.until("08:30:00");
        hub.fact(2, new Fact.HandRaised());
        hub.link(2, false);
        hub.fact(2, new Fact.HandLowered(Fact.Cause.PRESS));
        hub.lose(2);
        hub.until("08:50:00");
        hub.fact(2, new Fact.SignedIn(agent(1)));
        hub.link(2, true);
        hub.until("09:30:00");
        assertThat(hub.said()).noneMatch(said -> said.startsWith("late A") || said.startsWith("absence A"));
    }

    @Test
    void aBreakIsGrantedOnceAtTheSeatThatAskedForIt() throws Exception {
        JudgedHub hub = new JudgedHub(2, policy("ic-card-floor"));
        hub.link(1, true);
        hub.fact(1, new Fact.SignedIn(agent(1)));
        hub.fact(1, READY);
        hub.until("10:00:00");
        hub.traffic.forget();
        hub.fact(1, new Fact.Declared(new Declaration.BreakRequested(BreakType.REST, 0), Fact.Cause.PRESS));
        hub.until("10:05:00");
        assertThat(hub.orders(1)).singleElement().isInstanceOf(Order.Wish.GrantBreak.class);
        assertThat(hub.orders(2)).isEmpty();
    }

    /// Its clock is behind, so that to the hub everything comes late.
    @Test
    void aSeatWhoseClockIsBehindGetsItsBreakToo() throws Exception {
        JudgedHub hub = new JudgedHub(2, policy("bank-csr-management"));
        hub.link(1, true);
        hub.link(2, true);
        hub.fact(1, new Fact.SignedIn(agent(1)));
        hub.fact(2, new Fact.SignedIn(agent(2)));
        hub.until("10:00:00");
        hub.traffic.forget();
        hub.behind(Duration.ofSeconds(4));
        hub.fact(1, new Fact.Declared(new Declaration.BreakRequested(BreakType.REST, 0), Fact.Cause.PRESS));
        hub.behind(Duration.ZERO);
        hub.fact(2, READY);
        hub.until("10:05:00");
        assertThat(hub.orders(1)).singleElement().isInstanceOf(Order.Wish.GrantBreak.class);
    }

    @Test
    void whatASeatAskedForWhileTheHubWasAwayIsAnsweredWhenItIsBack() throws Exception {
        JudgedHub hub = new JudgedHub(1, policy("ic-card-floor"));
        hub.link(1, true);
        hub.fact(1, new Fact.SignedIn(agent(1)));
        hub.until("10:00:00");
        hub.cut(1);
        hub.fact(1, new Fact.Declared(new Declaration.BreakRequested(BreakType.REST, 0), Fact.Cause.PRESS));
        hub.restart();
        hub.until("10:00:10");
        assertThat(hub.orders(1)).isEmpty();
        hub.link(1, true);
        hub.until("10:00:15");
        assertThat(hub.orders(1)).hasSize(1);
    }

    @Test
    void theLeastLimitOfTheRegulationsGoesToTheConsoles() throws Exception {
        JudgedHub hub = new JudgedHub(1, policy("group-seat-management"));
        hub.link(1, true);
        assertThat(hub.settings(1).notReadyLimitSeconds()).isEqualTo(15 * 60);
        assertThat(new JudgedHub(1, policy("fund-yinhua-desk")).settings(1).notReadyLimitSeconds())
                .as("without a limit for busy")
                .isEqualTo(300);
    }

    @Test
    void whatWasSaidBeforeTheDaysJudgedAgainIsStillCounted() throws Exception {
        JudgedHub hub = new JudgedHub(1, policy("staff-attendance-yuan"));
        hub.link(1, true);
        for (int day : List.of(0, 1, 7)) {
            hub.until(day, "08:50:00");
            hub.fact(1, new Fact.SignedIn(agent(1)));
            hub.until(day, "17:31:00");
            hub.fact(1, new Fact.SignedOut(agent(1), Fact.SignOutCause.BADGE));
            hub.until(day, "17:32:00");
            if (day == 1) {
                hub.until(6, "12:00:00");
                List<StoredVerdict> before = hub.written();
                assertThat(hub.said()).noneMatch(verdict -> verdict.startsWith("absence-booked"));
                hub.restart();
                hub.until(6, "12:02:00");
                assertThat(hub.written()).isEqualTo(before);
            }
        }
        assertThat(hub.said())
                .as("the third time in a month")
                .anyMatch(verdict -> verdict.startsWith("absence-booked"));
    }

    @Test
    void aRuleThatThrowsStopsNeitherTheIntakeNorTheOtherRules() throws Exception {
        JudgedHub hub = new JudgedHub(1, broken(policy("group-seat-management")));
        hub.link(1, true);
        hub.until("08:46:00");
        hub.fact(1, new Fact.SignedIn(agent(1)));
        hub.until("08:50:00");
        hub.fact(1, BUSY);
        hub.fact(1, READY);
        hub.until("09:00:00");
        assertThat(hub.ledger.count()).isEqualTo(4);
        assertThat(hub.rules.faults()).isPositive();
        assertThat(hub.said()).containsExactly("late A");
    }

    /// As a defect would: whoever asks for its reasons breaks.
    private static Policy broken(Policy policy) {
        Policy.Busy busy = policy.busy();
        Set<String> reasons = new AbstractSet<>() {
            @Override
            public boolean contains(Object reason) {
                throw new IllegalStateException("a defect");
            }

            @Override
            public Iterator<String> iterator() {
                throw new IllegalStateException("a defect");
            }

            @Override
            public int size() {
                return 1;
            }
        };
        return new Policy(
                policy.id(),
                policy.edition(),
                policy.titleZh(),
                policy.titleEn(),
                policy.shifts(),
                policy.attendance(),
                policy.identity(),
                new Policy.Busy(busy.rules(), busy.selfMax(), busy.escalateTo(), reasons, busy.unattendedAfter()),
                policy.away(),
                policy.breaks(),
                policy.ring(),
                policy.calls(),
                policy.headset(),
                policy.coverage(),
                policy.planning(),
                policy.handovers(),
                policy.raising(),
                policy.leaves(),
                policy.swaps(),
                policy.counters(),
                policy.tariffs(),
                policy.awards(),
                policy.penalty());
    }

    @Test
    void busyForTooLongIsToldAndRestartChangesNothing() throws Exception {
        JudgedHub hub = new JudgedHub(1, policy("group-seat-management"));
        hub.link(1, true);
        hub.until("08:40:00");
        hub.fact(1, new Fact.SignedIn(agent(1)));
        hub.fact(1, READY);
        hub.until("09:00:00");
        hub.fact(1, BUSY);
        hub.until("09:16:00");
        assertThat(hub.said()).containsExactlyInAnyOrder("busy-overrun A", "replacement-wanted A");
        hub.fact(1, READY);
        hub.until("09:16:05");
        assertThat(hub.said()).containsExactlyInAnyOrder("busy-overrun A", "replacement-wanted A");
        List<StoredVerdict> before = hub.written();
        hub.restart();
        hub.until("09:25:00");
        assertThat(hub.written()).isEqualTo(before);
        hub.fact(1, BUSY);
        hub.until("09:41:00");
        assertThat(hub.said()).hasSize(4);
    }

    /// Comes at 08:50, which is late, and goes in time.
    private static void lateDay(JudgedHub hub, int day) throws Exception {
        hub.until(day, "08:50:00");
        hub.fact(1, new Fact.SignedIn(agent(1)));
        hub.until(day, "17:31:00");
        hub.fact(1, new Fact.SignedOut(agent(1), Fact.SignOutCause.BADGE));
    }

    /// Days that the judge keeps no more are judged again, and the month is counted with them.
    @Test
    void whatAConsoleDeliversAfterFiveDaysIsJudgedAsIfItHadComeInTime() throws Exception {
        JudgedHub inTime = new JudgedHub(2, policy("staff-attendance-yuan"));
        JudgedHub hub = new JudgedHub(2, policy("staff-attendance-yuan"));
        for (JudgedHub one : List.of(inTime, hub)) {
            one.link(1, true);
            one.link(2, true);
        }
        hub.cut(1);
        for (int day : List.of(0, 1)) {
            lateDay(inTime, day);
            lateDay(hub, day);
        }
        for (int day : List.of(2, 3, 4, 5)) {
            // others go on, and the judge forgets
            for (JudgedHub one : List.of(inTime, hub)) {
                one.until(day, "09:00:00");
                one.fact(2, new Fact.HandRaised());
                one.until(day, "12:00:00");
                one.fact(2, new Fact.HandLowered(Fact.Cause.PRESS));
            }
        }
        assertThat(hub.said()).contains("absence A");
        hub.link(1, true);
        hub.until(5, "12:05:00");
        inTime.until(5, "12:05:00");
        assertThat(hub.said()).containsExactlyInAnyOrderElementsOf(inTime.said());
        assertThat(hub.said()).contains("late A").doesNotContain("absence A");
        for (JudgedHub one : List.of(inTime, hub)) {
            lateDay(one, 7);
            one.until(7, "17:32:00");
        }
        assertThat(hub.said()).containsExactlyInAnyOrderElementsOf(inTime.said());
        assertThat(hub.said())
                .as("the third time in a month")
                .anyMatch(verdict -> verdict.startsWith("absence-booked A"));
        assertThat(hub.rules.tooLate()).isZero();
        assertThat(hub.rules.faults()).isZero();
    }

    /// While it was away nothing could be said.
    @Test
    void whoDidNotComeAtASeatThatWasAwayForFiveDaysIsToldThen() throws Exception {
        JudgedHub hub = new JudgedHub(2, policy("staff-attendance-yuan"));
        hub.link(1, true);
        hub.link(2, true);
        hub.until("08:10:00");
        hub.link(1, false);
        hub.until(5, "12:00:00");
        assertThat(hub.said()).noneMatch(verdict -> verdict.startsWith("absence A"));
        hub.link(1, true);
        hub.until(5, "12:05:00");
        assertThat(hub.said().stream().filter(verdict -> verdict.startsWith("absence A")))
                .containsExactly("absence A", "absence A");
        hub.until(7, "08:50:00");
        assertThat(hub.said()).as("and it is known again").contains("late A provisional");
    }

    @Test
    void whatIsOlderThanADayIsJudgedAgainIsCounted() throws Exception {
        JudgedHub hub = new JudgedHub(1, policy("group-seat-management"));
        hub.link(1, true);
        hub.behind(Duration.ofDays(40));
        hub.fact(1, new Fact.SignedIn(agent(1)));
        hub.behind(Duration.ZERO);
        hub.until("08:50:00");
        assertThat(hub.rules.tooLate()).isEqualTo(1);
        assertThat(hub.rules.faults()).isZero();
    }

    /// Each time that the judge goes back over hours it costs.
    @Test
    void whatComesInManyBatchesIsToldOnceAndThePresentIsNotDelayed() throws Exception {
        JudgedHub hub = new JudgedHub(2, policy("group-seat-management"));
        hub.link(1, true);
        hub.link(2, true);
        hub.until("08:20:00");
        hub.cut(1);
        hub.until("08:40:00");
        hub.fact(1, new Fact.SignedIn(agent(1)));
        for (int i = 0; i < 450; i++) {
            hub.fact(1, i % 2 == 0 ? new Fact.HandRaised() : new Fact.HandLowered(Fact.Cause.PRESS));
        }
        hub.until("08:50:00");
        assertThat(hub.said()).containsExactlyInAnyOrder("late A provisional", "late B provisional");
        hub.link(1, true);
        hub.fact(2, new Fact.SignedIn(agent(2)));
        hub.until("08:50:02");
        assertThat(hub.said()).contains("late B");
        hub.until("08:50:05");
        assertThat(hub.said()).containsExactly("late B");
    }
}

package dev.seatline.server.loop;

import static dev.seatline.server.loop.JudgedHub.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.Regulations;
import dev.seatline.server.rules.Roster;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.judge.Site;
import dev.seatline.server.store.StoredReport;
import dev.seatline.server.store.memory.MemoryEventStore;
import dev.seatline.server.store.memory.MemoryReportStore;
import dev.seatline.server.store.memory.MemoryVerdictStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is reported to a running hub counts: now, after a restart, and for days that are judged again.
final class ReportedTest {
    private static final String LEAVE =
            "{\"form\":\"leave\",\"agent\":\"A\",\"type\":\"sick\",\"from\":\"2026-03-%s\",\"to\":\"2026-03-%s\"}";
    private static final String GRANTED = "{\"approve\":\"leave\",\"agent\":\"A\",\"by\":\"B\"}";

    @Test
    void papersCountForDaysThatAreJudgedAgainFromTheLedger() throws Exception {
        JudgedHub hub = new JudgedHub(2, policy("group-seat-management"));
        hub.link(1, true);
        hub.link(2, true);
        hub.until("08:10:00");
        hub.link(1, false);
        hub.until(5, "12:00:00");
        hub.report("", LEAVE.formatted("02", "02"));
        hub.report("", GRANTED);
        hub.link(1, true);
        hub.turn();
        hub.report("", LEAVE.formatted("03", "03"));
        hub.report("", GRANTED);
        hub.until(5, "13:00:00");
        assertThat(hub.said())
                .contains("request-accepted A", "absence B")
                .doesNotContain("absence A", "absence A provisional");
    }

    @Test
    void leaveThatIsGrantedTakesAnAbsenceBack() throws Exception {
        JudgedHub hub = new JudgedHub(2, policy("group-seat-management"));
        hub.link(1, true);
        hub.until("09:00:00");
        assertThat(hub.said()).anyMatch(said -> said.endsWith("A provisional"));
        hub.report("", LEAVE.formatted("02", "02"));
        hub.report("", GRANTED);
        hub.until("09:00:05");
        assertThat(hub.said()).noneMatch(said -> said.startsWith("late A") || said.startsWith("absence A"));
    }

    @Test
    void whatIsToldTwiceUnderOneKeyIsToldOnce() throws Exception {
        JudgedHub hub = new JudgedHub(1, policy("staff-attendance-yuan"));
        long first = hub.report("k1", LEAVE.formatted("02", "02")).id();
        assertThat(hub.report("k1", LEAVE.formatted("03", "03")).id()).isEqualTo(first);
        assertThat(hub.reports.since(Instant.EPOCH, 0, 10)).hasSize(1);
    }

    @Test
    void leaveGrantedDaysAgoStillExcusesAfterARestart() throws Exception {
        JudgedHub hub = new JudgedHub(2, policy("group-seat-management"));
        hub.link(1, true);
        hub.link(2, true);
        hub.report("", LEAVE.formatted("09", "09"));
        hub.report("", GRANTED);
        hub.until(5, "12:00:00");
        hub.restart();
        hub.until(7, "18:00:00");
        assertThat(hub.said()).as("both were away last week").contains("absence A", "absence B");
        assertThat(hub.written().stream()
                        .filter(one -> one.verdict().date().equals(JudgedHub.MONDAY.plusDays(7)))
                        .filter(one -> one.verdict().kind() == VerdictKind.ABSENCE)
                        .map(one -> String.valueOf(one.verdict().agent())))
                .as("that day")
                .contains("B")
                .doesNotContain("A");
    }

    @Test
    void aReportIsRefusedAsLongAsTheHubDoesNotRun() {
        RuleRun rules = new RuleRun(
                new Site(
                        new People(Map.of(), Map.of(), List.of()),
                        new Calendar(JudgedHub.ZONE, Set.of(), Set.of(), Map.of()),
                        new Roster(List.of()),
                        Regulations.of(Map.of("T1", policy("group-seat-management")))),
                new MemoryEventStore(),
                new MemoryVerdictStore(),
                new MemoryReportStore(),
                1);
        assertThat(rules.report(
                        new StoredReport(0, JudgedHub.at("08:00:00"), JudgedHub.at("08:00:00"), "boss", "", "{}")))
                .isCompletedExceptionally();
    }
}

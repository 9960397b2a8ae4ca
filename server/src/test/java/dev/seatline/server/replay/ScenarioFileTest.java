package dev.seatline.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.config.Loaded;
import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Roster;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.wire.SeatId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFileTest {
    private static final String GROUP = "group-seat-management";
    private static final String END = "\nuntil: \"2026-03-02T20:00:00\"\nexpect: []\n";

    @TempDir
    private Path folder;

    private String mistakes(String more) throws IOException {
        Loaded<Scenario> loaded = ScenarioFile.load(ScenarioText.file(folder, GROUP, more), ScenarioText.POLICIES);
        return loaded instanceof Loaded.Wrong<Scenario> wrong ? wrong.text() : "";
    }

    /// Line 5 is the first one below `steps`.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "at: \"2026-03-02T09:00:00\", seat: S1, bagde: A | :5: steps.at: a step has one of badge",
                "at: \"2026-03-02T09:00:00\", seat: S1, badge: A, call: end | :5: steps.at: a step has one of",
                "at: \"2026-03-02T09:00:00\", seat: S1, badge: A, colour: red | :5: unknown key \"steps.colour\"",
                "at: \"2026-03-02 09:00\", seat: S1, badge: A | :5: steps.at: found",
                "at: \"2026-03-02T09:00:00\", seat: S1, declare: asleep | allowed is ready, not-ready, break",
                "at: \"2026-03-02T09:00:00\", seat: S1, headset: lost | allowed is resting, lifted, unknown",
                "at: \"2026-03-02T09:00:00\", seat: S1, ring: 0, answered: true | a whole number from 1 to 500",
                "at: \"2026-03-02T09:00:00\", seat: S1, ring: 2 | :5: \"steps.answered\" is missing",
                "at: \"2026-03-02T09:00:00\", seat: S1, call: dial | allowed is start, hold, resume, end",
                "at: \"2026-03-02T09:00:00\", form: poem, agent: A | allowed is leave, swap",
                "at: \"2026-03-02T09:00:00\", form: waiver, agent: X, date: 2026-03-02, why: bus | one of the people: A, B",
                "at: \"2026-03-02T09:00:00\", approve: leave, agent: A | :5: \"steps.by\" is missing",
                "at: \"2026-03-02T21:00:00\", seat: S1, badge: A | :6: until: the last step is later, in line 5",
            })
    void aWrongStepIsToldWithItsLine(String step, String told) throws IOException {
        assertThat(mistakes("steps:\n  - {" + step + "}" + END))
                .contains("a.yaml:")
                .contains(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verdict: tardy | :6: expect.verdict: found \"tardy\", allowed is absence",
                "verdict: late, agent: Z | one of the people",
                "verdict: late, rule: group-seat-management/4 | the id of a rule",
                "verdict: late, minute: 3 | did you mean \"minutes\"",
            })
    void aWrongExpectationIsToldWithItsLine(String expectation, String told) throws IOException {
        assertThat(mistakes("until: \"2026-03-02T20:00:00\"\nexpect:\n  - {" + expectation + "}\n"))
                .contains(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agent: A, date: 2026-03-02, shift: night | one of the shifts of group-seat-management (day)",
                "agent: A, date: 2026-03-02, shift: day, segments: [\"08:00-12:00\"] | found both",
                "agent: A, shift: day | \"roster.date\" is missing",
                "agent: A, dates: 2026-03-31/2026-03-02, shift: day | two dates such as",
                "agent: A, date: 2026-03-02, shift: day, attend: maybe | allowed is plan",
            })
    void aWrongDutyIsToldWithItsLine(String duty, String told) throws IOException {
        assertThat(mistakes("roster:\n  - {" + duty + "}" + END))
                .contains(":5: ")
                .contains(told);
    }

    @Test
    void anUnknownRegulationAndAnUnknownOptionAreTold() throws IOException {
        Path file = folder.resolve("b.yaml");
        Files.writeString(
                file, "title: x\nregulation: nowhere\npeople: []\nuntil: \"2026-03-02T20:00:00\"\nexpect: []\n");
        assertThat(ScenarioFile.load(file, ScenarioText.POLICIES))
                .satisfies(loaded -> assertThat(((Loaded.Wrong<Scenario>) loaded).text())
                        .contains("b.yaml:2: regulation: ")
                        .contains("no such policy"));
        assertThat(mistakes("options: {ring.colour: red}" + END))
                .contains("a.yaml:2")
                .contains("ring.colour");
    }

    @Test
    void aShiftOfThePolicyHasItsSegmentsAndSegmentsGoOverMidnight() throws IOException {
        Scenario scenario = ScenarioText.read(ScenarioText.file(folder, GROUP, """
                roster:
                  - {agent: A, date: 2026-03-02, shift: day, seat: S1}
                  - {agent: B, dates: 2026-03-02/2026-03-03, segments: ["22:00-02:00", "03:00-06:00"], duty: lunch}
                until: "2026-03-02T20:00:00"
                expect: []
                """));
        Roster.Duty day = scenario.roster().all().getFirst();
        assertThat(day.shift()).isEqualTo("day");
        assertThat(day.seat()).isEqualTo(new SeatId("S1"));
        assertThat(day.start()).isEqualTo(Instant.parse("2026-03-02T00:45:00Z"));
        assertThat(day.end()).isEqualTo(Instant.parse("2026-03-02T09:30:00Z"));
        Roster.Duty night = scenario.roster().all().get(1);
        assertThat(night.duty()).isEqualTo("lunch");
        assertThat(night.spans())
                .extracting(Roster.Span::from)
                .containsExactly(Instant.parse("2026-03-02T14:00:00Z"), Instant.parse("2026-03-02T19:00:00Z"));
        assertThat(night.end()).isEqualTo(Instant.parse("2026-03-02T22:00:00Z"));
        assertThat(scenario.roster().all()).hasSize(3);
    }

    @Test
    void allThatThePageNamesIsRead() throws IOException {
        Path file = folder.resolve("all.yaml");
        Files.writeString(file, """
                title: everything
                teams: [{id: T1, regulation: group-seat-management, people: [A, M]}, {id: T2, regulation: fund-yinhua-desk, people: [B]}]
                options: {}
                zone: Asia/Shanghai
                calendar:
                  holidays: [2026-10-01]
                  workdays: []
                  periods: {market-open: ["09:30-11:30", "13:00-15:00"], season: ["2026-11-15/2027-03-15"], visit: ["2026-03-02T10:00/2026-03-02T11:00"]}
                people:
                  - {id: A, roles: [agent]}
                  - {id: B, roles: [agent], certified: false}
                  - {id: M, roles: [manager]}
                seats:
                  - {id: S1, kind: inbound, owner: A, backup: B, row: [S1, S2, S3], hook: rest}
                steps:
                  - {at: "2026-03-02T08:44:30", seat: S1, badge: A}
                  - {at: "2026-03-02T08:44:41", login: A, seat: S1}
                  - {at: "2026-03-02T09:00:00", seat: S1, ring: 2, answered: true, after: 10.5}
                  - {at: "2026-03-02T09:00:30", seat: S1, call: end, released-by: agent, tag: silent, pause: 12}
                  - {at: "2026-03-02T10:00:00", seat: S1, raise: hand}
                  - {at: "2026-03-02T10:30:00", seat: S1, link: offline}
                  - {at: "2026-03-02T11:00:00", form: leave, agent: A, type: sick, from: 2026-03-03, to: 2026-03-04}
                  - {at: "2026-03-02T11:05:00", form: swap, agent: A, with: B, date: 2026-03-04, back: 2026-03-06}
                  - {at: "2026-03-02T11:06:00", form: correction, agent: A, date: 2026-03-02, what: badge-out, signed: M}
                  - {at: "2026-03-02T11:07:00", form: waiver, agent: A, date: 2026-03-02, why: late-bus}
                  - {at: "2026-03-02T11:08:00", form: handover, seat: S1, agent: A, to: B}
                  - {at: "2026-03-02T11:09:00", form: entry, agent: A, rule: ecommerce-cs-dept/44, by: M}
                  - {at: "2026-03-02T11:09:10", form: proof, agent: A, date: 2026-03-02}
                  - {at: "2026-03-02T11:09:11", form: notice, agent: A}
                  - {at: "2026-03-02T11:09:12", form: roster-filed, month: 2026-04}
                  - {at: "2026-03-02T11:09:13", form: plan, agent: A, breaks: ["10:00-10:10"]}
                  - {at: "2026-03-02T11:09:14", form: inspection}
                  - {at: "2026-03-02T11:10:00", approve: leave, agent: A, by: M}
                  - {at: "2026-03-02T11:10:01", release: S1, by: M}
                  - {at: "2026-03-02T11:10:02", acknowledge: handover, agent: A, by: B}
                  - {at: "2026-03-02T11:20:00", case: open, id: K1, class: branch}
                  - {at: "2026-03-02T11:30:00", fault: open, id: F1, level: 1}
                  - {at: "2026-03-02T11:40:00", incident: open, id: I1}
                figures:
                  - {period: 2026-03, calls: {transferred: 200, answered: 180, within: 180}, demands: {total: 60, first: 45}, samples: {A: 2}}
                until: "2026-03-02T18:00:00"
                none: [late, absence]
                partial: true
                expect:
                  - {verdict: figure, reason: x, count: null, at: "2026-03-02T10:00:01", days: 0.5, provisional: true}
                """);
        Scenario scenario = ScenarioText.read(file);
        assertThat(scenario.policies()).containsOnlyKeys("T1", "T2");
        assertThat(scenario.none()).containsExactlyInAnyOrder(VerdictKind.LATE, VerdictKind.ABSENCE);
        assertThat(scenario.calendar().periods()).hasSize(3);
        assertThat(scenario.people().rows()).hasSize(1);
        assertThat(scenario.people().desk(new SeatId("S1")).worn()).isTrue();
        assertThat(scenario.steps()).hasSize(23);
        Expectation expectation = scenario.expected().getFirst();
        assertThat(expectation.provisional()).isTrue();
        assertThat(expectation.fields()).containsEntry("count", Expectation.NOTHING);
        assertThat(scenario.steps())
                .filteredOn(step -> step.deed() instanceof Step.HandIn)
                .extracting(step -> ((Step.HandIn) step.deed()).form().name())
                .containsExactlyElementsOf(FormReader.NAMES);
        assertThat(scenario.steps())
                .filteredOn(
                        step -> step.deed() instanceof Step.Decide decide && decide.decision() == Form.Decision.RELEASE)
                .singleElement()
                .satisfies(
                        step -> assertThat(((Step.Decide) step.deed()).seat()).isEqualTo(new SeatId("S1")));
    }

    @Test
    void everyShippedScenarioStandsInTheTable() throws IOException {
        Path scenarios = Path.of("../config/scenarios");
        String table = Files.readString(scenarios.resolve("README.md"));
        try (Stream<Path> files = Files.list(scenarios)) {
            files.filter(file -> file.toString().endsWith(".yaml"))
                    .forEach(file -> assertThat(table).contains("| `" + file.getFileName() + "` | "));
        }
    }
}

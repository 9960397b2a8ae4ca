package dev.seatline.server.regulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.config.Loaded;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.Segment;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileTest {
    private static final Path POLICIES = Path.of("../config/policies");

    @TempDir
    private Path folder;

    @Test
    void theGroupHasZeroGraceAndAnHourToAbsence() {
        Policy group = shipped("group-seat-management");
        assertThat(group.titleZh()).isEqualTo("呼叫中心坐席管理制度");
        assertThat(group.shifts().get("day"))
                .containsExactly(
                        new Segment(Segment.Kind.SEAT, LocalTime.of(8, 45), LocalTime.of(12, 0)),
                        new Segment(Segment.Kind.SEAT, LocalTime.of(13, 30), LocalTime.of(17, 30)));
        assertThat(group.attendance().grace()).isZero();
        assertThat(group.attendance().absenceAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(group.attendance().rules().id("noShow")).isEqualTo("group-seat-management/06");
        assertThat(group.attendance().rules().id("missedBadge")).isNull();
        assertThat(group.identity().rules().id("certified")).isEqualTo("group-seat-management/12");
        assertThat(group.busy().selfMax()).isEqualTo(Duration.ofMinutes(15));
        assertThat(group.busy().escalateTo()).isEqualTo("manager");
        assertThat(group.planning().rosterDueDay()).isEqualTo(25);
        assertThat(group.ring().rules().numbers()).isEmpty();
        assertThat(group.coverage()).isEmpty();
    }

    @Test
    void theYuanRegulationHasBandsCountersAndATariff() {
        Policy yuan = shipped("staff-attendance-yuan");
        assertThat(yuan.attendance().bands())
                .containsExactly(
                        new Policy.Band(Duration.ofMinutes(30), new BigDecimal("0.5"), "staff-attendance-yuan/01"),
                        new Policy.Band(null, BigDecimal.ONE, "staff-attendance-yuan/02"));
        assertThat(yuan.attendance().absenceAfter()).isNull();
        assertThat(yuan.counters().getFirst().becomes()).isEqualTo("absence-booked");
        assertThat(yuan.counters().getFirst().of()).isEqualTo(Set.of("late", "early-leave"));
        assertThat(yuan.tariffs().getFirst().yuan()).isEqualTo(100);
        assertThat(yuan.penalty().money()).isFalse();
        assertThat(yuan.leaves().lead()).isEqualTo(Map.of("", new Policy.Lead(1, Policy.LeadUnit.DAYS)));
        assertThat(yuan.leaves().overQuotaApprovers()).isEqualTo(Set.of("supervisor", "manager"));
        assertThat(yuan.swaps().backToBack()).isEqualTo(Policy.BackToBack.LEAVE);
    }

    @Test
    void theSecuritiesRegulationRingsOnlyWhenReady() {
        Policy securities = shipped("securities-seat-conduct");
        assertThat(securities.ring().readyOnly()).isTrue();
        assertThat(securities.ring().max()).isEqualTo(3);
        assertThat(securities.ring().consequences()).isEqualTo(Set.of("apology-prompt"));
        assertThat(securities.attendance().preparedBefore()).isEqualTo(Duration.ofMinutes(5));
        assertThat(securities.attendance().lunchReturn()).isTrue();
        assertThat(securities.swaps().lead()).isEqualTo(new Policy.Lead(1, Policy.LeadUnit.WORKING_DAYS));
        assertThat(securities.counters()).singleElement().satisfies(counter -> {
            assertThat(counter.rule()).isEqualTo("securities-seat-conduct/10");
            assertThat(counter.every()).isEqualTo(3);
            assertThat(counter.days()).isEqualByComparingTo("1");
        });
    }

    @Test
    void theIcCardFloorHasBreaksByKindOfSeat() {
        Policy floor = shipped("ic-card-floor");
        Policy.BreakAllowance inbound =
                Objects.requireNonNull(floor.breaks().bySeat().get("inbound"));
        assertThat(inbound.count()).isEqualTo(3);
        assertThat(inbound.max()).isEqualTo(Duration.ofMinutes(10));
        assertThat(inbound.rules().id("length")).isEqualTo("ic-card-floor/15");
        Policy.BreakAllowance outbound =
                Objects.requireNonNull(floor.breaks().bySeat().get("outbound"));
        assertThat(outbound.count()).isNull();
        assertThat(floor.breaks().bySeat()).hasSize(2);
        assertThat(floor.breaks().whenFull()).isEqualTo(Policy.WhenFull.QUEUE);
        assertThat(floor.headset().rules().numbers()).isEqualTo(Map.of("awayLifted", "19"));
        assertThat(floor.attendance().proofSignedBy()).isEqualTo(Set.of("team-leader", "duty-leader"));
    }

    @Test
    void theBankCountsRingsAndKeepsTheSecondLimit() {
        Policy bank = shipped("bank-csr-management");
        assertThat(bank.ring().combine()).isEqualTo(Policy.Combine.RINGS);
        assertThat(bank.ring().maxTime()).isEqualTo(Duration.ofSeconds(10));
        assertThat(bank.attendance().lead()).isEqualTo(Duration.ofMinutes(10));
        assertThat(bank.attendance().leaderLead()).isEqualTo(Duration.ofMinutes(20));
        assertThat(bank.breaks().earnAfter()).isEqualTo(Duration.ofHours(6));
        assertThat(bank.leaves().lead()).containsEntry("annual", new Policy.Lead(1, Policy.LeadUnit.MONTHS));
        assertThat(bank.leaves().maxConcurrent()).isEqualTo(Map.of("annual", 1));
        assertThat(bank.swaps().classes()).isEqualTo(Map.of("day", "day", "night", "night"));
        assertThat(bank.raising().chain()).containsExactly("team-leader", "duty-leader", "supervisor", "manager");
        assertThat(bank.awards().fullAttendancePoints()).isEqualTo(1);
        assertThat(bank.calls().exemptTags()).isEqualTo(Set.of("nuisance"));
    }

    @Test
    void theFundCoversTheMarketAndRefusesTheSecondAway() {
        Policy fund = shipped("fund-yinhua-desk");
        assertThat(fund.coverage()).hasSize(2);
        assertThat(fund.coverage().getFirst())
                .isEqualTo(new Policy.Coverage(
                        "fund-yinhua-desk/05",
                        4,
                        "market-open",
                        false,
                        Set.of("inbound", "outbound"),
                        null,
                        Duration.ofMinutes(1)));
        assertThat(fund.coverage().getLast().outside()).isTrue();
        assertThat(fund.away().maxConcurrent()).isEqualTo(1);
        assertThat(fund.away().whenFull()).isEqualTo(Policy.WhenFull.REFUSE);
        assertThat(fund.attendance().rules().id("late")).isNull();
        assertThat(fund.attendance().leaderSeatsFreeAfter()).isEqualTo("market-open");
        assertThat(fund.leaves().maxConcurrent()).isEqualTo(Map.of("", 1));
    }

    @Test
    void whatIsLeftOutSaysNothing() throws IOException {
        Policy empty =
                right(PolicyFile.load(file("version: 1\nregulation: none\nedition: 3\ntitle: {zh: 无, en: None}\n")));
        assertThat(empty.edition()).isEqualTo(3);
        assertThat(empty.attendance().rules().numbers()).isEmpty();
        assertThat(empty.breaks().bySeat()).isEmpty();
        assertThat(empty.swaps().rules().numbers()).isEmpty();
        assertThat(empty.counters()).isEmpty();
        assertThat(empty.penalty().money()).isFalse();
    }

    @Test
    void aScenarioChangesParametersByTheirNames() {
        Path bank = POLICIES.resolve("bank-csr-management.yaml");
        Policy changed = right(PolicyFile.load(
                bank, Map.of("ring.combine", "any", "ring.cadence.off", "3s", "break.inbound.maxMin", "20")));
        assertThat(changed.ring().combine()).isEqualTo(Policy.Combine.ANY);
        assertThat(changed.ring().off()).isEqualTo(Duration.ofSeconds(3));
        assertThat(Objects.requireNonNull(changed.breaks().bySeat().get("inbound"))
                        .max())
                .isEqualTo(Duration.ofMinutes(20));
        Policy paid =
                right(PolicyFile.load(POLICIES.resolve("staff-attendance-yuan.yaml"), Map.of("penalty.money", "true")));
        assertThat(paid.penalty().money()).isTrue();
        Policy two = right(PolicyFile.load(
                POLICIES.resolve("fund-yinhua-desk.yaml"),
                Map.of("away.maxConcurrent", "2", "leave.maxConcurrent", "2")));
        assertThat(two.away().maxConcurrent()).isEqualTo(2);
        assertThat(two.leaves().maxConcurrent()).isEqualTo(Map.of("", 2));
    }

    @Test
    void anOptionMeetsTheSameChecks() {
        Path group = POLICIES.resolve("group-seat-management.yaml");
        assertThat(wrong(PolicyFile.load(
                        group, Map.of("late.absenceAfterMin", "5", "late.grace", "10m", "ring.max", "4"))))
                .contains("option late.absenceAfterMin: found 5, allowed is more than late.grace, which is 10 min")
                .contains("option ring.max: the file has no \"ring\" with keys of its own");
        assertThat(wrong(PolicyFile.load(group, Map.of("busy.selfMaxMinutes", "4"))))
                .contains("option busy.selfMaxMinutes: unknown key; did you mean \"busy.selfMaxMin\"?");
    }

    /// Each is told in the line that it stands in.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            group-seat-management | absenceAfterMin: 60 | absenceAfterMins: 60 | did you mean "absenceAfterMin"?
            group-seat-management | absenceAfterMin: 60 | absenceAfterMin: 0 | late.absenceAfterMin: found "0", allowed is a whole number from 1 to 1440
            group-seat-management | late: "04" | late: "4" | late.rules.late: found "4", allowed is the two digits of a rule's number
            group-seat-management | late: "04" | latte: "04" | did you mean "late"?
            group-seat-management | [supervisor, manager, director] | [supervisor, boss] | late.waivedBy: found "boss", allowed is one of agent, duty-agent, team-leader
            group-seat-management | [supervisor, manager, director] | [manager, manager] | "manager" stands already in line
            group-seat-management | escalateTo: manager | escalateTo: king | busy.escalateTo: found "king", allowed is one of agent
            group-seat-management | to: "12:00" | to: "13:45" | #shifts.segments.from: found 13:30, allowed is 13:45 or later
            group-seat-management | to: "12:00" | to: "08:00" | shifts.segments.to: found 08:00, which is 23 h 15 min after 08:45; allowed are at most 12 h
            group-seat-management | to: "12:00" | to: "25:00" | shifts.segments.to: found "25:00", allowed is a time of the day
            group-seat-management | kind: seat | kind: chair | shifts.segments.kind: found "chair", allowed is seat, prep, wrap-up, duty
            group-seat-management | to: "17:30" | to: "20:00", from: "21:00" | "from" stands twice
            group-seat-management | rosterDueDay: 25 | rosterDueDay: 31 | planning.rosterDueDay: found "31", allowed is a whole number from 1 to 28
            group-seat-management | edition: 1 | edition: 0 | edition: found "0"
            group-seat-management | regulation: group | regulation: group seat | regulation: found "group seat-seat-management", allowed is [A-Za-z0-9_-]{1,32}
            staff-attendance-yuan | - {days: 1, | - {upToMin: 90, days: 1, | late.bands.upToMin: the last band is for all that is longer
            staff-attendance-yuan | - {upToMin: 30, days: 0.5 | - {days: 0.5 | late.bands.upToMin: is missing; only the last band
            staff-attendance-yuan | - {days: 1, | - {days: 0.25, | late.bands.days: found "0.25", allowed is days in halves from 0.5 to 99.5
            staff-attendance-yuan | days: 0.5, rule | days: 2, rule | #late.bands.days: found 1, allowed is at least 2: being later does not cost less
            staff-attendance-yuan | lead: 1 day | lead: a day | leave.lead: found "a day", allowed is a number with a unit: 1 day, 3 days, 1 working day
            staff-attendance-yuan | soft: [quota, perShift] | soft: [quota, concurrent] | leave.soft: found "concurrent", allowed is one of lead, perShift
            staff-attendance-yuan | proofTypes: [sick] | proofTypes: [ill] | leave.proofTypes: found "ill", allowed is one of personal, sick, annual
            staff-attendance-yuan | doubleShiftEffect: leave | doubleShiftEffect: allowed | refused or leave, and a rule number of backToBack, go together
            staff-attendance-yuan | becomes: absence-booked | becomes: absense | counters.becomes: found "absense", allowed is one of late, early-leave, absence
            staff-attendance-yuan | becomes: absence-booked | becomes: late | counters.becomes: found "late", which comes to be counted here again
            staff-attendance-yuan | becomes: dismissal-alert} | becomes: late} | counters.becomes: found "late", which comes to be counted here again
            staff-attendance-yuan | of: [late, early-leave] | of: [late, lazy] | counters.of: found "lazy"
            staff-attendance-yuan | absence-booked, days: 1} | absence-booked} | counters.days: is missing, absence-booked says how many
            staff-attendance-yuan | of: absence, yuan: 100 | of: absence | tariff.of: costs nothing: write points, yuan or awardLost
            staff-attendance-yuan | of: absence-booked, yuan | of: absence, yuan | tariff.of: found "absence", which this rule has an item for already
            securities-seat-conduct | scope: ready | scope: idle | ring.scope: found "idle", allowed is ready, always
            securities-seat-conduct | [apology-prompt] | [apology-prompt, pick-up-call] | ring.consequence: pick-up-call and a rule number of pickUp go together
            securities-seat-conduct | max: 3 | max: 0 | ring.max: found "0"
            securities-seat-conduct | on: 1s | on: 0s | ring.cadence.on: found "0s"
            securities-seat-conduct | keepHours: true | keepHours: false | swap.keepHours: keepHours: true and a rule number of hours go together
            ic-card-floor | maxMin: 10 | maxMin: 0 | break.inbound.maxMin: found "0", allowed is a whole number from 1 to 1440
            ic-card-floor | inbound:            # | inbouned:          # | did you mean "inbound"?
            ic-card-floor | maxConcurrent: 3 | maxConcurrent: none | break.maxConcurrent: found "none"
            ic-card-floor | whenFull: queue | whenFull: wait | break.whenFull: found "wait", allowed is queue, refuse
            bank-csr-management | leaderMin: 20 | leaderMin: 5 | lead.leaderMin: found 5, allowed is at least lead.min, which is 10
            bank-csr-management | {class: night, shifts: [night]} | {class: night, shifts: [late]} | swap.classes.shifts: found "late", allowed is one of day, night
            bank-csr-management | {class: night, shifts: [night]} | {class: night, shifts: [day]} | "day" stands already in line
            bank-csr-management | {annual: 1} | {annual: 3, all: 2} | leave.maxConcurrent: found 3 for annual, allowed is at most the number for all, which is 2
            bank-csr-management | chain: [team-leader, | chain: [team leader, | raise.chain: found "team leader"
            bank-csr-management | to: "20:00"}] | to: "20:00"}, {kind: seat, from: "19:00", to: "21:00"}] | shifts.segments.from: found 19:00, allowed is 20:00 or later
            bank-csr-management | to: "08:00"}] | to: "08:00"}, {kind: seat, from: "09:00", to: "20:30"}] | shifts.segments.to: found 20:30, allowed is 20:00 at the latest
            fund-yinhua-desk | period: market-open, outside | outside | coverage.outside: found true without a period
            fund-yinhua-desk | shift: day, grace | shift: night, grace | coverage.shift: found "night", allowed is one of day
            fund-yinhua-desk | min: 4, | min: 0, | coverage.min: found "0"
            group-seat-management | waivers: [disaster, late-bus] | waivers: [] | late.waivers: found an empty list, allowed is at least one
            group-seat-management | selfMaxMin: 15 | selfMaxMin: -15 | busy.selfMaxMin: found "-15", allowed is a whole number from 1 to 1440
            staff-attendance-yuan | maxDaysPerMonth: 2 | maxDaysPerMonth: 40 | leave.maxDaysPerMonth: found 40, allowed is at most 31
            staff-attendance-yuan | approvers: [supervisor]    # 第五条 | approvers: []    # 第五条 | swap.approvers: found an empty list
            staff-attendance-yuan | soft: [quota, perShift] | soft: [quota, proof] | leave.soft: found "proof", allowed is one of lead, perShift, quota
            staff-attendance-yuan | becomes: dismissal-alert} | becomes: dismissal-alert, yuan: 5} | counters.yuan: says nothing of dismissal-alert, only of fine-proposed and award
            bank-csr-management | reason: private, points: -2 | reason: privat, points: -2 | tariff.reason: found "privat", allowed is one of released-first, private
            bank-csr-management | of: unattended, points | of: unattended, reason: ring, points | tariff.reason: found "ring", but unattended has no reasons
            bank-csr-management | of: absence, points: -2 | of: absence, points: 0 | tariff.points: found 0, allowed are points that change a score
            bank-csr-management | sick-leave, personal-leave | ill-leave, personal-leave | award.fullAttendanceBreaks: found "ill-leave", allowed is one of late
            bank-csr-management | owedTags: [call-back] | owedTags: [] | call.owedTags: found an empty list
            fund-yinhua-desk | concurrentExcept: [team-leader] | concurrentExcept: [leader] | leave.concurrentExcept: found "leader", allowed is one of agent
            fund-yinhua-desk | kinds: [inbound, outbound] | kinds: [ordinary] | coverage.kinds: found "ordinary", allowed is one of inbound, outbound, leader
            """)
    void aMistakeIsToldWithItsLineAndWhatIsAllowed(String policy, String from, String to, String message)
            throws IOException {
        String text = Files.readString(POLICIES.resolve(policy + ".yaml"));
        assertThat(text).contains(from);
        int line = 1
                + (int) text.substring(0, text.indexOf(from))
                        .chars()
                        .filter(c -> c == 10)
                        .count();
        boolean next = message.startsWith("#");
        Path file = file(text.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to)));
        assertThat(wrong(PolicyFile.load(file)).lines())
                .anySatisfy(told -> assertThat(told)
                        .startsWith(file + ":" + (next ? line + 1 : line) + ": ")
                        .contains(next ? message.substring(1) : message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            group-seat-management | absenceAfterMin: 60 | late.absenceAfterMin: is missing, rule group-seat-management/06 (absence) needs it
            group-seat-management | selfMaxMin: 15 | busy.selfMaxMin: is missing, rule group-seat-management/10 (overrun) needs it
            group-seat-management | absence: "06" | late.absenceAfterMin: says nothing without a rule number of absence
            group-seat-management | rosterDueDay: 25 | planning.rosterDueDay: is missing
            group-seat-management | edition: 1 | "edition" is missing
            bank-csr-management | freeze: visit | break.freeze: is missing, rule bank-csr-management/26 (freeze) needs it
            bank-csr-management | earnPerHours: 6 | break.earnPerHours: is missing
            ic-card-floor | proofDays: 1 | badge.proofDays: is missing
            ic-card-floor | count: 3 | break.inbound.count: is missing, rule ic-card-floor/14 (count) needs it
            ic-card-floor | rules: {awayLifted: "19"} | "headset.rules" is missing
            staff-attendance-yuan | penalty:¶  money: false | penalty: is missing: the file has amounts in yuan
            bank-csr-management | acceptedBy: [duty-leader] | handover.acceptedBy: is missing, rule bank-csr-management/41 (accepted) needs it
            bank-csr-management | owed: "30" | call.owedTags: says nothing without a rule number of owed
            bank-csr-management | seatedSec: 60 | lead.seatedSec: is missing, rule bank-csr-management/21 (seated) needs it
            securities-seat-conduct | hours: "06" | swap.keepHours: keepHours: true and a rule number of hours go together
            """)
    void whatIsMissingIsTold(String policy, String written, String message) throws IOException {
        String without = written.replace('¶', '\n');
        String text = Files.readString(POLICIES.resolve(policy + ".yaml"));
        assertThat(text).contains(without);
        assertThat(wrong(PolicyFile.load(file(text.replaceFirst(Pattern.quote(without), "")))))
                .contains(message);
    }

    @Test
    void bandsThatDoNotAscendOrLieBeyondAbsenceAreTold() throws IOException {
        String head = "version: 1\nregulation: r\nedition: 1\ntitle: {zh: 无, en: None}\n";
        String late = head + """
                late:
                  rules: {late: "01", absence: "02"}
                  absenceAfterMin: 40
                  bands:
                    - {upToMin: 30, days: 0.5, rule: "01"}
                    - {upToMin: 20, days: 1, rule: "01"}
                    - {upToMin: 50, days: 1, rule: "01"}
                    - {days: 2, rule: "01"}
                """;
        assertThat(wrong(PolicyFile.load(file(late))).lines().map(line -> line.substring(line.indexOf(".yaml") + 5)))
                .containsExactly(
                        ":10: late.bands.upToMin: found 20, allowed is more than 30: bands ascend and do not overlap",
                        ":11: late.bands.upToMin: found 50, allowed is at most late.absenceAfterMin, which is 40:"
                                + " longer is absence");
    }

    @Test
    void aSecondLimitThatDecidesHasToBeThere() throws IOException {
        Path securities = POLICIES.resolve("securities-seat-conduct.yaml");
        assertThat(wrong(PolicyFile.load(securities, Map.of("ring.combine", "any"))))
                .contains("ring.maxSec: is missing, ring.combine asks for it");
    }

    @Test
    void twoNumbersForTheSameTimeAndSeatsAreTold() throws IOException {
        String text = """
                version: 1
                regulation: r
                edition: 1
                title: {zh: 无, en: None}
                coverage:
                  - {rule: "01", min: 4, period: open, graceSec: 1}
                  - {rule: "02", min: 2, period: open, graceSec: 1}
                """;
        assertThat(wrong(PolicyFile.load(file(text))))
                .isEqualTo(folder.resolve("policy.yaml")
                        + ":7: coverage.min: another item has a number for the same time and the same seats already");
    }

    @Test
    void aMinimumThatAnotherOneAsksForAtAllTimesIsTold() throws IOException {
        String text = """
                version: 1
                regulation: r
                edition: 1
                title: {zh: 无, en: None}
                coverage:
                  - {rule: "01", min: 4, graceSec: 1}
                  - {rule: "02", min: 2, period: open, graceSec: 1}
                  - {rule: "03", min: 5, period: open, outside: true, graceSec: 1}
                """;
        assertThat(wrong(PolicyFile.load(file(text))))
                .isEqualTo(folder.resolve("policy.yaml")
                        + ":7: coverage.min: another item asks for as many at all times, so that one of the two does"
                        + " nothing");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("policy.yaml"), text);
    }

    private static Policy shipped(String name) {
        Policy policy = right(PolicyFile.load(POLICIES.resolve(name + ".yaml")));
        assertThat(policy.id()).isEqualTo(name);
        return policy;
    }

    private static Policy right(Loaded<Policy> loaded) {
        return switch (loaded) {
            case Loaded.Right<Policy>(Policy policy) -> policy;
            case Loaded.Wrong<Policy> wrong -> throw new AssertionError(wrong.text());
        };
    }

    private static String wrong(Loaded<Policy> loaded) {
        return switch (loaded) {
            case Loaded.Right<Policy> _ -> throw new AssertionError("nothing was wrong");
            case Loaded.Wrong<Policy> wrong -> wrong.text();
        };
    }
}

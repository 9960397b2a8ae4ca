package dev.seatline.server.rules.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A written regulation as data. Its parts are the families of rules; each part names the rules that it stands for, and
/// a part without numbers says nothing. Names and meanings of the parameters are those of `config/policies/README.md`.
///
/// @param id of the regulation
/// @param edition grows with every change of the file that changes a verdict
/// @param titleZh as the paper calls itself
/// @param shifts by name
public record Policy(
        String id,
        int edition,
        String titleZh,
        String titleEn,
        Map<String, List<Segment>> shifts,
        Attendance attendance,
        Identity identity,
        Busy busy,
        Away away,
        Breaks breaks,
        Ring ring,
        Calls calls,
        HeadsetPlace headset,
        List<Coverage> coverage,
        Planning planning,
        Handovers handovers,
        Raising raising,
        Leaves leaves,
        Swaps swaps,
        List<Counter> counters,
        List<Tariff> tariffs,
        Awards awards,
        Penalty penalty) {
    public Policy {
        shifts = Map.copyOf(shifts);
        coverage = List.copyOf(coverage);
        counters = List.copyOf(counters);
        tariffs = List.copyOf(tariffs);
    }

    /// Section `attendance`. Rules: `late`, `early`, `absence` (too late, too early), `noShow`, `lunch`, `lead`,
    /// `leaderLead`, `prepared`, `seated`, `missedBadge`, `waiver`.
    ///
    /// @param grace after the start that is not late yet
    /// @param absenceAfter late or early by more than this is absence; null for never
    /// @param bands what being late or early costs in leave, by how much
    /// @param waivers reasons that excuse
    /// @param waivedBy roles that excuse
    /// @param lead how long before the start an agent has to be there
    /// @param leaderLead the same for a duty leader
    /// @param preparedBefore how long before each block the seat has to be ready
    /// @param seatedWithin how soon after taking the seat it has to be ready
    /// @param lunchReturn whether those without lunch duty have to be back when the gap between two blocks ends
    /// @param proofDays working days after which a missing tap without witness becomes late, early or absence
    /// @param proofSignedBy roles that bear witness to a forgotten tap
    /// @param leaderSeatsFreeAfter a calendar period after whose end leader seats may go, or null
    public record Attendance(
            RuleNumbers rules,
            Duration grace,
            @Nullable Duration absenceAfter,
            List<Band> bands,
            Set<String> waivers,
            Set<String> waivedBy,
            Duration lead,
            Duration leaderLead,
            Duration preparedBefore,
            Duration seatedWithin,
            boolean lunchReturn,
            int proofDays,
            Set<String> proofSignedBy,
            @Nullable String leaderSeatsFreeAfter) {}

    /// @param upTo the longest that is in this band, or null for all that is longer
    /// @param days of personal leave that it costs
    public record Band(@Nullable Duration upTo, BigDecimal days, String rule) {}

    /// Section `identity`. Rules: `ownNumber` (signing in under another's), `certified`, `proxy`, `ownSeat`,
    /// `unknown`, `badgeOutSignedIn`.
    ///
    /// @param proxyWithin the same badge at a second seat within this is suspicious; later it is a move
    /// @param idle a badge without any activity at its seat for so long is suspicious; null for not looked at
    public record Identity(
            RuleNumbers rules,
            Duration proxyWithin,
            @Nullable Duration idle) {}

    /// Section `busy`. Rules: `overrun`, `replacement`, `unattended`.
    ///
    /// @param selfMax how long an agent may set himself not ready
    /// @param escalateTo role that is told, and puts in a replacement
    /// @param exceptReasons reasons that this limit does not hold for
    /// @param unattendedAfter how long a ready seat may leave its telephone ringing out before it counts as left
    public record Busy(
            RuleNumbers rules,
            Duration selfMax,
            @Nullable String escalateTo,
            Set<String> exceptReasons,
            Duration unattendedAfter) {}

    /// Section `away`. Rules: `overrun`, `concurrent`.
    ///
    /// @param max how long one may be away
    /// @param maxConcurrent how many seats at once
    /// @param whenFull whether the next is refused or waits
    /// @param reasons of not ready that mean away; breaks always do
    public record Away(RuleNumbers rules, Duration max, int maxConcurrent, WhenFull whenFull, Set<String> reasons) {}

    /// What becomes of a request when all places are taken.
    public enum WhenFull {
        QUEUE,
        REFUSE
    }

    /// Section `break`. Rules: `concurrent`, `plan`, `freeze`, `entitled`.
    ///
    /// @param planTypes types of break that a leader plans; empty for all
    /// @param bySeat by kind of seat; a kind that is not there has no rule
    /// @param maxConcurrent on the whole floor; null for no limit
    /// @param concurrentSeats kinds of seat that the limit is for
    /// @param freezePeriod calendar period in which no break begins, or null
    /// @param earnAfter continuous work after which rest is due; null for none
    /// @param earnMeal how much meal time it gives
    /// @param earnRest how much rest
    public record Breaks(
            RuleNumbers rules,
            Set<String> planTypes,
            Map<String, BreakAllowance> bySeat,
            @Nullable Integer maxConcurrent,
            Set<String> concurrentSeats,
            WhenFull whenFull,
            @Nullable String freezePeriod,
            @Nullable Duration earnAfter,
            Duration earnMeal,
            Duration earnRest) {}

    /// Below `break`, by kind of seat. Rules: `count`, `length`.
    ///
    /// @param count per shift; null for any number
    /// @param max length of one
    public record BreakAllowance(
            RuleNumbers rules, @Nullable Integer count, Duration max) {}

    /// Section `ring`. Rules: `late`, `pickUp`, `missed`.
    ///
    /// @param max rings within which to answer; the last may be heard to its end
    /// @param maxTime the limit in time
    /// @param combine what decides: the rings, the time, either of the two being exceeded (`any`), or both (`all`)
    /// @param readyOnly whether only a ready seat is meant
    /// @param on length of a burst
    /// @param off silence between two
    /// @param consequences `apology-prompt`, `pick-up-call`
    public record Ring(
            RuleNumbers rules,
            int max,
            @Nullable Duration maxTime,
            Combine combine,
            boolean readyOnly,
            Duration on,
            Duration off,
            Set<String> consequences) {}

    public enum Combine {
        RINGS,
        TIME,
        ANY,
        ALL
    }

    /// Section `call`. Rules: `release`, `personal`, `callBack`, `owed`.
    ///
    /// @param owedTags calls whose question could not be answered at once
    /// @param exemptTags calls that an agent may end, when it was reported
    /// @param personalMax longest personal call that costs nothing
    public record Calls(RuleNumbers rules, Set<String> owedTags, Set<String> exemptTags, Duration personalMax) {}

    /// Section `headset`. Rules: `readyOnRest`, `awayLifted`, `offDutyLifted`, `answeredOnRest`.
    ///
    /// @param grace before it is said
    public record HeadsetPlace(RuleNumbers rules, Duration grace) {}

    /// One item of section `coverage`: how many seats at least, and when.
    ///
    /// @param period calendar period in which it holds, or null for always
    /// @param outside whether it holds outside that period instead
    /// @param kinds of seat that count; empty for all
    /// @param shift whose seat segments bound it, or null for round the clock
    /// @param grace how long fewer may be there before it is said
    public record Coverage(
            String rule,
            int min,
            @Nullable String period,
            boolean outside,
            Set<String> kinds,
            @Nullable String shift,
            Duration grace) {}

    /// Section `planning`. Rules: `roster`, `shutdown`.
    ///
    /// @param rosterDueDay of the month before, by whose beginning the next roster is filed; 0 for none
    /// @param shutdownAfter so long after the end without relief a console that runs is noticed
    public record Planning(RuleNumbers rules, int rosterDueDay, Duration shutdownAfter) {}

    /// Section `handover`. Rules: `relief`, `incident`, `freeze`, `accepted`.
    ///
    /// @param acceptedBy roles of the next shift that accept what is handed over
    /// @param releasedBy roles that may let a seat go without relief; empty for nobody
    /// @param freezePeriod calendar period in which nothing is handed over, or null
    public record Handovers(
            RuleNumbers rules,
            Set<String> acceptedBy,
            Set<String> releasedBy,
            @Nullable String freezePeriod) {}

    /// Section `raise`. Rules: `raised`, `escalated`.
    ///
    /// @param answerWithin how long each of the chain has
    /// @param chain roles, the first is told at once
    public record Raising(RuleNumbers rules, Duration answerWithin, List<String> chain) {}

    /// How long before something has to be asked for.
    ///
    /// @param unit of the number
    public record Lead(int number, LeadUnit unit) {}

    /// `WORKING_DAYS`: handed in before the end of so many working days before.
    public enum LeadUnit {
        DAYS,
        WORKING_DAYS,
        MONTHS
    }

    /// Section `leave`. Rules: `lead`, `longLead`, `quota`, `quotaExtra`, `concurrent`, `perShift`, `perShiftExtra`,
    /// `proof`, `unapproved`.
    ///
    /// @param lead by type of leave; `""` for any other
    /// @param maxDaysPerMonth or null
    /// @param extraYuan per day above, approved all the same
    /// @param maxConcurrent by type of leave (`""` for all types together) on one day
    /// @param concurrentExcept roles whose leave does not count for this and is not bound by it
    /// @param perShift how many of a shift may be on leave or swap; null for any number
    /// @param perShiftYuan for going as one too many
    /// @param approvers roles of which one must approve
    /// @param overQuotaApprovers roles that all must approve above the allowance
    /// @param soft rules that an approver may override
    /// @param retroactive whether sudden illness may be told first and written later
    /// @param proofTypes types that need a paper by the end of the first day back
    public record Leaves(
            RuleNumbers rules,
            Map<String, Lead> lead,
            @Nullable BigDecimal maxDaysPerMonth,
            int extraYuan,
            Map<String, Integer> maxConcurrent,
            Set<String> concurrentExcept,
            @Nullable Integer perShift,
            int perShiftYuan,
            Set<String> approvers,
            Set<String> overQuotaApprovers,
            Set<String> soft,
            boolean retroactive,
            Set<String> proofTypes) {}

    /// Section `swap`. Rules: `lead`, `quota`, `hours`, `perShift`, `perShiftExtra`, `backToBack`, `classes`,
    /// `unapproved`, `approval`.
    ///
    /// @param lead how long before
    /// @param maxPerMonth or null
    /// @param keepHours whether nobody's time may become shorter
    /// @param backToBack what shifts without a pause between them mean
    /// @param classes shifts that may not be exchanged with one another: name to class
    /// @param approvers roles of which one must approve
    /// @param soft rules that an approver may override
    public record Swaps(
            RuleNumbers rules,
            @Nullable Lead lead,
            @Nullable Integer maxPerMonth,
            boolean keepHours,
            BackToBack backToBack,
            Map<String, String> classes,
            Set<String> approvers,
            Set<String> soft) {}

    public enum BackToBack {
        ALLOWED,
        REFUSED,
        /// the second shift is booked as personal leave
        LEAVE
    }

    /// One item of section `counters`: so many of these in a period become something else.
    ///
    /// @param of kinds of verdict, as their codes
    /// @param every how many make one; they are spent then, or with `once` the number is reached once
    /// @param once whether it happens once a period instead of every time
    /// @param unit whether verdicts are counted, or the days that they book
    /// @param becomes kind of verdict, as its code
    /// @param days that are booked, or null
    public record Counter(
            String rule,
            Set<String> of,
            int every,
            boolean once,
            Unit unit,
            CountPeriod per,
            String becomes,
            @Nullable BigDecimal days,
            @Nullable Integer points,
            @Nullable Integer yuan,
            @Nullable Integer count) {
        public enum Unit {
            TIMES,
            DAYS
        }
    }

    public enum CountPeriod {
        MONTH,
        QUARTER,
        /// days on end
        RUNNING
    }

    /// One item of section `tariff`: what each verdict of a kind costs or gives.
    ///
    /// @param of kind of verdict, as its code
    /// @param reason that it must have, or null for any
    /// @param awardLost what award goes, or null
    public record Tariff(
            String rule,
            String of,
            @Nullable String reason,
            @Nullable Integer points,
            @Nullable Integer yuan,
            @Nullable String awardLost) {}

    /// Section `award`. Rules: `fullAttendance`.
    ///
    /// @param fullAttendancePoints for a month without any of these
    /// @param fullAttendanceBreaks kinds of verdict and papers (`leave`, `sick-leave`, `swap`) that break it
    public record Awards(RuleNumbers rules, int fullAttendancePoints, Set<String> fullAttendanceBreaks) {}

    /// Section `penalty`.
    ///
    /// @param money whether amounts in yuan become proposed fines; else they are warnings without money
    public record Penalty(boolean money) {}
}

package dev.seatline.server.rules.judge;

import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.attendance.Arrival;
import dev.seatline.server.rules.attendance.Departure;
import dev.seatline.server.rules.attendance.LunchReturn;
import dev.seatline.server.rules.attendance.Preparation;
import dev.seatline.server.rules.attendance.TakingTheSeat;
import dev.seatline.server.rules.attendance.UnapprovedSwap;
import dev.seatline.server.rules.breaks.BreakOverrun;
import dev.seatline.server.rules.breaks.BreakRequests;
import dev.seatline.server.rules.breaks.EarnedBreak;
import dev.seatline.server.rules.busy.AwayConcurrency;
import dev.seatline.server.rules.busy.AwayOverrun;
import dev.seatline.server.rules.busy.BusyOverrun;
import dev.seatline.server.rules.busy.Unattended;
import dev.seatline.server.rules.coverage.MinimumSeats;
import dev.seatline.server.rules.coverage.RosterFiling;
import dev.seatline.server.rules.coverage.SwitchingOff;
import dev.seatline.server.rules.handover.Acceptance;
import dev.seatline.server.rules.handover.LeftBeforeAcceptance;
import dev.seatline.server.rules.handover.Relief;
import dev.seatline.server.rules.headset.AnsweredOnRest;
import dev.seatline.server.rules.headset.HeadsetReminder;
import dev.seatline.server.rules.identity.IdleBadge;
import dev.seatline.server.rules.identity.SignInIdentity;
import dev.seatline.server.rules.raising.HandRaised;
import dev.seatline.server.rules.raising.HandUnanswered;
import dev.seatline.server.rules.requests.ProofOfSickness;
import dev.seatline.server.rules.requests.RequestVerdicts;
import dev.seatline.server.rules.ringing.Answering;
import dev.seatline.server.rules.ringing.BrokenCalls;
import dev.seatline.server.rules.ringing.OwedAnswers;
import dev.seatline.server.rules.ringing.Releases;
import java.util.List;

/// All kinds of rules, in the order in which they are asked. What a team's policy has no number for says nothing.
final class RuleOrder {
    static final List<Rule> RULES = List.of(
            // papers first: they decide who has to come
            new RequestVerdicts(),
            new ProofOfSickness(),
            // who is there, and who he is
            new SignInIdentity(),
            new IdleBadge(),
            new Arrival(),
            new Departure(),
            new LunchReturn(),
            new Preparation(),
            new TakingTheSeat(),
            new UnapprovedSwap(),
            // what goes on at a seat
            new BusyOverrun(),
            new AwayOverrun(),
            new AwayConcurrency(),
            new Unattended(),
            new BreakRequests(),
            new BreakOverrun(),
            new EarnedBreak(),
            new Answering(),
            new BrokenCalls(),
            new OwedAnswers(),
            new Releases(),
            new HeadsetReminder(HeadsetReminder.Wrong.READY_ON_REST),
            new HeadsetReminder(HeadsetReminder.Wrong.AWAY_LIFTED),
            new HeadsetReminder(HeadsetReminder.Wrong.OFF_DUTY_LIFTED),
            new AnsweredOnRest(),
            new HandRaised(),
            new HandUnanswered(1),
            new HandUnanswered(2),
            new HandUnanswered(3),
            // what concerns the whole team
            new MinimumSeats(),
            new RosterFiling(),
            new SwitchingOff(),
            new Acceptance(),
            new Relief(),
            new LeftBeforeAcceptance());

    private RuleOrder() {}
}

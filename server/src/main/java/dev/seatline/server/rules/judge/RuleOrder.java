package dev.seatline.server.rules.judge;

import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.attendance.Arrival;
import dev.seatline.server.rules.attendance.Departure;
import dev.seatline.server.rules.attendance.LunchReturn;
import dev.seatline.server.rules.attendance.Preparation;
import dev.seatline.server.rules.busy.BusyOverrun;
import java.util.List;

/// All kinds of rules, in the order in which they are asked. What a team's policy has no number for says nothing.
final class RuleOrder {
    static final List<Rule> RULES = List.of(
            // who is there
            new Arrival(),
            new Departure(),
            new LunchReturn(),
            new Preparation(),
            // what goes on at a seat
            new BusyOverrun());

    private RuleOrder() {}
}

package dev.seatline.server.rules.requests;

import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Papers;
import dev.seatline.server.rules.Papers.Paper;
import dev.seatline.server.rules.Roster;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.Standing;
import dev.seatline.server.rules.policy.Policy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What has become of all requests for leave and swaps: who asked first comes first, so each is judged after those
/// handed in before it.
public final class Standings {
    private Standings() {}

    public static Map<String, Standing> of(Papers papers, Scene scene, Roster roster) {
        List<Paper> requests = new ArrayList<>(papers.all(Form.Leave.class));
        requests.addAll(papers.all(Form.Swap.class));
        requests.sort(Comparator.comparing(Paper::at).thenComparing(Paper::id));
        Map<String, Standing> standings = new LinkedHashMap<>();
        List<Paper> before = new ArrayList<>();
        for (Paper paper : requests) {
            Earlier earlier = new Earlier(before, standings);
            switch (paper.form()) {
                case Form.Leave leave
                when scene.ours(leave.agent()) -> {
                    standings.put(paper.id(), LeaveRules.standing(paper, leave, earlier, scene, roster));
                    before.add(paper);
                }
                case Form.Swap swap
                when scene.ours(swap.agent()) -> {
                    standings.put(paper.id(), SwapRules.standing(paper, swap, earlier, scene, roster));
                    before.add(paper);
                }
                case Form.Leave _,
                        Form.Swap _,
                        Form.Correction _,
                        Form.Waiver _,
                        Form.Handover _,
                        Form.Entry _,
                        Form.Proof _,
                        Form.Notice _,
                        Form.RosterFiled _,
                        Form.Plan _,
                        Form.Inspection _ -> {}
            }
        }
        return standings;
    }

    /// Requests handed in before, with what has become of them.
    record Earlier(List<Paper> papers, Map<String, Standing> standings) {
        /// Those that are not refused.
        List<Paper> alive() {
            return papers.stream()
                    .filter(paper -> !(standings.get(paper.id()) instanceof Standing.Refused))
                    .toList();
        }
    }

    /// Whether somebody with one of the roles has approved; with no roles named, whether anybody has.
    static boolean approved(Paper paper, Set<String> roles, Scene scene) {
        return paper.decisions().stream()
                .anyMatch(decided -> decided.decision() == Form.Decision.APPROVE
                        && (roles.isEmpty()
                                || roles.stream()
                                        .anyMatch(role -> scene.people().has(decided.by(), role))));
    }

    /// Whether an approver may pass over this reason; policies name the rule, verdicts the reason.
    static boolean soft(Set<String> rules, String reason) {
        String rule = switch (reason) {
            case "per-shift" -> "perShift";
            case "back-to-back" -> "backToBack";
            case "concurrency" -> "concurrent";
            default -> reason;
        };
        return rules.contains(rule);
    }

    static boolean refused(Paper paper) {
        return paper.decisions().stream().anyMatch(decided -> decided.decision() == Form.Decision.REFUSE);
    }

    /// The last moment to ask for something that begins on a day.
    static Instant latest(Policy.Lead lead, LocalDate day, Calendar calendar) {
        return switch (lead.unit()) {
            case DAYS -> calendar.begin(day.minusDays(lead.number() - 1L));
            case MONTHS -> calendar.begin(day.minusMonths(lead.number()).plusDays(1));
            case WORKING_DAYS -> {
                LocalDate before = day;
                for (int i = 0; i < lead.number(); i++) {
                    before = calendar.workdayBefore(before);
                }
                yield calendar.begin(before.plusDays(1));
            }
        };
    }
}

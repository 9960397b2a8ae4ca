package dev.seatline.server.replay;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Writes scenarios of three days of a small centre: two teams under two regulations, taps, declarations, rings,
/// headsets, hands, broken lines and papers, some of it sensible. The same random source writes the same text.
final class RandomDays {
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    private static final int DAYS = 3;
    private static final List<String> AGENTS = List.of("A", "B", "C", "D", "E", "F");
    private static final List<String> FIRST_TEAM =
            List.of("group-seat-management", "securities-seat-conduct", "fund-yinhua-desk");
    private static final List<String> SECOND_TEAM =
            List.of("ic-card-floor", "bank-csr-management", "staff-attendance-yuan");

    private final RandomGenerator random;
    private final List<String> steps = new ArrayList<>();

    private RandomDays(RandomGenerator random) {
        this.random = random;
    }

    static String scenario(RandomGenerator random) {
        return new RandomDays(random).text();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        text.append("title: random days\nteams:\n");
        text.append("  - {id: T1, regulation: %s, people: [A, B, C, M]}\n".formatted(one(FIRST_TEAM)));
        text.append("  - {id: T2, regulation: %s, people: [D, E, F, L]}\n".formatted(one(SECOND_TEAM)));
        text.append("calendar:\n  periods: {market-open: [\"09:30-11:30\", \"13:00-15:00\"]}\npeople:\n");
        AGENTS.forEach(agent -> text.append("  - {id: %s, roles: [agent]}\n".formatted(agent)));
        text.append(
                "  - {id: M, roles: [manager, supervisor]}\n  - {id: L, roles: [duty-leader, supervisor]}\nroster:\n");
        for (int day = 0; day < DAYS; day++) {
            for (int i = 0; i < AGENTS.size(); i++) {
                if (random.nextInt(6) > 0) {
                    duty(text, AGENTS.get(i), "S" + (i % 4 + 1), FIRST.plusDays(day));
                }
            }
        }
        text.append("steps:\n");
        steps.sort(java.util.Comparator.naturalOrder());
        steps.forEach(step -> text.append("  - {at: ").append(step).append("}\n"));
        text.append("until: \"%sT12:00:00\"\npartial: true\nexpect: []\n".formatted(FIRST.plusDays(DAYS + 3)));
        return text.toString();
    }

    private void duty(StringBuilder text, String agent, String seat, LocalDate date) {
        boolean night = agent.equals("F");
        String segments = night ? "\"22:00-06:00\"" : "\"08:30-12:00\", \"13:00-17:00\"";
        String where = random.nextBoolean() ? ", seat: " + seat : "";
        text.append("  - {agent: %s, date: %s, segments: [%s]%s}\n".formatted(agent, date, segments, where));
        LocalDateTime start = date.atTime(night ? LocalTime.of(22, 0) : LocalTime.of(8, 30));
        LocalDateTime end = start.plusMinutes(night ? 480 : 510);
        if (random.nextInt(8) == 0) {
            paper(agent, date);
            return;
        }
        LocalDateTime in = start.plusMinutes(random.nextInt(90) - 60L).plusSeconds(random.nextInt(60));
        LocalDateTime out = end.plusMinutes(random.nextInt(60) - 30L).plusSeconds(random.nextInt(60));
        add(in, "seat: %s, badge: %s".formatted(seat, agent));
        int deeds = 5 + random.nextInt(20);
        for (int i = 0; i < deeds; i++) {
            deed(in.plusSeconds(random.nextInt(8 * 3600)), seat);
        }
        if (random.nextInt(8) > 0) {
            add(out, "seat: %s, badge: %s".formatted(seat, agent));
        }
        if (random.nextInt(6) == 0) {
            paper(agent, date);
        }
    }

    private void deed(LocalDateTime at, String seat) {
        switch (random.nextInt(9)) {
            case 0, 1 -> add(at, "seat: %s, declare: ready".formatted(seat));
            case 2 -> add(at, "seat: %s, declare: not-ready, reason: TOILET".formatted(seat));
            case 3 -> add(at, "seat: %s, declare: break".formatted(seat));
            case 4 ->
                add(
                        at,
                        "seat: %s, ring: %d, answered: %b"
                                .formatted(seat, 1 + random.nextInt(5), random.nextBoolean()));
            case 5 -> add(at, "seat: %s, headset: %s".formatted(seat, random.nextBoolean() ? "lifted" : "resting"));
            case 6 -> {
                add(at, "seat: %s, raise: hand".formatted(seat));
                add(at.plusSeconds(random.nextInt(300)), "seat: %s, raise: none".formatted(seat));
            }
            case 7 -> {
                add(at, "seat: %s, link: offline".formatted(seat));
                add(at.plusSeconds(30 + random.nextInt(3000)), "seat: %s, link: online".formatted(seat));
            }
            case 8 -> {
                add(at, "seat: %s, call: start".formatted(seat));
                add(
                        at.plusSeconds(10 + random.nextInt(400)),
                        "seat: %s, call: end, released-by: %s"
                                .formatted(seat, random.nextBoolean() ? "agent" : "customer"));
            }
            default -> throw new AssertionError("nine kinds of deeds");
        }
    }

    private void paper(String agent, LocalDate date) {
        LocalDateTime at = date.minusDays(random.nextInt(3)).atTime(9 + random.nextInt(8), random.nextInt(60));
        LocalDateTime decided = at.plusMinutes(1 + random.nextInt(2000));
        String by = AGENTS.indexOf(agent) < 3 ? "M" : "L";
        switch (random.nextInt(4)) {
            case 0 -> {
                add(at, "form: leave, agent: %s, type: sick, from: %s, to: %s".formatted(agent, date, date));
                add(
                        decided,
                        "%s: leave, agent: %s, by: %s"
                                .formatted(random.nextBoolean() ? "approve" : "refuse", agent, by));
            }
            case 1 -> {
                add(
                        decided,
                        "form: correction, agent: %s, date: %s, what: badge-out, signed: %s"
                                .formatted(agent, date, by));
            }
            case 2 -> {
                add(at, "form: waiver, agent: %s, date: %s, why: late-bus".formatted(agent, date));
                add(decided, "approve: waiver, agent: %s, by: %s".formatted(agent, by));
            }
            case 3 -> {
                String with = AGENTS.get(AGENTS.indexOf(agent) / 3 * 3 + random.nextInt(3));
                if (!with.equals(agent)) {
                    add(
                            at,
                            "form: swap, agent: %s, with: %s, date: %s, back: %s"
                                    .formatted(agent, with, date, date.plusDays(1)));
                    add(decided, "approve: swap, agent: %s, by: %s".formatted(agent, by));
                }
            }
            default -> throw new AssertionError("four kinds of papers");
        }
    }

    private void add(LocalDateTime at, String step) {
        if (!at.isBefore(FIRST.minusDays(2).atStartOfDay())) {
            steps.add("\"%tFT%<tT\", ".formatted(at) + step);
        }
    }

    private String one(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}

package dev.seatline.server.rules.coverage;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Ground;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.Watch;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.Segment;
import dev.seatline.wire.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Fewer seats staffed than there must be. A seat of which nothing is known may be staffed.
public final class MinimumSeats implements Rule {
    @Override
    public List<Instant> moments(LocalDate day, Policy policy, Calendar calendar) {
        List<Instant> moments = new ArrayList<>();
        for (Policy.Coverage item : policy.coverage()) {
            String period = item.period();
            for (Calendar.Period one : period == null
                    ? List.<Calendar.Period>of()
                    : calendar.periods().getOrDefault(period, List.of())) {
                switch (one) {
                    case Calendar.Period.Hours(LocalTime from, LocalTime to) -> {
                        moments.add(calendar.at(day, from));
                        moments.add(calendar.at(day, to));
                    }
                    case Calendar.Period.Days _ -> moments.add(calendar.begin(day));
                    case Calendar.Period.Moments(Instant from, Instant to) -> {
                        moments.add(from);
                        moments.add(to);
                    }
                }
            }
            for (Segment segment :
                    policy.shifts().getOrDefault(Objects.requireNonNullElse(item.shift(), ""), List.of())) {
                moments.add(calendar.at(day, segment.from()));
                moments.add(calendar.at(day, segment.to()));
            }
        }
        if (!policy.coverage().isEmpty()) {
            moments.add(calendar.begin(day));
        }
        return moments;
    }

    @Override
    public @Nullable Watch watch(Scene scene, @Nullable Watch present) {
        List<Policy.Coverage> items = scene.policy().coverage();
        for (int i = 0; i < items.size(); i++) {
            if (fallsShort(items.get(i), scene)) {
                String name = "coverage/" + scene.team() + "/" + i + "/";
                return present != null && present.matter().startsWith(name)
                        ? present
                        : new Watch(
                                name + scene.now(),
                                new Mark(scene.now(), ""),
                                items.get(i).grace());
            }
        }
        return null;
    }

    private static boolean fallsShort(Policy.Coverage item, Scene scene) {
        return holds(item, scene) && staffed(item, scene).size() + unknown(item, scene) < item.min();
    }

    private static boolean holds(Policy.Coverage item, Scene scene) {
        String period = item.period();
        boolean inside = period == null || scene.calendar().in(period, scene.now()) != item.outside();
        return inside && inShift(item.shift(), scene);
    }

    private static boolean inShift(@Nullable String shift, Scene scene) {
        LocalDate today = scene.calendar().date(scene.now());
        if (shift == null) {
            return true;
        }
        if (!scene.calendar().worked(today)) {
            return false;
        }
        for (Segment segment : scene.policy().shifts().getOrDefault(shift, List.of())) {
            Instant from = scene.calendar().at(today, segment.from());
            Instant to = scene.calendar().at(today, segment.to());
            if (segment.kind() == Segment.Kind.SEAT
                    && !scene.now().isBefore(from)
                    && scene.now().isBefore(to)) {
                return true;
            }
        }
        return false;
    }

    private static List<SeatRun> staffed(Policy.Coverage item, Scene scene) {
        return scene.seats().stream()
                .filter(seat -> {
                    PersonId agent = seat.agent();
                    return agent != null && scene.ours(agent) && !seat.lost() && counts(item, seat, scene);
                })
                .toList();
    }

    private static long unknown(Policy.Coverage item, Scene scene) {
        return scene.seats().stream()
                .filter(seat -> seat.lost() && counts(item, seat, scene))
                .count();
    }

    private static boolean counts(Policy.Coverage item, SeatRun seat, Scene scene) {
        return item.kinds().isEmpty()
                || item.kinds().contains(scene.people().desk(seat.seat()).kind());
    }

    @Override
    public void exceeded(Watch watch, @Nullable SeatRun seat, @Nullable Instant ended, Scene scene, Book book) {
        String[] parts = watch.matter().split("/", 4);
        List<Policy.Coverage> items = scene.policy().coverage();
        int index = Integer.parseInt(parts[2]);
        if (index >= items.size()) {
            return;
        }
        Policy.Coverage item = items.get(index);
        Verdict told = book.standing(watch.matter());
        Integer before = told == null ? null : told.details().count();
        int present = before != null ? before : staffed(item, scene).size();
        String period = item.period();
        Finding finding = new Finding(
                        scene,
                        item.rule(),
                        VerdictKind.UNDERSTAFFED,
                        watch.matter(),
                        watch.since().at())
                .details(Details.ofCount(present)
                        .reason(period == null ? null : (item.outside() ? "not-" : "") + period))
                .ground(new Ground("coverage", watch.since().at(), null, null, String.valueOf(present), ""))
                .ground(Ground.computed("needed", String.valueOf(item.min())))
                .parameter("coverage.min", item.min())
                .parameter("coverage.graceSec", item.grace().toSeconds());
        if (ended != null) {
            finding.fact("ended", new Mark(ended, ""), null, null, "");
        }
        book.say(finding.verdict());
    }
}

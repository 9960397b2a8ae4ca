package dev.seatline.server.rules.breaks;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.DutyRun;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Ground;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Papers;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.Wish;
import dev.seatline.server.rules.busy.Places;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.BreakType;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Asks for breaks are answered: granted, refused with the reason, or queued; whoever waits gets the place that comes
/// free. A break for health is granted to everybody at once.
public final class BreakRequests implements Rule {
    @Override
    public void happened(Happening happening, Scene scene, Book book) {
        if (happening instanceof Happening.Sensed sensed) {
            boolean changed =
                    !sensed.before().declaration().equals(sensed.after().declaration())
                            || !Objects.equals(
                                    sensed.before().agent(), sensed.after().agent());
            SeatRun seat = scene.seat(sensed.seat());
            boolean asks = changed
                    && seat != null
                    && seat.state().declaration() instanceof Declaration.BreakRequested
                    // a place in line that was told is no new request
                    && (!(sensed.before().declaration() instanceof Declaration.BreakRequested)
                            || !Objects.equals(
                                    sensed.before().agent(), sensed.after().agent()));
            if (asks && seat != null) {
                asked(seat, scene, book);
            } else if (changed && concerns(sensed, scene)) {
                letGo(scene, book);
            }
        }
    }

    private static boolean concerns(Happening.Sensed sensed, Scene scene) {
        return !(sensed.after().declaration() instanceof Declaration.BreakRequested)
                && !scene.waiting().isEmpty();
    }

    @Override
    public void moment(Scene scene, Book book) {
        letGo(scene, book);
    }

    private static void asked(SeatRun seat, Scene scene, Book book) {
        PersonId agent = seat.agent();
        if (agent == null
                || !scene.ours(agent)
                || !(seat.state().declaration() instanceof Declaration.BreakRequested request)) {
            return;
        }
        Policy policy = scene.policy();
        Policy.BreakAllowance allowance = allowance(seat, scene);
        if (request.type().equals(BreakType.HEALTH)) {
            grant(seat, agent, request.type(), scene, book);
            return;
        }
        String away = policy.away().rules().id("concurrent");
        if (allowance == null && away != null) {
            askedAway(seat, agent, request, away, scene, book);
            return;
        }
        if (allowance == null) {
            return;
        }
        Refusal refusal = refusal(seat, agent, allowance, scene);
        if (refusal != null) {
            book.say(refused(seat, agent, refusal, scene).verdict());
            book.want(new Wish.RefuseBreak(seat.seat(), agent, refusal.reason(), scene.now()));
            return;
        }
        unplanned(seat, agent, request.type(), scene, book);
        String concurrent = policy.breaks().rules().id("concurrent");
        if (concurrent == null || !limited(seat, scene) || free(scene) >= place(seat, scene)) {
            grant(seat, agent, request.type(), scene, book);
        } else if (policy.breaks().whenFull() == Policy.WhenFull.REFUSE) {
            Refusal full = new Refusal(concurrent, "concurrency");
            book.say(full(refused(seat, agent, full, scene), scene).verdict());
            book.want(new Wish.RefuseBreak(seat.seat(), agent, "concurrency", scene.now()));
        } else {
            int place = place(seat, scene) - Math.max(0, free(scene));
            book.say(full(
                            new Finding(
                                            scene,
                                            concurrent,
                                            VerdictKind.BREAK_QUEUED,
                                            "queued/" + seat.seat() + "/"
                                                    + seat.declared().at(),
                                            scene.now())
                                    .of(agent, seat.seat())
                                    .details(Details.ofCount(place))
                                    .fact(
                                            "asked",
                                            seat.declared(),
                                            seat.seat(),
                                            agent,
                                            request.type().code()),
                            scene)
                    .verdict());
            book.want(new Wish.TellPlace(seat.seat(), agent, place, scene.now()));
        }
    }

    private static void askedAway(
            SeatRun seat, PersonId agent, Declaration.BreakRequested request, String rule, Scene scene, Book book) {
        List<SeatRun> others = Places.allAway(scene);
        if (others.size() < scene.policy().away().maxConcurrent()) {
            grant(seat, agent, request.type(), scene, book);
            return;
        }
        Finding finding = new Finding(
                        scene,
                        rule,
                        scene.policy().away().whenFull() == Policy.WhenFull.QUEUE
                                ? VerdictKind.BREAK_QUEUED
                                : VerdictKind.AWAY_REFUSED,
                        "away-refused/" + seat.seat() + "/" + seat.declared().at(),
                        scene.now())
                .of(agent, seat.seat())
                .fact(
                        "asked",
                        seat.declared(),
                        seat.seat(),
                        agent,
                        request.type().code())
                .parameter("away.maxConcurrent", scene.policy().away().maxConcurrent());
        others.forEach(other -> finding.fact("on-break", other.declared(), other.seat(), other.agent(), ""));
        if (scene.policy().away().whenFull() == Policy.WhenFull.QUEUE) {
            int place = scene.waiting().size();
            book.say(finding.details(Details.ofCount(place)).verdict());
            book.want(new Wish.TellPlace(seat.seat(), agent, place, scene.now()));
        } else {
            book.say(finding.details(Details.because("concurrency")).verdict());
            book.want(new Wish.RefuseBreak(seat.seat(), agent, "concurrency", scene.now()));
        }
    }

    /// @param rule that refuses
    private record Refusal(String rule, String reason) {}

    private static @Nullable Refusal refusal(
            SeatRun seat, PersonId agent, Policy.BreakAllowance allowance, Scene scene) {
        Policy.Breaks policy = scene.policy().breaks();
        String freeze = policy.rules().id("freeze");
        String period = policy.freezePeriod();
        if (freeze != null && period != null && scene.calendar().in(period, scene.now())) {
            return new Refusal(freeze, "frozen");
        }
        String count = allowance.rules().id("count");
        Integer most = allowance.count();
        if (count != null && most != null && taken(seat, agent, scene).size() >= most) {
            return new Refusal(count, "quota");
        }
        return null;
    }

    private static List<Scene.Taken> taken(SeatRun seat, PersonId agent, Scene scene) {
        DutyRun duty = scene.duty(agent);
        Instant since = duty != null
                ? duty.duty().start().minus(Duration.ofHours(4))
                : scene.calendar().begin(scene.calendar().date(seat.signedIn().at()));
        return scene.breaks(agent, since).stream()
                .filter(taken -> !taken.type().equals(BreakType.HEALTH.code()))
                .toList();
    }

    private static Finding refused(SeatRun seat, PersonId agent, Refusal refusal, Scene scene) {
        Finding finding = new Finding(
                        scene,
                        refusal.rule(),
                        VerdictKind.BREAK_REFUSED,
                        "refused/" + seat.seat() + "/" + seat.declared().at(),
                        scene.now())
                .of(agent, seat.seat())
                .details(Details.because(refusal.reason()))
                .fact("asked", seat.declared(), seat.seat(), agent, "");
        if (refusal.reason().equals("quota")) {
            taken(seat, agent, scene)
                    .forEach(taken -> finding.fact("granted", taken.began(), taken.seat(), agent, taken.type()));
            Policy.BreakAllowance allowance = allowance(seat, scene);
            Integer count = allowance == null ? null : allowance.count();
            if (count != null) {
                finding.parameter("break." + kind(seat, scene) + ".count", count);
            }
        }
        String period = scene.policy().breaks().freezePeriod();
        if (refusal.reason().equals("frozen") && period != null) {
            finding.ground(Ground.computed("period", period));
        }
        return finding;
    }

    private static Finding full(Finding finding, Scene scene) {
        onBreak(scene).forEach(other -> finding.fact("on-break", other.declared(), other.seat(), other.agent(), ""));
        Integer most = scene.policy().breaks().maxConcurrent();
        return most == null ? finding : finding.parameter("break.maxConcurrent", most);
    }

    /// A leader has planned breaks of this type, and this is none of them.
    private static void unplanned(SeatRun seat, PersonId agent, BreakType type, Scene scene, Book book) {
        String rule = scene.policy().breaks().rules().id("plan");
        LocalDate today = scene.calendar().date(scene.now());
        List<Papers.Paper> plans = scene.papers().of(agent, Form.Plan.class, today);
        Set<String> types = scene.policy().breaks().planTypes();
        if (rule == null || plans.isEmpty() || (!types.isEmpty() && !types.contains(type.code()))) {
            return;
        }
        Form.Plan plan = (Form.Plan) plans.getLast().form();
        boolean planned = plan.breaks().stream().anyMatch(one -> {
            Instant from = scene.calendar().at(today, one.from());
            return !scene.now().isBefore(from) && scene.now().isBefore(from.plus(one.length()));
        });
        if (!planned) {
            book.say(new Finding(
                            scene,
                            rule,
                            VerdictKind.BREAK_UNPLANNED,
                            "unplanned/" + seat.seat() + "/" + seat.declared().at(),
                            scene.now())
                    .of(agent, seat.seat())
                    .fact("asked", seat.declared(), seat.seat(), agent, "")
                    .fact("form", new Mark(plans.getLast().at(), plans.getLast().id()), null, agent, "plan")
                    .verdict());
        }
    }

    /// Whoever waits first gets what is free; the others hear their new place.
    private static void letGo(Scene scene, Book book) {
        List<SeatRun> waiting = scene.waiting();
        if (waiting.isEmpty()) {
            return;
        }
        boolean away = scene.policy().breaks().maxConcurrent() == null
                && scene.policy().away().rules().has("concurrent");
        int free = away
                ? scene.policy().away().maxConcurrent() - Places.allAway(scene).size()
                : free(scene);
        int place = 0;
        for (SeatRun seat : waiting) {
            PersonId agent = seat.agent();
            if (agent == null
                    || (!away && !limited(seat, scene))
                    || !(seat.state().declaration() instanceof Declaration.BreakRequested request)) {
                continue;
            }
            if (free > 0) {
                free--;
                grant(seat, agent, request.type(), scene, book);
            } else {
                place++;
                if (request.place() != place) {
                    book.want(new Wish.TellPlace(seat.seat(), agent, place, scene.now()));
                }
            }
        }
    }

    private static void grant(SeatRun seat, PersonId agent, BreakType type, Scene scene, Book book) {
        Policy.BreakAllowance allowance = allowance(seat, scene);
        Duration length =
                allowance != null ? allowance.max() : scene.policy().away().max();
        if (type.equals(BreakType.MEAL) && scene.policy().breaks().rules().has("entitled")) {
            length = scene.policy().breaks().earnMeal();
        }
        book.want(new Wish.GrantBreak(seat.seat(), agent, type, Math.clamp(length.toMinutes(), 1, 1440), scene.now()));
    }

    private static String kind(SeatRun seat, Scene scene) {
        return scene.people().desk(seat.seat()).kind();
    }

    static Policy.@Nullable BreakAllowance allowance(SeatRun seat, Scene scene) {
        return scene.policy().breaks().bySeat().get(kind(seat, scene));
    }

    private static boolean limited(SeatRun seat, Scene scene) {
        return scene.policy().breaks().maxConcurrent() != null
                && (scene.policy().breaks().concurrentSeats().isEmpty()
                        || scene.policy().breaks().concurrentSeats().contains(kind(seat, scene)));
    }

    /// Who is on a break, or will be when his call is over.
    private static List<SeatRun> onBreak(Scene scene) {
        return scene.seats().stream()
                .filter(seat -> {
                    PersonId agent = seat.agent();
                    Declaration taken = seat.state().pending() instanceof Declaration.RestBreak pending
                            ? pending
                            : seat.state().declaration();
                    return agent != null
                            && scene.ours(agent)
                            && limited(seat, scene)
                            && taken instanceof Declaration.RestBreak rest
                            && !rest.type().equals(BreakType.HEALTH);
                })
                .toList();
    }

    private static int free(Scene scene) {
        Integer most = scene.policy().breaks().maxConcurrent();
        return most == null ? Integer.MAX_VALUE : most - onBreak(scene).size();
    }

    /// Among those who wait, from 1.
    private static int place(SeatRun seat, Scene scene) {
        int place = 0;
        for (SeatRun waiting : scene.waiting()) {
            if (limited(waiting, scene)) {
                place++;
            }
            if (waiting.seat().equals(seat.seat())) {
                return place;
            }
        }
        return place + 1;
    }
}

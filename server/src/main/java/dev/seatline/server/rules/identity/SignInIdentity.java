package dev.seatline.server.rules.identity;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.DutyRun;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.Fact;
import dev.seatline.wire.PersonId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Signing in under another's number, without certificate, at another's seat; leaving while still signed in to the
/// telephone system.
public final class SignInIdentity implements Rule {
    @Override
    public void happened(Happening happening, Scene scene, Book book) {
        switch (happening) {
            case Happening.Login login when login.in() -> login(login, scene, book);
            case Happening.Sensed sensed
            when sensed.fact() instanceof Fact.SignedIn in -> in(sensed, in.person(), scene, book);
            case Happening.Sensed sensed
            when sensed.fact() instanceof Fact.SignedOut out -> out(sensed, out.person(), scene, book);
            case Happening.Sensed sensed
            when sensed.fact() instanceof Fact.CardRefused refused && refused.why() == Fact.CardRefusal.UNKNOWN -> {
                String rule = scene.policy().identity().rules().id("unknown");
                if (rule != null) {
                    book.say(finding(sensed, rule, VerdictKind.UNKNOWN_BADGE, null, scene)
                            .verdict());
                }
            }
            case Happening.Login _,
                    Happening.Sensed _,
                    Happening.Lost _,
                    Happening.Found _,
                    Happening.Linked _,
                    Happening.Telephony _,
                    Happening.Handed _,
                    Happening.Decided _,
                    Happening.Incident _ -> {}
        }
    }

    private static void login(Happening.Login login, Scene scene, Book book) {
        String rule = scene.policy().identity().rules().id("ownNumber");
        SeatRun seat = scene.seat(login.seat());
        PersonId badge = seat == null ? null : seat.agent();
        if (rule == null || seat == null || badge == null || badge.equals(login.agent()) || !scene.ours(badge)) {
            return;
        }
        book.say(new Finding(scene, rule, VerdictKind.WRONG_BADGE, "wrong-badge/" + login.place(), login.at())
                .of(badge, login.seat())
                .fact("sign-in", seat.signedIn(), login.seat(), badge, "")
                .fact("login", new Mark(login.at(), login.place().toString()), login.seat(), login.agent(), "")
                .verdict());
    }

    private static void in(Happening.Sensed sensed, PersonId agent, Scene scene, Book book) {
        if (!scene.ours(agent)) {
            return;
        }
        String certified = scene.policy().identity().rules().id("certified");
        People.Member member = scene.people().people().get(agent);
        if (certified != null && member != null && !member.certified()) {
            book.say(finding(sensed, certified, VerdictKind.NOT_CERTIFIED, agent, scene)
                    .verdict());
        }
        String ownSeat = scene.policy().identity().rules().id("ownSeat");
        PersonId owner = scene.people().desk(sensed.seat()).owner();
        boolean rostered = false;
        DutyRun duty = scene.duty(agent);
        if (duty != null) {
            rostered = sensed.seat().equals(duty.duty().seat());
        }
        if (ownSeat != null && owner != null && !owner.equals(agent) && !rostered) {
            book.say(finding(sensed, ownSeat, VerdictKind.FOREIGN_SEAT, agent, scene)
                    .verdict());
        }
        proxy(sensed, agent, scene, book);
    }

    /// The same badge at a second seat, sooner than one walks there.
    private static void proxy(Happening.Sensed sensed, PersonId agent, Scene scene, Book book) {
        Policy.Identity policy = scene.policy().identity();
        String rule = policy.rules().id("proxy");
        if (rule == null) {
            return;
        }
        for (SeatRun other : scene.seats()) {
            boolean soon = Duration.between(other.signedIn().at(), sensed.at()).compareTo(policy.proxyWithin()) <= 0;
            if (!other.seat().equals(sensed.seat()) && agent.equals(other.agent()) && soon) {
                book.say(finding(sensed, rule, VerdictKind.PROXY_SUSPECTED, agent, scene)
                        .fact("sign-in", other.signedIn(), other.seat(), agent, "")
                        .parameter(
                                "identity.proxyWithinSec", policy.proxyWithin().toSeconds())
                        .verdict());
            }
        }
    }

    private static void out(Happening.Sensed sensed, PersonId agent, Scene scene, Book book) {
        String rule = scene.policy().identity().rules().id("badgeOutSignedIn");
        if (rule != null && scene.ours(agent) && scene.loggedIn(agent)) {
            book.say(finding(sensed, rule, VerdictKind.BADGE_OUT_WHILE_SIGNED_IN, agent, scene)
                    .verdict());
        }
    }

    private static Finding finding(
            Happening.Sensed sensed, String rule, VerdictKind kind, @Nullable PersonId agent, Scene scene) {
        String what = sensed.fact() instanceof Fact.SignedOut ? "sign-out" : "sign-in";
        return new Finding(scene, rule, kind, kind.code() + "/" + sensed.place(), sensed.at())
                .of(agent, sensed.seat())
                .fact(what, new Mark(sensed.at(), sensed.place().toString()), sensed.seat(), agent, "");
    }
}

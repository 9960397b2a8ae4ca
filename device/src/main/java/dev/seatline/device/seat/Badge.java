package dev.seatline.device.seat;

import dev.seatline.wire.CardCode;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Person;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Settings;
import org.jspecify.annotations.Nullable;

/// What a badge means: sign in, sign out, relief, "seen", or nothing.
final class Badge {
    private Badge() {}

    static void tapped(Draft draft, CardCode card) {
        boolean repeated =
                draft.memory().taps().repeats(card, draft.at(), draft.rules().sameCard());
        draft.remember(draft.memory().with(draft.memory().taps().with(card, draft.at())));
        if (repeated) {
            return;
        }
        if (draft.settings().blockedCards().contains(card)) {
            refuse(draft, card, Fact.CardRefusal.BLOCKED);
            return;
        }
        Settings.KnownPerson known = owner(draft.settings(), card);
        if (known == null) {
            refuse(draft, card, Fact.CardRefusal.UNKNOWN);
        } else if (draft.state().person() instanceof Person.Agent present) {
            tappedAtStaffedSeat(draft, card, known, present);
        } else if (known.agent()) {
            draft.record(new Fact.SignedIn(known.person()));
            draft.accept();
        } else {
            refuse(draft, card, Fact.CardRefusal.NOT_ALLOWED);
        }
    }

    private static void tappedAtStaffedSeat(
            Draft draft, CardCode card, Settings.KnownPerson known, Person.Agent present) {
        if (known.person().equals(present.id())) {
            leave(draft, present);
        } else if (known.leader()) {
            draft.record(new Fact.SeenByLeader(known.person()));
        } else if (!known.agent()) {
            refuse(draft, card, Fact.CardRefusal.NOT_ALLOWED);
            return;
        } else if (known.person().equals(present.relief())) {
            draft.record(new Fact.ReliefWithdrawn(known.person()));
        } else {
            draft.record(new Fact.ReliefAnnounced(known.person()));
        }
        draft.accept();
    }

    /// The owner leaves, also in the middle of a call: the tap is what he says of himself, and holding it back
    /// would count him present after he has gone. The call stays known and ends by the hook; whether he may
    /// leave a call is a rule of the hub.
    private static void leave(Draft draft, Person.Agent owner) {
        PersonId relief = owner.relief();
        if (relief == null) {
            draft.record(new Fact.SignedOut(owner.id(), Fact.SignOutCause.BADGE));
        } else {
            draft.record(new Fact.SignedOut(owner.id(), Fact.SignOutCause.RELIEVED));
            draft.record(new Fact.SignedIn(relief));
        }
    }

    private static void refuse(Draft draft, CardCode card, Fact.CardRefusal why) {
        draft.record(new Fact.CardRefused(card, why));
        draft.refuse();
        draft.remember(draft.memory().with(draft.memory().transients().cardRefused(draft.seenFrom())));
    }

    private static Settings.@Nullable KnownPerson owner(Settings settings, CardCode card) {
        for (Settings.KnownPerson person : settings.people()) {
            if (person.cards().contains(card)) {
                return person;
            }
        }
        return null;
    }
}

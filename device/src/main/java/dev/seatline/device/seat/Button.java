package dev.seatline.device.seat;

import dev.seatline.wire.Declaration;
import dev.seatline.wire.Fact;
import org.jspecify.annotations.Nullable;

/// What a press of the button means. At a vacant seat it means nothing, and the buzzer says so.
final class Button {
    private Button() {}

    static void pressed(Draft draft, Input.Press press) {
        if (draft.state().agent() == null) {
            draft.refuse();
            return;
        }
        switch (press) {
            case SHORT -> shortPress(draft);
            case DOUBLE -> doublePress(draft);
            case LONG -> {
                draft.record(
                        draft.state().handRaised() ? new Fact.HandLowered(Fact.Cause.PRESS) : new Fact.HandRaised());
                draft.accept();
            }
            case VERY_LONG -> {
                if (!draft.state().faultReported()) {
                    draft.record(new Fact.FaultReported());
                }
                draft.accept();
            }
        }
    }

    private static void shortPress(Draft draft) {
        Declaration declared = draft.state().declaration();
        Declaration pending = draft.state().pending();
        Chooser chooser = draft.memory().chooser();
        if (chooser != null && chooser.isOpen(draft.seat())) {
            ask(draft, chooser.next(declared, draft.settings()));
        } else if (pending != null) {
            takeBack(draft, pending);
        } else {
            ask(draft, toggled(draft, declared));
        }
    }

    /// Where a short press leads, or null where it leads nowhere: a place in the line for a break is too dear
    /// to be lost by a short press; a double press gives it up.
    private static @Nullable Declaration toggled(Draft draft, Declaration declared) {
        return switch (declared) {
            case Declaration.Ready _ ->
                new Declaration.NotReady(draft.settings().reasons().getFirst());
            case Declaration.NotReady _,
                    Declaration.RestBreak _,
                    Declaration.WrapUp _,
                    Declaration.Study _,
                    Declaration.HandOver _ -> new Declaration.Ready();
            case Declaration.BreakRequested _ -> null;
        };
    }

    private static void doublePress(Draft draft) {
        Declaration pending = draft.state().pending();
        if (pending instanceof Declaration.BreakRequested) {
            takeBack(draft, pending);
            return;
        }
        if (pending != null && Changes.ordered(draft.seat())) {
            draft.refuse();
            return;
        }
        switch (draft.state().declaration()) {
            case Declaration.BreakRequested _ -> {
                // taking back needs no waiting for the end of a call, and the hub must not grant it meanwhile
                Changes.declare(draft, draft.seat().trail().beforeBreak(), Fact.Cause.PRESS);
                draft.accept();
            }
            case Declaration.RestBreak _ -> draft.refuse();
            case Declaration.Ready _,
                    Declaration.NotReady _,
                    Declaration.WrapUp _,
                    Declaration.Study _,
                    Declaration.HandOver _ ->
                ask(
                        draft,
                        new Declaration.BreakRequested(
                                draft.settings().breakTypes().getFirst(), 0));
        }
    }

    private static void ask(Draft draft, @Nullable Declaration wanted) {
        if (wanted == null) {
            draft.refuse();
        } else {
            Changes.ask(draft, wanted, Fact.Cause.PRESS);
            draft.accept();
        }
    }

    /// The agent takes back what he asked for himself; what the hub ordered stays.
    private static void takeBack(Draft draft, Declaration pending) {
        if (!(pending instanceof Declaration.BreakRequested) && Changes.ordered(draft.seat())) {
            draft.refuse();
        } else {
            draft.record(new Fact.PendingDropped());
            draft.accept();
        }
    }
}

package dev.seatline.wire;

import java.util.List;

/// The payload of `settings`, retained: everything a console needs to work without the hub.
///
/// @param version grows with every change, from 1; 0 only in [#NONE]
/// @param people everybody who may tap here
/// @param blockedCards cards reported lost
/// @param reasons the numbered not-ready reasons, as stepped through on the digits: number 1 is the default
/// @param breakTypes kinds of break that can be asked for; the first is the default
/// @param notReadyLimitSeconds how long not ready may last before the lamp warns; 0 for no limit
/// @param wrapUpSeconds how long wrap-up lasts after a call; 0 for none
public record Settings(
        long version,
        List<KnownPerson> people,
        List<CardCode> blockedCards,
        List<Reason> reasons,
        List<BreakType> breakTypes,
        int notReadyLimitSeconds,
        int wrapUpSeconds) {

    /// Nothing known yet: nobody can sign in, and every card is recorded as unknown.
    public static final Settings NONE =
            new Settings(0, List.of(), List.of(), List.of(Reason.OTHER), List.of(BreakType.REST), 0, 0);

    public Settings {
        Ranges.atLeast("version", version, 0);
        Ranges.atLeast("notReadyLimitSeconds", notReadyLimitSeconds, 0);
        Ranges.atLeast("wrapUpSeconds", wrapUpSeconds, 0);
        people = List.copyOf(people);
        blockedCards = List.copyOf(blockedCards);
        reasons = List.copyOf(reasons);
        breakTypes = List.copyOf(breakTypes);
        if (reasons.isEmpty() || reasons.size() > 9) {
            throw new IllegalArgumentException("1 to 9 reasons, found " + reasons.size());
        }
        if (breakTypes.isEmpty() || breakTypes.size() > 9) {
            throw new IllegalArgumentException("1 to 9 break types, found " + breakTypes.size());
        }
    }

    /// Somebody who may tap.
    ///
    /// @param name as shown on screens
    /// @param leader whether a tap at a staffed seat means "seen" instead of a relief
    /// @param agent whether a tap may sign in
    /// @param cards the codes of the person's badges
    public record KnownPerson(PersonId person, String name, boolean agent, boolean leader, List<CardCode> cards) {
        public KnownPerson {
            cards = List.copyOf(cards);
        }
    }
}

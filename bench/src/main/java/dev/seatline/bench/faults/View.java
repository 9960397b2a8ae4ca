package dev.seatline.bench.faults;

import dev.seatline.device.seat.Outputs;
import dev.seatline.wire.BootId;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.ShownState;
import dev.seatline.wire.WireJson;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What a console says of itself at one moment.
///
/// @param last highest sequence recorded; at least as new as the state, which was read before it
/// @param recording false while its disk is full
/// @param lamp what the lamp stands for
record View(
        BootId boot,
        JournalId journal,
        long last,
        long confirmed,
        boolean recording,
        boolean online,
        boolean knowsPeople,
        String digits,
        SeatState state,
        Set<ShownState> lamp) {

    static View of(JsonNode said) {
        return new View(
                new BootId(said.path("boot").stringValue()),
                new JournalId(said.path("journal").stringValue()),
                said.path("last").longValue(),
                said.path("confirmed").longValue(),
                said.path("recording").booleanValue(),
                said.path("online").booleanValue(),
                said.path("settings").longValue() > 0,
                said.path("outputs").path("digits").asString(""),
                WireJson.mapper().treeToValue(said.path("state"), SeatState.class),
                lamp(said.path("outputs")));
    }

    /// The states for which a lamp may stand; none for those that tell of no state.
    ///
    /// @param outputs of a console's view or of its bench
    static Set<ShownState> lamp(JsonNode outputs) {
        JsonNode lamp = outputs.path("lamp");
        Outputs.Pattern pattern = Outputs.Pattern.valueOf(constant(lamp.path("pattern")));
        return switch (Outputs.Colour.valueOf(constant(lamp.path("colour")))) {
            case OFF -> EnumSet.of(ShownState.SIGNED_OUT);
            case GREEN -> EnumSet.of(pattern == Outputs.Pattern.STEADY ? ShownState.READY : ShownState.RINGING);
            case BLUE -> EnumSet.of(ShownState.TALKING);
            case RED -> EnumSet.of(ShownState.NOT_READY);
            case AMBER ->
                switch (pattern) {
                    case STEADY -> EnumSet.of(ShownState.WRAP_UP, ShownState.BREAK);
                    case SLOW_BLINK -> EnumSet.of(ShownState.BREAK_REQUESTED, ShownState.BREAK);
                    // refused, identify, unknown
                    case FAST_BLINK, DOUBLE_BLINK -> EnumSet.noneOf(ShownState.class);
                };
        };
    }

    private static String constant(JsonNode name) {
        return name.asString("").toUpperCase(Locale.ROOT).replace('-', '_');
    }
}

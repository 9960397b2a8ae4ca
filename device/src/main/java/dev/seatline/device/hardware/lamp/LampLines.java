package dev.seatline.device.hardware.lamp;

import dev.seatline.device.hardware.pins.PinSettings;
import dev.seatline.device.hardware.pins.PinSettings.Output;
import dev.seatline.device.seat.Outputs.Colour;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Which lines of a lamp are switched on for a colour. Stateless; any thread.
public final class LampLines {
    private LampLines() {}

    /// The lines that are on; all others of the lamp are off. Amber of an RGB lamp is red and green; blue of
    /// single lamps of which none is blue is red.
    public static Set<Output> on(PinSettings.Lamp lamp, Colour colour) {
        return switch (lamp) {
            case PinSettings.Lamp.Single single ->
                switch (colour) {
                    case OFF -> Set.of();
                    case GREEN -> Set.of(single.green());
                    case BLUE -> Set.of(single.blue().orElse(single.red()));
                    case RED -> Set.of(single.red());
                    case AMBER -> Set.of(single.amber());
                };
            case PinSettings.Lamp.Rgb rgb ->
                switch (colour) {
                    case OFF -> Set.of();
                    case GREEN -> Set.of(rgb.green());
                    case BLUE -> Set.of(rgb.blue());
                    case RED -> Set.of(rgb.red());
                    case AMBER -> Set.copyOf(List.of(rgb.red(), rgb.green()));
                };
        };
    }

    /// All lines of a lamp.
    public static List<Output> all(PinSettings.Lamp lamp) {
        return switch (lamp) {
            case PinSettings.Lamp.Single single -> {
                List<Output> lines = new ArrayList<>(List.of(single.green(), single.amber(), single.red()));
                single.blue().ifPresent(lines::add);
                yield List.copyOf(lines);
            }
            case PinSettings.Lamp.Rgb rgb -> List.of(rgb.red(), rgb.green(), rgb.blue());
        };
    }
}

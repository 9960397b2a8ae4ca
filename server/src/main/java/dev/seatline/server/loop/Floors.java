package dev.seatline.server.loop;

import dev.seatline.server.HubConfig;
import dev.seatline.server.floor.ConfiguredSeat;
import dev.seatline.server.floor.Floor;
import dev.seatline.server.floor.FloorNews;
import dev.seatline.wire.PersonId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tinylog.Logger;

/// The floor of a configuration, and how it takes news.
final class Floors {
    private Floors() {}

    /// One that nobody has been heard of yet.
    static Floor of(HubConfig config, Instant began) {
        Map<PersonId, String> names = new LinkedHashMap<>();
        config.people().forEach(person -> names.put(person.person(), person.name()));
        List<ConfiguredSeat> seats = config.consoles().stream()
                .map(entry -> new ConfiguredSeat(entry.seat(), entry.console(), entry.team()))
                .toList();
        return Floor.of(seats, names, began);
    }

    /// The floor after the news; news that it cannot digest are left out, so that one seat cannot stop the
    /// others.
    static Floor after(Floor floor, List<FloorNews> news) {
        try {
            return floor.after(news);
        } catch (RuntimeException e) {
            Logger.error(e, "news of a seat cannot be shown");
        }
        Floor next = floor;
        for (FloorNews one : news) {
            try {
                next = next.after(List.of(one));
            } catch (RuntimeException e) {
                Logger.error("left out: {}", e.toString());
            }
        }
        return next;
    }
}

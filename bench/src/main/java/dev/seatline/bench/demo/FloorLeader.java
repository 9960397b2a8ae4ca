package dev.seatline.bench.demo;

import dev.seatline.server.api.HubDesk;
import dev.seatline.server.floor.SeatView;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.BreakType;
import dev.seatline.wire.Order;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.ShownState;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The duty leader of the demo: grants breaks while not too many are away, and walks to raised hands. Lives on a
/// thread of its own.
final class FloorLeader {
    private static final Duration ROUND = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HubDesk desk;
    private final Map<SeatId, DemoSeat> seats;
    private final Set<String> ruled;
    private final String badge;
    private final TimeSource time;
    private final ZoneId zone;
    private final Map<SeatId, Integer> roundsWithHandUp = new HashMap<>();
    private volatile boolean alive = true;
    private final Thread life = Thread.ofVirtual().name("leader").unstarted(this::live);

    /// @param ruled teams whose breaks their regulation gives
    FloorLeader(
            HubDesk desk, Map<SeatId, DemoSeat> seats, Set<String> ruled, String badge, TimeSource time, ZoneId zone) {
        this.desk = desk;
        this.ruled = Set.copyOf(ruled);
        this.seats = seats;
        this.badge = badge;
        this.time = time;
        this.zone = zone;
    }

    void start() {
        life.start();
    }

    void endLife() throws InterruptedException {
        alive = false;
        life.interrupt();
        life.join();
    }

    private void live() {
        try {
            while (alive) {
                List<SeatView> floor = desk.floor().seats();
                giveBreaks(floor);
                floor.forEach(this::lookAtHand);
                Thread.sleep(time.realWait(ROUND));
            }
        } catch (InterruptedException e) {
            // the demo ends
        }
    }

    private void giveBreaks(List<SeatView> floor) {
        long away =
                floor.stream().filter(seat -> seat.state() == ShownState.BREAK).count();
        long most = Math.max(1, floor.size() / 5);
        int place = 0;
        for (SeatView seat : floor) {
            if (seat.state() == ShownState.BREAK_REQUESTED && !ruled.contains(seat.team())) {
                if (away < most) {
                    away++;
                    desk.order(seat.seat(), grant(), PATIENCE);
                } else {
                    desk.order(seat.seat(), new Order.Wish.QueueBreak(++place), PATIENCE);
                }
            }
        }
    }

    private Order.Wish grant() {
        LocalTime now = time.now().atZone(zone).toLocalTime();
        boolean lunch = now.isAfter(LocalTime.of(11, 20)) && now.isBefore(LocalTime.of(13, 20));
        return lunch ? new Order.Wish.GrantBreak(BreakType.MEAL, 40) : new Order.Wish.GrantBreak(BreakType.REST, 10);
    }

    private void lookAtHand(SeatView seat) {
        int rounds = seat.raised() ? roundsWithHandUp.merge(seat.seat(), 1, Integer::sum) : 0;
        if (rounds == 0) {
            roundsWithHandUp.remove(seat.seat());
        } else if (rounds >= 4) {
            DemoSeat there = seats.get(seat.seat());
            if (there != null) {
                there.tap(badge);
            }
        }
    }
}

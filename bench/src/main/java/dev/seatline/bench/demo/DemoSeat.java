package dev.seatline.bench.demo;

import dev.seatline.device.Console;
import dev.seatline.device.ConsoleConfig;
import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.PersonId;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Map;

/// One seat of the demo: a real console on bench hardware, and somebody who lives at it on a thread of his own.
final class DemoSeat {
    private final ConsoleConfig config;
    private final Console console;
    private final BenchHardware bench;
    private final Habits habits;
    private final Map<PersonId, String> badges;
    private final Shifts shifts;
    private final TimeSource time;
    private final ZoneId zone;
    private volatile boolean alive = true;
    private final Thread life;

    DemoSeat(
            ConsoleConfig config,
            Console console,
            BenchHardware bench,
            Habits habits,
            Shifts shifts,
            Map<PersonId, String> badges,
            TimeSource time,
            ZoneId zone) {
        this.config = config;
        this.console = console;
        this.bench = bench;
        this.habits = habits;
        this.shifts = shifts;
        this.badges = badges;
        this.time = time;
        this.zone = zone;
        this.life = Thread.ofVirtual().name("life-" + config.seat()).unstarted(this::live);
    }

    void start() throws IOException {
        console.start();
        life.start();
    }

    ConsoleConfig config() {
        return config;
    }

    Console console() {
        return console;
    }

    /// Taps a badge here, as the leader does who walks by.
    void tap(String badge) {
        bench.badge(badge);
    }

    /// Everybody stands still; the console goes on delivering.
    void endLife() throws InterruptedException {
        alive = false;
        life.interrupt();
        life.join();
    }

    private void live() {
        try {
            while (alive) {
                Deed deed = habits.next(console.view().state(), time.now().atZone(zone));
                act(deed.act());
                Thread.sleep(time.realWait(deed.pause()));
            }
        } catch (InterruptedException e) {
            // the demo ends
        }
    }

    private void act(Deed.Act act) {
        switch (act) {
            case Deed.Act.Wait _ -> {}
            case Deed.Act.Tap tap -> bench.badge(badge(tap.badge()));
            case Deed.Act.Press press -> bench.press(press.press());
            case Deed.Act.Ring ring -> bench.ring(ring.bursts());
            case Deed.Act.Hook hook -> bench.hook(hook.lifted());
        }
    }

    /// The badge of whoever is meant: at a staffed seat the owner is who sits there, at a vacant one who is due.
    private String badge(Deed.Badge whose) {
        PersonId here = console.view().state().agent();
        PersonId due = shifts.onDuty(time.now().atZone(zone).toLocalTime());
        PersonId meant = switch (whose) {
            case OWNER -> here != null ? here : due;
            case RELIEF -> due;
        };
        return badges.getOrDefault(meant == null ? shifts.day() : meant, "00000000");
    }
}

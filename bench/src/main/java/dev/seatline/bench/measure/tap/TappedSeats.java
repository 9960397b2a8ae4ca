package dev.seatline.bench.measure.tap;

import dev.seatline.bench.site.Site;
import dev.seatline.config.Loaded;
import dev.seatline.device.Console;
import dev.seatline.device.ConsoleConfig;
import dev.seatline.device.ConsoleConfigFile;
import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.time.SystemTime;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Real consoles with played hardware, whose badges are tapped. Used by one thread.
final class TappedSeats implements AutoCloseable {
    private final List<Console> consoles = new ArrayList<>();
    private final List<BenchHardware> hardware = new ArrayList<>();

    /// Starts the first consoles of a site.
    static TappedSeats start(Site site, int count) throws IOException {
        TappedSeats seats = new TappedSeats();
        try {
            for (int number = 1; number <= count; number++) {
                seats.start(
                        switch (ConsoleConfigFile.load(site.folder().resolve(Site.console(number) + ".yaml"))) {
                            case Loaded.Right<ConsoleConfig>(ConsoleConfig config) -> config;
                            case Loaded.Wrong<ConsoleConfig> wrong -> throw new IOException(wrong.text());
                        });
            }
            return seats;
        } catch (IOException | RuntimeException e) {
            seats.close();
            throw e;
        }
    }

    private void start(ConsoleConfig read) throws IOException {
        ConsoleConfig config = withoutPage(read);
        SystemTime time = new SystemTime();
        SecureRandom random = new SecureRandom();
        BenchHardware bench = new BenchHardware(config.siteKey(), time, config.rules());
        Console console = new Console(config, time, random, bench, Console.link(config, random));
        consoles.add(console);
        hardware.add(bench);
        console.start();
    }

    /// Nobody looks at their pages, and what is not served needs no port.
    private static ConsoleConfig withoutPage(ConsoleConfig config) {
        return new ConsoleConfig(
                config.site(),
                config.seat(),
                config.console(),
                config.data(),
                config.hub(),
                config.siteKey(),
                config.hardware(),
                config.pins(),
                config.rules(),
                Optional.empty(),
                config.keepConfirmed(),
                config.trustClockAtStart());
    }

    /// Whether all are connected and know their people.
    boolean ready() {
        return consoles.stream()
                .allMatch(console -> console.view().online() && console.view().settings() > 0);
    }

    /// Taps the badge of the console's own agent.
    ///
    /// @param number from 1
    void tap(int number) throws IOException {
        if (!hardware.get(number - 1).badge(Site.badge(number))) {
            throw new IOException("console %d takes no badge".formatted(number));
        }
    }

    @Override
    public void close() {
        consoles.forEach(Console::stop);
    }
}

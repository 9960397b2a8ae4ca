package dev.seatline.bench.measure.footprint;

import dev.seatline.bench.site.Patience;
import dev.seatline.bench.site.Program;
import dev.seatline.bench.site.Site;
import dev.seatline.bench.site.Web;
import java.io.IOException;
import java.time.Duration;

/// Starts a console by the launcher and taps a badge as soon as anybody could. Used by one thread.
///
/// @param program runs
/// @param seconds from the start of the launcher to the lamp that has answered
record ConsoleStart(Program program, double seconds) {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /// The lamp of somebody who has signed in and has not said yet that he is ready.
    private static final String SIGNED_IN = "red";

    /// @param page of the console that starts; nobody is signed in there
    /// @param badge of somebody the console knows
    static ConsoleStart of(Site site, Web page, String badge) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Program program = site.launchConsoleWithoutWaiting(1);
        Patience.until(
                "the page shows the lamp",
                LIMIT,
                () -> !lamp(page).isEmpty(),
                () -> String.join("\n", program.output()));
        page.post("/bench/badge", "{\"card\":\"%s\"}".formatted(badge));
        Patience.until(
                "the lamp answers the tap",
                LIMIT,
                () -> lamp(page).equals(SIGNED_IN),
                () -> String.join("\n", program.output()));
        return new ConsoleStart(program, (System.nanoTime() - began) / 1e9);
    }

    private static String lamp(Web page) throws IOException, InterruptedException {
        return page.get("/bench/outputs").path("lamp").path("colour").stringValue();
    }
}

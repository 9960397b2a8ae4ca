package dev.seatline.bench.faults;

import dev.seatline.bench.site.Patience;
import dev.seatline.bench.site.Site;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Nobody works, everything is mended: now everything must arrive by itself, and the board must show what the consoles
/// show. Used by one thread.
final class Settling {
    private static final Duration HANDS = Duration.ofSeconds(30);
    /// A console that lost its link often waits up to 30 s before it tries again, and one without an answer up to 60 s.
    static final Duration DELIVERY = Duration.ofMinutes(3);

    private static final Duration BOARD = Duration.ofSeconds(20);

    private final FaultSite site;
    private final Score score;

    Settling(FaultSite site, Score score) {
        this.site = site;
        this.score = score;
    }

    /// Whether everything has arrived; if not, what is missing is in the score.
    boolean settled() throws InterruptedException {
        long began = System.nanoTime();
        site.hands().forEach(hand -> hand.rest(true));
        try {
            Patience.until(
                    "the hands rest",
                    HANDS,
                    () -> site.hands().stream().allMatch(Hand::still),
                    () -> "some are still at work");
            Patience.until(
                    "everything that was recorded is delivered",
                    DELIVERY,
                    () -> waiting().isEmpty(),
                    () -> waiting().toString());
            score.recovered(Duration.ofNanos(System.nanoTime() - began));
            Patience.until(
                    "the board shows what the consoles show", BOARD, () -> wrong().isEmpty(), this::wrongInWords);
            return true;
        } catch (IllegalStateException e) {
            score.broken(String.valueOf(e.getMessage()));
            return false;
        } finally {
            site.hands().forEach(hand -> hand.rest(false));
        }
    }

    private List<String> waiting() {
        List<String> waiting = new ArrayList<>();
        for (int i = 1; i <= site.consoles().size(); i++) {
            Optional<View> view = site.look(i);
            boolean done = view.isPresent()
                    && view.get().online()
                    && view.get().recording()
                    && view.get().confirmed() == view.get().last();
            if (!done) {
                waiting.add("console %d: %s"
                        .formatted(
                                i,
                                view.map(now -> "online %b, recording %b, %d recorded, %d confirmed"
                                                .formatted(now.online(), now.recording(), now.last(), now.confirmed()))
                                        .orElse("no answer")));
            }
        }
        return waiting;
    }

    private List<String> wrong() throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        for (int i = 1; i <= site.consoles().size(); i++) {
            JsonNode shown = site.api().get("/api/v1/seats/" + Site.seat(i));
            Optional<View> view = site.look(i);
            String here = view.map(
                            now -> now.state().shown() + " " + now.state().agent())
                    .orElse("no answer");
            JsonNode agent = shown.path("agent");
            String there = shown.path("state").asString("") + " " + (agent.isString() ? agent.stringValue() : null);
            if (!here.equals(there)) {
                wrong.add("seat %d is %s, the board says %s".formatted(i, here, there));
            }
        }
        return wrong;
    }

    private String wrongInWords() {
        try {
            return wrong().toString();
        } catch (IOException e) {
            return "no answer of the hub: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}

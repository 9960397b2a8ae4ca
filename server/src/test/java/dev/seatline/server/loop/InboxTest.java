package dev.seatline.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.ingest.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What waits for the loop is bounded, and nothing of it is dropped.
final class InboxTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static Inbox.Message message(int bytes) {
        return new Inbox.Message("t", new Inbox.Bytes(new byte[bytes]), Instant.EPOCH, new CompletableFuture<>());
    }

    @Test
    void whoPutsIntoAFullInboxWaitsForRoomAndNothingIsDropped() throws InterruptedException {
        Inbox inbox = new Inbox(2, 1_000);
        assertThat(inbox.put(message(1))).isTrue();
        assertThat(inbox.put(message(1))).isTrue();
        Thread waiting = Thread.ofVirtual().start(() -> inbox.put(message(1)));
        Await.until("the third waits", () -> waiting.getState() == Thread.State.WAITING);
        assertThat(inbox.depth()).isEqualTo(2);
        assertThat(inbox.take(1, 1_000, LIMIT).messages()).hasSize(1);
        assertThat(waiting.join(LIMIT)).isTrue();
        assertThat(inbox.take(10, 1_000, LIMIT).messages()).hasSize(2);
    }

    @Test
    void bytesAreBoundedToo() throws InterruptedException {
        Inbox inbox = new Inbox(100, 1_000);
        inbox.put(message(999));
        inbox.put(message(5));
        Thread waiting = Thread.ofVirtual().start(() -> inbox.put(message(1)));
        Await.until("the third waits", () -> waiting.getState() == Thread.State.WAITING);
        assertThat(inbox.take(10, 500, LIMIT).messages()).hasSize(1);
        assertThat(waiting.join(LIMIT)).isTrue();
    }

    @Test
    void tasksGoFirstAndNeedNoRoom() throws InterruptedException {
        Inbox inbox = new Inbox(1, 1_000);
        inbox.put(message(1));
        AtomicInteger ran = new AtomicInteger();
        assertThat(inbox.put(ran::incrementAndGet)).isTrue();
        Inbox.Taken taken = inbox.take(0, 1_000, LIMIT);
        assertThat(taken.tasks()).hasSize(1);
        assertThat(taken.messages()).isEmpty();
    }

    @Test
    void aClosedInboxLetsEverybodyGo() throws InterruptedException {
        Inbox inbox = new Inbox(1, 1_000);
        inbox.put(message(1));
        CompletableFuture<Boolean> put = CompletableFuture.supplyAsync(() -> inbox.put(message(1)));
        inbox.close();
        assertThat(put.join()).isFalse();
        assertThat(inbox.put(() -> {})).isFalse();
        assertThat(inbox.rest().messages()).hasSize(1);
        assertThat(inbox.take(1, 1, LIMIT).messages()).isEmpty();
    }
}

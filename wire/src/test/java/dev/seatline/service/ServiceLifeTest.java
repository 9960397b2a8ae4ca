package dev.seatline.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a supervisor hears of a program: by a list, and by the real socket of the kernel.
final class ServiceLifeTest {
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final int PATIENCE = 20_000;

    @TempDir
    private Path folder;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final List<String> complaints = new ArrayList<>();
    private final Loop loop = new Loop();
    private final ServiceLife life = new ServiceLife(Optional.of(heard::add), LOOK);

    /// A loop that turns when it is woken, until it is stuck.
    private static final class Loop implements Pulse {
        private final AtomicLong turns = new AtomicLong();
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicBoolean stuck = new AtomicBoolean();

        @Override
        public long turns() {
            return turns.get();
        }

        @Override
        public void wake() {
            asked.incrementAndGet();
            if (!stuck.get()) {
                turns.incrementAndGet();
            }
        }
    }

    @AfterEach
    void end() {
        life.stopping();
    }

    private String next() throws InterruptedException {
        return String.valueOf(heard.poll(PATIENCE, TimeUnit.MILLISECONDS));
    }

    @Test
    void readinessIsToldFirstAndThenEveryTurnOfTheLoop() throws Exception {
        life.ready(loop, () -> "all is well");
        assertThat(next()).isEqualTo("READY=1\nSTATUS=all is well");
        assertThat(List.of(next(), next(), next())).containsOnly("WATCHDOG=1");
    }

    @Test
    void aStuckLoopIsNotFedForAndOneThatGoesOnIsAgain() throws Exception {
        life.ready(loop, () -> "");
        assertThat(next()).startsWith("READY=1");
        assertThat(next()).isEqualTo("WATCHDOG=1");
        loop.stuck.set(true);
        // what was said before it was stuck, and of the look in between
        lookedAt(2);
        heard.clear();
        lookedAt(5);
        assertThat(heard).isEmpty();
        loop.stuck.set(false);
        assertThat(next()).isEqualTo("WATCHDOG=1");
    }

    private void lookedAt(int times) throws InterruptedException {
        int until = loop.asked.get() + times;
        for (int waited = 0; loop.asked.get() < until && waited < PATIENCE; waited++) {
            Thread.sleep(1);
        }
        assertThat(loop.asked.get()).isGreaterThanOrEqualTo(until);
    }

    @Test
    void theStatusLineIsToldWhenItChangesAndIsOneLine() throws Exception {
        AtomicInteger facts = new AtomicInteger();
        life.ready(loop, () -> facts.get() + " facts\nto deliver");
        assertThat(next()).endsWith("STATUS=0 facts to deliver");
        facts.set(7);
        String said = next();
        while (said.equals("WATCHDOG=1")) {
            said = next();
        }
        assertThat(said).isEqualTo("STATUS=7 facts to deliver");
    }

    @Test
    void aStatusThatFailsKeepsNobodyFromFeeding() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        life.ready(loop, () -> {
            if (broken.get()) {
                throw new IllegalStateException("closed");
            }
            return "fine";
        });
        assertThat(next()).startsWith("READY=1");
        broken.set(true);
        String said = next();
        while (said.equals("WATCHDOG=1")) {
            said = next();
        }
        assertThat(said).isEqualTo("STATUS=unknown");
        assertThat(next()).isEqualTo("WATCHDOG=1");
    }

    @Test
    void stoppingIsToldOnceAndEndsTheFeeding() throws Exception {
        life.ready(loop, () -> "");
        assertThat(next()).startsWith("READY=1");
        life.stopping();
        life.stopping();
        for (String said = next(); !said.equals("STOPPING=1"); said = next()) {
            assertThat(said).isEqualTo("WATCHDOG=1");
        }
        assertThat(heard).doesNotContain("STOPPING=1");
    }

    @Test
    void withoutASupervisorNobodyLooks() {
        ServiceLife alone = ServiceLife.of(Map.of("WATCHDOG_USEC", "1000"), 1, complaints::add);
        alone.ready(loop, () -> {
            throw new AssertionError("nobody asks");
        });
        alone.stopping();
        assertThat(loop.asked).hasValue(0);
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "abstract"})
    void theKernelsOwnSocketHearsEveryWord(String kind) throws Throwable {
        String name = kind.equals("file")
                ? folder.resolve("notify").toString()
                : "@seatline-test-" + ProcessHandle.current().pid();
        try (DatagramEar ear = DatagramEar.at(name)) {
            Map<String, String> environment = Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "40000");
            ServiceLife watched = ServiceLife.of(environment, 1, complaints::add);
            assertThat(watched.look()).isEqualTo(LOOK);
            watched.ready(loop, () -> "席位 S01");
            assertThat(ear.next(PATIENCE)).isEqualTo("READY=1\nSTATUS=席位 S01");
            assertThat(ear.next(PATIENCE)).isEqualTo("WATCHDOG=1");
            watched.stopping();
            String said = ear.next(PATIENCE);
            while (said.equals("WATCHDOG=1")) {
                said = ear.next(PATIENCE);
            }
            assertThat(said).isEqualTo("STOPPING=1");
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void aSocketThatNobodyHearsIsToldOnceAndTheProgramGoesOn() {
        NotifySocket nobody = new NotifySocket(folder.resolve("nobody").toString(), complaints::add);
        nobody.tell("READY=1");
        nobody.tell("STOPPING=1");
        assertThat(complaints).singleElement().asString().contains("NOTIFY_SOCKET", "goes on without");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vsock:2:9999", "@", "relative"})
    void aSocketOfAnotherKindIsToldAndTheProgramGoesOn(String name) {
        ServiceLife alone = ServiceLife.of(Map.of("NOTIFY_SOCKET", name), 1, complaints::add);
        alone.ready(loop, () -> "");
        alone.stopping();
        assertThat(complaints).singleElement().asString().contains(name, "goes on without");
    }

    @Test
    void theWatchdogOfAnotherProcessIsNotOurs() {
        Map<String, String> environment =
                Map.of("NOTIFY_SOCKET", "/run/none", "WATCHDOG_USEC", "40000", "WATCHDOG_PID", "17");
        assertThat(ServiceLife.of(environment, 17, complaints::add).look()).isEqualTo(LOOK);
        assertThat(ServiceLife.of(environment, 18, complaints::add).look()).isGreaterThan(LOOK);
    }

    @Test
    void aWatchdogThatIsNoNumberIsTold() {
        Map<String, String> environment = Map.of("NOTIFY_SOCKET", "/run/none", "WATCHDOG_USEC", "soon");
        assertThat(ServiceLife.of(environment, 1, complaints::add).look()).isPositive();
        assertThat(complaints).singleElement().asString().contains("WATCHDOG_USEC", "\"soon\"");
    }
}

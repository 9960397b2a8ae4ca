package dev.seatline.service;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The life of the program as its supervisor hears of it: ready, still turning, stopping. From [#ready] on a thread of
/// its own looks at the loop; it says `WATCHDOG=1` only when the loop has turned since it looked before, so that a
/// stuck loop falls silent and is restarted. An idle loop is woken by each look. Any thread.
public final class ServiceLife {
    /// Looks between two words that the supervisor waits for: one may be missed.
    private static final int LOOKS = 4;
    /// Without a watchdog: how often the status line is told.
    private static final Duration USUAL = Duration.ofSeconds(10);

    private static final Duration SHORTEST = Duration.ofMillis(10);

    private final Optional<Supervisor> supervisor;
    private final Duration look;
    private final CountDownLatch ended = new CountDownLatch(1);

    /// @param supervisor empty when nobody watches: then nothing of this happens
    /// @param look between two looks at the loop
    ServiceLife(Optional<Supervisor> supervisor, Duration look) {
        this.supervisor = supervisor;
        this.look = look;
    }

    /// The supervisor that the environment names, as systemd does: `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID`.
    ///
    /// @param complain gets one line for each thing that is wrong with it; the program goes on without
    public static ServiceLife of(Map<String, String> environment, long pid, Consumer<String> complain) {
        String socket = environment.getOrDefault("NOTIFY_SOCKET", "");
        if (socket.isEmpty()) {
            return new ServiceLife(Optional.empty(), USUAL);
        }
        try {
            return new ServiceLife(Optional.of(new NotifySocket(socket, complain)), look(environment, pid, complain));
        } catch (IllegalArgumentException e) {
            complain.accept(e.getMessage() + "; the program goes on without a supervisor");
            return new ServiceLife(Optional.empty(), USUAL);
        }
    }

    private static Duration look(Map<String, String> environment, long pid, Consumer<String> complain) {
        String microseconds = environment.getOrDefault("WATCHDOG_USEC", "");
        String whose = environment.getOrDefault("WATCHDOG_PID", "");
        if (microseconds.isEmpty() || !(whose.isEmpty() || whose.equals(Long.toString(pid)))) {
            return USUAL;
        }
        try {
            Duration watchdog = Duration.ofNanos(Math.multiplyExact(Long.parseLong(microseconds), 1000));
            Duration look = watchdog.dividedBy(LOOKS);
            return look.compareTo(SHORTEST) < 0 ? SHORTEST : look;
        } catch (NumberFormatException | ArithmeticException e) {
            complain.accept("WATCHDOG_USEC must be a number of microseconds, found \"" + microseconds + "\"");
            return USUAL;
        }
    }

    /// How long between two looks at the loop.
    Duration look() {
        return look;
    }

    /// The program works. Once.
    ///
    /// @param pulse of the loop without which the program is of no use
    /// @param status one line for whoever asks how the program is; called often, quick, without secrets and names
    public void ready(Pulse pulse, Supplier<String> status) {
        supervisor.ifPresent(told -> {
            String first = line(status);
            told.tell("READY=1\nSTATUS=" + first);
            Thread.ofPlatform().daemon().name("service-life").start(() -> watch(told, pulse, status, first));
        });
    }

    private void watch(Supervisor told, Pulse pulse, Supplier<String> status, String first) {
        long seen = -1;
        String said = first;
        try {
            do {
                long turns = pulse.turns();
                if (turns != seen) {
                    seen = turns;
                    told.tell("WATCHDOG=1");
                }
                pulse.wake();
                String now = line(status);
                if (!now.equals(said)) {
                    said = now;
                    told.tell("STATUS=" + now);
                }
            } while (!ended.await(look.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String line(Supplier<String> status) {
        try {
            return status.get().replace('\n', ' ');
        } catch (RuntimeException e) {
            // it is being stopped, or worse: the pulse tells
            return "unknown";
        }
    }

    /// The program was asked to stop, or stops by itself; the loop is not looked at any more. Idempotent.
    public void stopping() {
        if (ended.getCount() > 0) {
            ended.countDown();
            supervisor.ifPresent(told -> told.tell("STOPPING=1"));
        }
    }
}

package dev.seatline.device.hardware.pins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.hardware.InputReading;
import dev.seatline.device.hardware.linux.LinuxFile;
import dev.seatline.device.seat.Input;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SenseLoopTest {
    private final BlockingQueue<Input> told = new LinkedBlockingQueue<>();
    private final PartBoard parts = new PartBoard(told::add);

    @Test
    void aDefectInOnePartLeavesTheOthersHeard() throws Exception {
        TimedSensor broken = new TimedSensor("broken") {
            @Override
            public void passed(long now) {
                throw new IllegalStateException("a defect");
            }
        };
        TimedSensor well = new TimedSensor("well");
        run(List.of(broken, well), () -> {
            assertThat(next()).isEqualTo(new Input.PartReported("broken", true, ""));
            assertThat(next()).isEqualTo(new Input.PartReported("well", true, ""));
            assertThat(next()).isEqualTo(new Input.PartReported("broken", false, "a defect"));
            int before = well.looks.get();
            well.until(before + 3);
        });
        assertThat(broken.closed.get()).isPositive();
        assertThat(well.closed).hasValue(1);
    }

    @Test
    void sensesThatBreakDownLeaveNoPartThatLooksWell() throws Exception {
        TimedSensor broken = new TimedSensor("broken") {
            @Override
            public void passed(long now) {
                throw new OutOfMemoryError("for the test");
            }
        };
        run(List.of(broken, new TimedSensor("well")), () -> {
            assertThat(next()).isEqualTo(new Input.PartReported("broken", true, ""));
            assertThat(next()).isEqualTo(new Input.PartReported("well", true, ""));
            assertThat(next()).isEqualTo(new Input.PartReported("broken", false, "for the test"));
            assertThat(next()).isEqualTo(new Input.PartReported("well", false, "for the test"));
        });
    }

    @Test
    void aPartInTroubleIsToldOnceAndTellsAgainWhatLastsWhenItIsOver() throws Exception {
        TimedSensor part = new TimedSensor("hook");
        run(List.of(part), () -> {
            assertThat(next()).isEqualTo(new Input.PartReported("hook", true, ""));
            part.until(1);
            assertThat(part.again).hasValue(1);
            part.trouble = "chatters";
            assertThat(next()).isEqualTo(new Input.PartReported("hook", false, "chatters"));
            part.until(part.looks.get() + 3);
            part.trouble = "";
            assertThat(next()).isEqualTo(new Input.PartReported("hook", true, ""));
            part.until(part.looks.get() + 2);
            assertThat(part.again).hasValue(2);
        });
        assertThat(told).isEmpty();
    }

    @Test
    void aPartThatIsInTroubleFromTheBeginningIsNeverToldToAnswer() throws Exception {
        TimedSensor part = new TimedSensor("reader");
        part.trouble = "its bus is there, and nothing answers on it";
        run(List.of(part), () -> {
            assertThat(next()).isEqualTo(new Input.PartReported("reader", false, part.trouble));
            part.until(2);
            part.trouble = "";
            assertThat(next()).isEqualTo(new Input.PartReported("reader", true, ""));
        });
        assertThat(told).isEmpty();
    }

    @Test
    void aPartThatCannotBeOpenedIsTriedAgain() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        TimedSensor part = new TimedSensor("reader") {
            @Override
            public @Nullable LinuxFile open(long now) throws IOException {
                if (tries.incrementAndGet() == 1) {
                    throw new IOException("not plugged in");
                }
                return super.open(now);
            }
        };
        run(List.of(part), () -> {
            assertThat(next()).isEqualTo(new Input.PartReported("reader", false, "not plugged in"));
            assertThat(next()).isEqualTo(new Input.PartReported("reader", true, ""));
        });
        assertThat(tries).hasValue(2);
    }

    private interface Meanwhile {
        void happens() throws Exception;
    }

    private void run(List<TimedSensor> sensors, Meanwhile meanwhile) throws Exception {
        sensors.forEach(sensor -> parts.add(sensor.part(), sensor::well));
        SenseLoop loop = new SenseLoop(sensors, parts);
        Thread thread = Thread.ofPlatform().start(loop);
        try {
            meanwhile.happens();
        } finally {
            loop.stop();
            thread.join();
        }
    }

    private Input next() throws InterruptedException {
        Input input = told.poll(20, TimeUnit.SECONDS);
        if (input == null) {
            throw new AssertionError("nothing was told");
        }
        return input;
    }

    /// A part without a file, looked at every two milliseconds.
    private static class TimedSensor implements Sensor {
        private static final long EVERY = 2_000_000L;

        private final String name;
        final AtomicInteger looks = new AtomicInteger();
        final AtomicInteger again = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        volatile String trouble = "";
        private long next;

        TimedSensor(String name) {
            this.name = name;
        }

        /// Waits until it was looked at so many times.
        void until(int count) throws InterruptedException {
            for (int i = 0; looks.get() < count; i++) {
                assertThat(i).isLessThan(10_000);
                Thread.sleep(1);
            }
        }

        @Override
        public String part() {
            return name;
        }

        @Override
        public @Nullable LinuxFile open(long now) throws IOException {
            next = now;
            return null;
        }

        @Override
        public InputReading reading() {
            return InputReading.unseen(name);
        }

        @Override
        public boolean read(long now) {
            return true;
        }

        @Override
        public void passed(long now) {
            looks.incrementAndGet();
            next = now + EVERY;
        }

        @Override
        public OptionalLong due() {
            return OptionalLong.of(next);
        }

        @Override
        public String trouble(long now) {
            return trouble;
        }

        @Override
        public String well() {
            return "well";
        }

        @Override
        public void again() {
            again.incrementAndGet();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}

package dev.seatline.device.hardware.pins;

import dev.seatline.device.hardware.linux.FileWait;
import dev.seatline.device.hardware.linux.LinuxException;
import dev.seatline.device.hardware.linux.LinuxFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// One thread that waits for all sensors at once: for something to read, or for the time that one of them
/// names. Nothing wakes it in between. What fails is closed, told, and opened again every two seconds until
/// it answers.
///
/// [#run] is its thread, [#stop] is for any.
final class SenseLoop implements Runnable {
    private static final long TRY_AGAIN_AFTER = 2_000_000_000L;

    private final List<Slot> slots = new ArrayList<>();
    private final PartBoard parts;
    private final FileWait wait;
    private volatile boolean stopping;

    /// A sensor, and how it is.
    private static final class Slot {
        final Sensor sensor;
        boolean open;

        /// Whether the part board knows that it does not answer.
        boolean failed = true;

        @Nullable
        LinuxFile file;

        long tryAt;

        Slot(Sensor sensor, long now) {
            this.sensor = sensor;
            tryAt = now;
        }
    }

    /// @param parts gets how each part is
    SenseLoop(List<? extends Sensor> sensors, PartBoard parts) throws LinuxException {
        long now = System.nanoTime();
        sensors.forEach(sensor -> slots.add(new Slot(sensor, now)));
        this.parts = parts;
        wait = new FileWait();
    }

    @Override
    public void run() {
        try (wait) {
            while (!stopping) {
                round();
            }
        } catch (LinuxException | RuntimeException | Error e) {
            // also an Error: a seat that is deaf must not look well
            Logger.error(e, "the senses cannot go on");
            slots.forEach(slot -> parts.failed(slot.sensor.part(), PartBoard.told(e)));
        } finally {
            slots.forEach(slot -> slot.sensor.close());
        }
    }

    /// Any thread.
    void stop() {
        stopping = true;
        wait.wake();
    }

    private void round() throws LinuxException {
        long before = System.nanoTime();
        OptionalLong due = OptionalLong.empty();
        List<@Nullable LinuxFile> files = new ArrayList<>(slots.size());
        for (Slot slot : slots) {
            if (!slot.open && before - slot.tryAt >= 0) {
                open(slot, before);
            }
            due = Lines.earlier(due, slot.open ? slot.sensor.due() : OptionalLong.of(slot.tryAt));
            files.add(slot.file);
        }
        wait.await(files, due);
        // taken before anything is read: what was not read by then has not happened by then
        long now = System.nanoTime();
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            if (slot.open) {
                sense(slot, wait.ready(i), now);
            }
        }
    }

    private void sense(Slot slot, boolean ready, long now) {
        OptionalLong due = slot.sensor.due();
        boolean dueNow = due.isPresent() && now - due.getAsLong() >= 0;
        if (!ready && !dueNow) {
            return;
        }
        try {
            // also when only time has come: an edge may have arrived since the wait
            if (slot.file == null || slot.sensor.read(now)) {
                slot.sensor.passed(now);
            }
            judge(slot, now);
        } catch (IOException | RuntimeException e) {
            failed(slot, e, now);
        }
    }

    /// Tells how an open part is, if that is new. One that can be opened need not answer yet.
    private void judge(Slot slot, long now) {
        String trouble = slot.sensor.trouble(now);
        if (!trouble.isEmpty()) {
            slot.failed = true;
            parts.failed(slot.sensor.part(), trouble);
        } else if (slot.failed) {
            slot.failed = false;
            parts.answers(slot.sensor.part());
            slot.sensor.again();
        }
    }

    private void open(Slot slot, long now) {
        try {
            slot.file = slot.sensor.open(now);
            slot.open = true;
            slot.failed = true;
            judge(slot, now);
        } catch (IOException | RuntimeException e) {
            failed(slot, e, now);
        }
    }

    /// Also a defect of ours fails one part only: the others must be heard.
    private void failed(Slot slot, Exception why, long now) {
        if (why instanceof RuntimeException) {
            Logger.error(why, "{} has a defect", slot.sensor.part());
        }
        slot.sensor.close();
        slot.open = false;
        slot.failed = true;
        slot.file = null;
        slot.tryAt = now + TRY_AGAIN_AFTER;
        parts.failed(slot.sensor.part(), PartBoard.told(why));
    }
}

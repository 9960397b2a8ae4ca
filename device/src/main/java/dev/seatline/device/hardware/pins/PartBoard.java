package dev.seatline.device.hardware.pins;

import dev.seatline.device.seat.Input;
import dev.seatline.wire.ConsoleStatus.PartHealth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// How each part of a seat is. That one has failed, or answers again, is told to the seat once. Any thread.
final class PartBoard {
    private final Consumer<Input> sensed;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    private static final class Part {
        final Supplier<String> well;

        /// Null while it has not been opened yet, empty while it answers, else what is wrong.
        @Nullable
        String trouble;

        Part(Supplier<String> well) {
            this.well = well;
        }
    }

    PartBoard(Consumer<Input> sensed) {
        this.sensed = sensed;
    }

    /// There is such a part. Parts are shown in the order in which they were added.
    ///
    /// @param well what a technician may want to know of it while it answers; any thread
    synchronized void add(String name, Supplier<String> well) {
        parts.put(name, new Part(well));
    }

    /// A part answers.
    synchronized void answers(String name) {
        Part part = part(name);
        String before = part.trouble;
        if (before != null && before.isEmpty()) {
            return;
        }
        if (before != null) {
            Logger.info("{} answers again", name);
        }
        part.trouble = "";
        // also the first time: the journal may remember a failure from before this start
        sensed.accept(new Input.PartReported(name, true, ""));
    }

    /// A part has failed.
    ///
    /// @param trouble what was seen, and what to do
    synchronized void failed(String name, String trouble) {
        Part part = part(name);
        boolean known = part.trouble != null && !part.trouble.isEmpty();
        part.trouble = trouble;
        if (!known) {
            Logger.warn("{} does not answer: {}", name, trouble);
            sensed.accept(new Input.PartReported(name, false, trouble));
        }
    }

    /// What an exception says, never empty.
    static String told(Throwable why) {
        String message = why.getMessage();
        return message == null || message.isEmpty() ? why.toString() : message;
    }

    private Part part(String name) {
        Part part = parts.get(name);
        if (part == null) {
            throw new IllegalArgumentException("no such part: " + name);
        }
        return part;
    }

    synchronized List<PartHealth> health() {
        List<PartHealth> health = new ArrayList<>(parts.size());
        parts.forEach((name, part) -> {
            String trouble = part.trouble;
            boolean ok = trouble != null && trouble.isEmpty();
            health.add(new PartHealth(name, ok, ok ? part.well.get() : trouble == null ? "not opened yet" : trouble));
        });
        return health;
    }
}

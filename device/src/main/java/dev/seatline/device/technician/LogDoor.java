package dev.seatline.device.technician;

import dev.seatline.device.log.LogLevel;
import dev.seatline.device.log.LogRing;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The newest entries of the log, for a page that asks for what is new every few seconds. Any thread.
public final class LogDoor implements Door {
    private static final String PATH = "/api/v1/log";
    private static final String WRONG =
            "after is a whole number from 0 on, level one of trace, debug, info, warn, error; found something else";

    private final LogRing ring;

    public LogDoor(LogRing ring) {
        this.ring = ring;
    }

    @Override
    public Map<String, Way> ways() {
        return Map.of(PATH, Way.watch(Need.LOOKING));
    }

    @Override
    public Answer answer(Asked asked) {
        OptionalLong after = number(asked.query().getOrDefault("after", "0"));
        Optional<LogLevel> least = LogLevel.of(asked.query().getOrDefault("level", "trace"));
        return after.isEmpty() || least.isEmpty()
                ? Answer.of(Problem.badRequest(WRONG))
                : Answer.json(200, ring.after(after.getAsLong(), least.get()));
    }

    private static OptionalLong number(String text) {
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}

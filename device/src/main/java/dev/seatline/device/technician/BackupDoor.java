package dev.seatline.device.technician;

import dev.seatline.device.backup.BackupDesk;
import dev.seatline.device.backup.BackupDesk.State;
import dev.seatline.device.backup.Passphrases;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.SeatId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Backups over HTTP: begun, watched, fetched. Any thread. No answer repeats a passphrase.
public final class BackupDoor implements Door {
    /// An older backup is worth a word.
    static final Duration OLD = Duration.ofDays(30);

    private static final String PATH = "/api/v1/backup";
    private static final String FILE = "/api/v1/backup/file";
    private static final int LARGEST_BODY = 1024;
    private static final String[] FIELDS = {"passphrase", "open"};

    private final SeatId seat;
    private final BackupDesk desk;
    private final TimeSource time;

    /// @param time an ordinary clock
    public BackupDoor(SeatId seat, BackupDesk desk, TimeSource time) {
        this.seat = seat;
        this.desk = desk;
        this.time = time;
    }

    @Override
    public Map<String, Way> ways() {
        return Map.of(
                PATH,
                new Way(List.of("GET", "POST", "DELETE"), Need.LOOKING, LARGEST_BODY, true),
                FILE,
                new Way(List.of("GET"), Need.CHANGING, 0));
    }

    @Override
    public Answer answer(Asked asked) throws IOException {
        if (asked.path().equals(FILE)) {
            return file();
        }
        return switch (asked.method()) {
            case "POST" -> begin(asked);
            case "DELETE" -> {
                desk.discard();
                yield Answer.nothing();
            }
            default -> Answer.json(200, shown());
        };
    }

    private Answer begin(Asked asked) {
        Optional<ObjectNode> sent = asked.object(FIELDS);
        JsonNode passphrase = sent.map(object -> object.path("passphrase")).orElse(null);
        JsonNode open = sent.map(object -> object.path("open")).orElse(null);
        if (passphrase == null || open == null || !passphrase.isString() || !open.isBoolean()) {
            return Asked.wrongFields(FIELDS);
        }
        String text = passphrase.stringValue();
        boolean anybody = open.booleanValue();
        if (anybody && !text.isEmpty()) {
            return Answer.of(Problem.wrongValue("an open backup has no passphrase: send an empty one"));
        }
        Optional<String> fault = anybody ? Optional.empty() : Passphrases.fault(text);
        if (fault.isPresent()) {
            return Answer.of(Problem.wrongValue(fault.get()));
        }
        return desk.begin(anybody ? Optional.empty() : Optional.of(text.toCharArray()))
                ? Answer.json(202, shown())
                : Answer.of(Problem.conflict("a backup is being made already; wait until it is done"));
    }

    private Answer file() {
        if (!(desk.state() instanceof State.Ready ready)) {
            return Answer.of(Problem.conflict("there is no backup to be fetched; make one first"));
        }
        String type = ready.sealed() ? "application/pgp-encrypted" : "application/zip";
        return Answer.stream(ready.name(), type, out -> desk.fetch(ready.name(), out))
                .with("Content-Length", Long.toString(ready.size()));
    }

    private Shown shown() {
        Optional<Instant> last = desk.last();
        Long days = last.map(at -> Math.max(0, Duration.between(at, time.now()).toDays()))
                .orElse(null);
        boolean due = days == null || days >= OLD.toDays();
        Shown idle = new Shown(seat, "idle", null, 0, 0, null, 0, 0, false, null, last.orElse(null), days, due);
        return switch (desk.state()) {
            case State.Idle() -> idle;
            case State.Working(var stage, long done, long of) ->
                new Shown(seat, "working", stage.name(), done, of, null, 0, 0, false, null, idle.last(), days, due);
            case State.Ready(String name, long size, long facts, boolean sealed, long _) ->
                new Shown(seat, "ready", null, 0, 0, name, size, facts, sealed, null, idle.last(), days, due);
            case State.Failed(String why) ->
                new Shown(seat, "failed", null, 0, 0, null, 0, 0, false, why, idle.last(), days, due);
        };
    }

    /// @param state `idle`, `working`, `ready` or `failed`
    /// @param done bytes of `of`, while working
    /// @param last when the last backup was fetched
    /// @param days since then
    /// @param due whether that is too long ago
    private record Shown(
            SeatId seat,
            String state,
            @Nullable String stage,
            long done,
            long of,
            @Nullable String name,
            long size,
            long facts,
            boolean sealed,
            @Nullable String why,
            @Nullable Instant last,
            @Nullable Long days,
            boolean due) {}
}

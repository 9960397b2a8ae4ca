package dev.seatline.device.technician;

import dev.seatline.config.Mistake;
import dev.seatline.device.configuration.ConfigRecord;
import dev.seatline.device.configuration.ConfigStore;
import dev.seatline.device.configuration.SecretsMasked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;
import tools.jackson.databind.node.ObjectNode;

/// The configuration over HTTP, and the restart that puts it in force. Any thread. Secrets never go out:
/// numbers stand
/// for them, and come back.
public final class ConfigDoor implements Door {
    private static final String CONFIG = "/api/v1/config";
    private static final String SNAPSHOT = "/api/v1/config/snapshot";
    private static final String CHECK = "/api/v1/config/check";
    private static final String SAVE = "/api/v1/config/save";
    private static final String RETURN = "/api/v1/config/return";
    private static final String SEEN = "/api/v1/config/seen";
    private static final String RESTART = "/api/v1/restart";

    /// a text as JSON, where a character may take six
    private static final int LARGEST_BODY = 6 * ConfigStore.LARGEST;

    private static final int SHORT_BODY = 512;

    private final ConfigStore store;
    private final Changes changes;
    private final Runnable restart;

    /// What changes besides what was meant.
    public interface Changes {
        /// Names of changes that whoever saves the second text has to confirm; both are right.
        List<String> between(String now, String then);
    }

    /// @param restart asks for a restart and returns at once
    public ConfigDoor(ConfigStore store, Changes changes, Runnable restart) {
        this.store = store;
        this.changes = changes;
        this.restart = restart;
    }

    @Override
    public Map<String, Way> ways() {
        Way secret = new Way(List.of("GET"), Need.CHANGING, 0);
        return Map.of(
                CONFIG,
                secret,
                SNAPSHOT,
                secret,
                CHECK,
                Way.deed(LARGEST_BODY),
                SAVE,
                Way.deed(LARGEST_BODY),
                RETURN,
                Way.deed(SHORT_BODY),
                SEEN,
                Way.deed(SHORT_BODY),
                RESTART,
                Way.deed(SHORT_BODY));
    }

    @Override
    public Answer answer(Asked asked) throws IOException {
        return switch (asked.path()) {
            case CONFIG -> show();
            case SNAPSHOT -> snapshot(asked.query().getOrDefault("hash", ""));
            case CHECK -> check(asked);
            case SAVE -> save(asked);
            case RETURN -> goBack(asked);
            case SEEN -> {
                store.seen();
                yield Answer.nothing();
            }
            case RESTART -> {
                Logger.info("a restart is asked for on the page");
                restart.run();
                yield Answer.json(202, Map.of());
            }
            default -> throw new IllegalStateException("a path of this door, found " + asked.path());
        };
    }

    private Answer show() throws IOException {
        String text = store.text();
        ConfigRecord record = store.remembered();
        ConfigRecord.Refused refused = record.refused();
        String hash = ConfigStore.hash(text);
        return Answer.json(
                200,
                new Shown(
                        SecretsMasked.of(text),
                        hash,
                        record.trial() != null,
                        refused == null
                                ? null
                                : new Back(refused.hash(), refused.at(), SecretsMasked.told(refused.why(), text)),
                        record.snapshots().stream()
                                .map(one -> new Kept(
                                        one.hash(),
                                        one.at(),
                                        one.origin().name(),
                                        one.hash().equals(record.good()),
                                        one.hash().equals(hash)))
                                .toList()));
    }

    private Answer snapshot(String hash) throws IOException {
        Optional<String> text = store.snapshot(hash);
        return text.isPresent()
                ? Answer.json(200, new Text(SecretsMasked.of(text.get())))
                : Answer.of(Problem.unknown("there is no snapshot with this hash; GET " + CONFIG + " lists them"));
    }

    private Answer check(Asked asked) throws IOException {
        Optional<ObjectNode> sent = asked.object("text");
        if (sent.isEmpty() || !sent.get().path("text").isString()) {
            return Asked.wrongFields("text");
        }
        return Answer.json(
                200, judged(sent.get().path("text").stringValue(), store.text()).verdict());
    }

    private Answer save(Asked asked) throws IOException {
        Optional<ObjectNode> sent = asked.object("text", "base", "confirmed");
        if (sent.isEmpty()
                || !sent.get().path("text").isString()
                || !sent.get().path("base").isString()
                || !sent.get().path("confirmed").isBoolean()) {
            return Asked.wrongFields("text", "base", "confirmed");
        }
        return saved(
                sent.get().path("text").stringValue(),
                sent.get().path("base").stringValue(),
                sent.get().path("confirmed").booleanValue());
    }

    private Answer goBack(Asked asked) throws IOException {
        Optional<ObjectNode> sent = asked.object("hash", "base", "confirmed");
        if (sent.isEmpty()
                || !sent.get().path("hash").isString()
                || !sent.get().path("base").isString()
                || !sent.get().path("confirmed").isBoolean()) {
            return Asked.wrongFields("hash", "base", "confirmed");
        }
        Optional<String> text = store.snapshot(sent.get().path("hash").stringValue());
        return text.isPresent()
                ? saved(
                        text.get(),
                        sent.get().path("base").stringValue(),
                        sent.get().path("confirmed").booleanValue())
                : Answer.of(Problem.unknown("there is no snapshot with this hash; GET " + CONFIG + " lists them"));
    }

    private Answer saved(String masked, String base, boolean confirmed) throws IOException {
        String now = store.text();
        if (!ConfigStore.hash(now).equals(base)) {
            return Answer.of(stale());
        }
        Judged judged = judged(masked, now);
        Verdict verdict = judged.verdict();
        if (!verdict.mistakes().isEmpty() || (!verdict.changes().isEmpty() && !confirmed)) {
            return Answer.json(200, verdict);
        }
        if (judged.text().equals(now)) {
            return Answer.of(Problem.conflict("nothing is changed"));
        }
        try {
            if (!store.save(judged.text(), base)) {
                return Answer.of(stale());
            }
        } catch (IOException e) {
            Logger.warn("the configuration cannot be saved: {}", e.toString());
            return Answer.of(Problem.conflict("the configuration cannot be written (" + e + "); its file must be"
                    + " writable for the user of the console, and its disk must have room"));
        }
        Logger.info("a new configuration was saved on the page; the console restarts with it");
        restart.run();
        return Answer.json(202, new Verdict(true, List.of(), verdict.changes()));
    }

    private static Problem stale() {
        return Problem.conflict("something else is in the file by now: load it again, and look what has changed");
    }

    private Judged judged(String masked, String now) {
        Optional<String> back = SecretsMasked.back(masked, now);
        if (back.isEmpty()) {
            return new Judged(
                    masked,
                    List.of(new Wrong(
                            0,
                            "a «secret» stands here whose number is not in the file, or where no secret belongs: it may"
                                    + " stand alone behind secret: or site-key:, or in a line that is as it was; else"
                                    + " write the secret itself")),
                    List.of());
        }
        if (back.get().getBytes(StandardCharsets.UTF_8).length > ConfigStore.LARGEST) {
            return new Judged(
                    masked,
                    List.of(new Wrong(0, "at most " + ConfigStore.LARGEST + " bytes can be saved here")),
                    List.of());
        }
        if (!SecretsMasked.isPlain(back.get())) {
            return new Judged(
                    masked,
                    List.of(new Wrong(
                            0,
                            "write each secret and site key as 64 hex digits in one piece, in the line of its key: else it"
                                    + " could not be masked where the configuration is shown")),
                    List.of());
        }
        // what is wrong is quoted, and could be a secret in a wrong place
        List<Wrong> mistakes = store.mistakes(back.get()).stream()
                .map((Mistake one) -> new Wrong(one.line(), SecretsMasked.told(one.text(), back.get(), now)))
                .toList();
        return new Judged(back.get(), mistakes, mistakes.isEmpty() ? changes.between(now, back.get()) : List.of());
    }

    /// @param trial whether the content has not proved itself yet
    /// @param refused what was taken back, until it was seen
    private record Shown(
            String text,
            String hash,
            boolean trial,
            @Nullable Back refused,
            List<Kept> snapshots) {}

    private record Back(String hash, Instant at, String why) {}

    private record Kept(String hash, Instant at, String origin, boolean good, boolean current) {}

    private record Text(String text) {}

    private record Wrong(int line, String text) {}

    private record Judged(String text, List<Wrong> mistakes, List<String> changes) {
        Verdict verdict() {
            return new Verdict(false, mistakes, changes);
        }
    }

    /// @param saved whether it is in the file now
    private record Verdict(boolean saved, List<Wrong> mistakes, List<String> changes) {}
}

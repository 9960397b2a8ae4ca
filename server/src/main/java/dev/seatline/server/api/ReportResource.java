package dev.seatline.server.api;

import dev.seatline.config.Loaded;
import dev.seatline.config.Mistake;
import dev.seatline.server.HubConfig;
import dev.seatline.server.people.Identity;
import dev.seatline.server.people.Role;
import dev.seatline.server.people.Subject;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.store.ReportStore;
import dev.seatline.server.store.StoreException;
import dev.seatline.server.store.StoredReport;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.WireJson;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What people and other systems tell the hub for its rules: papers, decisions on them, calls and sign-ins of the
/// telephone system, incidents. Safe for any thread; waits until it is in the ledger.
final class ReportResource {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /// As far back as the hub judges again.
    private static final Duration BACK = Duration.ofDays(2);

    private static final int LONGEST_KEY = 64;
    private static final int USUAL = 100;

    /// An agent's own papers; all else is told by others.
    private static final Set<String> OWN =
            Set.of("leave", "swap", "correction", "waiver", "proof", "notice", "handover");

    private final RuleDesk rules;
    private final TimeSource time;
    private final ZoneId zone;
    private final Set<String> people;

    ReportResource(HubConfig config, RuleDesk rules, TimeSource time) {
        this.rules = rules;
        this.time = time;
        this.zone = config.zone();
        this.people =
                config.people().stream().map(entry -> entry.person().text()).collect(Collectors.toUnmodifiableSet());
    }

    /// A report as JSON.
    record Body(
            long id,
            OffsetDateTime at,
            OffsetDateTime receivedAt,
            String by,
            @Nullable String key,
            JsonNode report) {}

    record Reports(List<Body> reports, long next, boolean more) {}

    Answer report(Exchange exchange) {
        if (!rules.judges()) {
            throw new Refusal(
                    Problem.Kind.CONFLICT, "nobody is judged here: the hub's configuration has no regulations");
        }
        if (!(exchange.json() instanceof ObjectNode body)) {
            throw new Refusal(Problem.Kind.BAD_REQUEST, "the body must be a JSON object, as a step of a scenario is");
        }
        Identity author = exchange.identity();
        Instant now = time.now();
        Instant at = moment(body, author, now);
        String key = key(body);
        named(body, author);
        if (author.role() == Role.AGENT) {
            refuseOthers(body, author);
        }
        String text = body.toString();
        switch (rules.read(text, at)) {
            case Loaded.Right<Happening> _ -> {}
            case Loaded.Wrong<Happening>(List<Mistake> mistakes) ->
                throw new Refusal(Problem.of(
                        Problem.Kind.BAD_REQUEST,
                        mistakes.stream().map(Mistake::text).toList()));
        }
        StoredReport kept = kept(new StoredReport(0, at, now, author.subject().toString(), key, text));
        if (!kept.body().equals(text)) {
            throw new Refusal(
                    Problem.Kind.CONFLICT,
                    "key \"%s\" was used for report %d, which says something else".formatted(key, kept.id()));
        }
        return Answer.json(201, body(kept));
    }

    private StoredReport kept(StoredReport report) {
        try {
            return rules.report(report).toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Refusal(
                    Problem.Kind.NOT_READY,
                    "the hub did not answer; tell it again with the same key, and it is kept once");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException refused) {
                throw new Refusal(
                        Problem.Kind.STORE_UNAVAILABLE, Objects.requireNonNullElse(refused.getMessage(), "it failed"));
            }
            throw new IllegalStateException("the report failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Problem.Kind.NOT_READY, "the hub is stopping");
        }
    }

    private static Instant moment(ObjectNode body, Identity author, Instant now) {
        JsonNode told = body.remove("at");
        if (told == null) {
            return now;
        }
        if (author.role() == Role.AGENT) {
            throw new Refusal(Problem.Kind.FORBIDDEN, "an agent hands in now; leave out \"at\"");
        }
        try {
            Instant at = OffsetDateTime.parse(told.isString() ? told.stringValue() : "")
                    .toInstant();
            if (!at.isAfter(now) && !at.isBefore(now.minus(BACK))) {
                return at;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw new Refusal(
                Problem.Kind.BAD_REQUEST,
                "at must be a moment of the last %d days, such as %s"
                        .formatted(BACK.toDays(), now.truncatedTo(ChronoUnit.SECONDS)));
    }

    private static String key(ObjectNode body) {
        JsonNode told = body.remove("key");
        if (told == null) {
            return "";
        }
        if (!told.isString()
                || told.stringValue().isEmpty()
                || told.stringValue().length() > LONGEST_KEY) {
            throw new Refusal(
                    Problem.Kind.BAD_REQUEST, "key must be a text of 1 to %d characters".formatted(LONGEST_KEY));
        }
        return told.stringValue();
    }

    /// Who decides is who is signed in, where his account is named as the person; nobody else may stand there then.
    private void named(ObjectNode body, Identity author) {
        boolean decides =
                List.of("approve", "refuse", "acknowledge", "release").stream().anyMatch(body::has);
        boolean enters =
                body.path("form").isString() && body.path("form").stringValue().equals("entry");
        boolean person = author.subject().kind() == Subject.Kind.ACCOUNT
                && people.contains(author.subject().name());
        if (!person || !(decides || enters)) {
            return;
        }
        if (body.has("by")
                && !body.path("by").equals(body.stringNode(author.subject().name()))) {
            throw new Refusal(Problem.Kind.FORBIDDEN, "\"by\" is who is signed in; leave it out");
        }
        if (decides
                && body.path("agent").equals(body.stringNode(author.subject().name()))) {
            throw new Refusal(Problem.Kind.FORBIDDEN, "nobody decides on papers of his own");
        }
        body.put("by", author.subject().name());
    }

    private static void refuseOthers(ObjectNode body, Identity author) {
        boolean own = body.path("form").isString()
                && OWN.contains(body.path("form").stringValue())
                && author.subject().kind() == Subject.Kind.ACCOUNT
                && body.path("agent").isString()
                && body.path("agent").stringValue().equals(author.subject().name());
        if (!own) {
            throw new Refusal(
                    Problem.Kind.FORBIDDEN,
                    "the role agent hands in papers of his own: form one of %s, and agent the name of his account"
                            .formatted(OWN.stream().sorted().collect(Collectors.joining(", "))));
        }
    }

    Answer reports(Exchange exchange) {
        Exchange.Query query = exchange.query("from", "after", "limit");
        long after = query.number("after", 0, Long.MAX_VALUE, 0);
        int limit = (int) query.number("limit", 1, ReportStore.PAGE, USUAL);
        Instant from = VerdictResource.moment(query, "from");
        List<StoredReport> found = rules.reports(from == null ? Instant.EPOCH : from, after, limit);
        long next = found.isEmpty() ? after : found.getLast().id();
        boolean more = found.size() == limit
                && !rules.reports(from == null ? Instant.EPOCH : from, next, 1).isEmpty();
        return Answer.ok(new Reports(found.stream().map(this::body).toList(), next, more));
    }

    private Body body(StoredReport report) {
        return new Body(
                report.id(),
                report.at().atZone(zone).toOffsetDateTime(),
                report.received().atZone(zone).toOffsetDateTime(),
                report.by(),
                report.key().isEmpty() ? null : report.key(),
                WireJson.mapper().readTree(report.body()));
    }
}

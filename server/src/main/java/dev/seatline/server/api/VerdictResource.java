package dev.seatline.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.seatline.server.HubConfig;
import dev.seatline.server.people.Identity;
import dev.seatline.server.people.Role;
import dev.seatline.server.people.Subject;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.why.Names;
import dev.seatline.server.rules.why.Why;
import dev.seatline.server.store.StoredVerdict;
import dev.seatline.server.store.VerdictStore;
import dev.seatline.server.store.VerdictStore.Open;
import dev.seatline.server.store.VerdictStore.VerdictQuery;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.Ids;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.Texts;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the rules said, and why. Agents see what is said of themselves, wall screens what calls somebody to the floor.
/// Safe for any thread.
final class VerdictResource {
    private static final int USUAL = 100;
    /// How long an alert that is over still counts as open, in the hub's time.
    private static final Duration FRESH = Duration.ofMinutes(15);

    private static final int LAST_YEAR = 9999;

    private static final Map<String, VerdictKind> KINDS =
            Arrays.stream(VerdictKind.values()).collect(Collectors.toUnmodifiableMap(VerdictKind::code, kind -> kind));

    private final RuleDesk desk;
    private final TimeSource time;
    private final ZoneId zone;
    private final Names names;

    VerdictResource(HubConfig config, RuleDesk desk, TimeSource time) {
        this.desk = desk;
        this.time = time;
        this.zone = config.zone();
        Map<PersonId, String> known = new HashMap<>();
        config.people().forEach(person -> known.put(person.person(), person.name()));
        this.names = known::get;
    }

    /// One version of a verdict; what it does not have is left out.
    ///
    /// @param withdrawn whether nothing is said any more; the rest is what was taken back
    /// @param replaces id of the version before
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(
            long id,
            String matter,
            String kind,
            String rule,
            int edition,
            String team,
            @Nullable PersonId agent,
            @Nullable String agentName,
            @Nullable SeatId seat,
            LocalDate date,
            OffsetDateTime at,
            @Nullable Integer minutes,
            @Nullable Integer rings,
            @Nullable Integer count,
            @Nullable BigDecimal days,
            @Nullable Integer points,
            @Nullable Integer yuan,
            @Nullable String to,
            @Nullable String type,
            @Nullable String reason,
            boolean provisional,
            boolean withdrawn,
            @Nullable Long replaces,
            OffsetDateTime recordedAt,
            Why why) {}

    record Verdicts(List<Body> verdicts, long next, boolean more) {}

    /// @param history everything that was ever said about its matter, the first version first
    record WithHistory(Body verdict, List<Body> history) {}

    Answer verdicts(Exchange exchange) {
        Exchange.Query query = exchange.query("from", "to", "agent", "seat", "kind", "team", "open", "after", "limit");
        long after = query.number("after", 0, Long.MAX_VALUE, 0);
        int limit = (int) query.number("limit", 1, VerdictStore.PAGE, USUAL);
        VerdictQuery asked = VerdictQuery.ALL
                .page(after, limit)
                .between(moment(query, "from"), moment(query, "to"))
                .of(id(query, "agent").map(PersonId::new).orElse(null))
                .at(id(query, "seat").map(SeatId::new).orElse(null))
                .in(query.text("team").orElse(null))
                .kinds(kinds(query))
                .open(open(query));
        List<StoredVerdict> found = page(asked, exchange.identity());
        long next = found.isEmpty() ? after : found.getLast().id();
        boolean more = found.size() == limit
                && !page(asked.page(next, 1), exchange.identity()).isEmpty();
        return Answer.ok(new Verdicts(found.stream().map(this::body).toList(), next, more));
    }

    /// What this reader may see of what he asks for.
    private List<StoredVerdict> page(VerdictQuery asked, Identity reader) {
        VerdictQuery allowed = asked;
        if (reader.role() == Role.AGENT) {
            Optional<PersonId> own = own(reader);
            PersonId agent = asked.agent();
            if (agent != null && !Optional.of(agent).equals(own)) {
                throw new Refusal(
                        Problem.Kind.FORBIDDEN, "the role agent sees what is said of himself; leave out \"agent\"");
            }
            if (own.isEmpty()) {
                return List.of();
            }
            allowed = asked.of(own.get());
        } else if (reader.role() == Role.BOARD) {
            Set<VerdictKind> kinds = EnumSet.copyOf(Alerts.KINDS);
            if (!asked.kinds().isEmpty()) {
                kinds.retainAll(asked.kinds());
            }
            if (kinds.isEmpty()) {
                return List.of();
            }
            allowed = asked.kinds(kinds);
        }
        return desk.verdicts(allowed);
    }

    Answer verdict(Exchange exchange) {
        exchange.query();
        StoredVerdict found = version(exchange.pathId("id", "verdict"))
                .filter(version -> visible(version, exchange.identity()))
                .orElseThrow(() -> new Refusal(
                        Problem.Kind.NOT_FOUND, "there is no such verdict for you; /api/v1/verdicts lists them"));
        return Answer.ok(new WithHistory(
                body(found),
                desk.history(found.matter()).stream()
                        .filter(version -> visible(version, exchange.identity()))
                        .map(this::body)
                        .toList()));
    }

    private Optional<StoredVerdict> version(String id) {
        try {
            return desk.verdict(Long.parseLong(id));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// Whether this reader may see it, on the stream as in the lists.
    static boolean visible(StoredVerdict version, Identity reader) {
        Verdict verdict = version.verdict();
        return switch (reader.role()) {
            case AGENT ->
                verdict.agent() != null
                        && own(reader).filter(verdict.agent()::equals).isPresent();
            case BOARD -> Alerts.KINDS.contains(verdict.kind());
            case TEAM_LEADER,
                    DUTY_LEADER,
                    SUPERVISOR,
                    MANAGER,
                    DIRECTOR,
                    BUREAU_HEAD,
                    ADMINISTRATION,
                    QUALITY,
                    TECHNICIAN,
                    ADMINISTRATOR,
                    AUDITOR -> true;
        };
    }

    /// An agent's account is named as his person is. A token is nobody's own.
    private static Optional<PersonId> own(Identity reader) {
        Subject subject = reader.subject();
        return subject.kind() == Subject.Kind.ACCOUNT && Ids.valid(subject.name())
                ? Optional.of(new PersonId(subject.name()))
                : Optional.empty();
    }

    Body body(StoredVerdict version) {
        Verdict verdict = version.verdict();
        Details details = verdict.details();
        PersonId agent = verdict.agent();
        return new Body(
                version.id(),
                verdict.matter(),
                verdict.kind().code(),
                verdict.rule(),
                verdict.edition(),
                verdict.team(),
                agent,
                agent == null ? null : names.of(agent),
                verdict.seat(),
                verdict.date(),
                Bodies.at(verdict.at(), zone),
                details.minutes(),
                details.rings(),
                details.count(),
                details.days() == null ? null : new BigDecimal(details.days().toPlainString()),
                details.points(),
                details.yuan(),
                details.to(),
                details.type(),
                details.reason(),
                verdict.provisional(),
                version.withdrawn(),
                version.replaces(),
                Bodies.at(version.recordedAt(), zone),
                Why.of(verdict, names, zone));
    }

    private static Optional<String> id(Exchange.Query query, String name) {
        Optional<String> text = query.text(name);
        if (text.isPresent() && !Ids.valid(text.get())) {
            throw new Refusal(
                    Problem.Kind.BAD_REQUEST,
                    "%s must match %s, found \"%s\"".formatted(name, Ids.SHAPE, Texts.shortened(text.get())));
        }
        return text;
    }

    static @Nullable Instant moment(Exchange.Query query, String name) {
        Optional<String> text = query.text(name);
        if (text.isEmpty()) {
            return null;
        }
        try {
            // an offset's plus means a space in a query, and few remember
            OffsetDateTime moment = OffsetDateTime.parse(text.get().replace(' ', '+'));
            if (moment.getYear() >= 0 && moment.getYear() <= LAST_YEAR) {
                return moment.toInstant();
            }
        } catch (DateTimeException e) {
            // told below with everything else that is no such moment
        }
        throw new Refusal(
                Problem.Kind.BAD_REQUEST,
                "%s must be a time with an offset, as in 2027-01-31T18:00:00+08:00, found \"%s\""
                        .formatted(name, Texts.shortened(text.get())));
    }

    private static Set<VerdictKind> kinds(Exchange.Query query) {
        Set<VerdictKind> kinds = EnumSet.noneOf(VerdictKind.class);
        for (String code : query.text("kind").map(text -> text.split(",")).orElse(new String[0])) {
            VerdictKind kind = KINDS.get(code);
            if (kind == null) {
                throw new Refusal(
                        Problem.Kind.BAD_REQUEST,
                        "kind must be kinds of verdict with commas between, found \"%s\"; /api/v1/openapi.json lists all"
                                .formatted(Texts.shortened(code)));
            }
            kinds.add(Objects.requireNonNull(kind));
        }
        return kinds;
    }

    private @Nullable Open open(Exchange.Query query) {
        String text = query.text("open").orElse("false");
        return switch (text) {
            case "true" -> new Open(Alerts.KINDS, time.now().minus(FRESH));
            case "false" -> null;
            default ->
                throw new Refusal(
                        Problem.Kind.BAD_REQUEST,
                        "open must be true or false, found \"%s\"".formatted(Texts.shortened(text)));
        };
    }
}

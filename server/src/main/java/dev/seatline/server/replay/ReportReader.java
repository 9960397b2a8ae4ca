package dev.seatline.server.replay;

import dev.seatline.config.ConfigFile;
import dev.seatline.config.Entry;
import dev.seatline.config.Loaded;
import dev.seatline.config.Mistake;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Happening.Place;
import dev.seatline.server.rules.judge.Site;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what people and other systems tell a running hub: the same words as in the steps of a scenario. Safe for any
/// thread.
public final class ReportReader {
    /// What can be told; the rest consoles tell.
    public static final List<String> KINDS =
            List.of("form", "approve", "refuse", "acknowledge", "release", "call", "login", "logout", "incident");

    private final Site site;

    public ReportReader(Site site) {
        this.site = site;
    }

    /// @param body an object of JSON, which YAML is too
    /// @param at when it was handed in or happened
    /// @param place of it, once it is kept
    /// @return what happened, or everything that is wrong
    public Loaded<Happening> read(String body, Instant at, Place place) {
        FormReader forms = new FormReader(new Configured(site), site.roster());
        StepReader reader = new StepReader(new Configured(site), site.calendar().zone(), forms);
        Loaded<Optional<Happening>> read = ConfigFile.loadUnversioned(
                Path.of("report"),
                body.getBytes(StandardCharsets.UTF_8),
                section -> happening(reader.read(section, at, KINDS), place));
        return switch (read) {
            case Loaded.Right<Optional<Happening>>(Optional<Happening> happening)
            when happening.isPresent() -> new Loaded.Right<>(happening.get());
            case Loaded.Right<Optional<Happening>> _ ->
                new Loaded.Wrong<>(List.of(new Mistake("report", 0, "nothing is told")));
            case Loaded.Wrong<Optional<Happening>>(List<Mistake> mistakes) -> new Loaded.Wrong<>(mistakes);
        };
    }

    /// What the rules see of a step that no console tells, or empty.
    static Optional<Happening> happening(Step step, Place place) {
        Instant at = step.at();
        return Optional.ofNullable(
                switch (step.deed()) {
                    case Step.Call call ->
                        new Happening.Telephony(
                                call.seat(),
                                call.step(),
                                call.releasedBy(),
                                call.tag(),
                                call.pause(),
                                call.personal(),
                                at,
                                place);
                    case Step.Login login -> new Happening.Login(login.agent(), login.seat(), login.in(), at, place);
                    case Step.HandIn paper -> new Happening.Handed(paper.form(), at, place);
                    case Step.Decide decide ->
                        new Happening.Decided(
                                decide.decision(),
                                decide.form(),
                                decide.agent(),
                                decide.seat(),
                                decide.by(),
                                at,
                                place);
                    case Step.Incident incident -> new Happening.Incident(incident.id(), incident.open(), at, place);
                    case Step.Tap _,
                            Step.Declare _,
                            Step.HeadsetTo _,
                            Step.Ring _,
                            Step.Raise _,
                            Step.Link _,
                            Step.Arrive _,
                            Step.Leave _,
                            Step.Noted _ -> null;
                });
    }

    /// The people and seats of the hub's configuration.
    private record Configured(Site site) implements Cast {
        @Override
        public boolean knows(PersonId person) {
            return site.people().people().containsKey(person);
        }

        @Override
        public PersonId person(Entry entry) {
            PersonId person = Values.person(entry);
            if (!knows(person) && entry.isThere()) {
                entry.mistake("found \"%s\", allowed is one of the people of the hub".formatted(person));
            }
            return person;
        }

        @Override
        public SeatId seat(Entry entry, @Nullable PersonId agent) {
            SeatId seat = Values.seat(entry);
            if (!site.people().seats().containsKey(seat) && entry.isThere()) {
                entry.mistake("found \"%s\", allowed is one of the seats of the hub".formatted(seat));
            }
            return seat;
        }
    }
}

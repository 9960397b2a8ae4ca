package dev.seatline.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.config.Loaded;
import dev.seatline.server.HubConfig;
import dev.seatline.server.HubConfigFile;
import dev.seatline.server.broker.ConsoleSecret;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.Roster;
import dev.seatline.server.rules.judge.Site;
import dev.seatline.server.rules.policy.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The configuration of a hub for the call centre of a scenario, written to files and read as any other.
final class LiveSite {
    private static final Path POLICIES = Path.of("../config/policies");
    private static final Pattern CALENDAR = Pattern.compile("(?m)^calendar:.*(?:\\n[ #].*)*");

    private final Scenario scenario;
    private final Path folder;
    private final StringBuilder hub = new StringBuilder();

    private LiveSite(Scenario scenario, Path folder) {
        this.scenario = scenario;
        this.folder = folder;
    }

    /// The secret of the console with this number, from 1.
    static String secret(int number) {
        return "%064x".formatted(number);
    }

    /// @param folder empty
    static HubConfig config(Scenario scenario, Path folder) throws IOException {
        HubConfig config = new LiveSite(scenario, folder).written();
        Site site = config.rules().orElseThrow();
        // else a verdict would be missing for want of a line in a file
        assertThat(site.roster().all()).isEqualTo(scenario.roster().all());
        assertThat(site.people().people())
                .containsAllEntriesOf(scenario.people().people());
        return config;
    }

    private HubConfig written() throws IOException {
        hub.append("""
                version: 1
                site: live
                site-name: live
                zone: %s
                data: %s
                mqtt: {broker: embedded, port: 0}
                http: {port: 0}
                consoles:
                """.formatted(scenario.calendar().zone(), folder.resolve("data")));
        int number = 0;
        for (People.Desk desk : scenario.people().seats().values()) {
            number++;
            String whose = (desk.owner() == null ? "" : ", owner: " + desk.owner())
                    + (desk.backup() == null ? "" : ", backup: " + desk.backup());
            hub.append("  - {console: C-%s, seat: %s, team: \"%s\", kind: %s, hook: %s%s, secret-sha256: %s}\n"
                    .formatted(
                            desk.id(),
                            desk.id(),
                            desk.team(),
                            desk.kind(),
                            desk.worn() ? "rest" : "line",
                            whose,
                            ConsoleSecret.sha256(secret(number))));
        }
        hub.append("people:\n");
        for (People.Member member : scenario.people().people().values()) {
            hub.append("  - {person: %s, name: %s, team: %s, roles: [%s], certified: %s}\n"
                    .formatted(
                            member.id(),
                            member.id(),
                            member.team(),
                            String.join(", ", member.roles()),
                            member.certified()));
        }
        // a hub whose regulations ask for roles that nobody holds is not started
        hub.append("  - {person: EVERYTHING, name: EVERYTHING, team: %s, roles: [%s], leader: true, agent: false}\n"
                .formatted(scenario.policies().keySet().iterator().next(), String.join(", ", People.ROLES)));
        hub.append("""
                seats: {reasons: [OTHER], break-types: [REST, MEAL], not-ready-limit: 20m, wrap-up: 0s}
                roster: roster.yaml
                regulations:
                """);
        scenario.policies()
                .forEach((team, policy) -> hub.append("  - {team: %s, policy: %s}\n"
                        .formatted(team, POLICIES.resolve(policy.id() + ".yaml").toAbsolutePath())));
        Matcher calendar = CALENDAR.matcher(Files.readString(scenario.file()));
        if (calendar.find()) {
            hub.append(calendar.group()).append('\n');
        } else {
            hub.append("calendar: {periods: {market-open: [], visit: []}}\n");
        }
        roster();
        Path file = Files.writeString(folder.resolve("hub.yaml"), hub);
        return switch (HubConfigFile.load(file)) {
            case Loaded.Right<HubConfig>(HubConfig config) -> config;
            case Loaded.Wrong<HubConfig> wrong -> throw new AssertionError(wrong.text());
        };
    }

    private void roster() throws IOException {
        StringBuilder text = new StringBuilder("version: 1\nduties:\n");
        for (Roster.Duty duty : scenario.roster().all()) {
            text.append("  - {agent: %s, date: %s".formatted(duty.agent(), duty.date()));
            if (duty.seat() != null) {
                text.append(", seat: ").append(duty.seat());
            }
            if (!duty.duty().isEmpty()) {
                text.append(", duty: ").append(duty.duty());
            }
            if (duty.shift().isEmpty()) {
                String segments = String.join(
                        ", ",
                        duty.spans().stream()
                                .filter(span -> span.kind() == Segment.Kind.SEAT)
                                .map(this::segment)
                                .toList());
                text.append(", segments: [").append(segments).append(']');
            } else {
                text.append(", shift: ").append(duty.shift());
            }
            text.append("}\n");
        }
        Files.writeString(folder.resolve("roster.yaml"), text);
    }

    private String segment(Roster.Span span) {
        ZoneId zone = scenario.calendar().zone();
        return "\"%s-%s\"".formatted(LocalTime.ofInstant(span.from(), zone), LocalTime.ofInstant(span.to(), zone));
    }
}

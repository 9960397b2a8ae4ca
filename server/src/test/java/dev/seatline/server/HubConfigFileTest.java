package dev.seatline.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.config.ConfigFile;
import dev.seatline.config.Loaded;
import dev.seatline.config.Mistake;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.judge.Site;
import dev.seatline.wire.BreakType;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Reason;
import dev.seatline.wire.SeatId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubConfigFileTest {
    private static final Path SAMPLE = Path.of("../config/hub.yaml");

    @TempDir
    private Path folder;

    private String sample = "";

    @BeforeEach
    void readSample() throws IOException {
        sample = Files.readString(SAMPLE);
    }

    @Test
    void theSampleIsRight() {
        HubConfig config = right(HubConfigFile.load(SAMPLE));
        assertThat(config.site()).hasToString("demo");
        assertThat(config.siteName()).isEqualTo("示例呼叫中心");
        assertThat(config.zone()).hasToString("Asia/Shanghai");
        assertThat(config.data()).isEqualTo(Path.of(".seatline/hub"));
        assertThat(config.mqtt()).isEqualTo(new HubConfig.Mqtt.Embedded("127.0.0.1", 18830, Optional.empty()));
        assertThat(config.http()).isEqualTo(new HubConfig.Http("127.0.0.1", 8080, Optional.empty()));
        assertThat(config.consoles())
                .extracting(HubConfig.ConsoleEntry::seat)
                .containsExactly(new SeatId("S01"), new SeatId("S02"));
        assertThat(config.people())
                .hasSize(6)
                .filteredOn(HubConfig.PersonEntry::leader)
                .singleElement()
                .satisfies(leader -> {
                    assertThat(leader.person()).isEqualTo(new PersonId("L2001"));
                    assertThat(leader.agent()).isFalse();
                });
        assertThat(config.people())
                .allSatisfy(person -> assertThat(person.cards()).hasSize(1));
        assertThat(config.seats().reasons())
                .extracting(Reason::code)
                .containsExactly("OTHER", "MEAL", "TOILET", "COACHING", "SYSTEM_DOWN");
        assertThat(config.seats().breakTypes()).containsExactly(BreakType.REST, BreakType.MEAL, BreakType.HEALTH);
        assertThat(config.seats().notReadyLimitSeconds()).isEqualTo(1200);
        assertThat(config.seats().wrapUpSeconds()).isEqualTo(20);
        assertThat(config.seats().blockedCards()).hasSize(1);
    }

    @Test
    void theSampleIsTheManualOfEveryKey() throws IOException {
        Set<String> asked = new HashSet<>(ConfigFile.keysAsked(SAMPLE, HubConfigFile::read));
        asked.addAll(ConfigFile.keysAsked(
                file(sample.replace("broker: embedded", "broker: external")), HubConfigFile::read));
        assertThat(asked).contains("mqtt.uri", "mqtt.tls.keystore", "consoles.secret-sha256", "seats.blocked-cards");
        assertThat(asked)
                .allSatisfy(key -> assertThat(sample)
                        .containsPattern(
                                Pattern.compile("\\b" + Pattern.quote(key.substring(key.lastIndexOf('.') + 1)) + ":")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            site: demo                | site: de mo           | site: found "de mo"
            site: demo                | sitte: demo           | did you mean "site"?
            site: demo                |                       | "site" is missing
            zone: Asia/Shanghai       | zone: Asia/Atlantis   | zone: found "Asia/Atlantis"
            port: 18830               | port: 8080            | which is the port of mqtt already
            port: 18830               | port: 70000           | from 0 to 65535
            host: 127.0.0.1           | host: 0.0.0.0         | add tls
            seat: S02                 | seat: S01             | "S01" stands already in line
            console: C02              | console: C01          | "C01" stands already in line
            person: P1002             | person: P1001         | "P1001" stands already in line
            agent: false              | agent: perhaps        | true or false
            leader: true              | leader: false         | an agent, a leader or both
            not-ready-limit: 20m      | not-ready-limit: 25h  | from 0s to 24h
            wrap-up: 20s              | wrap-up: 1500ms       | whole seconds
            wrap-up: 20s              | wrap-up: 20           | with a unit
            OTHER, MEAL               | WARM_UP, MEAL         | none of the system's own
            OTHER, MEAL               | MEAL, MEAL            | "MEAL" stands already
            'reasons: [OTHER'         | 'reasons: [a,b,c,d,e,OTHER' | allowed are 1 to 9
            broker: embedded          | broker: mosquitto     | allowed is embedded, external
            """)
    void aMistakeNamesItsLineWhatWasFoundAndWhatIsAllowed(String from, String to, String told) throws IOException {
        assertThat(sample).contains(from);
        String broken = sample.replaceFirst(Pattern.quote(from), to == null ? "" : to);
        assertThat(mistakes(broken)).anySatisfy(mistake -> {
            assertThat(mistake.text()).contains(told);
            assertThat(mistake.line()).isPositive();
        });
    }

    @Test
    void twoPeopleWithOneCardAreAMistakeThatDoesNotRepeatTheCode() throws IOException {
        String code = right(HubConfigFile.load(SAMPLE))
                .people()
                .getFirst()
                .cards()
                .getFirst()
                .hex();
        String other = right(HubConfigFile.load(SAMPLE))
                .people()
                .get(1)
                .cards()
                .getFirst()
                .hex();
        assertThat(mistakes(sample.replace(other, code)))
                .singleElement()
                .satisfies(mistake ->
                        assertThat(mistake.text()).contains("stands already").doesNotContain(code));
    }

    @Test
    void aBadgeNumberInPlaceOfACodeIsAMistakeThatDoesNotRepeatIt() throws IOException {
        String code = right(HubConfigFile.load(SAMPLE))
                .people()
                .getFirst()
                .cards()
                .getFirst()
                .hex();
        assertThat(mistakes(sample.replace(code, "04A1B2C3")))
                .singleElement()
                .satisfies(mistake ->
                        assertThat(mistake.text()).contains("badge number").doesNotContain("04A1B2C3"));
    }

    @Test
    void theSampleSecretsAreRefusedAsSoonAsAnythingLeavesTheMachine() throws IOException {
        Files.createFile(folder.resolve("hub.p12"));
        String tls = "host: 0.0.0.0\n  tls:\n    keystore: hub.p12\n    password: changeme";
        int mqtt = sample.indexOf("host: 127.0.0.1");
        int http = sample.lastIndexOf("host: 127.0.0.1");
        for (int at : new int[] {mqtt, http}) {
            String open = sample.substring(0, at) + tls + sample.substring(at + "host: 127.0.0.1".length());
            assertThat(mistakes(open))
                    .hasSize(2)
                    .allSatisfy(mistake ->
                            assertThat(mistake.text()).contains("secret of the sample files", "openssl rand -hex 32"));
            assertThat(HubConfigFile.load(file(withOwnSecrets(open)))).isInstanceOf(Loaded.Right.class);
        }
    }

    @Test
    void anExternalBrokerIsReadWithItsSecretFromAFileBeside() throws IOException {
        Files.writeString(folder.resolve("broker.secret"), "open sesame\n");
        String external = sample.replace("broker: embedded", "broker: external")
                .replaceFirst("  host: 127.0.0.1", "  uri: ssl://broker.example:8883")
                .replaceFirst("  port: 18830", "  user: hub\n  secret-file: broker.secret");
        assertThat(right(HubConfigFile.load(file(withOwnSecrets(external)))).mqtt())
                .isInstanceOfSatisfying(HubConfig.Mqtt.External.class, broker -> {
                    assertThat(broker.uri()).hasToString("ssl://broker.example:8883");
                    assertThat(broker.secret()).isEqualTo("open sesame");
                    assertThat(broker.trust()).isEmpty();
                });
        assertThat(mistakes(external))
                .as("sample secrets on a broker elsewhere")
                .hasSize(2);
        assertThat(mistakes(withOwnSecrets(external).replace("ssl://", "tcp://")))
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.text()).contains("stays on this machine"));
    }

    @Test
    void homeAssistantIsOffUnlessItIsAskedFor() throws IOException {
        assertThat(right(HubConfigFile.load(SAMPLE)).homeAssistant()).isEmpty();
        String hash = "7".repeat(64);
        assertThat(right(HubConfigFile.load(file(sample + "home-assistant:\n  secret-sha256: \"" + hash + "\"\n")))
                        .homeAssistant())
                .contains(new HubConfig.HomeAssistant("homeassistant", Optional.of(hash)));
        assertThat(right(HubConfigFile.load(
                                file(sample + "home-assistant: {prefix: a/B_-9, secret-sha256: \"" + hash + "\"}\n")))
                        .homeAssistant())
                .get()
                .extracting(HubConfig.HomeAssistant::birth)
                .isEqualTo("a/B_-9/status");
    }

    @Test
    void withABrokerElsewhereHomeAssistantHasItsUserThere() throws IOException {
        String external = external("hub");
        assertThat(right(HubConfigFile.load(file(external + "home-assistant: {prefix: ha}\n")))
                        .homeAssistant())
                .contains(new HubConfig.HomeAssistant("ha", Optional.empty()));
        assertThat(mistakes(external + "home-assistant: {secret-sha256: \"" + "7".repeat(64) + "\"}\n"))
                .singleElement()
                .satisfies(
                        mistake -> assertThat(mistake.text()).contains("unknown key", "home-assistant.secret-sha256"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            prefix: seatline       | prefix: found "seatline", allowed is 1 to 32
            prefix: seatline/v1    | the first of them not "seatline"
            prefix: home/+         | found "home/+"
            prefix: '#'          | found "#"
            prefix: /home          | found "/home"
            prefix: home/          | found "home/"
            prefix: ''             | prefix: found
            prefix: abcdefghijklmnopqrstuvwxyz1234567 | 1 to 32
            secret: x              | unknown key "home-assistant.secret"
            secret-sha256: FF      | a text of 2 characters
            secret-sha256: '02d449a31fbb267c8f352e9968a79e3e5fc95c1bbeaa502fd6454ebde5a4bedc' | stands already in line
            """)
    void aMistakeAboutHomeAssistantIsTold(String line, String told) throws IOException {
        String text = "home-assistant:\n  " + line + "\n";
        if (!line.startsWith("secret-sha256")) {
            text += "  secret-sha256: \"" + "7".repeat(64) + "\"\n";
        }
        assertThat(mistakes(sample + text))
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.text()).contains(told));
    }

    @Test
    void withTheHubsOwnBrokerHomeAssistantNeedsASecretThatIsNoSample() throws IOException {
        assertThat(mistakes(sample + "home-assistant: {prefix: ha}\n"))
                .extracting(Mistake::text)
                .containsExactly("\"home-assistant.secret-sha256\" is missing");
    }

    @Test
    void nobodyElseHasItsNameAtTheBroker() throws IOException {
        String named = sample.replace("console: C02", "console: home-assistant");
        assertThat(HubConfigFile.load(file(named))).isInstanceOf(Loaded.Right.class);
        assertThat(mistakes(named + "home-assistant: {secret-sha256: \"" + "7".repeat(64) + "\"}\n"))
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.text())
                        .contains("Home Assistant's own name", "give the console another one"));
        assertThat(mistakes(external("home-assistant") + "home-assistant: {prefix: ha}\n"))
                .singleElement()
                .satisfies(mistake -> {
                    assertThat(mistake.text()).contains("mqtt.user", "give the hub another one");
                    assertThat(mistake.line()).isPositive();
                });
    }

    private String external(String user) {
        return withOwnSecrets(sample)
                .replace("broker: embedded", "broker: external")
                .replaceFirst("  host: 127.0.0.1", "  uri: ssl://broker.example:8883")
                .replaceFirst("  port: 18830", "  user: %s\n  secret: open sesame".formatted(user));
    }

    @Test
    void morePeopleThanOneMessageHoldsAreAMistake() throws IOException {
        StringBuilder people = new StringBuilder("people:\n");
        for (int i = 0; i < 1000; i++) {
            people.append("  - {person: Q")
                    .append(i)
                    .append(", name: 测试, cards: [")
                    .append("%064x".formatted(i))
                    .append("]}\n");
        }
        assertThat(mistakes(sample.replace("people:\n", people.toString())))
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.text()).contains("found 1006 people", "bytes"));
    }

    private static final String RULES = """
            regulations:
              - {team: A, policy: group-seat-management.yaml}
              - {team: B, policy: group-seat-management.yaml, from: 2026-03-01T00:00}
            roster: roster.yaml
            rows: [{seats: [S01, S02]}]
            calendar: {holidays: [2026-10-01], periods: {season: ["2026-11-15/2027-03-15"]}}
            """;
    private static final String ROSTER = """
            version: 1
            duties:
              - {agent: P1001, dates: 2026-03-02/2026-03-03, shift: day, seat: S01}
              - {agent: P1004, date: 2026-03-02, segments: ["22:00-06:00"], duty: night}
            """;

    @Test
    void aSeatIsAllottedToSomebodyWhoIsThere() throws IOException {
        assertThat(mistakes(sample.replace("seat: S02", "seat: S02\n    owner: P9")))
                .singleElement()
                .satisfies(
                        mistake -> assertThat(mistake.text()).contains("found \"P9\", allowed is one of the people"));
    }

    @Test
    void aHubWithoutRegulationsJudgesNobody() {
        assertThat(right(HubConfigFile.load(SAMPLE)).rules()).isEmpty();
    }

    @Test
    void regulationsRosterAndCalendarMakeASite() throws IOException {
        rules(ROSTER);
        HubConfig config = right(HubConfigFile.load(file(sample.replace(
                                "seat: S02",
                                "seat: S02\n    kind: outbound\n    owner: P1001\n    backup: P1002\n    hook: rest")
                        .replace("leader: true", "leader: true\n    roles: [manager]\n    certified: false")
                + RULES)));
        Site site = config.rules().orElseThrow();
        assertThat(site.regulations().policy("B", Instant.EPOCH).id()).isEqualTo("group-seat-management");
        assertThat(site.calendar().worked(LocalDate.of(2026, 10, 1))).isFalse();
        assertThat(site.people().desk(new SeatId("S02")))
                .isEqualTo(new People.Desk(
                        new SeatId("S02"), "outbound", "B", new PersonId("P1001"), new PersonId("P1002"), true));
        assertThat(site.people().rows()).containsExactly(List.of(new SeatId("S01"), new SeatId("S02")));
        assertThat(site.people().people().get(new PersonId("L2001")))
                .isEqualTo(new People.Member(new PersonId("L2001"), "A", Set.of("manager"), false));
        assertThat(site.roster().all()).hasSize(3);
        assertThat(site.roster().all().get(0).start()).isEqualTo(Instant.parse("2026-03-02T00:45:00Z"));
        assertThat(site.roster().all().get(1).end()).isEqualTo(Instant.parse("2026-03-02T22:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shift: day          | shift: dawn            | found "dawn", allowed are the shifts of group-seat-management (day)
            agent: P1001        | agent: P9              | found "P9"
            seat: S01           | seat: S77              | found "S77", allowed is one of the seats
            2026-03-02/         | 2026-04-02/            | two dates such as
            shift: day          | shift: day, date: 2026-03-02 | either a date or dates
            shift: day,         | ''                     | either a shift or segments
            duties:             | dutys:                 | did you mean "duties"?
            """)
    void aMistakeInTheRosterIsToldWithFileAndLine(String from, String to, String told) throws IOException {
        assertThat(ROSTER).contains(from);
        rules(ROSTER.replace(from, to));
        assertThat(mistakes(sample + RULES)).anySatisfy(mistake -> {
            assertThat(mistake.text()).contains("roster.yaml", told);
            assertThat(mistake.line()).isPositive();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            team: B         | team: C        | found "C", allowed are the teams of the people: A, B
            team: B         | team: A, from: 2026-03-01 | a moment such as
            T00:00          | T24:01         | a moment such as
            [S01, S02]      | [S01, S09]     | found "S09", allowed is one of the seats of the consoles
            [S01, S02]      | [S01, S01]     | "S01" stands already
            holidays: [2026-10-01] | holidays: [1.10.] | a date such as
            2026-11-15/     | 2026-11-15_    | hours of working days
            """)
    void aMistakeAboutTheRulesIsTold(String from, String to, String told) throws IOException {
        assertThat(RULES).contains(from);
        rules(ROSTER);
        assertThat(mistakes(sample + RULES.replace(from, to)))
                .anySatisfy(mistake -> assertThat(mistake.text()).contains(told));
    }

    @Test
    void aRegulationThatTheSiteCannotKeepIsToldWithWhatIsMissing() throws IOException {
        for (String name : List.of("fund-yinhua-desk", "bank-csr-management", "group-seat-management")) {
            Files.copy(Path.of("../config/policies/" + name + ".yaml"), folder.resolve(name + ".yaml"));
        }
        List<String> told = mistakes(sample + """
                        regulations:
                          - {team: A, policy: fund-yinhua-desk.yaml}
                          - {team: B, policy: bank-csr-management.yaml}
                          - {team: B, policy: group-seat-management.yaml, from: 2026-03-01T00:00}
                        calendar: {periods: {season: ["2026-11-15/2027-03-15"]}}
                        """).stream().map(Mistake::text).toList();
        assertThat(told)
                .anySatisfy(text -> assertThat(text)
                        .contains(
                                "fund-yinhua-desk: coverage.period names the period \"market-open\"",
                                "there are season"))
                .anySatisfy(text -> assertThat(text)
                        .contains("fund-yinhua-desk: coverage.min asks for 4 seats, and there are 2 of kind inbound or"
                                + " outbound"))
                .anySatisfy(text -> assertThat(text)
                        .contains("bank-csr-management: swap.approvers asks for a manager or supervisor, and nobody is"
                                + " one; the people are agent, team-leader"))
                .anySatisfy(text -> assertThat(text).contains("raise.chain asks for a duty-leader"))
                .anySatisfy(text -> assertThat(text)
                        .contains("group-seat-management: busy.escalateTo asks for a manager, and nobody is one"));
    }

    @Test
    void aRosterWithoutRegulationsIsAMistake() throws IOException {
        rules(ROSTER);
        assertThat(mistakes(sample + "roster: roster.yaml\n"))
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.text()).contains("add regulations"));
    }

    private void rules(String roster) throws IOException {
        Files.copy(
                Path.of("../config/policies/group-seat-management.yaml"),
                folder.resolve("group-seat-management.yaml"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(folder.resolve("roster.yaml"), roster);
    }

    @Test
    void everyMistakeComesAtOnce() throws IOException {
        String broken = sample.replace("site: demo", "site: d/e")
                .replace("seat: S02", "seat: S01")
                .replace("wrap-up: 20s", "wrapup: 20s")
                .replace("port: 8080", "port: http");
        assertThat(mistakes(broken)).hasSize(5).isSortedAccordingTo(java.util.Comparator.comparingInt(Mistake::line));
    }

    @Test
    void anEmptyFileNamesEveryRequiredKey() throws IOException {
        assertThat(mistakes("version: 1\n"))
                .extracting(Mistake::text)
                .containsExactlyInAnyOrder(
                        "\"site\" is missing",
                        "\"site-name\" is missing",
                        "\"zone\" is missing",
                        "\"data\" is missing",
                        "\"mqtt\" is missing",
                        "\"http\" is missing",
                        "\"consoles\" is missing",
                        "\"people\" is missing",
                        "\"seats\" is missing");
    }

    private String withOwnSecrets(String text) {
        String own = text;
        for (HubConfig.ConsoleEntry console : right(HubConfigFile.load(SAMPLE)).consoles()) {
            own = own.replace(
                    console.secretSha256(), "%064x".formatted(console.seat().hashCode()));
        }
        return own;
    }

    @Test
    void tenThousandConsolesFitIntoOneFile() throws IOException {
        StringBuilder consoles = new StringBuilder("consoles:\n");
        for (int i = 0; i < 10_000; i++) {
            consoles.append(
                    "  - {console: console-of-the-long-kind-%05d, seat: seat-%05d, team: 晚班 B, secret-sha256: %064x}\n"
                            .formatted(i, i, i + 1));
        }
        HubConfig config =
                right(HubConfigFile.load(file(sample.replaceFirst("(?ms)^consoles:.*?(?=^\\w)", consoles + "\n"))));
        assertThat(config.consoles()).hasSize(10_000);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("hub.yaml"), text);
    }

    private List<Mistake> mistakes(String text) throws IOException {
        return switch (HubConfigFile.load(file(text))) {
            case Loaded.Right<HubConfig>(HubConfig config) -> throw new AssertionError("right: " + config);
            case Loaded.Wrong<HubConfig>(List<Mistake> mistakes) -> mistakes;
        };
    }

    private static HubConfig right(Loaded<HubConfig> loaded) {
        return switch (loaded) {
            case Loaded.Right<HubConfig>(HubConfig config) -> config;
            case Loaded.Wrong<HubConfig> wrong -> throw new AssertionError(wrong.text());
        };
    }
}

package dev.seatline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.config.Loaded;
import dev.seatline.config.SampleSecrets;
import dev.seatline.device.CardCodeCommand;
import dev.seatline.device.ConsoleConfig;
import dev.seatline.device.ConsoleConfigFile;
import dev.seatline.server.HubConfig;
import dev.seatline.server.HubConfigFile;
import dev.seatline.server.MosquittoAccessCommand;
import dev.seatline.wire.CardCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigCommandsTest {
    private static final Path CONFIG = Path.of("../config");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyFileInConfigIsRight() throws IOException {
        try (Stream<Path> files = Files.list(CONFIG)) {
            List<String> all = files.map(Path::toString)
                    .filter(file -> file.endsWith(".yaml"))
                    .sorted()
                    .toList();
            assertThat(check(all.toArray(String[]::new))).as(out.toString()).isZero();
            assertThat(all).hasSizeGreaterThanOrEqualTo(3);
        }
        assertThat(out.toString().lines())
                .contains(
                        "../config/hub.yaml: right (hub, 2 seats, 6 people)",
                        "../config/console.yaml: right (console C01, seat S01)",
                        "../config/console-2.yaml: right (console C02, seat S02)");
    }

    @Test
    void everyPolicyIsRight() throws IOException {
        try (Stream<Path> files = Files.list(CONFIG.resolve("policies"))) {
            String[] all = files.map(Path::toString)
                    .filter(file -> file.endsWith(".yaml"))
                    .toArray(String[]::new);
            assertThat(check(all)).as(out.toString()).isZero();
        }
        assertThat(out.toString().lines())
                .contains("../config/policies/ic-card-floor.yaml: right (policy ic-card-floor, edition 1)");
    }

    @Test
    void aMistakeInAPolicyIsToldWithItsLine() throws IOException {
        Path wrong = Files.writeString(
                folder.resolve("policy.yaml"),
                Files.readString(CONFIG.resolve("policies/group-seat-management.yaml"))
                        .replace("absenceAfterMin: 60", "absenceAfterMin: 0"));
        assertThat(check(wrong.toString())).isEqualTo(1);
        assertThat(out.toString()).contains(":28: late.absenceAfterMin: found \"0\", allowed is a whole number");
    }

    @Test
    void theSamplesFitTogether() throws Exception {
        HubConfig hub = right(HubConfigFile.load(CONFIG.resolve("hub.yaml")));
        HubConfig.Mqtt.Embedded broker = (HubConfig.Mqtt.Embedded) hub.mqtt();
        List<String> files = List.of("console.yaml", "console-2.yaml");
        for (int i = 0; i < files.size(); i++) {
            ConsoleConfig console = right(ConsoleConfigFile.load(CONFIG.resolve(files.get(i))));
            HubConfig.ConsoleEntry entry = hub.consoles().get(i);
            assertThat(console.site()).isEqualTo(hub.site());
            assertThat(console.seat()).isEqualTo(entry.seat());
            assertThat(console.console()).isEqualTo(entry.console());
            assertThat(console.hub().uri().getPort()).isEqualTo(broker.port());
            byte[] bits = HexFormat.of().parseHex(console.hub().secret());
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bits)))
                    .isEqualTo(entry.secretSha256())
                    .satisfies(hash -> assertThat(SampleSecrets.isHash(hash)).isTrue());
        }
    }

    @Test
    void theBadgeNumbersInTheReadmeAreThoseOfTheSample() throws IOException {
        HubConfig hub = right(HubConfigFile.load(CONFIG.resolve("hub.yaml")));
        ConsoleConfig console = right(ConsoleConfigFile.load(CONFIG.resolve("console.yaml")));
        Matcher rows = Pattern.compile("\\| `(\\w+)` \\| (?:.*`(\\w+)`|–) \\|")
                .matcher(Files.readString(CONFIG.resolve("README.md")));
        List<CardCode> told = new ArrayList<>();
        while (rows.find()) {
            CardCode code = console.siteKey().code(rows.group(1));
            told.add(code);
            List<CardCode> cards = hub.people().stream()
                    .filter(person -> person.person().text().equals(rows.group(2)))
                    .findFirst()
                    .map(HubConfig.PersonEntry::cards)
                    .orElseGet(hub.seats()::blockedCards);
            assertThat(cards).as(rows.group()).containsExactly(code);
        }
        assertThat(told).hasSize(hub.people().size() + 1);
    }

    @Test
    void everyMistakeIsPrintedAndTheExitStatusIsOne() throws IOException {
        Path wrong = Files.writeString(folder.resolve("hub.yaml"), "version: 1\nconsoles: none\nport: 1\n");
        assertThat(check(wrong.toString(), CONFIG.resolve("console.yaml").toString()))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains(wrong + ":2: consoles: found \"none\", allowed is a list")
                .contains(wrong + ":3: unknown key \"port\"")
                .contains("\"site\" is missing")
                .contains("console.yaml: right");
    }

    @Test
    void whatIsNeitherHubNorConsoleIsSaidSo() throws IOException {
        Path other = Files.writeString(folder.resolve("other.yaml"), "version: 1\nsite: demo\n");
        assertThat(check(other.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("must be a hub's file", "version");
        assertThat(check(folder.resolve("none.yaml").toString())).isEqualTo(1);
        assertThat(out.toString()).contains("none.yaml: no such file");
    }

    @Test
    void wrongUseIsTwo() {
        assertThat(check()).isEqualTo(2);
        assertThat(check("--wat", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: check-config");
    }

    @Test
    void cardCodesComeFromNumbersOnStandardInput() {
        assertThat(codes("04A1B2C3\n\n 04 a1 b2 c3 \r\n04D4E5F6", "--config", "../config/console.yaml"))
                .isZero();
        HubConfig hub = right(HubConfigFile.load(CONFIG.resolve("hub.yaml")));
        String first = hub.people().get(0).cards().getFirst().hex();
        String second = hub.people().get(1).cards().getFirst().hex();
        assertThat(out.toString().lines()).containsExactly(first, first, second);
    }

    @Test
    void aNumberThatIsTooLongIsNamedByItsLineAndNotRepeated() {
        assertThat(codes("04A1B2C3\n" + "9".repeat(100_000) + "\n", "--config", "../config/console.yaml"))
                .isEqualTo(1);
        assertThat(err.toString())
                .startsWith("line 2: a card number has 1 to 64 characters")
                .doesNotContain("99999");
        assertThat(out.toString().lines()).hasSize(1);
    }

    @Test
    void aNumberAsAnArgumentIsWrongUse() {
        assertThat(codes("", "04A1B2C3")).isEqualTo(2);
    }

    @Test
    void withoutItsConfigurationThereAreNoCodes() {
        assertThat(codes("04A1B2C3", "--config", "none.yaml")).isEqualTo(1);
        assertThat(err.toString()).contains("none.yaml: no such file");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void theShippedAccessFileIsWhatTheCommandPrintsForTheSample() throws IOException {
        assertThat(access("--config", "../config/hub.yaml")).isZero();
        assertThat(out.toString()).isEqualTo(Files.readString(CONFIG.resolve("mosquitto/access")));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void anAccessFileHasTheUserOfTheExternalBrokerAndEveryConsole() throws IOException {
        Path hub = external("hub-3", "C02", "seat: S-99");
        assertThat(access("--config", hub.toString())).as(err.toString()).isZero();
        assertThat(out.toString().lines().filter(line -> line.startsWith("user")))
                .containsExactly("user hub-3", "user C01", "user C02");
        assertThat(out.toString().lines().filter(line -> line.contains("S-99"))).hasSize(8);
    }

    @Test
    void withHomeAssistantItsUserGetsTheStatusAndItsPrefixAndTheHubTwoMore() throws IOException {
        Path hub = external("hub", "C02", "seat: S02");
        assertThat(access("--config", hub.toString())).isZero();
        List<String> without = out.toString().lines().toList();
        out.getBuffer().setLength(0);
        Files.writeString(hub, Files.readString(hub) + "home-assistant: {prefix: home/ha}\n");
        assertThat(access("--config", hub.toString())).as(err.toString()).isZero();
        List<String> more = new ArrayList<>(out.toString().lines().toList());
        int first = more.indexOf("topic write home/ha/device/+/config");
        assertThat(more.get(first - 1)).isEqualTo("topic write seatline/v1/demo/+/order");
        List<String> added = more.subList(first, first + 8);
        assertThat(added)
                .containsExactly(
                        "topic write home/ha/device/+/config",
                        "topic read home/ha/status",
                        "",
                        "# Home Assistant reads how the consoles are, never who is signed in.",
                        "user home-assistant",
                        "topic read seatline/v1/demo/+/status",
                        "topic read home/ha/#",
                        "topic write home/ha/status");
        added.clear();
        assertThat(more).isEqualTo(without);
    }

    @Test
    void aConsoleWithTheNameOfTheHubsUserGetsNoAccessFile() throws IOException {
        Path hub = external("Z1", "Z1", "seat: S02");
        assertThat(access("--config", hub.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("hub.yaml: console \"Z1\"").contains("give one of them another name");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aUserThatMosquittoCannotHoldGetsNoAccessFile() throws IOException {
        Path hub = external("hub:1", "C02", "seat: S02");
        assertThat(access("--config", hub.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("mqtt.user: found \"hub:1\"").contains("without a colon");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void withoutItsConfigurationThereIsNoAccessFile() {
        assertThat(access("--config", "none.yaml")).isEqualTo(1);
        assertThat(err.toString()).contains("none.yaml: no such file");
        assertThat(access("hub.yaml")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    /// The sample with a broker elsewhere.
    ///
    /// @param second id of the second console
    /// @param seat its seat
    private Path external(String user, String second, String seat) throws IOException {
        String text = Files.readString(CONFIG.resolve("hub.yaml"))
                .replace(
                        "  broker: embedded",
                        "  broker: external\n  uri: tcp://127.0.0.1:1883\n  user: \"%s\"\n  secret: \"0f0f\""
                                .formatted(user))
                .replaceFirst("\n  host: 127.0.0.1\n", "\n")
                .replaceFirst("\n  port: 18830\n", "\n")
                .replace("console: C02", "console: " + second)
                .replace("seat: S02", seat);
        return Files.writeString(folder.resolve("hub.yaml"), text);
    }

    private int access(String... arguments) {
        return run(new CommandLine(new MosquittoAccessCommand()), arguments);
    }

    private int check(String... arguments) {
        return run(new CommandLine(new CheckConfigCommand()), arguments);
    }

    private int codes(String numbers, String... arguments) {
        return run(
                new CommandLine(
                        new CardCodeCommand(new ByteArrayInputStream(numbers.getBytes(StandardCharsets.UTF_8)))),
                arguments);
    }

    private int run(CommandLine command, String... arguments) {
        return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    private static <T> T right(Loaded<T> loaded) {
        return switch (loaded) {
            case Loaded.Right<T>(T config) -> config;
            case Loaded.Wrong<T> wrong -> throw new AssertionError(wrong.text());
        };
    }
}

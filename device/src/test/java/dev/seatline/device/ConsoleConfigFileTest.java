package dev.seatline.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.config.ConfigFile;
import dev.seatline.config.Loaded;
import dev.seatline.config.Mistake;
import dev.seatline.device.seat.SeatRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleConfigFileTest {
    private static final Path SAMPLE = Path.of("../config/console.yaml");
    private static final Path SECOND = Path.of("../config/console-2.yaml");
    private static final String OWN = "0123456789abcdef".repeat(4);

    @TempDir
    private Path folder;

    private String sample = "";

    @BeforeEach
    void readSample() throws IOException {
        sample = Files.readString(SAMPLE);
    }

    @Test
    void theSampleIsRight() {
        ConsoleConfig config = right(ConsoleConfigFile.load(SAMPLE));
        assertThat(config.site()).hasToString("demo");
        assertThat(config.seat()).hasToString("S01");
        assertThat(config.console()).hasToString("C01");
        assertThat(config.data()).isEqualTo(Path.of(".seatline/S01"));
        assertThat(config.hub().uri()).hasToString("tcp://127.0.0.1:18830");
        assertThat(config.hub().trust()).isEmpty();
        assertThat(config.hub().toString()).doesNotContain("1111");
        assertThat(config.hardware()).isEqualTo(ConsoleConfig.Hardware.BENCH);
        assertThat(config.rules()).as("the sample shows the defaults").isEqualTo(SeatRules.DEFAULT);
        assertThat(config.http()).contains(new ConsoleConfig.Http("127.0.0.1", 8081, List.of()));
        assertThat(config.keepConfirmed()).isEqualTo(10_000);
        assertThat(config.trustClockAtStart()).isTrue();
    }

    @Test
    void theSecondSampleIsRightAndSharesNothingWithTheFirst() {
        ConsoleConfig config = right(ConsoleConfigFile.load(SECOND));
        ConsoleConfig first = right(ConsoleConfigFile.load(SAMPLE));
        assertThat(config.seat()).hasToString("S02");
        assertThat(config.http()).contains(new ConsoleConfig.Http("127.0.0.1", 8082, List.of()));
        assertThat(config.data()).isNotEqualTo(first.data());
        assertThat(config.hub().secret()).isNotEqualTo(first.hub().secret());
        assertThat(config.siteKey().code("04A1B2C3")).isEqualTo(first.siteKey().code("04A1B2C3"));
        assertThat(config.rules()).isEqualTo(SeatRules.DEFAULT);
    }

    @Test
    void theSampleIsTheManualOfEveryKey() {
        assertThat(ConfigFile.keysAsked(SAMPLE, ConsoleConfigFile::read))
                .contains("hub.trust", "rules.ring-silence", "site-key-file")
                .allSatisfy(key -> assertThat(sample)
                        .containsPattern(
                                Pattern.compile("\\b" + Pattern.quote(key.substring(key.lastIndexOf('.') + 1)) + ":")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            seat: S01                  | seat: S/01                | seat: found "S/01"
            console: C01               | consol: C01               | did you mean "console"?
            tcp://127.0.0.1:18830      | tcp://10.0.0.1:18830      | stays on this machine
            tcp://127.0.0.1:18830      | mqtt://127.0.0.1          | tcp://host:port
            hardware: bench            | hardware: abacus          | allowed is bench
            hook: line                 | hook: pirate              | allowed is line, rest
            ring-silence: 6500ms       | ring-silence: 5s          | longer than the ring-period
            same-card: 3s              | same-card: 3              | with a unit
            keep-confirmed: 10000      | keep-confirmed: 0         | from 1 to 1000000
            trust-clock-at-start: true | trust-clock-at-start: 1   | true or false
            host: 127.0.0.1            | host: console.example     | 0.0.0.0 for all networks
            port: 8081                 | names: [a b]              | without a port
            port: 8081                 | names: [c17.example:8081] | without a port
            port: 8081                 | names: c17.example        | is a list
            port: 8081                 | metrics: maybe            | true or false
            "1111                      | "zzzz                     | 64 hex digits
            "0011                      | "11                       | 64 hex digits
            """)
    void aMistakeNamesItsLineWhatWasFoundAndWhatIsAllowed(String from, String to, String told) throws IOException {
        assertThat(sample).contains(from);
        assertThat(mistakes(sample.replaceFirst(Pattern.quote(from), to))).anySatisfy(mistake -> {
            assertThat(mistake.text()).contains(told).doesNotContain("1111", "2233");
            assertThat(mistake.line()).isPositive();
        });
    }

    @Test
    void secretsComeFromFilesBesideTheConfiguration() throws IOException {
        Files.writeString(folder.resolve("C01.secret"), OWN + "\n");
        Files.writeString(folder.resolve("site.key"), OWN + "\n");
        String text = sample.replaceFirst("secret: \"1+\"", "secret-file: C01.secret")
                .replaceFirst("site-key: \"[0-9a-f]+\"", "site-key-file: site.key")
                .replace("tcp://127.0.0.1:18830", "ssl://hub.example:8883");
        ConsoleConfig config = right(ConsoleConfigFile.load(file(text)));
        assertThat(config.hub().secret()).isEqualTo(OWN);
        assertThat(config.hub().uri()).hasToString("ssl://hub.example:8883");
    }

    @Test
    void theSampleSecretsAreRefusedWhenTheHubIsElsewhere() throws IOException {
        assertThat(mistakes(sample.replace("tcp://127.0.0.1:18830", "ssl://hub.example:8883")))
                .hasSize(2)
                .allSatisfy(mistake -> assertThat(mistake.text()).contains("secret of the sample files", "openssl"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "\"::\"", "192.168.1.17", "localhost"})
    void thePageMayListenToTheNetworkUnderNamesOfItsOwn(String host) throws IOException {
        String text = sample.replace("host: 127.0.0.1", "host: " + host)
                .replace("port: 8081", "port: 8081\n  names: [c17.example.org, 10.1.2.3]");
        assertThat(right(ConsoleConfigFile.load(file(text))).http())
                .contains(new ConsoleConfig.Http(host.replace("\"", ""), 8081, List.of("c17.example.org", "10.1.2.3")));
    }

    @Test
    void aConsoleMayHaveNoPage() throws IOException {
        String text = sample.replaceFirst("(?s)http:\n.*?port: 8081\n", "");
        assertThat(right(ConsoleConfigFile.load(file(text))).http()).isEqualTo(Optional.empty());
    }

    @Test
    void anEmptyFileNamesEveryRequiredKey() throws IOException {
        assertThat(mistakes("version: 1\n"))
                .extracting(Mistake::text)
                .containsExactlyInAnyOrder(
                        "\"site\" is missing",
                        "\"seat\" is missing",
                        "\"console\" is missing",
                        "\"data\" is missing",
                        "\"hub\" is missing",
                        "\"site-key\" is missing, and so is \"site-key-file\"",
                        "\"hardware\" is missing");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("console.yaml"), text);
    }

    private List<Mistake> mistakes(String text) throws IOException {
        return switch (ConsoleConfigFile.load(file(text))) {
            case Loaded.Right<ConsoleConfig>(ConsoleConfig config) -> throw new AssertionError("right: " + config);
            case Loaded.Wrong<ConsoleConfig>(List<Mistake> mistakes) -> mistakes;
        };
    }

    private static ConsoleConfig right(Loaded<ConsoleConfig> loaded) {
        return switch (loaded) {
            case Loaded.Right<ConsoleConfig>(ConsoleConfig config) -> config;
            case Loaded.Wrong<ConsoleConfig> wrong -> throw new AssertionError(wrong.text());
        };
    }
}

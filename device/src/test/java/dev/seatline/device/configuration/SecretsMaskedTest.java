package dev.seatline.device.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Secrets in a configuration that is shown.
class SecretsMaskedTest {
    private static final String ONE = "0123456789abcdef".repeat(4);
    private static final String TWO = "FEDCBA9876543210".repeat(4);
    private static final String TEXT =
            "site-key: " + ONE + "\nhub:\n  secret: \"" + TWO + "\" # 旧 " + ONE + "\nseat: S01\n";

    @Test
    void noSecretIsShownAndTheSameOneHasTheSameNumber() {
        assertThat(SecretsMasked.of(TEXT))
                .isEqualTo("site-key: «secret 1»\nhub:\n  secret: \"«secret 2»\" # 旧 «secret 1»\nseat: S01\n");
    }

    @Test
    void whatWasShownComesBackAsItWas() {
        assertThat(SecretsMasked.back(SecretsMasked.of(TEXT), TEXT)).contains(TEXT);
    }

    @Test
    void aSecretThatWasTypedStaysAndOthersComeBack() {
        String edited = SecretsMasked.of(TEXT).replace("site-key: «secret 1»", "site-key: " + "ab".repeat(32));
        assertThat(SecretsMasked.back(edited, TEXT))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("site-key: " + "ab".repeat(32))
                        .contains(TWO));
    }

    @Test
    void aNumberThatIsNotKnownIsNoSecret() {
        assertThat(SecretsMasked.back("a: «secret 3»", TEXT)).isEmpty();
        assertThat(SecretsMasked.back("a: «secret 0»", TEXT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "port: «secret 1»",
                "site: a«secret 1»",
                "# a«secret 1»",
                "uri: tcp://127.0.0.1/«secret 1»",
                "uri: tcp://127.0.0.1/secret:«secret 1»",
                "secret: «secret 1»x",
                "secret: a «secret 1»",
                "secret:«secret 1»",
                "my-secret: «secret 1»",
                "«secret 1»: yes",
                "sec\\x72et: «secret 1»",
                "names: [«secret 1»]"
            })
    void aMaskIsNoSecretWhereTheSecretWouldBeShown(String line) {
        assertThat(SecretsMasked.back(SecretsMasked.of(TEXT) + line + "\n", TEXT))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret: «secret 2»",
                "  secret: \"«secret 2»\"",
                "  'secret': '«secret 2»'   # mine",
                "hub: { uri: tcp://h, secret: «secret 2» }",
                "site-key: «secret 2»"
            })
    void aMaskIsASecretAsTheWholeValueOfItsKey(String line) {
        assertThat(SecretsMasked.back(line, TEXT)).contains(line.replace("«secret 2»", TWO));
    }

    @Test
    void aSecretWithMoreAroundItAndMostOfOneAreMaskedToo() {
        for (String run : List.of("a" + ONE, ONE + "0", ONE.substring(0, 60), ONE + TWO)) {
            assertThat(SecretsMasked.of("# " + run + "\n")).isEqualTo("# «secret 1»\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret: \"SHORT\\x31\"",
                "secret: |\n  WHOLE",
                "secret:\n  WHOLE",
                "secret: &a WHOLE",
                "hub: {secret: SHORT\n  1}",
                "site-key: SHORT",
                "\"secret\": \"SHORT\\\n  1\""
            })
    void aSecretThatCouldNotBeFoundAgainIsNotPlain(String text) {
        assertThat(SecretsMasked.isPlain(text.replace("WHOLE", ONE).replace("SHORT", ONE.substring(1))))
                .isFalse();
    }

    @Test
    void aSecretInOnePieceIsPlain() {
        assertThat(SecretsMasked.isPlain(TEXT)).isTrue();
        assertThat(SecretsMasked.isPlain("# secret: …\nsecret-file: C01.secret\nhub: {secret: " + ONE + ", uri: x}\n"))
                .isTrue();
        assertThat(SecretsMasked.isPlain("hub:\n  'secret': '" + TWO + "' # here\n"))
                .isTrue();
    }

    @Test
    void aSentenceTellsNoPieceOfASecret() {
        assertThat(SecretsMasked.told(
                        "found \"" + ONE.substring(0, 30) + "…\", or "
                                + TWO.substring(4).toLowerCase(Locale.ROOT),
                        TEXT))
                .isEqualTo("found \"«secret»…\", or «secret»");
        assertThat(SecretsMasked.told("boot ac82e193b976731fc529a73b1cc721cb of port 8081", TEXT))
                .as("another number")
                .isEqualTo("boot ac82e193b976731fc529a73b1cc721cb of port 8081");
    }
}

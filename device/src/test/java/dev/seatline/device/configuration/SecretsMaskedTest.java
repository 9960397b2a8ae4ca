package dev.seatline.device.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}

package dev.seatline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsAndCodesTest {
    private static final String KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final List<Function<String, Record>> KINDS = List.of(
            SiteId::new,
            SeatId::new,
            ConsoleId::new,
            JournalId::new,
            BootId::new,
            PersonId::new,
            OrderId::new,
            Reason::new,
            BreakType::new);

    @ParameterizedTest
    @ValueSource(strings = {"a", "S-01_b", "0", "01234567890123456789012345678901"})
    void anIdOfTheShapeIsTakenAndPrintedAsItIs(String text) {
        for (Function<String, Record> kind : KINDS) {
            assertThat(kind.apply(text)).hasToString(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "a/b", "+", "#", "a\n", "é", "座", "../etc", "012345678901234567890123456789012"})
    void anyOtherTextIsRefusedWithTheShape(String text) {
        for (Function<String, Record> kind : KINDS) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> kind.apply(text))
                    .withMessageContaining(Ids.SHAPE)
                    .withMessageNotContaining("\n");
        }
    }

    @Test
    void aHostileIdCanNeitherFloodNorForgeALogLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SeatId("x\r\nERROR forged".repeat(1000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200).doesNotContain("\n", "\r"));
    }

    /// Computed by an independent program: `printf %s 04A1B2C3 | openssl dgst -sha256 -mac HMAC -macopt hexkey:KEY`.
    @Test
    void aCardCodeIsTheHmacOfTheNumberUnderTheSitesKey() {
        assertThat(SiteKey.ofHex(KEY).code("04A1B2C3").hex())
                .isEqualTo("52cb5f6a7785bdd543667d26394627e97ce2d5b7cdf59b98c2e4c501d2e002fd");
    }

    @Test
    void readersThatDifferInCaseAndSpacesAgree() {
        SiteKey key = SiteKey.ofHex(KEY);
        assertThat(key.code(" 04 a1 b2\tc3\r\n")).isEqualTo(key.code("04A1B2C3"));
        assertThat(key.code("04A1B2C4")).isNotEqualTo(key.code("04A1B2C3"));
        assertThat(SiteKey.ofHex("f" + KEY.substring(1)).code("04A1B2C3")).isNotEqualTo(key.code("04A1B2C3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "01234567890123456789012345678901234567890123456789012345678901234"})
    void aNumberWithoutOrWithTooManyCharactersIsRefused(String number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SiteKey.ofHex(KEY).code(number))
                .withMessageContaining("1 to 64");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1",
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1g",
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f00"
            })
    void aBadKeyIsRefusedAndNeverRepeated(String hex) {
        assertThatThrownBy(() -> SiteKey.ofHex(hex))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 hex digits")
                .satisfies(e -> {
                    StringWriter all = new StringWriter();
                    e.printStackTrace(new PrintWriter(all));
                    if (!hex.isEmpty()) {
                        assertThat(all.toString()).doesNotContain(hex);
                    }
                });
    }

    @Test
    void aKeyDoesNotPrintItself() {
        assertThat(SiteKey.ofHex(KEY + "\n")).hasToString("SiteKey[secret]");
    }

    @Test
    void aCardCodePrintsOnlyItsBeginning() {
        assertThat(Samples.CARD).hasToString("00112233");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "04A1B2C3", "00112233445566778899AABBCCDDEEFF00112233445566778899aabbccddeeff"})
    void aBadgeNumberInPlaceOfACodeIsRefusedAndNotRepeated(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CardCode(text))
                .satisfies(e -> {
                    if (!text.isEmpty()) {
                        assertThat(e.getMessage()).doesNotContain(text);
                    }
                });
    }
}

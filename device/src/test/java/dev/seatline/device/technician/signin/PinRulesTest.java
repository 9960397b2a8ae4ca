package dev.seatline.device.technician.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"271828", "804915", "1375924680", "906417283", "120394857612", "112358132134"})
    void anUnusualPinMayBeUsed(String pin) {
        assertThat(PinRules.fault(pin)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456",
                "654321",
                "012345",
                "890123",
                "1234567890",
                "234567890123",
                "135791",
                "246802",
                "987654321098",
                "12345699",
                "00123456",
                "1234508"
            })
    void digitsInARowAreRefused(String pin) {
        assertThat(PinRules.fault(pin).orElseThrow())
                .contains("choose another one")
                .doesNotContain(pin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"000000", "111111111111", "121212", "112211", "123123", "123412341", "520520", "888666"})
    void repetitionsAreRefused(String pin) {
        assertThat(PinRules.fault(pin)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"147258", "5201314", "112233", "147852"})
    void whatIsTriedFirstIsRefused(String pin) {
        assertThat(PinRules.fault(pin).orElseThrow()).contains("tried first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "27182",
                "2718281828459",
                "27182a",
                " 271828",
                "271828\n",
                "２７１８２８",
                "-271828",
                "+271828",
                "٢٧١٨٢٨"
            })
    void whatIsNotSixToTwelveDigitsIsNoPin(String text) {
        assertThat(PinRules.isShaped(text)).isFalse();
        assertThat(PinRules.fault(text).orElseThrow()).contains("6 to 12 digits");
    }

    /// The rules must not leave so few PINs that guessing becomes worth while.
    @Test
    void nearlyAllPinsOfSixDigitsMayBeUsed() {
        int good = 0;
        for (int pin = 0; pin < 1_000_000; pin++) {
            if (PinRules.fault("%06d".formatted(pin)).isEmpty()) {
                good++;
            }
        }
        assertThat(good).isBetween(960_000, 999_000);
    }
}

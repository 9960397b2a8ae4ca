package dev.seatline.device.hardware.ht16k33;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What goes over the bus.
class Ht16k33Test {
    private static final String DARK = "write 0 00000000000000000000000000000000";

    private final StubI2c bus = new StubI2c();
    private final Ht16k33 digits = new Ht16k33(bus, 11);

    @Test
    void aNewDisplaySendsNothing() {
        assertThat(bus.transactions()).isEmpty();
    }

    @Test
    void theFirstTextSetsTheDisplayUpAndLightsItLast() throws IOException {
        digits.show("FULL");
        assertThat(bus.transactions())
                .containsExactly("command 21", "command eb", "write 0 71003e00000038003800000000000000", "command 81");
    }

    @Test
    void anotherTextIsOneWrite() throws IOException {
        digits.show("1");
        bus.transactions();
        digits.show("23");
        assertThat(bus.transactions()).containsExactly("write 0 0000000000005b004f00000000000000");
    }

    @Test
    void theDigitsLieAroundTheColon() throws IOException {
        digits.show("12:34");
        assertThat(List.of(bus.register(0), bus.register(2), bus.register(6), bus.register(8)))
                .containsExactly(0x06, 0x5B, 0x4F, 0x66);
        assertThat(bus.register(4)).isEqualTo(0x02);
        digits.show("1234");
        assertThat(bus.register(4)).isZero();
        for (int odd = 1; odd < 16; odd += 2) {
            assertThat(bus.register(odd)).isZero();
        }
    }

    @Test
    void refreshWritesEverythingAgain() throws IOException {
        digits.show("HO");
        List<String> first = bus.transactions();
        digits.refresh();
        assertThat(bus.transactions()).isEqualTo(first);
    }

    @Test
    void refreshBeforeAnyTextDarkensWhatTheMemoryHeld() throws IOException {
        digits.refresh();
        assertThat(bus.transactions()).containsExactly("command 21", "command eb", DARK, "command 81");
    }

    @Test
    void afterAFailureAnywhereTheNextTextSetsTheDisplayUpAgain() throws IOException {
        for (int answered = 0; answered < 4; answered++) {
            bus.answersAgain();
            digits.show("1");
            bus.answersOnly(answered);
            assertThatThrownBy(digits::refresh).isInstanceOf(IOException.class);
            bus.answersAgain();
            bus.transactions();
            digits.show("2");
            assertThat(bus.transactions())
                    .as("failed after %d", answered)
                    .containsExactly(
                            "command 21", "command eb", "write 0 00000000000000005b00000000000000", "command 81");
        }
        bus.answersOnly(0);
        assertThatThrownBy(() -> digits.show("3")).hasMessage("no answer");
        bus.answersAgain();
        bus.transactions();
        digits.show("3");
        assertThat(bus.transactions()).hasSize(4).contains("command 21");
        digits.show("4");
        assertThat(bus.transactions()).as("well again").hasSize(1);
    }

    @Test
    void whatCouldNotBeShownIsShownByTheNextRefresh() throws IOException {
        digits.show("1");
        bus.answersOnly(0);
        assertThatThrownBy(() -> digits.show("7")).isInstanceOf(IOException.class);
        bus.answersAgain();
        digits.refresh();
        assertThat(bus.register(8)).isEqualTo(0x07);
    }

    @Test
    void closingDarkensOnceAndClosesTheBus() throws IOException {
        digits.show("1");
        bus.transactions();
        digits.close();
        digits.close();
        assertThat(bus.transactions()).containsExactly(DARK, "command 80");
        assertThat(bus.closed()).isEqualTo(1);
    }

    @Test
    void closingWhatDoesNotAnswerClosesTheBus() {
        bus.answersOnly(0);
        digits.close();
        assertThat(bus.closed()).isEqualTo(1);
    }

    @Test
    void theBrightnessIsWithinItsSteps() throws IOException {
        new Ht16k33(bus, 0).refresh();
        assertThat(bus.transactions()).contains("command e0");
        new Ht16k33(bus, 15).refresh();
        assertThat(bus.transactions()).contains("command ef");
        assertThatThrownBy(() -> new Ht16k33(bus, 16)).hasMessageContaining("found 16");
        assertThatThrownBy(() -> new Ht16k33(bus, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}

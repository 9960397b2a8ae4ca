package dev.seatline.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineNameTest {
    @Test
    void theHostNameIsKnownWholeAndShortAndByMdns() {
        assertThat(MachineName.of("Console-17.example.org\n"))
                .containsExactly("console-17.example.org", "console-17", "console-17.local");
        assertThat(MachineName.of("console-17")).containsExactly("console-17", "console-17.local");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "(none)", "a b", "*", ".local"})
    void whatIsNoNameGivesNone(String hostname) {
        assertThat(MachineName.of(hostname)).isEmpty();
    }
}

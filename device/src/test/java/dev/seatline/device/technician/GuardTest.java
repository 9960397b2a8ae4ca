package dev.seatline.device.technician;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.technician.signin.PinHash;
import dev.seatline.device.technician.signin.PinState;
import java.net.InetAddress;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardTest {
    @ParameterizedTest
    @CsvSource({
        "NOTHING,  absent,     false, true",
        "NOTHING,  absent,     true,  true",
        "NOTHING,  set,        true,  true",
        "NOTHING,  unreadable, true,  true",
        "LOOKING,  absent,     false, true",
        "LOOKING,  absent,     true,  false",
        "LOOKING,  set,        false, false",
        "LOOKING,  set,        true,  false",
        "LOOKING,  unreadable, false, false",
        "HERE,     absent,     false, true",
        "HERE,     absent,     true,  false",
        "HERE,     set,        false, false",
        "CHANGING, absent,     false, false",
        "CHANGING, absent,     true,  false",
        "CHANGING, set,        false, false",
        "CHANGING, set,        true,  false",
        "CHANGING, unreadable, false, false",
    })
    void whoIsNotSignedInMayDoThisMuch(Need need, String pin, boolean beyondLoopback, boolean may) {
        assertThat(Guard.refusal(need, state(pin), beyondLoopback, false).isEmpty())
                .isEqualTo(may);
        assertThat(Guard.refusal(need, state(pin), beyondLoopback, true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.3.4.5, true",
        "::1, true",
        "192.168.1.17, false",
        "0.0.0.0, false",
        "fe80::1, false"
    })
    void onlyLoopbackIsTheConsoleItself(String from, boolean here) {
        assertThat(Guard.isHere(InetAddress.ofLiteral(from))).isEqualTo(here);
        assertThat(Guard.isHere(null)).isFalse();
    }

    @Test
    void aRefusalSaysWhatToDo() {
        assertThat(Guard.refusal(Need.CHANGING, state("absent"), false, false)
                        .orElseThrow()
                        .detail())
                .contains("no PIN is set", "./seatline console-pin");
        assertThat(Guard.refusal(Need.LOOKING, state("set"), false, false)
                        .orElseThrow()
                        .detail())
                .contains("/sign-in");
    }

    private static PinState state(String word) {
        return switch (word) {
            case "absent" -> new PinState.Absent();
            case "set" -> new PinState.Set(PinHash.of("271828", 1_000, new SecureRandom()));
            case "unreadable" -> new PinState.Unreadable("damaged");
            default -> throw new IllegalArgumentException(word);
        };
    }
}

package dev.seatline.device.technician.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final PinHash PIN = PinHash.of("271828", 1_000, new SecureRandom());
    private static final PinHash OTHER = PinHash.of("271828", 1_000, new SecureRandom());

    private final Sessions sessions = new Sessions(new SecureRandom());
    private long now = 42;

    @Test
    void aTokenHas256BitsAndLetsItsBearerInOnly() {
        Sessions.Opened opened = open();

        assertThat(opened.token()).matches("[A-Za-z0-9_-]{43}");
        assertThat(opened.toString()).doesNotContain(opened.token());
        assertThat(sessions.find(opened.token(), PIN, now, true)).contains(opened.session());
        assertThat(sessions.find(opened.token() + "A", PIN, now, true)).isEmpty();
        assertThat(sessions.find("", PIN, now, true)).isEmpty();
        HashSet<String> tokens = new HashSet<>();
        for (int n = 0; n < 100; n++) {
            tokens.add(open().token());
        }
        assertThat(tokens).hasSize(100);
    }

    @Test
    void aSessionEndsWhenItIsNotUsed() {
        Sessions.Opened opened = open();
        now += Duration.ofMinutes(29).toNanos();
        assertThat(sessions.find(opened.token(), PIN, now, true)).isPresent();
        now += Duration.ofMinutes(29).toNanos();
        assertThat(sessions.find(opened.token(), PIN, now, false))
                .as("merely looked at")
                .isPresent();
        now += Duration.ofMinutes(1).toNanos();

        assertThat(sessions.find(opened.token(), PIN, now, true)).isEmpty();
        assertThat(sessions.ending(opened.session(), PIN, now)).contains(Ending.IDLE);
    }

    @Test
    void aSessionEndsAfterEightHoursHoweverMuchItIsUsed() {
        Sessions.Opened opened = open();
        for (int n = 0; n < 31; n++) {
            now += Duration.ofMinutes(15).toNanos();
            assertThat(sessions.find(opened.token(), PIN, now, true)).isPresent();
        }
        now += Duration.ofMinutes(15).toNanos();

        assertThat(sessions.ending(opened.session(), PIN, now)).contains(Ending.TOO_LONG);
        assertThat(sessions.find(opened.token(), PIN, now, true)).isEmpty();
    }

    @Test
    void anotherPinEndsAllSessionsAndSoDoesNone() {
        Sessions.Opened first = open();
        Sessions.Opened second = open();

        assertThat(sessions.find(first.token(), OTHER, now, true)).isEmpty();
        assertThat(sessions.ending(second.session(), PIN, now)).as("for good").contains(Ending.PIN_CHANGED);
        Sessions.Opened third = sessions.open("192.168.1.23", OTHER, null, now);
        assertThat(sessions.find(third.token(), null, now, true)).isEmpty();
    }

    @Test
    void aNinthEndsTheOneLongestUnused() {
        List<Sessions.Opened> eight = new ArrayList<>();
        for (int n = 0; n < Sessions.MOST; n++) {
            eight.add(open());
            now += 1_000_000_000L;
        }
        sessions.find(eight.getFirst().token(), PIN, now, true);
        open();

        assertThat(sessions.present(PIN, now)).hasSize(Sessions.MOST);
        assertThat(sessions.ending(eight.getFirst().session(), PIN, now)).isEmpty();
        assertThat(sessions.ending(eight.get(1).session(), PIN, now)).contains(Ending.CROWDED_OUT);
    }

    @Test
    void whoSignsOutIsOut() {
        Sessions.Opened first = open();
        Sessions.Opened second = open();
        now += Duration.ofSeconds(75).toNanos();

        sessions.close(first.token());
        sessions.close("nobody's");

        assertThat(sessions.find(first.token(), PIN, now, true)).isEmpty();
        assertThat(sessions.ending(first.session(), PIN, now)).contains(Ending.SIGNED_OUT);
        assertThat(sessions.present(PIN, now))
                .containsExactly(new Present(second.session().number(), "192.168.1.23", 75, null));
    }

    private Sessions.Opened open() {
        return sessions.open("192.168.1.23", PIN, null, now);
    }
}

package dev.seatline.device.hardware.buzzer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.seat.Outputs.Buzzer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// When a buzzer sounds. Times are milliseconds.
class BuzzerRhythmTest {
    private static final long MILLISECOND = 1_000_000;

    /// Any beginning will do: the clock may be about to overflow.
    private static final long BOOT = Long.MAX_VALUE - 100 * MILLISECOND;

    private final BuzzerRhythm rhythm = new BuzzerRhythm();

    @Test
    void aChirpIsOneBeep() {
        assertThat(played(Buzzer.CHIRP)).containsExactly(60L);
    }

    @Test
    void anErrorIsThreeBeeps() {
        assertThat(played(Buzzer.ERROR)).containsExactly(80L, 160L, 240L, 320L, 400L);
    }

    @Test
    void aReminderIsTwoLongBeeps() {
        assertThat(played(Buzzer.REMINDER)).containsExactly(200L, 350L, 550L);
    }

    @Test
    void silenceIsSilentAndNeverLookedAtAgain() {
        assertThat(rhythm.sounds(nanos(0))).isFalse();
        assertThat(rhythm.nextChange(nanos(0))).isEmpty();
        rhythm.show(Buzzer.SILENT, nanos(0));
        assertThat(rhythm.sounds(nanos(0))).isFalse();
        assertThat(rhythm.nextChange(nanos(0))).isEmpty();
    }

    @Test
    void afterItsEndASoundStaysSilentThoughTheSeatStillShowsIt() {
        rhythm.show(Buzzer.ERROR, nanos(0));
        for (long at = 400; at < 100_000; at += 7) {
            assertThat(rhythm.sounds(nanos(at))).isFalse();
        }
        assertThat(rhythm.nextChange(nanos(400))).isEmpty();
        rhythm.show(Buzzer.ERROR, nanos(500));
        assertThat(rhythm.sounds(nanos(500)))
                .as("the same, without silence between")
                .isFalse();
    }

    @Test
    void theSameShownAgainDoesNotBeginAnew() {
        rhythm.show(Buzzer.ERROR, nanos(0));
        rhythm.show(Buzzer.ERROR, nanos(100));
        assertThat(rhythm.sounds(nanos(100)))
                .as("in the pause after the first beep")
                .isFalse();
        assertThat(rhythm.nextChange(nanos(100))).hasValue(nanos(160));
    }

    @Test
    void afterSilenceTheSameBeginsAnew() {
        rhythm.show(Buzzer.CHIRP, nanos(0));
        rhythm.show(Buzzer.SILENT, nanos(200));
        rhythm.show(Buzzer.CHIRP, nanos(300));
        assertThat(rhythm.sounds(nanos(300))).isTrue();
        assertThat(rhythm.nextChange(nanos(300))).hasValue(nanos(360));
    }

    @Test
    void anotherSoundTakesThePlaceOfTheOneThatPlays() {
        rhythm.show(Buzzer.REMINDER, nanos(0));
        rhythm.show(Buzzer.CHIRP, nanos(250));
        assertThat(rhythm.sounds(nanos(250))).isTrue();
        assertThat(rhythm.nextChange(nanos(250))).hasValue(nanos(310));
        assertThat(rhythm.sounds(nanos(360)))
                .as("where the reminder would sound")
                .isFalse();
    }

    @Test
    void silenceLetsASoundEnd() {
        rhythm.show(Buzzer.CHIRP, nanos(0));
        rhythm.show(Buzzer.SILENT, nanos(1));
        assertThat(rhythm.sounds(nanos(59))).isTrue();
        assertThat(rhythm.nextChange(nanos(1))).hasValue(nanos(60));
        assertThat(rhythm.sounds(nanos(60))).isFalse();
    }

    @Test
    void aMomentBeforeTheBeginningIsTheBeginning() {
        rhythm.show(Buzzer.CHIRP, nanos(0));
        assertThat(rhythm.sounds(nanos(-50))).isTrue();
        assertThat(rhythm.nextChange(nanos(-50))).hasValue(nanos(60));
    }

    /// When a sound changes that begins at 0.
    private List<Long> played(Buzzer sound) {
        rhythm.show(sound, nanos(0));
        assertThat(rhythm.sounds(nanos(0))).isTrue();
        boolean sounds = true;
        List<Long> changes = new ArrayList<>();
        OptionalLong next = rhythm.nextChange(nanos(0));
        while (next.isPresent()) {
            sounds = !sounds;
            assertThat(rhythm.sounds(next.getAsLong())).isEqualTo(sounds);
            assertThat(rhythm.sounds(next.getAsLong() - 1)).isNotEqualTo(sounds);
            changes.add((next.getAsLong() - BOOT) / MILLISECOND);
            next = rhythm.nextChange(next.getAsLong());
        }
        assertThat(sounds).isFalse();
        return changes;
    }

    private static long nanos(long millis) {
        return BOOT + millis * MILLISECOND;
    }
}

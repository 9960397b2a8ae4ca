package dev.seatline.device.technician.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.loop.HandTime;
import dev.seatline.device.technician.signin.AccountCheck.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Signing in by an account of the hub, under the same pauses as the PIN.
class AccountSignInTest {
    private static final String PIN = "271828";

    @TempDir
    private Path data;

    private final HandTime time = new HandTime(Instant.parse("2026-11-23T09:00:00Z"));
    private final InetAddress here = InetAddress.ofLiteral("192.168.1.23");
    private Verdict verdict = new Verdict.Technician();
    private int asked;
    private SignIn signIn;

    @BeforeEach
    void aConsole() throws IOException {
        new PinFile(data).write(PinHash.of(PIN, 1_000, new SecureRandom()));
        signIn = new SignIn(
                new PinFile(data),
                Optional.of((_, _) -> {
                    asked++;
                    return verdict;
                }),
                time,
                new SecureRandom());
    }

    @Test
    void aTechnicianOfTheHubIsSignedInUnderHisName() {
        assertThat(signIn.attempt("t1", "secret", here)).isInstanceOf(Attempt.SignedIn.class);
        assertThat(signIn.attempt(PIN, here)).isInstanceOf(Attempt.SignedIn.class);
        assertThat(signIn.present()).extracting(Present::account).containsExactly("t1", null);
    }

    @Test
    void wrongPinsAndWrongAccountsCountTogether() {
        verdict = new Verdict.Wrong();
        for (int i = 0; i < 3; i++) {
            assertThat(signIn.attempt("t1", "guess", here)).isInstanceOf(Attempt.Wrong.class);
        }
        signIn.attempt("906417", here);
        assertThat(signIn.attempt("906418", here)).isEqualTo(new Attempt.Wrong(Duration.ofSeconds(1)));
        assertThat(signIn.attempt("t1", "guess", here)).isInstanceOf(Attempt.Held.class);
        assertThat(asked).as("in a pause the hub is not asked").isEqualTo(3);
    }

    @Test
    void aRightPasswordOfSomebodyElseCountsAsAWrongOne() {
        verdict = new Verdict.NotAllowed("no technician");
        for (int i = 0; i < AttemptLimits.FREE; i++) {
            assertThat(signIn.attempt("a1", "secret", here)).isInstanceOf(Attempt.NotAllowed.class);
        }
        assertThat(signIn.attempt("a1", "secret", here)).isInstanceOf(Attempt.Held.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.23", "127.0.0.1"})
    void aHubThatCannotBeReachedCountsForNobodyAndFreesNobody(String address) {
        InetAddress from = InetAddress.ofLiteral(address);
        for (int i = 0; i < 4; i++) {
            signIn.attempt("90641" + i, from);
        }
        verdict = new Verdict.Unreachable("no answer");
        for (int i = 0; i < 20; i++) {
            assertThat(signIn.attempt("t1", "secret", from)).isInstanceOf(Attempt.Unreachable.class);
        }
        assertThat(signIn.pause(from)).isZero();
        assertThat(signIn.attempt("906418", from)).isEqualTo(new Attempt.Wrong(Duration.ofSeconds(1)));
        time.pass(Duration.ofSeconds(1));
        verdict = new Verdict.Held(Duration.ofSeconds(40));
        assertThat(signIn.attempt("t1", "secret", from)).isEqualTo(new Attempt.Held(Duration.ofSeconds(40)));
        assertThat(signIn.attempt(PIN, from)).as("the PIN works").isInstanceOf(Attempt.SignedIn.class);
    }

    @Test
    void whatCanBeNoAccountIsNotAskedFor() {
        for (String account : new String[] {"", " ", "a\nb", "x".repeat(65)}) {
            assertThat(signIn.attempt(account, "secret", here)).isInstanceOf(Attempt.Shapeless.class);
        }
        assertThat(signIn.attempt("t1", "", here)).isInstanceOf(Attempt.Shapeless.class);
        assertThat(signIn.attempt("t1", "x".repeat(257), here)).isInstanceOf(Attempt.Shapeless.class);
        assertThat(asked).isZero();
    }

    @Test
    void withoutAHubThatIsNamedThereAreNoAccounts() {
        SignIn pinOnly = new SignIn(new PinFile(data), time, new SecureRandom());
        assertThat(pinOnly.takesAccounts()).isFalse();
        assertThat(pinOnly.attempt("t1", "secret", here)).isInstanceOf(Attempt.Impossible.class);
    }
}

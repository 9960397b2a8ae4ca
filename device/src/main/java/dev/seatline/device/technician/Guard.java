package dev.seatline.device.technician;

import dev.seatline.device.technician.signin.Ending;
import dev.seatline.device.technician.signin.PinFile;
import dev.seatline.device.technician.signin.PinState;
import dev.seatline.device.technician.signin.Session;
import dev.seatline.device.technician.signin.SignIn;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Who may do what on the technician page. Any thread.
final class Guard {
    /// Where one signs in.
    static final String PAGE = "/sign-in";

    private final SignIn signIn;
    private final SessionCookie cookie;
    private final boolean beyondLoopback;

    /// @param beyondLoopback whether other machines can ask
    Guard(SignIn signIn, SessionCookie cookie, boolean beyondLoopback) {
        this.signIn = signIn;
        this.cookie = cookie;
        this.beyondLoopback = beyondLoopback;
    }

    /// Why a request may not go on, or empty when it may.
    ///
    /// @param use whether a request that may counts as a use of its session
    Optional<Problem> refusal(Need need, Request request, boolean use) {
        return need == Need.NOTHING || (need == Need.HERE && isFromHere(request))
                ? Optional.empty()
                : refusal(
                        need,
                        signIn.pin(),
                        beyondLoopback,
                        session(request, use).isPresent());
    }

    private static boolean isFromHere(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress from
                && isHere(from.getAddress());
    }

    /// Whether an address is that of this machine to itself.
    static boolean isHere(@Nullable InetAddress from) {
        return from != null && from.isLoopbackAddress();
    }

    /// The rule itself. Pure.
    static Optional<Problem> refusal(Need need, PinState pin, boolean beyondLoopback, boolean session) {
        if (session || need == Need.NOTHING) {
            return Optional.empty();
        }
        return switch (pin) {
            case PinState.Set _, PinState.Unreadable _ ->
                Optional.of(Problem.notSignedIn("sign in with the technician PIN at " + PAGE));
            case PinState.Absent _ ->
                beyondLoopback || need == Need.CHANGING
                        ? Optional.of(Problem.notSignedIn(
                                "this needs a signed-in technician, and no PIN is set; " + PinFile.ADVICE))
                        : Optional.empty();
        };
    }

    /// Who asks, if he is signed in.
    ///
    /// @param use whether this counts as a use of the session
    Optional<Session> session(Request request, boolean use) {
        return cookie.of(request).stream()
                .flatMap(token -> signIn.session(token, use).stream())
                .findFirst();
    }

    /// Until when somebody may go on looking: empty while he may, and then why not. For an open stream.
    Lease lease(Request request) {
        Optional<Session> session = session(request, false);
        return session.isPresent()
                ? () -> signIn.ending(session.get())
                : () -> refusal(Need.LOOKING, signIn.pin(), beyondLoopback, false)
                        .map(_ -> Ending.PIN_CHANGED);
    }

    /// Whether somebody may go on. Any thread; quick.
    interface Lease {
        /// Why not, or empty while he may.
        Optional<Ending> over();
    }
}

package dev.seatline.server.api;

import java.util.List;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Makes problems of the errors that Jetty itself finds: what is no HTTP, what no handler took, what failed. Says
/// nothing of the machinery. Any thread.
final class ErrorAnswers extends ErrorHandler {
    private final boolean secure;

    ErrorAnswers(boolean secure) {
        this.secure = secure;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Gate.protect(response.getHeaders(), secure);
        Front.write(Answer.problem(problem(response.getStatus())), response, callback);
        return true;
    }

    private static Problem problem(int status) {
        String title = HttpStatus.getMessage(status);
        return new Problem(
                "about:blank",
                title,
                status,
                status < 500
                        ? "the request was refused before it reached a resource: " + title
                        : "the hub could not answer; its log says more",
                List.of());
    }
}

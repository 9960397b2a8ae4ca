package dev.seatline.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.board.BoardPages;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Pages beside the API on one port.
class PagesApiTest {
    @SuppressWarnings("NullAway.Init")
    private ApiBench api;

    @BeforeEach
    void start() throws IOException {
        api = new ApiBench(1, new StreamLimits(Duration.ofSeconds(5), 3, 50), new BoardPages());
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void anAssetIsServedToAnybodyAndCheckedByItsTag() throws Exception {
        HttpResponse<String> first = api.send(api.request("GET", "/assets/test-only/sample.js"));
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).contains("sample");
        assertThat(first.headers().firstValue("Content-Type")).contains("text/javascript; charset=utf-8");
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(first.headers().firstValue("Content-Security-Policy")).isPresent();
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = api.send(api.request("GET", "/assets/test-only/sample.js", "If-None-Match", tag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(api.send(api.request("GET", "/assets/test-only/sample.js", "If-None-Match", "\"other\""))
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.send(api.request("HEAD", "/assets/test-only/sample.js")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void pagesAreOnlyRead() throws Exception {
        HttpResponse<String> answer = api.send(api.json("POST", "/assets/test-only/sample.js", "{}"));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void whatIsNoPageIsLeftToTheApi() throws Exception {
        assertThat(api.send(api.request("GET", "/healthz")).statusCode()).isEqualTo(200);
        ApiServerTest.assertProblem(api.send(api.request("GET", "/assets/missing.js")), 404, "not-found");
    }
}

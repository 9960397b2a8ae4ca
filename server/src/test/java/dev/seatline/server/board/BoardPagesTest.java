package dev.seatline.server.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BoardPagesTest {
    @Test
    void pagesAndAssetsHaveTheirFiles() {
        assertThat(BoardPages.file("/")).contains("board.html");
        assertThat(BoardPages.file("/sign-in")).contains("sign-in.html");
        assertThat(BoardPages.file("/assets/board.js")).contains("assets/board.js");
        assertThat(BoardPages.file("/assets/icons/seat-1.svg")).contains("assets/icons/seat-1.svg");
    }

    @Test
    void noPathLeadsOutOfTheAssets() {
        for (String path : List.of(
                "/assets/",
                "/assets/../board.html",
                "/assets/..",
                "/assets/a/../../../BoardPages.class",
                "/assets//etc/passwd.js",
                "/assets/a.b.js",
                "/assets/.js",
                "/assets/x.class",
                "/assets/%2e%2e/x.js",
                "/assets/a\\b.js",
                "/assets/x.js\u0000.png",
                "/assets/x.js\n",
                "/board.html",
                "/BoardPages.class",
                "",
                "assets/x.js",
                "/assets/" + "a/".repeat(20) + "x.js")) {
            assertThat(BoardPages.file(path)).as(path).isEmpty();
        }
    }
}

package dev.seatline.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureTest {
    @Test
    void aFigureAtItsBoundReachesIt() {
        assertThat(Figure.atMost("memory", 96, "MiB", 96, 64).standing()).isEqualTo(Figure.Standing.FLOOR);
        assertThat(Figure.atMost("memory", 64, "MiB", 96, 64).standing()).isEqualTo(Figure.Standing.GOAL);
        assertThat(Figure.atMost("memory", 96.1, "MiB", 96, 64).standing()).isEqualTo(Figure.Standing.MISSED);
        assertThat(Figure.atLeast("speed", 2_000, "/s", 2_000).standing()).isEqualTo(Figure.Standing.GOAL);
        assertThat(Figure.atLeast("speed", 1_999, "/s", 2_000).standing()).isEqualTo(Figure.Standing.MISSED);
        assertThat(Figure.told("a peer", 1, "/s").standing()).isEqualTo(Figure.Standing.TOLD);
    }

    @Test
    void aRowTellsFigureBoundsAndStanding() {
        assertThat(Figure.atMost("memory", 88.61, "MiB", 96, 64).row())
                .isEqualTo("| memory | 88.6 MiB | ≤ 96 MiB | ≤ 64 MiB | floor reached |");
        assertThat(Figure.atLeast("facts", 12_345, "/s", 10_000).row())
                .isEqualTo("| facts | 12,345 /s | ≥ 10,000 /s |  | reached |");
    }

    @Test
    void quantilesAreValuesThatOccurred() {
        Spread spread = new Spread(5, 1, 4, 2, 3);
        assertThat(spread.median()).isEqualTo(3);
        assertThat(spread.quantile(0.99)).isEqualTo(5);
        assertThat(spread.quantile(0.2)).isEqualTo(1);
        assertThat(spread.most()).isEqualTo(5);
    }
}

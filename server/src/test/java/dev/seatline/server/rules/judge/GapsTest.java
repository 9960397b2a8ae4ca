package dev.seatline.server.rules.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.wire.SeatId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Times of which nothing is known, against the plainest way to keep them.
final class GapsTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private record Told(SeatId seat, boolean gone, boolean sure, Instant at) {}

    private static SeatId seat(int number) {
        return new SeatId("S-%04d".formatted(number));
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    @Test
    void anyIsTheUnionOfAllAndACopyStaysAsItWas() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Gaps gaps = new Gaps();
            Gaps copy = gaps.copy();
            List<Told> told = new ArrayList<>();
            int copied = 0;
            for (int second = 1; second < 120; second += 1 + random.nextInt(3)) {
                Told one = new Told(seat(random.nextInt(3)), random.nextBoolean(), random.nextBoolean(), at(second));
                gaps.lost(one.seat(), one.gone(), one.sure(), one.at());
                told.add(one);
                if (random.nextInt(20) == 0) {
                    copy = gaps.copy();
                    copied = told.size();
                }
            }
            same(gaps, told, random);
            same(copy, told.subList(0, copied), random);
        }
    }

    private static void same(Gaps gaps, List<Told> told, Random random) {
        for (int i = 0; i < 100; i++) {
            Instant from = at(random.nextInt(125));
            Instant to = from.plusSeconds(random.nextInt(20));
            boolean any = false;
            boolean anyUnsure = false;
            for (int number = 0; number < 3; number++) {
                boolean one = unknown(told, seat(number), from, to, true);
                assertThat(gaps.unknown(seat(number), from, to)).isEqualTo(one);
                any |= one;
                boolean unsure = unknown(told, seat(number), from, to, false);
                assertThat(gaps.unsure(seat(number), from, to)).isEqualTo(unsure);
                anyUnsure |= unsure;
            }
            assertThat(gaps.unknown(null, from, to))
                    .as("%s %s-%s", told, from, to)
                    .isEqualTo(any);
            // of any seat, gaps that touch are one, and unsure if one of them is
            assertThat(gaps.unsure(null, from, to) || !anyUnsure).isTrue();
            assertThat(any || !gaps.unsure(null, from, to)).isTrue();
        }
    }

    /// Second by second.
    private static boolean unknown(List<Told> told, SeatId seat, Instant from, Instant to, boolean sureToo) {
        boolean gone = false;
        Instant at = START;
        for (Told one : told) {
            if (one.seat().equals(seat)) {
                boolean counts = one.gone() || sureToo || !one.sure();
                if (gone && !one.gone() && counts && !at.isAfter(to) && one.at().isAfter(from)) {
                    return true;
                }
                at = !gone || !one.gone() ? one.at() : at;
                gone = one.gone();
            }
        }
        return gone && !at.isAfter(to);
    }

    @Test
    void aSeatIsKnownSinceItsLastGapIsOver() {
        Gaps gaps = new Gaps();
        gaps.lost(seat(1), true, false, at(10));
        gaps.lost(seat(1), false, false, at(20));
        gaps.lost(seat(1), true, false, at(30));
        assertThat(gaps.knownSince(seat(1), at(5))).isEqualTo(at(20));
        assertThat(gaps.knownSince(seat(1), at(25))).isEqualTo(at(25));
        assertThat(gaps.knownSince(seat(2), at(5))).isEqualTo(at(5));
        assertThat(gaps.lostAny()).isTrue();
        gaps.lost(seat(1), false, false, at(40));
        assertThat(gaps.lostAny()).isFalse();
    }

    @Test
    void whatIsOlderThanAnyPaperIsForgottenAndTheRestIsNot() {
        Gaps gaps = new Gaps();
        for (int day = 0; day < 200; day++) {
            gaps.lost(seat(1), true, false, START.plus(Duration.ofDays(day)));
            gaps.lost(seat(1), false, false, START.plus(Duration.ofDays(day).plusHours(8)));
        }
        Instant last = START.plus(Duration.ofDays(199));
        assertThat(gaps.unknown(seat(1), START, START.plusSeconds(1))).isFalse();
        for (int back = 0; back <= 62; back++) {
            Instant then = last.minus(Duration.ofDays(back));
            assertThat(gaps.unknown(seat(1), then, then.plusSeconds(1))).isTrue();
            assertThat(gaps.unknown(null, then.plus(Duration.ofHours(9)), then.plus(Duration.ofHours(10))))
                    .isFalse();
        }
    }
}

package dev.seatline.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Ground;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.store.VerdictStore.Open;
import dev.seatline.server.store.VerdictStore.VerdictChange;
import dev.seatline.server.store.VerdictStore.VerdictQuery;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store of verdicts does. One subclass per implementation.
public abstract class VerdictStoreContract {
    private static final Instant NINE = Instant.parse("2026-11-02T01:00:00Z");
    private static final Instant RECORDED = Instant.parse("2026-11-02T02:00:00.123456Z");

    protected VerdictStore store;

    /// A store without any.
    protected abstract VerdictStore empty();

    /// The same store, closed and opened again.
    protected abstract VerdictStore reopened(VerdictStore open);

    @BeforeEach
    final void begin() {
        store = empty();
    }

    protected static Verdict verdict(
            String matter,
            VerdictKind kind,
            @Nullable String agent,
            @Nullable String seat,
            Instant at,
            boolean provisional) {
        return new Verdict(
                matter,
                kind,
                "group-seat-management/1",
                2,
                "east",
                agent == null ? null : new PersonId(agent),
                seat == null ? null : new SeatId(seat),
                LocalDate.of(2026, 11, 2),
                at,
                Details.ofMinutes(1),
                List.of(Ground.planned("shift-start", at)),
                Verdict.parameters("grace", "PT0S"),
                provisional);
    }

    private static Verdict late(String matter, int minutes) {
        Verdict one = verdict(matter, VerdictKind.LATE, "A1", "S1", NINE, false);
        return with(one, Details.ofMinutes(minutes), one.team());
    }

    private static Verdict with(Verdict one, Details details, String team) {
        return new Verdict(
                one.matter(),
                one.kind(),
                one.rule(),
                one.edition(),
                team,
                one.agent(),
                one.seat(),
                one.date(),
                one.at(),
                details,
                one.grounds(),
                one.parameters(),
                one.provisional());
    }

    protected static VerdictChange says(Verdict verdict) {
        return new VerdictChange(verdict.matter(), verdict, RECORDED);
    }

    private static VerdictChange takesBack(String matter) {
        return new VerdictChange(matter, null, RECORDED);
    }

    private List<String> matters(VerdictQuery query) {
        return store.standing(query).stream().map(StoredVerdict::matter).toList();
    }

    @Test
    void aVerdictComesBackWithEverythingItRestsOn() {
        Verdict full = new Verdict(
                "early/A1/2026-11-02/17:30 中文",
                VerdictKind.LEAVE_BOOKED,
                "staff-attendance-yuan/3",
                7,
                "west",
                new PersonId("A1"),
                new SeatId("S1"),
                LocalDate.of(2026, 11, 2),
                Instant.parse("2026-11-02T09:29:59.123456789Z"),
                new Details(31, 4, 2, new BigDecimal("10"), -2, 20, "team-leader", "personal", "too-late"),
                List.of(
                        Ground.planned("shift-end", NINE),
                        new Ground("sign-out", NINE, new SeatId("S1"), new PersonId("A1"), "值", "C1/J1/7"),
                        Ground.computed("verdict", "late/A1")),
                Verdict.parameters("grace", "PT0S", "bands", "30 min: 0.5 day"),
                true);
        Verdict bare = new Verdict(
                "roster/2026-12",
                VerdictKind.ROSTER_OVERDUE,
                "group-seat-management/11",
                1,
                "",
                null,
                null,
                LocalDate.of(2026, 11, 25),
                NINE,
                Details.NONE,
                List.of(),
                Collections.emptySortedMap(),
                false);
        List<StoredVerdict> written = store.commit(List.of(says(full), says(bare)));
        store = reopened(store);

        assertThat(store.standing(VerdictQuery.ALL)).isEqualTo(written);
        assertThat(written).extracting(StoredVerdict::verdict).containsExactly(full, bare);
        assertThat(written.getFirst())
                .isEqualTo(new StoredVerdict(1, 1, null, false, full, Instant.parse("2026-11-02T02:00:00.123Z")));
    }

    @Test
    void aNewVerdictReplacesTheOldOneAndTheOldOneStays() {
        StoredVerdict first = store.commit(List.of(says(late("m", 1)))).getFirst();
        store.commit(List.of(says(late("other", 5))));
        StoredVerdict second = store.commit(List.of(says(late("m", 2)))).getFirst();

        assertThat(second.id()).isGreaterThan(first.id());
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.replaces()).isEqualTo(first.id());
        assertThat(store.standing(VerdictQuery.ALL))
                .extracting(StoredVerdict::verdict)
                .containsExactly(late("other", 5), late("m", 2));
        assertThat(store.history("m")).containsExactly(first, second);
        assertThat(store.version(first.id())).contains(first);
        assertThat(store.version(second.id())).contains(second);
        assertThat(store.version(99)).isEmpty();
    }

    @Test
    void whatIsTakenBackStandsNoMoreAndIsRemembered() {
        StoredVerdict said = store.commit(List.of(says(late("m", 1)))).getFirst();
        StoredVerdict gone = store.commit(List.of(takesBack("m"))).getFirst();
        assertThat(gone.withdrawn()).isTrue();
        assertThat(gone.replaces()).isEqualTo(said.id());
        assertThat(gone.verdict()).isEqualTo(late("m", 1));
        assertThat(store.standing(VerdictQuery.ALL)).isEmpty();

        StoredVerdict again = store.commit(List.of(says(late("m", 1)))).getFirst();
        assertThat(again.version()).isEqualTo(3);
        assertThat(again.replaces()).isEqualTo(gone.id());
        assertThat(store.standing(VerdictQuery.ALL)).containsExactly(again);
        assertThat(store.history("m")).containsExactly(said, gone, again);
    }

    @Test
    void whatSaysNothingNewWritesNothing() {
        store.commit(List.of(says(late("m", 1))));
        assertThat(store.commit(List.of(says(late("m", 1)), takesBack("never"), takesBack("m"), takesBack("m"))))
                .extracting(StoredVerdict::withdrawn)
                .containsExactly(true);
        assertThat(store.history("m")).hasSize(2);
        assertThat(store.history("never")).isEmpty();
        assertThat(store.commit(List.of())).isEmpty();
    }

    @Test
    void oneCommitMayHoldSeveralVersionsOfAMatter() {
        store.commit(List.of(says(late("m", 1)), says(late("m", 2)), says(late("m", 3))));
        assertThat(store.history("m")).extracting(StoredVerdict::version).containsExactly(1, 2, 3);
        assertThat(matters(VerdictQuery.ALL)).containsExactly("m");
    }

    @Test
    void theyAreFoundByTimePlaceAndKind() {
        Verdict early = verdict("a", VerdictKind.LATE, "A1", "S1", NINE, false);
        Verdict then = verdict("b", VerdictKind.BUSY_OVERRUN, "A2", "S1", NINE.plusMillis(1), false);
        Verdict later = with(
                verdict("c", VerdictKind.UNDERSTAFFED, null, null, NINE.plusSeconds(60), true), Details.NONE, "west");
        store.commit(List.of(says(early), says(then), says(later)));

        assertThat(matters(VerdictQuery.ALL.between(NINE, NINE.plusSeconds(60))))
                .containsExactly("a", "b");
        assertThat(matters(VerdictQuery.ALL.between(NINE.plusMillis(1), null))).containsExactly("b", "c");
        assertThat(matters(VerdictQuery.ALL.between(null, NINE))).isEmpty();
        assertThat(matters(VerdictQuery.ALL.of(new PersonId("A2")))).containsExactly("b");
        assertThat(matters(VerdictQuery.ALL.at(new SeatId("S1")))).containsExactly("a", "b");
        assertThat(matters(VerdictQuery.ALL.in("west"))).containsExactly("c");
        assertThat(matters(VerdictQuery.ALL.kinds(Set.of(VerdictKind.LATE, VerdictKind.UNDERSTAFFED))))
                .containsExactly("a", "c");
        assertThat(matters(VerdictQuery.ALL
                        .at(new SeatId("S1"))
                        .of(new PersonId("A1"))
                        .between(NINE, null)))
                .containsExactly("a");
    }

    @Test
    void openAreThoseThatMayChangeAndYoungAlerts() {
        Instant now = NINE.plusSeconds(3600);
        Instant young = now.minusSeconds(60);
        store.commit(List.of(
                says(verdict("old", VerdictKind.BUSY_OVERRUN, "A1", "S1", NINE, false)),
                says(verdict("going on", VerdictKind.BUSY_OVERRUN, "A2", "S2", NINE, true)),
                says(verdict("just now", VerdictKind.BUSY_OVERRUN, "A3", "S3", young, false)),
                says(verdict("booked", VerdictKind.LEAVE_BOOKED, "A3", null, young, false))));
        Open open = new Open(Set.of(VerdictKind.BUSY_OVERRUN, VerdictKind.LATE), now.minusSeconds(900));
        assertThat(matters(VerdictQuery.ALL.open(open))).containsExactly("going on", "just now");
        assertThat(matters(VerdictQuery.ALL.open(new Open(Set.of(), now)))).containsExactly("going on");
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        List<VerdictChange> many = new ArrayList<>();
        for (int i = 0; i < 2_100; i++) {
            many.add(says(late("m" + i, i)));
        }
        store.commit(many);
        List<StoredVerdict> page = store.standing(VerdictQuery.ALL.page(0, 3));
        assertThat(page).extracting(StoredVerdict::matter).containsExactly("m0", "m1", "m2");
        assertThat(matters(VerdictQuery.ALL.page(page.getLast().id(), 2))).containsExactly("m3", "m4");
        assertThat(store.standingSince(NINE)).hasSize(2_100);
        assertThat(store.standingSince(NINE.plusMillis(1))).isEmpty();
        assertThatThrownBy(() -> VerdictQuery.ALL.page(0, VerdictStore.PAGE + 1))
                .hasMessage("limit must be 1 to 1000, found 1001");
    }

    @Test
    void aChangeIsOfTheMatterOfItsVerdict() {
        assertThatThrownBy(() -> new VerdictChange("m", late("other", 1), RECORDED))
                .hasMessage("a change of \"m\" holds a verdict on \"other\"");
    }
}

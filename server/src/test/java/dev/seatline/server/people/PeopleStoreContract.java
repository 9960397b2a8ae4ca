package dev.seatline.server.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.people.AuditEntry.Deed;
import dev.seatline.server.people.PeopleStore.Change;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store of people keeps to.
public abstract class PeopleStoreContract {
    private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
    private static final Subject ANNA = new Subject(Subject.Kind.ACCOUNT, "anna");
    private static final Subject WALL = new Subject(Subject.Kind.TOKEN, "anna");

    @SuppressWarnings("NullAway.Init")
    private PeopleStore store;

    /// A store that holds nothing yet.
    protected abstract PeopleStore newStore();

    @BeforeEach
    void begin() {
        store = newStore();
    }

    @Test
    void whatIsPutIsFoundAgain() {
        Account anna = account("anna", false);
        Account bert = account("bert", true);
        ApiToken wall = new ApiToken("wall", Role.BOARD, "aa", null, NOON);
        ApiToken pager = new ApiToken("pager", Role.DUTY_LEADER, "bb", NOON.plusSeconds(60), NOON);
        store.write(List.of(
                new Change.PutAccount(bert),
                new Change.PutAccount(anna),
                new Change.PutToken(wall),
                new Change.PutToken(pager)));

        assertThat(store.account("anna")).contains(anna);
        assertThat(store.account("Anna")).isEmpty();
        assertThat(store.accounts()).containsExactly(anna, bert);
        assertThat(store.token("wall")).contains(wall);
        assertThat(store.tokenBySha256("bb")).contains(pager);
        assertThat(store.tokenBySha256("cc")).isEmpty();
        assertThat(store.tokens()).containsExactly(pager, wall);
    }

    @Test
    void aSecondPutReplacesTheFirst() {
        store.write(List.of(new Change.PutAccount(account("anna", false))));
        store.write(List.of(new Change.PutAccount(account("anna", true))));

        assertThat(store.accounts()).containsExactly(account("anna", true));
    }

    @Test
    void aRemovedTokenIsGone() {
        store.write(List.of(new Change.PutToken(new ApiToken("wall", Role.BOARD, "aa", null, NOON))));
        store.write(List.of(new Change.RemoveToken("wall")));

        assertThat(store.tokens()).isEmpty();
        assertThat(store.tokenBySha256("aa")).isEmpty();
    }

    @Test
    void sessionsEndOneByOneOrAllOfASubject() {
        store.write(List.of(open("1", ANNA, 0), open("2", ANNA, 0), open("3", WALL, 0)));
        store.write(List.of(new Change.CloseSession("1")));
        assertThat(store.session("1")).isEmpty();
        assertThat(store.session("2")).isPresent();

        store.write(List.of(new Change.CloseSessionsOf(ANNA)));
        assertThat(store.session("2")).isEmpty();
        assertThat(store.session("3"))
                .as("a token of the same name is somebody else")
                .isPresent();
    }

    @Test
    void theUseOfASessionIsNoted() {
        store.write(List.of(open("1", ANNA, 0)));
        store.write(List.of(
                new Change.TouchSession("1", NOON.plusSeconds(9)),
                new Change.TouchSession("gone", NOON.plusSeconds(9))));

        assertThat(store.session("1").orElseThrow().used()).isEqualTo(NOON.plusSeconds(9));
        assertThat(store.session("gone")).isEmpty();
    }

    @Test
    void sessionsWhoseEndHasPassedAreSwept() {
        store.write(List.of(open("1", ANNA, 0), open("2", ANNA, 1)));
        Instant endOfFirst = store.session("1").orElseThrow().ends();
        store.write(List.of(new Change.CloseSessionsEndedBy(endOfFirst)));

        assertThat(store.session("1")).isEmpty();
        assertThat(store.session("2")).isPresent();
    }

    @Test
    void theLeastRecentlyUsedSessionsOfASubjectGoWhenThereAreTooMany() {
        for (int i = 0; i <= PeopleStore.MOST_SESSIONS; i++) {
            store.write(List.of(open("s" + i, ANNA, i)));
        }
        assertThat(store.session("s0")).isEmpty();
        assertThat(store.session("s1")).isPresent();
        assertThat(store.session("s" + PeopleStore.MOST_SESSIONS)).isPresent();
    }

    @Test
    void theAuditTrailIsReadInOrderFromAnywhere() {
        for (int i = 0; i < 5; i++) {
            store.write(List.of(new Change.Append(entry("line " + i))));
        }
        List<AuditEntry> all = store.audit(0, 1_000);
        assertThat(all)
                .extracting(AuditEntry::detail)
                .containsExactly("line 0", "line 1", "line 2", "line 3", "line 4");
        assertThat(all).extracting(AuditEntry::id).isSorted().doesNotHaveDuplicates();
        assertThat(store.audit(all.get(1).id(), 2)).containsExactly(all.get(2), all.get(3));
        assertThat(all.getFirst())
                .usingRecursiveComparison()
                .ignoringFields("id")
                .isEqualTo(entry("line 0"));
    }

    protected static Account account(String name, boolean disabled) {
        return new Account(name, Role.TEAM_LEADER, "$argon2id$x", disabled, !disabled, NOON);
    }

    protected static Change.OpenSession open(String sha256, Subject subject, int second) {
        Instant begun = NOON.plusSeconds(second);
        return new Change.OpenSession(new Session(sha256, subject, begun, begun, begun.plusSeconds(100)));
    }

    protected static AuditEntry entry(String detail) {
        return new AuditEntry(0, NOON, "anna", Deed.ORDER_GIVEN, "A01", detail, "127.0.0.1");
    }
}

package dev.seatline.server.rules;

import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is who and what is where, as the rules need it.
///
/// @param people by id
/// @param seats by id; a seat that is not there is an inbound one that belongs to nobody
/// @param rows seats that stand side by side, in their order
public record People(Map<PersonId, Member> people, Map<SeatId, Desk> seats, List<List<SeatId>> rows) {
    /// Roles that policies and people have.
    public static final List<String> ROLES = List.of(
            "agent",
            "duty-agent",
            "team-leader",
            "duty-leader",
            "supervisor",
            "manager",
            "director",
            "bureau-head",
            "administration",
            "quality",
            "technician");

    /// Kinds of seats.
    public static final List<String> SEAT_KINDS = List.of("inbound", "outbound", "leader", "training", "monitoring");

    public People {
        people = Map.copyOf(people);
        seats = Map.copyOf(seats);
        rows = List.copyOf(rows);
    }

    /// One person.
    ///
    /// @param team whose regulation governs him
    /// @param roles as the policy names them: `agent`, `team-leader`…
    /// @param certified whether he has passed the assessment for the seat
    public record Member(PersonId id, String team, Set<String> roles, boolean certified) {
        public Member {
            roles = Set.copyOf(roles);
        }

        public boolean has(String role) {
            return roles.contains(role);
        }
    }

    /// One seat.
    ///
    /// @param kind `inbound`, `outbound`, `leader`, `training`, `monitoring`
    /// @param team it stands in, or empty
    /// @param owner to whom it is allotted, or null
    /// @param backup who steps in, or null
    /// @param worn whether its headset hangs on a rest and is worn all day (`hook: rest`)
    public record Desk(
            SeatId id,
            String kind,
            String team,
            @Nullable PersonId owner,
            @Nullable PersonId backup,
            boolean worn) {}

    public Desk desk(SeatId seat) {
        Desk known = seats.get(seat);
        return known != null ? known : new Desk(seat, "inbound", "", null, null, false);
    }

    /// Whether the person has the role; nobody knows a stranger's.
    public boolean has(PersonId person, String role) {
        Member member = people.get(person);
        return member != null && member.has(role);
    }
}

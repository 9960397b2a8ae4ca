package dev.seatline.server;

import dev.seatline.server.rules.People;
import dev.seatline.server.rules.judge.Site;
import dev.seatline.wire.BreakType;
import dev.seatline.wire.CardCode;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Reason;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The hub's configuration, read once in main. `config/hub.yaml` is its manual.
///
/// @param data folder of the ledger and of the broker's working files
/// @param rules by which people are judged; empty where nobody is
public record HubConfig(
        SiteId site,
        String siteName,
        ZoneId zone,
        Path data,
        Mqtt mqtt,
        Http http,
        List<ConsoleEntry> consoles,
        List<PersonEntry> people,
        SeatSettings seats,
        Optional<HomeAssistant> homeAssistant,
        Optional<Site> rules) {
    public HubConfig {
        consoles = List.copyOf(consoles);
        people = List.copyOf(people);
    }

    /// A site that Home Assistant knows nothing of.
    public HubConfig(
            SiteId site,
            String siteName,
            ZoneId zone,
            Path data,
            Mqtt mqtt,
            Http http,
            List<ConsoleEntry> consoles,
            List<PersonEntry> people,
            SeatSettings seats) {
        this(site, siteName, zone, data, mqtt, http, consoles, people, seats, Optional.empty());
    }

    /// A site that judges nobody.
    public HubConfig(
            SiteId site,
            String siteName,
            ZoneId zone,
            Path data,
            Mqtt mqtt,
            Http http,
            List<ConsoleEntry> consoles,
            List<PersonEntry> people,
            SeatSettings seats,
            Optional<HomeAssistant> homeAssistant) {
        this(site, siteName, zone, data, mqtt, http, consoles, people, seats, homeAssistant, Optional.empty());
    }

    /// The broker: in this process, or elsewhere.
    public sealed interface Mqtt {
        /// The hub's own broker.
        ///
        /// @param host plain connections only on loopback; anything else needs `tls`
        record Embedded(String host, int port, Optional<Tls> tls) implements Mqtt {}

        /// A broker elsewhere.
        ///
        /// @param uri `tcp://…` on loopback only, else `ssl://…`
        /// @param secret password of the user
        /// @param trust certificates to trust, PEM; empty for the machine's own
        record External(URI uri, String user, String secret, Optional<Path> trust) implements Mqtt {
            @Override
            public String toString() {
                return "External[" + user + " at " + uri + "]";
            }
        }
    }

    /// Pages and API.
    ///
    /// @param port 0 for any free one
    public record Http(String host, int port, Optional<Tls> tls) {}

    /// A key with its certificates, in a PKCS #12 file.
    public record Tls(Path keystore, String password) {
        @Override
        public String toString() {
            return "Tls[" + keystore + "]";
        }
    }

    /// One console and the seat it serves.
    ///
    /// @param team of the seat, empty for none
    /// @param secretSha256 SHA-256 of its 256 random bits, as 64 hex digits
    /// @param desk the seat as the rules know it
    public record ConsoleEntry(ConsoleId console, SeatId seat, String team, String secretSha256, People.Desk desk) {
        /// An inbound seat's that is allotted to nobody.
        public ConsoleEntry(ConsoleId console, SeatId seat, String team, String secretSha256) {
            this(console, seat, team, secretSha256, new People.Desk(seat, "inbound", team, null, null, false));
        }
    }

    /// One person who may tap.
    ///
    /// @param roles as regulations name them
    /// @param certified whether the person has passed the assessment for the seat
    public record PersonEntry(
            PersonId person,
            String name,
            String team,
            boolean agent,
            boolean leader,
            List<CardCode> cards,
            Set<String> roles,
            boolean certified) {
        public PersonEntry {
            cards = List.copyOf(cards);
            roles = Set.copyOf(roles);
        }

        /// A certified person of the usual roles.
        public PersonEntry(
                PersonId person, String name, String team, boolean agent, boolean leader, List<CardCode> cards) {
            this(person, name, team, agent, leader, cards, usualRoles(agent, leader), true);
        }

        static Set<String> usualRoles(boolean agent, boolean leader) {
            return agent && leader ? Set.of("agent", "team-leader") : leader ? Set.of("team-leader") : Set.of("agent");
        }
    }

    /// Home Assistant, which may see how the consoles are.
    ///
    /// @param prefix below which it looks for devices: its `discovery_prefix`
    /// @param secretSha256 of its password at the hub's own broker, as a console's; empty with a broker elsewhere
    public record HomeAssistant(String prefix, Optional<String> secretSha256) {
        /// Its user name, and client id, at the broker; no console has it.
        public static final String USER = "home-assistant";

        /// Where it says that it is there.
        public String birth() {
            return prefix + "/status";
        }
    }

    /// What every console keeps by itself.
    public record SeatSettings(
            List<Reason> reasons,
            List<BreakType> breakTypes,
            int notReadyLimitSeconds,
            int wrapUpSeconds,
            List<CardCode> blockedCards) {
        public SeatSettings {
            reasons = List.copyOf(reasons);
            breakTypes = List.copyOf(breakTypes);
            blockedCards = List.copyOf(blockedCards);
        }
    }
}

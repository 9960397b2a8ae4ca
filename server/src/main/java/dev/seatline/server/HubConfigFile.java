package dev.seatline.server;

import dev.seatline.config.BrokerAddress;
import dev.seatline.config.ConfigFile;
import dev.seatline.config.Entry;
import dev.seatline.config.Loaded;
import dev.seatline.config.Loopback;
import dev.seatline.config.SampleSecrets;
import dev.seatline.config.Section;
import dev.seatline.server.HubConfig.HomeAssistant;
import dev.seatline.server.rules.People;
import dev.seatline.wire.BreakType;
import dev.seatline.wire.CardCode;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Ids;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Reason;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.Settings;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.WireJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the hub's configuration file; `config/hub.yaml` explains every key. Stateless; any thread.
public final class HubConfigFile {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int NAME = 64;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final String HEX = "64 lower-case hex digits";
    /// Below `seatline` are the topics of the contract, and Home Assistant reads everything below its prefix.
    private static final Pattern PREFIX = Pattern.compile("(?!seatline(/|$))[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*");
    /// A topic of 128 characters is the longest for the hub's own broker.
    private static final int LONGEST_PREFIX = 32;

    private static final String PREFIX_SHAPE =
            "1 to " + LONGEST_PREFIX + " of A-Z a-z 0-9 _ - with / between levels, the first of them not \"seatline\"";
    private static final String OF_HOME_ASSISTANT =
            "found \"" + HomeAssistant.USER + "\", which is Home Assistant's own name at the broker";
    /// What hanging the headset means to the rules: [People.Desk#worn].
    private static final List<String> HOOKS = List.of("line", "rest");

    private static final CardCode NO_CARD = new CardCode("0".repeat(64));

    /// What console and hub say by themselves; nobody may choose it on the digits.
    private static final Set<Reason> SYSTEM_REASONS =
            Set.of(Reason.WARM_UP, Reason.NO_ANSWER, Reason.LINK_LOST, Reason.FORCED_BY_LEADER, Reason.SHIFT_END);

    /// Room that MQTT's own header, topic and properties may take of the largest packet.
    private static final int SETTINGS_MOST = WireJson.LARGEST - 1024;

    private HubConfigFile() {}

    /// The configuration, or everything that is wrong with the file. Throws nothing for what the file holds.
    public static Loaded<HubConfig> load(Path file) {
        return ConfigFile.load(file, HubConfigFile::read);
    }

    static HubConfig read(Section root) {
        Section broker = root.required("mqtt").section();
        HubConfig.Mqtt mqtt = mqtt(broker);
        HubConfig.Http http = http(root.required("http").section(), mqtt);
        boolean refuseSamples = leavesThisMachine(mqtt, http);
        Section homeAssistant = root.optional("home-assistant").section();
        Map<String, Integer> secrets = new HashMap<>();
        ZoneId zone = root.required("zone")
                .as("the name of a time zone such as Asia/Shanghai", ZoneId::of, ZoneId.of("Asia/Shanghai"));
        List<HubConfig.PersonEntry> people = people(root.required("people"));
        Set<PersonId> known = people.stream().map(HubConfig.PersonEntry::person).collect(Collectors.toSet());
        List<HubConfig.ConsoleEntry> consoles =
                consoles(root.required("consoles"), refuseSamples, homeAssistant.present(), secrets, known);
        HubConfig config = new HubConfig(
                root.required("site").as(Ids.SHAPE, SiteId::new, new SiteId("site")),
                root.required("site-name").text(NAME, ""),
                zone,
                root.required("data").path(Path.of("data")),
                mqtt,
                http,
                consoles,
                people,
                seats(root.required("seats").section()),
                homeAssistant(homeAssistant, mqtt, refuseSamples, secrets),
                RulesSection.read(root, zone, consoles, people));
        refuseHubsUser(broker, config);
        refuseTooMuch(root.optional("people"), config);
        return config;
    }

    private static HubConfig.Mqtt mqtt(Section mqtt) {
        BrokerKind kind = mqtt.optional("broker").choice(BrokerKind.class, BrokerKind.EMBEDDED);
        return switch (kind) {
            case EMBEDDED -> {
                Entry host = mqtt.optional("host");
                Optional<HubConfig.Tls> tls = tls(mqtt.optional("tls").section());
                yield new HubConfig.Mqtt.Embedded(
                        listening(host, tls), mqtt.required("port").number(0, 65535, 0), tls);
            }
            case EXTERNAL ->
                new HubConfig.Mqtt.External(
                        BrokerAddress.read(mqtt.required("uri")),
                        mqtt.required("user").text(NAME, "user"),
                        mqtt.secret("secret").text(256, "secret"),
                        mqtt.optional("trust").fileBeside());
        };
    }

    private enum BrokerKind {
        EMBEDDED,
        EXTERNAL
    }

    private static HubConfig.Http http(Section http, HubConfig.Mqtt mqtt) {
        Entry host = http.optional("host");
        Optional<HubConfig.Tls> tls = tls(http.optional("tls").section());
        String name = listening(host, tls);
        Entry entry = http.required("port");
        int port = entry.number(0, 65535, 0);
        if (port != 0 && mqtt instanceof HubConfig.Mqtt.Embedded broker && broker.port() == port) {
            entry.mistake("found %d, which is the port of mqtt already; each needs its own".formatted(port));
        }
        return new HubConfig.Http(name, port, tls);
    }

    private static String listening(Entry host, Optional<HubConfig.Tls> tls) {
        String name = host.text(255, LOOPBACK);
        if (!Loopback.is(name) && tls.isEmpty()) {
            host.mistake("found \"%s\", allowed without tls is a loopback address such as 127.0.0.1; add tls to listen"
                            .formatted(name)
                    + " elsewhere");
        }
        return name;
    }

    private static Optional<HubConfig.Tls> tls(Section tls) {
        Optional<Path> keystore = tls.required("keystore").fileBeside();
        String password = tls.secret("password").text(256, "password");
        return tls.present()
                ? Optional.of(new HubConfig.Tls(keystore.orElse(Path.of("keystore.p12")), password))
                : Optional.empty();
    }

    private static boolean leavesThisMachine(HubConfig.Mqtt mqtt, HubConfig.Http http) {
        boolean broker = switch (mqtt) {
            case HubConfig.Mqtt.Embedded embedded -> Loopback.is(embedded.host());
            case HubConfig.Mqtt.External external -> Loopback.is(external.uri());
        };
        return !broker || !Loopback.is(http.host());
    }

    private static List<HubConfig.ConsoleEntry> consoles(
            Entry list,
            boolean refuseSamples,
            boolean withHomeAssistant,
            Map<String, Integer> secrets,
            Set<PersonId> people) {
        Map<String, Integer> consoles = new HashMap<>();
        Map<String, Integer> seats = new HashMap<>();
        List<HubConfig.ConsoleEntry> read = new ArrayList<>();
        for (Section entry : list.sections(1, 10_000)) {
            String hash = hash(entry, refuseSamples, secrets);
            Entry name = entry.required("console").unique(consoles);
            ConsoleId console = name.as(Ids.SHAPE, ConsoleId::new, new ConsoleId("console"));
            if (withHomeAssistant && console.text().equals(HomeAssistant.USER)) {
                name.mistake(OF_HOME_ASSISTANT + "; give the console another one");
            }
            SeatId seat = entry.required("seat").unique(seats).as(Ids.SHAPE, SeatId::new, new SeatId("seat"));
            String team = entry.optional("team").text(NAME, "");
            People.Desk desk = new People.Desk(
                    seat,
                    word(entry.optional("kind"), People.SEAT_KINDS),
                    team,
                    known(entry, "owner", people),
                    known(entry, "backup", people),
                    word(entry.optional("hook"), HOOKS).equals("rest"));
            read.add(new HubConfig.ConsoleEntry(console, seat, team, hash, desk));
        }
        return read;
    }

    private static @Nullable PersonId known(Section entry, String key, Set<PersonId> people) {
        if (!entry.has(key)) {
            return null;
        }
        return entry.optional(key)
                .as(
                        "one of the people",
                        text -> {
                            PersonId person = new PersonId(text);
                            if (!people.contains(person)) {
                                throw new IllegalArgumentException("none of them");
                            }
                            return person;
                        },
                        new PersonId("person"));
    }

    private static String hash(Section entry, boolean refuseSamples, Map<String, Integer> secrets) {
        Entry secret = entry.required("secret-sha256").secret().unique(secrets);
        String hash = secret.as(HEX, text -> SHA256.matcher(text).matches() ? text : refused(), NO_CARD.hex());
        if (refuseSamples && SampleSecrets.isHash(hash)) {
            secret.mistake(SampleSecrets.ADVICE);
        }
        return hash;
    }

    private static Optional<HomeAssistant> homeAssistant(
            Section section, HubConfig.Mqtt mqtt, boolean refuseSamples, Map<String, Integer> secrets) {
        String prefix = section.optional("prefix")
                .as(
                        PREFIX_SHAPE,
                        text -> PREFIX.matcher(text).matches() && text.length() <= LONGEST_PREFIX ? text : noPrefix(),
                        "homeassistant");
        Optional<String> hash = switch (mqtt) {
            case HubConfig.Mqtt.Embedded _ -> Optional.of(hash(section, refuseSamples, secrets));
            // it has its users itself
            case HubConfig.Mqtt.External _ -> Optional.empty();
        };
        return section.present() ? Optional.of(new HomeAssistant(prefix, hash)) : Optional.empty();
    }

    /// Mosquitto would give to both what belongs to one.
    private static void refuseHubsUser(Section mqtt, HubConfig config) {
        if (config.homeAssistant().isPresent()
                && config.mqtt() instanceof HubConfig.Mqtt.External external
                && external.user().equals(HomeAssistant.USER)) {
            mqtt.mistake("user", OF_HOME_ASSISTANT + "; give the hub another one");
        }
    }

    private static String noPrefix() {
        throw new IllegalArgumentException("not " + PREFIX_SHAPE);
    }

    private static List<HubConfig.PersonEntry> people(Entry list) {
        Map<String, Integer> people = new HashMap<>();
        Map<String, Integer> cards = new HashMap<>();
        List<HubConfig.PersonEntry> read = new ArrayList<>();
        for (Section entry : list.sections(0, 10_000)) {
            boolean leader = entry.optional("leader").flag(false);
            Entry agent = entry.optional("agent");
            boolean signsIn = agent.flag(true);
            if (!signsIn && !leader) {
                agent.mistake("a person is an agent, a leader or both, found neither");
            }
            read.add(new HubConfig.PersonEntry(
                    entry.required("person").unique(people).as(Ids.SHAPE, PersonId::new, new PersonId("person")),
                    entry.required("name").text(NAME, ""),
                    entry.optional("team").text(NAME, ""),
                    signsIn,
                    leader,
                    cards(entry.optional("cards"), cards),
                    roles(entry, signsIn, leader),
                    entry.optional("certified").flag(true)));
        }
        return read;
    }

    private static Set<String> roles(Section person, boolean agent, boolean leader) {
        Set<String> roles = new HashSet<>();
        for (Entry role : person.optional("roles").items(1, People.ROLES.size())) {
            roles.add(word(role, People.ROLES));
        }
        return roles.isEmpty() ? HubConfig.PersonEntry.usualRoles(agent, leader) : roles;
    }

    /// One of some words; the first of them where nothing stands.
    private static String word(Entry entry, List<String> allowed) {
        return entry.as(
                String.join(", ", allowed),
                text -> {
                    if (!allowed.contains(text)) {
                        throw new IllegalArgumentException("none of them");
                    }
                    return text;
                },
                allowed.getFirst());
    }

    private static List<CardCode> cards(Entry list, Map<String, Integer> seen) {
        return list.items(0, 1000).stream()
                .map(item -> item.secret()
                        .unique(seen)
                        .as(
                                "a card code of %s (a badge number itself must never stand here)".formatted(HEX),
                                CardCode::new,
                                NO_CARD))
                .toList();
    }

    private static HubConfig.SeatSettings seats(Section seats) {
        Map<String, Integer> reasons = new HashMap<>();
        Map<String, Integer> breaks = new HashMap<>();
        return new HubConfig.SeatSettings(
                seats.required("reasons").items(1, 9).stream()
                        .map(item -> item.unique(reasons)
                                .as(
                                        Ids.SHAPE + ", none of the system's own "
                                                + SYSTEM_REASONS.stream()
                                                        .sorted(java.util.Comparator.comparing(Reason::code))
                                                        .toList(),
                                        HubConfigFile::humanReason,
                                        Reason.OTHER))
                        .toList(),
                seats.required("break-types").items(1, 9).stream()
                        .map(item -> item.unique(breaks).as(Ids.SHAPE, BreakType::new, BreakType.REST))
                        .toList(),
                seconds(seats.required("not-ready-limit"), Duration.ofHours(24)),
                seconds(seats.required("wrap-up"), Duration.ofHours(1)),
                cards(seats.optional("blocked-cards"), new HashMap<>()));
    }

    private static Reason humanReason(String code) {
        Reason reason = new Reason(code);
        if (SYSTEM_REASONS.contains(reason)) {
            throw new IllegalArgumentException("a reason of the system");
        }
        return reason;
    }

    private static int seconds(Entry entry, Duration most) {
        Duration duration = entry.duration(Duration.ZERO, most, Duration.ZERO);
        if (duration.toMillisPart() != 0) {
            entry.mistake("found %d ms, allowed are whole seconds".formatted(duration.toMillis()));
        }
        return Math.toIntExact(duration.toSeconds());
    }

    private static String refused() {
        throw new IllegalArgumentException("not " + HEX);
    }

    /// Every console gets one document with all people: it has to fit into one message.
    private static void refuseTooMuch(Entry people, HubConfig config) {
        List<Settings.KnownPerson> known = config.people().stream()
                .map(person -> new Settings.KnownPerson(
                        person.person(), person.name(), person.agent(), person.leader(), person.cards()))
                .toList();
        HubConfig.SeatSettings seats = config.seats();
        List<Reason> reasons = seats.reasons().isEmpty() ? Settings.NONE.reasons() : seats.reasons();
        List<BreakType> breaks = seats.breakTypes().isEmpty() ? Settings.NONE.breakTypes() : seats.breakTypes();
        int bytes = WireJson.write(new Settings(
                        Long.MAX_VALUE, known, seats.blockedCards(), reasons, breaks, Integer.MAX_VALUE, 3600))
                .length;
        if (bytes > SETTINGS_MOST) {
            people.mistake("found %d people with %d bytes of settings, allowed are %d bytes: remove people or cards"
                    .formatted(known.size(), bytes, SETTINGS_MOST));
        }
    }
}

package dev.seatline.device;

import dev.seatline.config.BrokerAddress;
import dev.seatline.config.ConfigFile;
import dev.seatline.config.Entry;
import dev.seatline.config.Loaded;
import dev.seatline.config.Loopback;
import dev.seatline.config.SampleSecrets;
import dev.seatline.config.Section;
import dev.seatline.device.hardware.pins.PinSettings;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Ids;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.SiteKey;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the console's configuration file; `config/console.yaml` explains every key, and
/// `config/console-pins.yaml` those of real parts. Stateless; any thread.
public final class ConsoleConfigFile {
    private static final int KEEP_CONFIRMED = 10_000;
    private static final Duration TENTH = Duration.ofMillis(100);
    private static final Pattern SECRET = Pattern.compile("[0-9a-fA-F]{64}");
    private static final int MOST_NAMES = 8;
    private static final int LAST_PORT = 65_535;
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}");
    private static final String STAND_IN = "0".repeat(64);

    private ConsoleConfigFile() {}

    /// The configuration, or everything that is wrong with the file. Throws nothing for what the file holds.
    public static Loaded<ConsoleConfig> load(Path file) {
        return ConfigFile.load(file, ConsoleConfigFile::read);
    }

    /// The other files that a configuration names: secrets, certificates.
    static List<Path> filesNamed(Path file) {
        return List.copyOf(ConfigFile.filesNamed(file, ConsoleConfigFile::read));
    }

    /// The same of a content that is not in the file yet.
    static Loaded<ConsoleConfig> load(Path file, byte[] content) {
        return ConfigFile.load(file, content, ConsoleConfigFile::read);
    }

    static ConsoleConfig read(Section root) {
        ConsoleConfig.HubAddress hub = hub(root.required("hub").section());
        SeatRules rules = rules(root.optional("rules").section());
        Optional<PinSettings> pins = pins(root, rules);
        return new ConsoleConfig(
                root.required("site").as(Ids.SHAPE, SiteId::new, new SiteId("site")),
                root.required("seat").as(Ids.SHAPE, SeatId::new, new SeatId("seat")),
                root.required("console").as(Ids.SHAPE, ConsoleId::new, new ConsoleId("console")),
                root.required("data").path(Path.of("data")),
                hub,
                siteKey(root.secret("site-key"), hub.uri()),
                pins.isPresent() ? ConsoleConfig.Hardware.PINS : ConsoleConfig.Hardware.BENCH,
                pins,
                rules,
                http(root.optional("http").section()),
                root.optional("keep-confirmed").number(1, 1_000_000, KEEP_CONFIRMED),
                root.optional("trust-clock-at-start").flag(false));
    }

    private static Optional<PinSettings> pins(Section root, SeatRules rules) {
        // whoever describes pins means them, also when he misspelt the key before
        ConsoleConfig.Hardware hardware = root.required("hardware")
                .choice(
                        ConsoleConfig.Hardware.class,
                        root.has("pins") ? ConsoleConfig.Hardware.PINS : ConsoleConfig.Hardware.BENCH);
        return switch (hardware) {
            case BENCH -> {
                Entry described = root.optional("pins");
                if (root.has("pins")) {
                    described.mistake(
                            "belongs to \"hardware: pins\", found \"hardware: bench\"; change that, or take pins"
                                    + " out");
                }
                yield Optional.empty();
            }
            case PINS -> {
                Section pins = root.required("pins").section();
                yield pins.present() ? Optional.of(PinConfig.read(pins, rules)) : Optional.empty();
            }
        };
    }

    private static ConsoleConfig.HubAddress hub(Section hub) {
        URI uri = BrokerAddress.read(hub.required("uri"));
        Entry entry = hub.secret("secret");
        String secret = entry.as("64 hex digits", text -> SECRET.matcher(text).matches() ? text : refused(), STAND_IN);
        refuseSample(entry, secret, uri);
        return new ConsoleConfig.HubAddress(uri, secret, hub.optional("trust").fileBeside());
    }

    private static SiteKey siteKey(Entry entry, URI hub) {
        String hex = entry.as("64 hex digits", text -> SECRET.matcher(text).matches() ? text : refused(), STAND_IN);
        refuseSample(entry, hex, hub);
        return SiteKey.ofHex(hex);
    }

    private static String refused() {
        throw new IllegalArgumentException("not 64 hex digits");
    }

    private static void refuseSample(Entry entry, String secret, URI hub) {
        if (SampleSecrets.isSecret(secret) && !Loopback.is(hub)) {
            entry.mistake(SampleSecrets.ADVICE + ", found hub " + hub);
        }
    }

    private static SeatRules rules(Section rules) {
        SeatRules usual = SeatRules.DEFAULT;
        SeatRules.HookMode hook = rules.optional("hook").choice(SeatRules.HookMode.class, usual.hook());
        Duration sameCard =
                rules.optional("same-card").duration(Duration.ZERO, Duration.ofMinutes(1), usual.sameCard());
        Duration chooser = rules.optional("chooser").duration(TENTH, Duration.ofMinutes(1), usual.chooser());
        Duration period = rules.optional("ring-period").duration(TENTH, Duration.ofSeconds(30), usual.ringPeriod());
        Duration silence = rules.optional("ring-silence").duration(TENTH, Duration.ofMinutes(1), usual.ringSilence());
        if (silence.compareTo(period) <= 0) {
            rules.mistake(
                    "ring-silence",
                    "found %s ms, must be longer than the ring-period of %s ms"
                            .formatted(silence.toMillis(), period.toMillis()));
            return usual;
        }
        return new SeatRules(hook, sameCard, chooser, period, silence);
    }

    private static Optional<ConsoleConfig.Http> http(Section http) {
        String host = http.optional("host")
                .as(
                        "localhost or an address: 127.0.0.1 for this machine only, 0.0.0.0 for all networks (needs a"
                                + " technician PIN: ./seatline console-pin)",
                        ConsoleConfigFile::listenable,
                        "127.0.0.1");
        int port = http.required("port").number(0, 65535, 0);
        List<String> names = http.optional("names").items(0, MOST_NAMES).stream()
                .map(entry -> entry.as(
                        "a name such as console-17.example.org, without a port",
                        name -> HOST_NAME.matcher(name).matches() ? name : refusedName(),
                        "localhost"))
                .toList();
        Optional<ConsoleConfig.HubAccounts> accounts = hubAccounts(http);
        boolean metrics = http.optional("metrics").flag(false);
        return http.present()
                ? Optional.of(new ConsoleConfig.Http(host, port, names, accounts, metrics))
                : Optional.empty();
    }

    private static Optional<ConsoleConfig.HubAccounts> hubAccounts(Section http) {
        Entry entry = http.optional("hub-accounts");
        Optional<URI> uri = entry.as(
                "https://host or https://host:port", text -> Optional.of(webAddress(text)), Optional.<URI>empty());
        Optional<Path> trust = http.optional("hub-trust").fileBeside();
        if (uri.isPresent() && uri.get().getScheme().equals("http") && !Loopback.is(uri.get())) {
            entry.mistake(
                    "http:// is plain text and stays on this machine (127.0.0.1), found host \"%s\"; write https://"
                            .formatted(uri.get().getHost()));
        }
        return uri.map(address -> new ConsoleConfig.HubAccounts(address, trust));
    }

    private static URI webAddress(String text) {
        URI uri = URI.create(text);
        boolean right = uri.getScheme() != null
                && Set.of("http", "https").contains(uri.getScheme())
                && uri.getHost() != null
                && uri.getPort() <= LAST_PORT
                && uri.getUserInfo() == null
                && Set.of("", "/").contains(uri.getPath())
                && uri.getQuery() == null
                && uri.getFragment() == null;
        if (!right) {
            throw new IllegalArgumentException("not the address of a hub");
        }
        return uri;
    }

    private static String refusedName() {
        throw new IllegalArgumentException("no name of a machine");
    }

    /// Names are not looked up, see [Loopback].
    private static String listenable(String host) {
        if (!Loopback.is(host)) {
            InetAddress ignored = InetAddress.ofLiteral(host);
        }
        return host;
    }
}

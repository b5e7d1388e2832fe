package dev.shoutgate.config;

import dev.shoutgate.config.BadSettingException.Problem;
import dev.shoutgate.config.GatewayConfig.Admission;
import dev.shoutgate.config.GatewayConfig.Buyers;
import dev.shoutgate.config.GatewayConfig.Capacity;
import dev.shoutgate.config.GatewayConfig.ClientAddressHeader;
import dev.shoutgate.config.GatewayConfig.Demo;
import dev.shoutgate.config.GatewayConfig.Durability;
import dev.shoutgate.config.GatewayConfig.FrontPage;
import dev.shoutgate.config.GatewayConfig.Identity;
import dev.shoutgate.config.GatewayConfig.IdentityMode;
import dev.shoutgate.config.GatewayConfig.Journal;
import dev.shoutgate.config.GatewayConfig.Metrics;
import dev.shoutgate.config.GatewayConfig.OperatorToken;
import dev.shoutgate.config.GatewayConfig.Shards;
import dev.shoutgate.config.GatewayConfig.Operators;
import dev.shoutgate.config.GatewayConfig.Ring;
import dev.shoutgate.config.GatewayConfig.Room;
import dev.shoutgate.config.GatewayConfig.Snapshot;
import dev.shoutgate.config.GatewayConfig.Transport;
import dev.shoutgate.config.SettingTree.Scalar;
import dev.shoutgate.config.SettingTree.Section;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Where every setting stands once, with its name, its default and its range. */
final class GatewayConfigReader {
    private static final String BIND = "an address and a port such as 127.0.0.1:8080, \"[::1]:8080\" or localhost:8080";
    private static final String RANGE = "addresses or CIDR blocks such as 10.0.0.5, 10.0.0.0/8 or \"fd00::/8\"";
    private static final String ID = "1 to 64 of A-Z a-z 0-9 . _ : -";
    private static final Pattern ID_PATTERN = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Pattern MERCHANT_PATTERN = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final int MAX_WEIGHT = 1000;
    private static final Pattern SHA256_PATTERN = Pattern.compile("[0-9A-Fa-f]{64}");

    private final SettingsReader top;

    private GatewayConfigReader(SettingsReader top) {
        this.top = top;
    }

    /** @throws BadSettingException with every problem of the text */
    static GatewayConfig read(String yaml, String source) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> wantsByPath = new TreeMap<>();
        Section settings = SettingTreeReader.read(yaml, source, problems);
        GatewayConfig config = new GatewayConfigReader(
                new SettingsReader("", settings, wantsByPath, problems)).config();
        UnknownSettings.find(settings, wantsByPath.keySet(), problems);
        if (!problems.isEmpty()) {
            throw new BadSettingException(source, problems);
        }
        return config;
    }

    /** Every setting by its path, with what is allowed there; those inside list entries are left out. */
    static Map<String, String> wantsByPath() {
        Map<String, String> wantsByPath = new TreeMap<>();
        Section nothing = new Section(1, Map.of());
        new GatewayConfigReader(new SettingsReader("", nothing, wantsByPath, new ArrayList<>())).config();
        return wantsByPath;
    }

    static int autoShards(int cores) {
        return cores <= 4 ? 1 : Math.min(16, cores / 4);
    }

    static int autoEventLoops(int cores) {
        return Math.max(1, Math.min(256, cores / 2));
    }

    private GatewayConfig config() {
        int cores = Runtime.getRuntime().availableProcessors();
        Path data = top.path("data", Path.of("data"));
        Buyers buyers = buyers(top.section("buyers"), cores);
        Durability durability = top.choice("durability", Durability.DISK);
        ClusterSettings cluster = ClusterSettings.read(top.section("cluster"), durability);
        return new GatewayConfig(
                data,
                durability,
                cluster,
                shards(top, cores, durability),
                buyers,
                operators(top.section("operators")),
                identity(top.section("identity"), buyers),
                admission(top.section("admission")),
                ring(top.section("ring")),
                capacity(top.section("capacity")),
                journal(top.section("journal")),
                new Snapshot(top.section("snapshot").whole("every-facts", 1_000_000, 1000, 1_000_000_000)),
                room(top.section("room")),
                new Metrics(top.section("metrics").whole("max-items", 1000, 0, 100_000)),
                storages(data, durability),
                top.duration("retention", "30d", "1s", "3650d"),
                top.duration("drain-timeout", "10s", "0s", "10m"),
                top.duration("tick", "20ms", "5ms", "1s"),
                Demo.NONE);
    }

    private static Shards shards(SettingsReader top, int cores, Durability durability) {
        int written = top.wholeOrAuto("shards", 0, 1, 64);
        if (durability == Durability.QUORUM) {
            if (written > 1) {
                top.refuse("shards", "got " + written + " with durability quorum, wants auto or 1: a cluster has one"
                        + " log");
            }
            return new Shards(1, false);
        }
        return written == 0 ? new Shards(autoShards(cores), true) : new Shards(written, false);
    }

    private static Buyers buyers(SettingsReader buyers, int cores) {
        return new Buyers(
                bind(buyers, "127.0.0.1:8080"),
                buyers.truth("proxy-protocol", false),
                buyers.wholeOrAuto("event-loops", autoEventLoops(cores), 1, 256),
                buyers.choice("transport", Transport.AUTO),
                buyers.whole("max-connections", 100_000, 1, 1_000_000),
                buyers.whole("max-connections-per-address", 50_000, 1, 1_000_000),
                buyers.whole("max-in-flight-per-connection", 64, 1, 1024),
                buyers.duration("idle-timeout", "75s", "1s", "1h"),
                buyers.duration("request-timeout", "10s", "100ms", "10m"),
                buyers.bytes("max-header-bytes", "16KiB", "1KiB", "64KiB"),
                buyers.bytes("max-uri-bytes", "4KiB", "256", "16KiB"),
                buyers.values("cors-origins", OriginText.WANTS, scalar -> scalar.words().filter(OriginText::isOne)),
                TlsSettings.read(buyers.section("tls")));
    }

    private static Operators operators(SettingsReader operators) {
        return new Operators(
                bind(operators, "127.0.0.1:8081"),
                tokens(operators),
                operators.bytes("max-body-bytes", "1MiB", "8KiB", "16MiB"));
    }

    private static List<OperatorToken> tokens(SettingsReader operators) {
        List<OperatorToken> tokens = new ArrayList<>();
        for (SettingsReader entry : operators.sections("tokens", "{name, sha256, merchant}").orElse(List.of())) {
            token(entry).ifPresent(token -> {
                refuseReserved(entry, token);
                refuseRepetition(entry, token, tokens);
                tokens.add(token);
            });
        }
        return tokens;
    }

    private static Optional<OperatorToken> token(SettingsReader entry) {
        Optional<String> name = entry.required("name", ID, GatewayConfigReader::id);
        Optional<String> sha256 = entry.requiredSecret("sha256", "64 hex digits", GatewayConfigReader::sha256);
        Optional<String> merchant = entry.optional("merchant", ID, GatewayConfigReader::id);
        return name.flatMap(known -> sha256.map(hash -> new OperatorToken(known, hash, merchant)));
    }

    private static void refuseReserved(SettingsReader entry, OperatorToken token) {
        if (token.name().equals(OperatorToken.CLOCK) || token.name().equals(OperatorToken.BUYER)) {
            entry.refuse("name", "got \"" + token.name() + "\", wants another name: histories and events call "
                    + (token.name().equals(OperatorToken.CLOCK) ? "what happens by time so" : "buyers so"));
        }
    }

    private static void refuseRepetition(SettingsReader entry, OperatorToken token, List<OperatorToken> before) {
        for (OperatorToken other : before) {
            if (other.name().equals(token.name())) {
                entry.refuse("name", "got \"" + token.name() + "\" a second time, wants names that differ");
            } else if (other.sha256().equals(token.sha256())) {
                entry.refuse("sha256", "is that of \"" + other.name() + "\" too, wants tokens that differ");
            }
        }
    }

    private Identity identity(SettingsReader identity, Buyers buyers) {
        IdentityMode mode = identity.choice("mode", IdentityMode.HEADER);
        TokenSettings jwt = TokenSettings.read(identity.section("jwt"));
        List<AddressRange> proxies = identity.values("trusted-proxies", RANGE,
                scalar -> scalar.words().flatMap(AddressRange::parse));
        boolean anybodyReachesIt = !buyers.bind().getAddress().isLoopbackAddress();
        if (mode == IdentityMode.HEADER && anybodyReachesIt && proxies.isEmpty()) {
            // Told at the line that opened the door, where the mode itself is not written down.
            int line = identity.has("mode") ? identity.lineOf("mode") : top.section("buyers").lineOf("bind");
            identity.refuse("mode", line, "got header with buyers.bind " + buyers.bind().getAddress().getHostAddress()
                    + ", where anybody can send the header and be any buyer; "
                    + "wants identity.trusted-proxies, or a loopback buyers.bind");
        }
        if (mode == IdentityMode.HEADER && jwt.hasKeys()) {
            identity.refuse("mode", identity.lineOf(identity.has("mode") ? "mode" : "jwt"), "got header with a key in "
                    + "identity.jwt, where nobody looks at tokens; wants jwt, or none for both files");
        }
        if (mode == IdentityMode.JWT && !jwt.hasKeys()) {
            identity.refuse("mode", "got jwt without a key, wants identity.jwt.secret-file (HS256), "
                    + "identity.jwt.public-key-file (RS256, ES256), or both");
        }
        if (buyers.proxyProtocol() && proxies.isEmpty()) {
            top.section("buyers").refuse("proxy-protocol", "got true without identity.trusted-proxies, wants the "
                    + "addresses of those proxies there: nobody else's connections are taken");
        }
        return new Identity(mode, proxies,
                identity.choice("client-address", ClientAddressHeader.X_FORWARDED_FOR), jwt);
    }

    private static Admission admission(SettingsReader admission) {
        return new Admission(
                admission.whole("rate-per-buyer", 0, 0, 100_000),
                admission.whole("burst", 20, 1, 100_000),
                admission.whole("rate-per-address", 0, 0, 100_000),
                admission.whole("burst-per-address", 1000, 1, 100_000),
                admission.wholesByName("shares", "whole weights up to " + MAX_WEIGHT + " by merchant", MERCHANT_PATTERN,
                        MAX_WEIGHT));
    }

    private static Ring ring(SettingsReader ring) {
        int slots = ring.powerOfTwo("slots", 16_384, 64, 1_048_576);
        return new Ring(slots, ring.wholeOrAuto("reserved-slots", slots / 8, 0, slots / 2));
    }

    private static Capacity capacity(SettingsReader capacity) {
        return new Capacity(
                capacity.whole("orders", 10_000_000, 1000, 2_000_000_000),
                capacity.whole("items", 100_000, 500, 10_000_000));
    }

    private static Journal journal(SettingsReader journal) {
        return new Journal(
                journal.bytes("segment-bytes", "64MiB", "4MiB", "1GiB"),
                journal.whole("max-unflushed-facts", 100_000_000, 10, 2_000_000_000));
    }

    private static Room room(SettingsReader room) {
        return new Room(room.whole("max-watchers", 50_000, 0, 1_000_000),
                room.choice("front-page", FrontPage.AUTO));
    }

    private List<StoreSettings> storages(Path data, Durability durability) {
        Optional<List<SettingsReader>> entries =
                top.sections("storage", "{type, " + String.join(", ", StoreKind.allSettings()) + "}");
        if (entries.isEmpty()) {
            return List.of(new SqliteSettings(Optional.empty()));
        }
        List<StoreSettings> storages = new ArrayList<>();
        for (SettingsReader entry : entries.get()) {
            storage(entry).ifPresent(storage -> {
                if (durability == Durability.QUORUM && storage.kind() != StoreKind.SQLITE) {
                    entry.refuse("type", "got a store that members would share, which is not there yet with durability"
                            + " quorum; wants sqlite, which each member has for itself");
                }
                // Two followers of one place would each count the other's work as their own.
                String place = storage.place(data);
                if (storages.stream().anyMatch(other -> other.place(data).equals(place))) {
                    String setting = storage.kind().placeSetting();
                    entry.refuse(setting, "got " + place + " a second time, wants a " + setting + " that differs");
                }
                storages.add(storage);
            });
        }
        return storages;
    }

    private static Optional<? extends StoreSettings> storage(SettingsReader entry) {
        Optional<StoreKind> type = entry.requiredChoice("type", StoreKind.class);
        if (type.isEmpty()) {
            // The fields of the types to come are no misspellings, and the type alone is the problem to tell.
            entry.known(StoreKind.allSettings());
        }
        return type.flatMap(kind -> kind.reader.apply(entry));
    }

    private static InetSocketAddress bind(SettingsReader section, String absent) {
        return section.optional("bind", BIND, scalar -> scalar.words().flatMap(AddressText::bind))
                .orElseGet(() -> AddressText.bind(absent).orElseThrow());
    }

    /** An id may look like a number to YAML; as it was written it is an id all the same. */
    private static Optional<String> id(Scalar scalar) {
        return Optional.of(scalar.text()).filter(text -> ID_PATTERN.matcher(text).matches());
    }

    private static Optional<String> sha256(Scalar scalar) {
        return Optional.of(scalar.text()).filter(text -> SHA256_PATTERN.matcher(text).matches())
                .map(text -> text.toLowerCase(Locale.ROOT));
    }
}

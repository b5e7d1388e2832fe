package dev.shoutgate.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Locale;
import java.util.Optional;

/**
 * Every setting of the gateway: defaults, then the YAML file, then the command line. Immutable, for any thread.
 *
 * <p>{@code config/gateway.yaml} lists them all with what they are for and what is allowed; {@link GatewayConfigReader}
 * is where the defaults and ranges stand. Sections and components are named as the settings are.
 *
 * @param data folder of journal, snapshots and locks
 * @param durability what a 2xx promises
 * @param cluster whose quorum that is; without members for any other durability
 * @param shards how many shards
 * @param storage where orders go downstream; may be empty
 * @param retention how long a closed sale and its orders are kept
 * @param drainTimeout how long a stop waits for what was taken
 * @param tick how often holds and windows are looked at
 * @param demo whether it is a demo, which the command line alone can say
 */
public record GatewayConfig(
        Path data, Durability durability, ClusterSettings cluster, Shards shards, Buyers buyers, Operators operators,
        Identity identity, Admission admission, Ring ring, Capacity capacity, Journal journal, Snapshot snapshot,
        Room room, Metrics metrics,
        List<StoreSettings> storage, Duration retention, Duration drainTimeout, Duration tick, Demo demo) {

    private static final long MAX_FILE_BYTES = 1 << 20;

    /** The token is the word {@code demo}: for trying the gateway out. */
    private static final OperatorToken DEMO_TOKEN = new OperatorToken(
            "demo", "2a97516c354b68848cdbd8f54a226a0a55b21ed138e207ad6c5cbb9c00aa5aea", Optional.empty());

    /**
     * What a 2xx promises: on disk; with the operating system, which outlives the process but not the machine; or with
     * most members of a cluster.
     */
    public enum Durability { DISK, OS, QUORUM }

    /**
     * How many shards.
     *
     * @param number at least 1; for {@code auto} how many a folder gets that is made on this machine
     * @param auto   whether a folder that was made before, perhaps on another machine, stays as it was made
     */
    public record Shards(int number, boolean auto) { }

    /** How sockets are driven: {@code AUTO} is epoll where it loads and NIO elsewhere. */
    public enum Transport { AUTO, EPOLL, IO_URING, NIO }

    /** No demo; one for this machine; one that lets phones in, which name their buyers themselves. */
    public enum Demo { NONE, HERE, NETWORK }

    /** Who says who the buyer is: {@code X-Buyer-Id} as a trusted proxy sets it, or a signed token of the shop. */
    public enum IdentityMode { HEADER, JWT }

    /**
     * The buyers' side.
     *
     * @param proxyProtocol whether every connection begins with a header of the PROXY protocol
     * @param maxInFlightPerConnection how many requests of one connection may wait for their replies, and how many
     *                                 streams of HTTP/2 may be open
     * @param idleTimeout how long a connection may say nothing between requests
     * @param requestTimeout by when a whole request must have arrived
     * @param corsOrigins whose pages may call beside the gateway's own, as browsers write it: scheme, host, port
     */
    public record Buyers(
            InetSocketAddress bind, boolean proxyProtocol, int eventLoops, Transport transport, int maxConnections,
            int maxConnectionsPerAddress, int maxInFlightPerConnection, Duration idleTimeout, Duration requestTimeout,
            int maxHeaderBytes, int maxUriBytes, List<String> corsOrigins, TlsSettings tls) {
        public Buyers {
            corsOrigins = List.copyOf(corsOrigins);
        }
    }

    /** The operators' side. Names and hashes of its tokens are unique. */
    public record Operators(InetSocketAddress bind, List<OperatorToken> tokens, int maxBodyBytes) {
        public Operators {
            tokens = List.copyOf(tokens);
        }
    }

    /**
     * Who may operate, without the token itself.
     *
     * @param name stands in the history of what operators did
     * @param sha256 of the token, 64 hex digits in lower case
     * @param merchant whose sales the token may touch; empty for all of them
     */
    public record OperatorToken(String name, String sha256, Optional<String> merchant) {

        /** What histories and events call a sale's own window and holds that run out; no token may be named so. */
        public static final String CLOCK = "clock";

        /** What events call whoever bought; no token may be named so either. */
        public static final String BUYER = "buyer";

        /** What is kept of a token: its SHA-256, of UTF-8. */
        public static byte[] hash(String token) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        boolean clashesWith(OperatorToken other) {
            return name.equals(other.name) || sha256.equals(other.sha256);
        }
    }

    /** In which header trusted proxies say where a request comes from; with {@code NONE} in none. */
    public enum ClientAddressHeader {
        X_FORWARDED_FOR, FORWARDED, NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Who the buyer is; {@code jwt} counts in that mode only. */
    public record Identity(IdentityMode mode, List<AddressRange> trustedProxies, ClientAddressHeader clientAddress,
            TokenSettings jwt) {
        public Identity {
            trustedProxies = List.copyOf(trustedProxies);
        }

        /** Whether that peer may say who the buyer is: a trusted proxy, or where there are none this machine itself. */
        public boolean trusts(InetAddress peer) {
            return trustedProxies.isEmpty() ? peer.isLoopbackAddress()
                    : trustedProxies.stream().anyMatch(range -> range.contains(peer));
        }
    }

    /**
     * Who may come in how often.
     *
     * @param ratePerBuyer buys per second that one buyer may send; 0 is no limit
     * @param burst how many of them at once
     * @param ratePerAddress buys per second that one address may send; 0 is no limit
     * @param burstPerAddress how many of them at once
     * @param shares by merchant the weight of its share of each ring where several are pressed; others have 1
     */
    public record Admission(int ratePerBuyer, int burst, int ratePerAddress, int burstPerAddress,
            Map<String, Integer> shares) {
        public Admission {
            shares = Map.copyOf(shares);
        }
    }

    /** The ring of each shard; the reserved slots are kept for payments and operators. */
    public record Ring(int slots, int reservedSlots) { }

    /** How much one shard holds. */
    public record Capacity(int orders, int items) { }

    /**
     * The journal of each shard.
     *
     * @param maxUnflushedFacts how many facts of all shards a store may be behind before the gateway is not ready
     */
    public record Journal(int segmentBytes, int maxUnflushedFacts) { }

    /**
     * The snapshots of each shard.
     *
     * @param everyFacts how many facts make a new one due; while it would hold more than twice as many orders, half of
     *                   those
     */
    public record Snapshot(int everyFacts) { }

    /**
     * The live room.
     *
     * @param maxWatchers how many connections may watch a sale, over all sales and both ports
     */
    public record Room(int maxWatchers, FrontPage frontPage) { }

    /** Whether the buyers' front page lists the sales: {@code AUTO} is {@link #listsSales}. */
    public enum FrontPage { AUTO, ALL, NONE }

    /** What {@code /metrics} shows: of so many items the stock, each in three series. */
    public record Metrics(int maxItems) { }

    public GatewayConfig {
        storage = List.copyOf(storage);
    }

    /** What holds where no file says otherwise, on this machine. */
    public static GatewayConfig defaults() {
        return parse("");
    }

    /** @throws BadSettingException where the text is no YAML, or any setting in it is wrong or unknown */
    public static GatewayConfig parse(String yaml) {
        return GatewayConfigReader.read(yaml, "");
    }

    /** @throws BadSettingException as {@link #parse}, and where the file cannot be read */
    public static GatewayConfig load(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw BadSettingException.of(file.toString(), "is a folder, wants a YAML file");
            }
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw BadSettingException.of(file.toString(), "has " + Files.size(file) + " bytes, wants at most "
                        + MAX_FILE_BYTES);
            }
            return GatewayConfigReader.read(Files.readString(file), file.toString());
        } catch (NoSuchFileException absent) {
            throw BadSettingException.of(file.toString(), "there is no such file");
        } catch (CharacterCodingException notText) {
            throw BadSettingException.of(file.toString(), "is not UTF-8 text");
        } catch (IOException unreadable) {
            throw BadSettingException.of(file.toString(), "cannot be read: " + unreadable.getMessage());
        }
    }

    /** As with {@code --data}: a storage that lives in the data folder moves with it. */
    public GatewayConfig withData(Path folder) {
        if (folder.toString().isEmpty()) {
            // The folder that one happens to be in is where nobody means to keep a journal.
            throw BadSettingException.of("--data", "got an empty path, wants a folder, \".\" for this one");
        }
        return new GatewayConfig(folder, durability, cluster, shards, buyers, operators, identity, admission, ring,
                capacity, journal, snapshot, room, metrics, storage, retention, drainTimeout, tick, demo);
    }

    /** As with {@code --port}: the buyers' address with another port, 0..65535, where 0 lets the system choose. */
    public GatewayConfig withBuyersPort(int port) {
        return with(buyersOn(onPort("--port", buyers.bind, port)), operators, identity, demo);
    }

    /** As with {@code --operator-port}: the operators' address with another port, as {@link #withBuyersPort}. */
    public GatewayConfig withOperatorsPort(int port) {
        return with(buyers, new Operators(onPort("--operator-port", operators.bind, port), operators.tokens,
                operators.maxBodyBytes), identity, demo);
    }

    /**
     * As with {@code --demo}: a platform token {@code demo}, the sale of that name, and a page that pays its orders.
     *
     * @throws BadSettingException where the settings use that name or that token for something else
     */
    public GatewayConfig withDemo() {
        if (operators.tokens.stream().anyMatch(other -> !other.equals(DEMO_TOKEN) && DEMO_TOKEN.clashesWith(other))) {
            throw BadSettingException.of("--demo", "operators.tokens uses the name or the token demo for another, "
                    + "wants both free");
        }
        List<OperatorToken> tokens = new ArrayList<>(operators.tokens);
        if (!tokens.contains(DEMO_TOKEN)) {
            tokens.add(DEMO_TOKEN);
        }
        return with(buyers, new Operators(operators.bind, tokens, operators.maxBodyBytes), identity, Demo.HERE);
    }

    /**
     * As with {@code --lan}: whoever is in one of these networks is the buyer that it says it is. So it is for demos
     * alone: no other operator may be there to sell anything, and {@code wiring.DemoSale} looks at what is there.
     *
     * @throws BadSettingException without {@link #withDemo}, or where there is an operator beside that of the demo
     */
    public GatewayConfig withPhonesOf(List<AddressRange> networks) {
        if (demo == Demo.NONE) {
            throw BadSettingException.of("--lan", "got it without --demo, wants both: whoever is in the network may "
                    + "buy under any name then");
        }
        if (identity.mode != IdentityMode.HEADER) {
            throw BadSettingException.of("--lan", "got it with identity.mode jwt, wants header: the phones of a demo "
                    + "have no tokens");
        }
        if (!operators.tokens.equals(List.of(DEMO_TOKEN)) || !identity.trustedProxies.isEmpty()) {
            throw BadSettingException.of("--lan", "got operators.tokens or identity.trusted-proxies with it, wants "
                    + "neither: whoever is in the network may buy under any name, so no shop may sell here");
        }
        if (!operators.bind.getAddress().isLoopbackAddress()) {
            throw BadSettingException.of("--lan", "got it with operators.bind " + operators.bind
                    + ", wants a loopback address: everybody knows the token of the demo");
        }
        InetSocketAddress everywhere = new InetSocketAddress(buyers.bind.getPort());
        return with(buyersOn(everywhere), operators,
                new Identity(IdentityMode.HEADER, networks, identity.clientAddress, identity.jwt), Demo.NETWORK);
    }

    /**
     * Whether whoever opens the buyers' front page sees which sales there are. A sale shows itself to all who know its
     * id, but which shops are here, and what they are going to sell, is theirs to tell. So by itself the page lists
     * them where nobody is expected but the machine's own people: on a loopback address without a proxy, in a demo.
     */
    public boolean listsSales() {
        return demo != Demo.NONE || room.frontPage == FrontPage.ALL
                || room.frontPage == FrontPage.AUTO && buyers.bind.getAddress().isLoopbackAddress()
                && identity.trustedProxies.isEmpty();
    }

    private Buyers buyersOn(InetSocketAddress bind) {
        return new Buyers(bind, buyers.proxyProtocol, buyers.eventLoops, buyers.transport, buyers.maxConnections,
                buyers.maxConnectionsPerAddress, buyers.maxInFlightPerConnection, buyers.idleTimeout,
                buyers.requestTimeout, buyers.maxHeaderBytes, buyers.maxUriBytes,
                buyers.corsOrigins, buyers.tls);
    }

    private GatewayConfig with(Buyers otherBuyers, Operators otherOperators, Identity otherIdentity, Demo otherDemo) {
        return new GatewayConfig(data, durability, cluster, shards, otherBuyers, otherOperators, otherIdentity,
                admission, ring, capacity, journal, snapshot, room, metrics, storage, retention, drainTimeout, tick,
                otherDemo);
    }

    private static InetSocketAddress onPort(String option, InetSocketAddress bind, int port) {
        if (port < 0 || port > 65_535) {
            throw BadSettingException.of(option, "got " + port + ", wants a port from 0 to 65535");
        }
        return new InetSocketAddress(bind.getAddress(), port);
    }
}

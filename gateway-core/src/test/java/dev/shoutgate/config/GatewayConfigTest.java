package dev.shoutgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.config.GatewayConfig.Durability;
import dev.shoutgate.config.GatewayConfig.IdentityMode;
import dev.shoutgate.config.GatewayConfig.OperatorToken;
import dev.shoutgate.config.GatewayConfig.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayConfigTest {
    private static final String HASH_A = "aa".repeat(32);
    private static final String HASH_B = "bb".repeat(32);

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nothing but a comment\n", "---\n", "~",
        "buyers:\n  # all of it commented out\n"})
    void saysTheDefaultsWhereTheFileSaysNothing(String yaml) {
        assertThat(GatewayConfig.parse(yaml)).isEqualTo(GatewayConfig.defaults());
    }

    @Test
    void hasTheDefaultsThatThePromisesAreMadeWith() {
        GatewayConfig config = GatewayConfig.defaults();

        assertThat(config.data()).isEqualTo(Path.of("data"));
        assertThat(config.durability()).isEqualTo(Durability.DISK);
        assertThat(config.buyers()).isEqualTo(new GatewayConfig.Buyers(
                new InetSocketAddress("127.0.0.1", 8080), false, config.buyers().eventLoops(), Transport.AUTO, 100_000,
                50_000, 64, Duration.ofSeconds(75), Duration.ofSeconds(10), 16 * 1024, 4 * 1024, List.of(),
                TlsSettings.NONE));
        assertThat(config.operators().bind()).isEqualTo(new InetSocketAddress("127.0.0.1", 8081));
        assertThat(config.operators().tokens()).isEmpty();
        assertThat(config.operators().maxBodyBytes()).isEqualTo(1024 * 1024);
        assertThat(config.identity().mode()).isEqualTo(IdentityMode.HEADER);
        assertThat(config.identity().trustedProxies()).isEmpty();
        assertThat(config.admission()).isEqualTo(new GatewayConfig.Admission(0, 20, 0, 1000, Map.of()));
        assertThat(config.ring()).isEqualTo(new GatewayConfig.Ring(16_384, 2048));
        assertThat(config.capacity()).isEqualTo(new GatewayConfig.Capacity(10_000_000, 100_000));
        assertThat(config.journal().segmentBytes()).isEqualTo(64 * 1024 * 1024);
        assertThat(config.storage()).containsExactly(new SqliteSettings(Optional.empty()));
        assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.tick()).isEqualTo(Duration.ofMillis(20));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 1, 1", "4, 1, 2", "5, 1, 2", "8, 2, 4", "64, 16, 32", "1024, 16, 256"})
    void choosesShardsAndEventLoopsByTheCores(int cores, int shards, int eventLoops) {
        assertThat(GatewayConfigReader.autoShards(cores)).isEqualTo(shards);
        assertThat(GatewayConfigReader.autoEventLoops(cores)).isEqualTo(eventLoops);
    }

    @Test
    void takesEverySettingFromTheFile() {
        GatewayConfig config = GatewayConfig.parse("""
                data: /srv/shoutgate
                durability: os
                shards: 3
                buyers: {bind: "[::1]:9000", event-loops: 7, transport: nio, max-connections: 1_000,
                         max-connections-per-address: 10, max-in-flight-per-connection: 1, idle-timeout: 1h,
                         request-timeout: 500ms, max-header-bytes: 2KiB, max-uri-bytes: 300,
                         cors-origins: ["https://shop.example.com", "http://localhost:3000"],
                         tls: {certificate: tls.crt, key: tls.key}}
                operators: {bind: "localhost:0", max-body-bytes: 2MiB}
                identity: {trusted-proxies: [10.0.0.0/8, "::1"]}
                admission: {rate-per-buyer: 5, burst: 6}
                ring: {slots: 64, reserved-slots: 0}
                capacity: {orders: 1000, items: 500}
                journal: {segment-bytes: 1GiB}
                storage: []
                drain-timeout: 0
                tick: 1s
                """);

        assertThat(config.data()).isEqualTo(Path.of("/srv/shoutgate"));
        assertThat(config.durability()).isEqualTo(Durability.OS);
        assertThat(config.shards()).isEqualTo(new GatewayConfig.Shards(3, false));
        assertThat(config.buyers()).isEqualTo(new GatewayConfig.Buyers(new InetSocketAddress("::1", 9000), false, 7,
                Transport.NIO, 1000, 10, 1, Duration.ofHours(1), Duration.ofMillis(500), 2048, 300,
                List.of("https://shop.example.com", "http://localhost:3000"),
                new TlsSettings(Optional.of(Path.of("tls.crt")), Optional.of(Path.of("tls.key")))));
        assertThat(config.operators().bind()).isEqualTo(new InetSocketAddress("127.0.0.1", 0));
        assertThat(config.operators().maxBodyBytes()).isEqualTo(2 * 1024 * 1024);
        assertThat(config.identity().trustedProxies()).hasToString("[10.0.0.0/8, 0:0:0:0:0:0:0:1/128]");
        assertThat(config.admission()).isEqualTo(new GatewayConfig.Admission(5, 6, 0, 1000, Map.of()));
        assertThat(config.ring()).isEqualTo(new GatewayConfig.Ring(64, 0));
        assertThat(config.capacity()).isEqualTo(new GatewayConfig.Capacity(1000, 500));
        assertThat(config.journal().segmentBytes()).isEqualTo(1024 * 1024 * 1024);
        assertThat(config.storage()).isEmpty();
        assertThat(config.drainTimeout()).isEqualTo(Duration.ZERO);
        assertThat(config.tick()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void keepsAnEighthOfTheConfiguredSlotsUnlessToldOtherwise() {
        assertThat(GatewayConfig.parse("ring: {slots: 1024}").ring().reservedSlots()).isEqualTo(128);
        assertThat(GatewayConfig.parse("ring: {slots: 1024, reserved-slots: 512}").ring().reservedSlots())
                .isEqualTo(512);
    }

    @Test
    void readsTokensOfThePlatformAndOfAMerchant() {
        assertThat(GatewayConfig.parse("operators: {tokens: [{name: desk, sha256: " + HASH_A.toUpperCase()
                + "}, {name: 42, sha256: " + HASH_B + ", merchant: 007}]}").operators().tokens()).containsExactly(
                new OperatorToken("desk", HASH_A, Optional.empty()),
                new OperatorToken("42", HASH_B, Optional.of("007")));
    }

    @Test
    void putsTheDatabaseIntoTheDataFolderThatWasSettledOn() {
        GatewayConfig config = GatewayConfig.parse("data: first").withData(Path.of("second"));
        SqliteSettings byDefault = (SqliteSettings) config.storage().get(0);

        assertThat(config.data()).isEqualTo(Path.of("second"));
        assertThat(byDefault.place(config.data())).isEqualTo("jdbc:sqlite:second/orders.db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://db/shop", "jdbc:postgresql://db-1:5432,db-2:5432/shop",
        "jdbc:postgresql://[::1]:5432/shop?sslmode=verify-full&currentSchema=orders"})
    void readsAPostgresqlDatabase(String url) {
        assertThat(GatewayConfig.parse("storage: [{type: postgresql, url: '" + url + "', user: 7}]").storage())
                .containsExactly(new PostgresqlSettings(url, "7", Optional.empty()));
        assertThat(GatewayConfig.parse("storage: [{type: sqlite}, {type: postgresql, url: '" + url
                + "', user: shop, password-file: no/such/file}]").storage().get(1))
                .isEqualTo(new PostgresqlSettings(url, "shop", Optional.of(Path.of("no/such/file"))));
    }

    @ParameterizedTest
    @CsvSource({"/var/o.db, jdbc:sqlite:/var/o.db", "jdbc:sqlite:o.db, jdbc:sqlite:o.db"})
    void putsTheDatabaseWhereTheUrlSays(String url, String jdbcUrl) {
        SqliteSettings sqlite = (SqliteSettings) GatewayConfig.parse(
                "storage: [{type: sqlite, url: '" + url + "'}]").storage().get(0);

        assertThat(sqlite.place(Path.of("data"))).isEqualTo(jdbcUrl);
    }

    @Test
    void readsTopics() {
        assertThat(GatewayConfig.parse("storage: [{type: kafka, bootstrap-servers: 'kafka-1:9092,[::1]:9093'},"
                + " {type: kafka, bootstrap-servers: 'kafka-1:9092', topic: 42, shared: true}]").storage()).containsExactly(
                new KafkaSettings("kafka-1:9092,[::1]:9093", "shoutgate.events", Optional.empty(), false),
                new KafkaSettings("kafka-1:9092", "42", Optional.empty(), true));
    }

    @Test
    void replacesThePortsAndNothingElse() {
        GatewayConfig given = GatewayConfig.parse("""
                buyers: {bind: "0.0.0.0:1", idle-timeout: 5s}
                identity: {trusted-proxies: [10.0.0.1]}
                operators: {bind: "[::1]:2", max-body-bytes: 8KiB}
                """);

        GatewayConfig config = given.withBuyersPort(0).withOperatorsPort(65_535);

        assertThat(config.buyers().bind()).isEqualTo(new InetSocketAddress("0.0.0.0", 0));
        assertThat(config.operators().bind()).isEqualTo(new InetSocketAddress("::1", 65_535));
        assertThat(config.withBuyersPort(1).withOperatorsPort(2)).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536, Integer.MAX_VALUE})
    void refusesPortsThatAreNone(int port) {
        assertThatThrownBy(() -> GatewayConfig.defaults().withBuyersPort(port))
                .isInstanceOf(BadSettingException.class)
                .hasMessage("--port: got " + port + ", wants a port from 0 to 65535");
        assertThatThrownBy(() -> GatewayConfig.defaults().withOperatorsPort(port))
                .isInstanceOf(BadSettingException.class)
                .hasMessage("--operator-port: got " + port + ", wants a port from 0 to 65535");
    }

    @Test
    void addsTheDemoTokenToThoseThatAreThere() throws Exception {
        String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest("demo".getBytes()));
        OperatorToken demo = new OperatorToken("demo", hash, Optional.empty());
        GatewayConfig given = GatewayConfig.parse("operators: {tokens: [{name: desk, sha256: " + HASH_A + "}]}");

        GatewayConfig config = given.withDemo();

        assertThat(config.operators().tokens())
                .containsExactly(new OperatorToken("desk", HASH_A, Optional.empty()), demo);
        assertThat(config.withDemo()).isEqualTo(config);
    }

    @Test
    void refusesTheDemoWhereItsNameIsTaken() {
        GatewayConfig taken = GatewayConfig.parse("operators: {tokens: [{name: demo, sha256: " + HASH_A + "}]}");

        assertThatThrownBy(taken::withDemo).isInstanceOf(BadSettingException.class)
                .hasMessageStartingWith("--demo: ");
    }

    @Test
    void believesOfPhonesOnlyThoseOfItsNetworks() throws Exception {
        GatewayConfig config = GatewayConfig.parse("buyers: {bind: 127.0.0.1:9000}").withDemo()
                .withPhonesOf(List.of(AddressRange.around(InetAddress.getByName("192.168.1.77"), 26)));

        assertThat(config.buyers().bind()).isEqualTo(new InetSocketAddress("0.0.0.0", 9000));
        assertThat(config.operators().bind().getAddress().isLoopbackAddress()).isTrue();
        assertThat(config.identity().trusts(InetAddress.getByName("192.168.1.64"))).isTrue();
        assertThat(config.identity().trusts(InetAddress.getByName("192.168.1.127"))).isTrue();
        assertThat(config.identity().trusts(InetAddress.getByName("192.168.1.128"))).isFalse();
        assertThat(config.identity().trusts(InetAddress.getByName("8.8.8.8"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'' | true", "buyers: {bind: '[::1]:8080'} | true",
        "identity: {trusted-proxies: [127.0.0.1]} | false",
        "{buyers: {bind: '0.0.0.0:80'}, identity: {trusted-proxies: [10.0.0.1]}} | false",
        "{buyers: {bind: '0.0.0.0:80'}, identity: {trusted-proxies: [10.0.0.1]}, room: {front-page: all}} | true",
        "room: {front-page: none} | false"})
    void listsTheSalesOfAllWhereNobodyButThisMachineIsExpected(String yaml, boolean lists) {
        assertThat(GatewayConfig.parse(yaml).listsSales()).isEqualTo(lists);
        assertThat(GatewayConfig.parse(yaml).withDemo().listsSales()).isTrue();
    }

    @Test
    void cannotBeChangedThroughItsLists() {
        GatewayConfig config = GatewayConfig.defaults();

        assertThatThrownBy(() -> config.storage().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> config.operators().tokens().add(null))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void trustsThisMachineAloneUntilProxiesAreNamed() throws Exception {
        InetAddress local = InetAddress.getByName("127.0.0.1");
        InetAddress proxy = InetAddress.getByName("10.1.2.3");
        GatewayConfig named = GatewayConfig.parse("identity: {trusted-proxies: [10.0.0.0/8]}");

        assertThat(GatewayConfig.defaults().identity().trusts(local)).isTrue();
        assertThat(GatewayConfig.defaults().identity().trusts(proxy)).isFalse();
        assertThat(named.identity().trusts(proxy)).isTrue();
        assertThat(named.identity().trusts(local)).isFalse();
    }
}

package dev.shoutgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shoutgate.config.BadSettingException.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedSettingsTest {
    private static final String HASH_A = "aa".repeat(32);
    private static final String HASH_B = "bb".repeat(32);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            data                                | 5       | got 5, wants a path
            data                                | ''      | got "", wants a path
            data                                | ~       | got nothing, wants a path
            data                                | "a\\0b" | got "a\\u0000b", wants a path
            durability                          | ram     | got "ram", wants disk or os or quorum
            durability                          | Disk    | got "Disk", wants disk or os or quorum
            cluster.member                      | 101     | got 101, wants a whole number from 0 to 100
            cluster.members                     | 3       | got 3, wants a list of {id, host, port}
            cluster.sync                        | tape    | got "tape", wants memory or disk
            shards                              | 0       | got 0, wants auto or a whole number from 1 to 64
            shards                              | 65      | got 65, wants auto or a whole number from 1 to 64
            shards                              | many    | got "many", wants auto or a whole number from 1 to 64
            buyers                              | 8080    | got 8080, wants settings by name
            buyers                              | []      | got a list, wants settings by name
            buyers.bind                         | 8080    | got 8080, wants an address and a port
            buyers.bind                         | a:8080  | got "a:8080", wants an address and a port
            buyers.bind                         | 1.2.3.4 | got "1.2.3.4", wants an address and a port
            buyers.bind                         | 127.0.0.1:65536  | got "127.0.0.1:65536", wants an address and a port
            buyers.bind                         | 127.0.0.256:80   | got "127.0.0.256:80", wants an address and a port
            buyers.bind                         | 127.0.0.010:80   | got "127.0.0.010:80", wants an address and a port
            buyers.bind                         | "::1:80"         | got "::1:80", wants an address and a port
            buyers.bind                         | "[::g]:80"       | got "[::g]:80", wants an address and a port
            buyers.proxy-protocol               | yes     | got yes, wants true or false
            buyers.proxy-protocol               | true    | got true without identity.trusted-proxies, wants the addresses
            buyers.event-loops                  | 257     | got 257, wants auto or a whole number from 1 to 256
            buyers.transport                    | uring   | got "uring", wants auto or epoll or io_uring or nio
            buyers.max-connections              | 0       | got 0, wants a whole number from 1 to 1000000
            buyers.max-connections              | "5"     | got "5", wants a whole number from 1 to 1000000
            buyers.max-connections              | 1.5     | got 1.5, wants a whole number from 1 to 1000000
            buyers.max-connections              | 0x1F    | got 0x1F, wants a whole number from 1 to 1000000
            buyers.max-connections              | 010     | got 010, wants a whole number from 1 to 1000000
            buyers.max-connections              | true    | got true, wants a whole number from 1 to 1000000
            buyers.max-connections              | [5]     | got a list, wants a whole number from 1 to 1000000
            buyers.max-connections              | {a: 5}  | got a section, wants a whole number from 1 to 1000000
            buyers.max-connections              | 4294967297 | got 4294967297, wants a whole number from 1 to 1000000
            buyers.max-connections              | 99999999999999999999 | got 99999999999999999999, wants a whole number
            buyers.max-connections-per-address  | -1      | got -1, wants a whole number from 1 to 1000000
            buyers.max-in-flight-per-connection | 1025    | got 1025, wants a whole number from 1 to 1024
            buyers.idle-timeout                 | 0s      | got "0s", wants a duration from 1s to 1h
            buyers.idle-timeout                 | 3601    | got 3601, wants a duration from 1s to 1h
            buyers.idle-timeout                 | 999999999999999999d | wants a duration from 1s to 1h
            buyers.idle-timeout                 | 5 s     | got "5 s", wants a duration from 1s to 1h
            buyers.idle-timeout                 | -5s     | got "-5s", wants a duration from 1s to 1h
            buyers.idle-timeout                 | 1.5     | got 1.5, wants a duration from 1s to 1h
            buyers.idle-timeout                 | 5KiB    | got "5KiB", wants a duration from 1s to 1h
            buyers.request-timeout              | 99ms    | got "99ms", wants a duration from 100ms to 10m
            buyers.max-header-bytes             | 1023    | got 1023, wants a size from 1KiB to 64KiB
            buyers.max-header-bytes             | 16KB    | got "16KB", wants a size from 1KiB to 64KiB
            buyers.max-uri-bytes                | 17KiB   | got "17KiB", wants a size from 256 to 16KiB
            buyers.cors-origins                 | https://a.example | got "https://a.example", wants a list of origins
            buyers.tls.certificate              | []      | got a list, wants none or a path
            operators.bind                      | ~       | got nothing, wants an address and a port
            operators.tokens                    | demo    | got "demo", wants a list of {name, sha256, merchant}
            operators.tokens                    | ~       | got nothing, wants a list of {name, sha256, merchant}
            operators.max-body-bytes            | 17MiB   | got "17MiB", wants a size from 8KiB to 16MiB
            identity.mode                       | cookie  | got "cookie", wants header or jwt
            identity.mode                       | jwt     | got jwt without a key, wants identity.jwt.secret-file (HS256), identity.jwt.public-key-file (RS256, ES256), or both
            identity.jwt.issuer                 | ""      | got "", wants any or a text
            identity.jwt.secret-file            | []      | got a list, wants none or a path
            identity.jwt.clock-skew             | 6m      | got "6m", wants a duration from 0s to 5m
            identity.jwt.cache-bytes            | 1KiB    | got "1KiB", wants a size from 64KiB to 1GiB
            identity.trusted-proxies            | 10.0.0.1 | got "10.0.0.1", wants a list of addresses or CIDR blocks
            admission.rate-per-buyer            | 100001  | got 100001, wants a whole number from 0 to 100000
            admission.burst                     | 0       | got 0, wants a whole number from 1 to 100000
            admission.rate-per-address          | -1      | got -1, wants a whole number from 0 to 100000
            admission.burst-per-address         | 0       | got 0, wants a whole number from 1 to 100000
            admission.shares                    | 5       | got 5, wants whole weights up to 1000 by merchant; {} is none
            admission.shares.shop               | 0       | got 0, wants whole weights up to 1000 by merchant
            admission.shares.shop               | 1001    | got 1001, wants whole weights up to 1000 by merchant
            admission.shares                    | {"a shop": 1} | got the name "a shop", wants whole weights up to 1000 by merchant
            identity.client-address             | cookie  | got "cookie", wants x-forwarded-for or forwarded or none
            ring.slots                          | 32      | got 32, wants a power of two from 64 to 1048576
            ring.slots                          | 1000    | got 1000, wants a power of two from 64 to 1048576
            ring.slots                          | 2097152 | got 2097152, wants a power of two from 64 to 1048576
            ring.reserved-slots                 | 8193    | got 8193, wants auto or a whole number from 0 to 8192
            capacity.orders                     | 999     | got 999, wants a whole number from 1000 to 2000000000
            capacity.items                      | 499     | got 499, wants a whole number from 500 to 10000000
            journal.segment-bytes               | 2GiB    | got "2GiB", wants a size from 4MiB to 1GiB
            storage                             | sqlite  | got "sqlite", wants a list of {type, url, user,
            storage                             | {type: sqlite} | got a section, wants a list of {type, url, user,
            drain-timeout                       | 11m     | got "11m", wants a duration from 0s to 10m
            tick                                | 4ms     | got "4ms", wants a duration from 5ms to 1s
            """, quoteCharacter = '`')
    void tellsThePathAndWhatCameAndWhatIsAllowed(String path, String value, String message) {
        BadSettingException refused = refused(nested(path, value));

        assertThat(refused.problems()).hasSize(1);
        assertThat(refused.problems().get(0).path()).isEqualTo(path);
        assertThat(refused).hasMessageContaining(message)
                .hasMessageStartingWith("line " + path.split("\\.").length + ": " + path + ": ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            buyers.cors-origins | ["*"] | buyers.cors-origins[0]: got "*", wants origins as browsers write them, such as
            buyers.cors-origins | ["null"] | buyers.cors-origins[0]: got "null", wants origins as browsers write them
            buyers.cors-origins | [https://a.example/] | [0]: got "https://a.example/", wants origins as browsers
            buyers.cors-origins | [https://a.example, https://A.example] | [1]: got "https://A.example", wants origins
            buyers.cors-origins | [https://a.example:443] | [0]: got "https://a.example:443", wants origins as browsers
            buyers.cors-origins | ["http://[::1]:80"] | [0]: got "http://[::1]:80", wants origins as browsers
            buyers.cors-origins | [a.example] | [0]: got "a.example", wants origins as browsers write them
            operators.tokens | [desk] | operators.tokens[0]: got "desk", wants settings by name
            operators.tokens | [{name: desk}] | operators.tokens[0].sha256: is missing, wants 64 hex digits
            operators.tokens | [{sha256: A}] | operators.tokens[0].name: is missing, wants 1 to 64 of
            operators.tokens | [{name: "a b", sha256: A}] | operators.tokens[0].name: got "a b", wants 1 to 64 of
            operators.tokens | [{name: ~, sha256: A}] | operators.tokens[0].name: got nothing, wants 1 to 64 of
            operators.tokens | [{name: a, sha256: A, merchant: é}] | [0].merchant: got "é", wants 1 to 64 of
            operators.tokens | [{name: a, sha256: A}, {name: a, sha256: B}] | [1].name: got "a" a second time
            operators.tokens | [{name: clock, sha256: A}] | [0].name: got "clock", wants another name
            operators.tokens | [{name: buyer, sha256: A}] | [0].name: got "buyer", wants another name
            operators.tokens | [{name: a, sha256: A}, {name: b, sha256: A}] | [1].sha256: is that of "a" too
            operators.tokens | [{name: a, sha256: A, merchnt: b}] | did you mean operators.tokens[0].merchant?
            identity.trusted-proxies | [10.0.0.1, proxy.example] | [1]: got "proxy.example", wants addresses
            identity.trusted-proxies | [10.0.0.0/33] | identity.trusted-proxies[0]: got "10.0.0.0/33", wants
            identity.trusted-proxies | [10.0.0.1/8] | identity.trusted-proxies[0]: got "10.0.0.1/8", wants
            storage          | [sqlite]                            | storage[0]: got "sqlite", wants settings by name
            storage          | [{url: a.db}]                       | storage[0].type: is missing, wants sqlite
            storage          | [{type: oracle}]                    | storage[0].type: got "oracle", wants sqlite
            storage | [{type: sqlite, url: "jdbc:postgresql://h/d"}] | storage[0].url: got "jdbc:postgresql://h/d"
            storage | [{type: sqlite, url: "postgres://h/d"}] | storage[0].url: got "postgres://h/d", wants a path
            storage | [{type: sqlite, url: "jdbc:sqlite:"}] | storage[0].url: got "jdbc:sqlite:", wants a path
            storage | [{type: sqlite}, {type: sqlite}] | storage[1].url: got jdbc:sqlite:data/orders.db a second time
            storage          | [{type: sqlite, topic: a}]          | storage[0].topic: unknown setting
            storage | [{type: sqlite, user: a}] | storage[0].user: unknown setting
            storage | [{type: postgresql, user: a}] | storage[0].url: is missing, wants jdbc:postgresql://HOST:PORT/
            storage | [{type: postgresql, url: "jdbc:postgresql://h/d"}] | storage[0].user: is missing, wants a user
            storage | [{type: postgresql, user: a, url: "postgres://h/d"}] | [0].url: got "postgres://h/d", wants jdbc:
            storage | [{type: postgresql, user: a, url: "jdbc:postgresql:d"}] | [0].url: got "jdbc:postgresql:d", wants
            storage | [{type: postgresql, user: a, url: "jdbc:postgresql://h/"}] | [0].url: got "jdbc:postgresql://h/"
            storage | [{type: postgresql, user: a, url: "jdbc:postgresql://h/d?user=b"}] | but no user or password
            storage | [{type: postgresql, user: "", url: "jdbc:postgresql://h/d"}] | storage[0].user: got "", wants
            storage | [{type: postgresql, url: "jdbc:postgresql://h/d", user: a, topic: t}] | [0].topic: unknown
            storage | [{type: kafka, url: u, bootstrap-servers: "s:1"}] | storage[0].url: unknown setting
            storage | [{type: kafka, topic: t}] | storage[0].bootstrap-servers: is missing, wants brokers such as
            storage | [{type: kafka, bootstrap-servers: s}] | [0].bootstrap-servers: got "s", wants brokers such as
            storage | [{type: kafka, bootstrap-servers: "s:0"}] | got "s:0", wants brokers such as
            storage | [{type: kafka, bootstrap-servers: "s:65536"}] | got "s:65536", wants brokers such as
            storage | [{type: kafka, bootstrap-servers: "s:1,,t:1"}] | got "s:1,,t:1", wants brokers such as
            storage | [{type: kafka, bootstrap-servers: "s:1", topic: ".."}] | storage[0].topic: got "..", wants 1 to 249
            storage | [{type: kafka, bootstrap-servers: "s:1", topic: a/b}] | storage[0].topic: got "a/b", wants 1 to 249
            storage | [{type: kafka, bootstrap-servers: "a:1,b:1"}, {type: kafka, bootstrap-servers: "b:1,a:1"}] |             storage[1].topic: got topic shoutgate.events at a:1,b:1 a second time, wants a topic that differs
            storage | [{type: kafka, bootstrap-servers: "s:1", shared: "true"}] | [0].shared: got "true", wants true or false
            storage | [{type: kafka, bootstrap-servers: "s:1", properties-file: /not/there}] |             storage[0].properties-file: there is no file /not/there
            """, quoteCharacter = '`')
    void tellsWhichEntryOfAListIsWrong(String path, String value, String message) {
        String hashed = value.replace("sha256: A", "sha256: " + HASH_A).replace("sha256: B", "sha256: " + HASH_B);

        BadSettingException refused = refused(nested(path, hashed));

        assertThat(refused.problems()).hasSize(1);
        assertThat(refused).hasMessageContaining(message);
    }

    @Test
    void takesADatabaseOnceEvenForTwoUsers() {
        BadSettingException refused = refused("storage: [{type: postgresql, url: 'jdbc:postgresql://h/d', user: a},"
                + " {type: sqlite}, {type: postgresql, url: 'jdbc:postgresql://h/d', user: b}]");

        assertThat(refused.problems()).hasSize(1);
        assertThat(refused).hasMessageContaining("storage[2].url: got jdbc:postgresql://h/d a second time, wants");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://h/d?password=right-horse", "jdbc:postgresql://u:right-horse@h/d",
        "jdbc:postgresql://h/d?ssl=true&sslpassword=right-horse", "postgres://u:right-horse@h/d"})
    void showsNoPasswordThatWasWrittenIntoAnAddress(String url) {
        for (String type : new String[] {"postgresql, user: a", "sqlite"}) {
            BadSettingException refused = refused("storage: [{type: " + type + ", url: '" + url + "'}]");

            assertThat(refused).hasMessageContaining("***").hasMessageContaining("storage[0].url: got ")
                    .hasMessageNotContaining("horse");
        }
    }

    @Test
    void showsNoTokenThatWasWrittenInPlaceOfItsHash() {
        BadSettingException refused = refused("operators: {tokens: [{name: desk, sha256: correct-horse}]}");

        assertThat(refused).hasMessageContaining("operators.tokens[0].sha256: got something else")
                .hasMessageContaining("wants 64 hex digits").hasMessageNotContaining("correct-horse");
    }

    @ParameterizedTest
    @CsvSource({
        "buyers.bnd, did you mean buyers.bind?",
        "buyers.max_connections, did you mean buyers.max-connections?",
        "buyers.maxConnections, did you mean buyers.max-connections?",
        "buyer.bind, did you mean buyers?",
        "bind, did you mean buyers.bind?",
        "operators.drain-timeout, did you mean drain-timeout?",
        "storrage, did you mean storage?",
        "buyers.zebra, 'known in buyers are bind, cors-origins, event-loops, idle-timeout,'",
        "zebra, 'known at the top are admission, buyers, capacity, cluster,'",
    })
    void suggestsTheNearestNameForAnUnknownOne(String path, String suggestion) {
        BadSettingException refused = refused(nested(path, "1"));

        assertThat(refused.problems()).hasSize(1);
        assertThat(refused).hasMessageContaining("unknown setting; " + suggestion);
    }

    @ParameterizedTest
    @CsvSource({"certificate, key", "key, certificate"})
    void wantsBothFilesOfTlsOrNeither(String one, String other) {
        assertThat(refused("buyers: {tls: {" + one + ": a.pem}}")).hasMessageContaining("buyers.tls." + other
                + ": is missing, wants a path: buyers.tls.certificate and buyers.tls.key come together, or not at all");
    }

    @Test
    void explainsThatADottedNameIsNoSection() {
        assertThat(refused("buyers.bind: 127.0.0.1:80"))
                .hasMessage("line 1: buyers.bind: unknown setting; it has a dot, wants the part after each dot in a "
                        + "section of its own");
    }

    @Test
    void tellsAllProblemsOfAFileAtOnceInTheOrderOfItsLines() {
        BadSettingException refused = refused("""
                tick: 2s
                buyers:
                  bind: nowhere
                  port: 80
                  max-connections: 0
                  max-connections: 5

                durability: ram
                tick: 20ms
                """);

        assertThat(refused.getMessage().lines().map(line -> line.split(": ")[0] + " " + line.split(": ")[1]))
                .containsExactly("line 1 tick", "line 3 buyers.bind", "line 4 buyers.port",
                        "line 5 buyers.max-connections", "line 6 buyers.max-connections", "line 8 durability",
                        "line 9 tick");
        assertThat(refused).hasMessageContaining("line 6: buyers.max-connections: is set twice, first in line 5")
                .hasMessageContaining("line 9: tick: is set twice, first in line 1");
    }

    @Test
    void countsTheProblemsThatNobodyWouldRead() {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < 250; i++) {
            yaml.append("zebra").append(i).append(": 1\n");
        }

        assertThat(refused(yaml.toString()).getMessage().lines()).hasSize(101).last().isEqualTo("and 150 more");
    }

    @Test
    void looksForTheNearestNameOnlyAsLongAsSomebodyReadsOn() {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < 150; i++) {
            yaml.append("drain-timeout").append(i).append(": 1\n");
        }

        assertThat(refused(yaml.toString()).problems().stream().map(Problem::what))
                .startsWith("unknown setting; did you mean drain-timeout?")
                .endsWith("unknown setting; known ones stand in config/gateway.yaml");
    }

    @Test
    void obeysNothingThatAnEnemyPutsIntoAMessage() {
        BadSettingException refused = refused("durability: \"\\e[2J\\u202e\\n" + "x".repeat(100) + "\"");

        assertThat(refused.getMessage()).contains("got \"\\u001b[2J\\u202e\\u000axxx")
                .endsWith("…\", wants disk or os or quorum");
        assertThat(refused.getMessage().lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:8080", "192.168.1.5:8080", "[::]:8080"})
    void refusesToBelieveABuyersHeaderFromAnybody(String bind) {
        String yaml = "data: d\nbuyers:\n  bind: '" + bind + "'\n";

        assertThat(refused(yaml)).hasMessageStartingWith("line 3: identity.mode: got header with buyers.bind ")
                .hasMessageContaining("identity.trusted-proxies");
        assertThat(refused(yaml + "identity:\n  mode: header\n  trusted-proxies: []"))
                .hasMessageStartingWith("line 5: identity.mode: got header");
        assertThatCode(() -> GatewayConfig.parse(yaml + "identity: {trusted-proxies: [10.0.0.1]}"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8080", "127.9.9.9:1", "'[::1]:8080'", "localhost:8080"})
    void believesABuyersHeaderOnThisMachine(String bind) {
        assertThatCode(() -> GatewayConfig.parse("buyers: {bind: " + bind + "}")).doesNotThrowAnyException();
    }

    /** Whoever names keys means that tokens are looked at; the default would believe anybody on this machine. */
    @ParameterizedTest
    @ValueSource(strings = {"secret-file", "public-key-file"})
    void refusesKeysThatNobodyWouldAskFor(String file) {
        String jwt = "jwt:\n    issuer: a\n    " + file + ": a\n";

        for (String mode : new String[] {"", "mode: header\n  "}) {
            assertThat(refused("identity:\n  " + mode + jwt)).hasMessage("line 2: identity.mode: got header with a key in "
                    + "identity.jwt, where nobody looks at tokens; wants jwt, or none for both files");
        }
        assertThatCode(() -> GatewayConfig.parse("identity:\n  mode: jwt\n  " + jwt)).doesNotThrowAnyException();
    }

    private static BadSettingException refused(String yaml) {
        BadSettingException refused =
                catchThrowableOfType(BadSettingException.class, () -> GatewayConfig.parse(yaml));
        assertThat(refused).as("should have been refused: %s", yaml).isNotNull();
        return refused;
    }

    /** {@code a.b} and a value as YAML of two lines, the second one indented. */
    private static String nested(String path, String value) {
        String[] names = path.split("\\.");
        StringBuilder yaml = new StringBuilder();
        for (int depth = 0; depth < names.length; depth++) {
            yaml.append(depth == 0 ? "" : "\n").append("  ".repeat(depth)).append(names[depth]).append(':');
        }
        return yaml + " " + value;
    }
}

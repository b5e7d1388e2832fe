package dev.shoutgate.frontend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.config.AddressRange;
import dev.shoutgate.frontend.TurnedAway.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real sockets, whose other end is the trusted proxy 127.0.0.1. Binary headers are written in hex. */
@Timeout(60)
class ProxyHeaderTest {

    private static final String HERE = "0.ffff7f000001";
    private static final String START = "0d0a0d0a000d0a515549540a";
    private static final String TEXT = "PROXY TCP4 192.0.2.1 192.0.2.9 4711 443\r\n";
    private static final String GET = "GET /from HTTP/1.1\r\nHost: a\r\n\r\n";

    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 192.0.2.1 192.0.2.9 4711 443, 0.ffffc0000201",
        "PROXY TCP6 2001:db8::7 2001:db8::9 4711 443, 20010db800000000.7",
        "PROXY UNKNOWN, " + HERE,
        "PROXY UNKNOWN 2001:db8::7 2001:db8::9 4711 443, " + HERE,
        // TCP4; TCP6; TCP4 with two further values; LOCAL, without and with an address; of no family; UDP4; UNIX.
        "2111000cc0000201c0000209126701bb, 0.ffffc0000201",
        "2121002420010db800000000000000000000000720010db8000000000000000000000009126701bb, 20010db800000000.7",
        "21110015c0000201c0000209126701bb010002683204000178, 0.ffffc0000201",
        "20000000, " + HERE,
        "2011000cc0000201c0000209126701bb, " + HERE,
        "21000000, " + HERE,
        "2112000cc0000201c0000209126701bb, " + HERE,
        "213100d8UNIX, " + HERE})
    void saysWhereAConnectionBegan(String header, String from) throws IOException {
        try (SmallFrontend frontend = behindProxies(SmallFrontend.limits(10, 10))) {
            for (boolean bytewise : new boolean[] {false, true}) {
                try (Wire wire = frontend.connect()) {
                    String all = bytes(header) + GET + GET;
                    for (String piece : bytewise ? all.split("") : new String[] {all}) {
                        wire.send(piece);
                    }
                    assertFrom(wire, from);
                    assertFrom(wire, from);
                    assertFrom(wire.send(GET), from);
                }
            }
        }
    }

    private static void assertFrom(Wire wire, String from) throws IOException {
        assertThat(wire.read().body()).isEqualTo("\"127.0.0.1 " + from + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "GET /count HTTP/1.1\r\nHost: a\r\n\r\n", "PROXY TCP4 192.0.2.1 192.0.2.9 4711\r\n",
        "PROXY TCP4 192.0.2.256 192.0.2.9 4711 443\r\n", "PROXY TCP4 2001:db8::7 2001:db8::9 4711 443\r\n",
        "PROXY TCP4 192.0.2.1 192.0.2.9 4711 65536\r\n", "proxy TCP4 192.0.2.1 192.0.2.9 4711 443\r\n",
        "PROXY UDP4 192.0.2.1 192.0.2.9 4711 443\r\n", "PROXY BAD\r\nPROXY TCP4 192.0.2.1 192.0.2.9 4711 443\r\n",
        "PROXY UNKNOWN TOO LONG", "1111000cc0000201c0000209126701bb", "2211000cc0000201c0000209126701bb",
        "21110008c0000201c0000209", "2111ffff", "21110012c0000201c0000209126701bb200000010203"})
    void closesAConnectionThatBeginsWithoutOne(String header) throws IOException {
        try (SmallFrontend frontend = behindProxies(SmallFrontend.limits(10, 10)); Wire wire = frontend.connect()) {
            wire.send(header.matches("[0-9a-f]+") || !header.endsWith("\n") ? bytes(header) : header);
            wire.send("GET /count HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(wire.isAtEnd()).isTrue();
            // Netty's decoder closes the connection before it says so.
            await().until(() -> frontend.turnedAway.count(Reason.PROXY_HEADER) == 1);
            assertThat(frontend.handled).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PROXY TCP4 192."})
    void closesAConnectionWhoseHeaderDoesNotCome(String begun) throws IOException {
        FrontendLimits hasty = SmallFrontend.limits(Duration.ofMillis(300), Duration.ofSeconds(20));
        try (SmallFrontend frontend = behindProxies(hasty); Wire wire = frontend.connect()) {
            wire.send(begun);

            assertThat(wire.isAtEnd()).isTrue();
            assertThat(frontend.turnedAway.count(Reason.PROXY_HEADER)).isEqualTo(1);
        }
    }

    /** The time of the header is over with it; what counts after it is that of requests. */
    @Test
    void keepsAConnectionThatHasBegun() throws IOException {
        FrontendLimits hasty = SmallFrontend.limits(Duration.ofMillis(300), Duration.ofSeconds(20));
        try (SmallFrontend frontend = behindProxies(hasty); Wire wire = frontend.connect();
                Wire late = frontend.connect()) {
            wire.send(TEXT);
            assertThat(late.isAtEnd()).isTrue();

            assertFrom(wire.send(GET), "0.ffffc0000201");
            assertThat(wire.send("GET /fr").read().status()).isEqualTo(408);
        }
    }

    /** As a proxy does that only looks whether the port is open. */
    @Test
    void countsNobodyWhoSaysNothing() throws IOException {
        try (SmallFrontend frontend = behindProxies(SmallFrontend.limits(10, 10));
                Wire wire = frontend.connect().endSending()) {
            assertThat(wire.isAtEnd()).isTrue();
            assertThat(frontend.turnedAway.count(Reason.PROXY_HEADER)).isZero();
        }
    }

    @Test
    void isTakenFromNoStranger() throws IOException {
        try (SmallFrontend frontend = new SmallFrontend(SmallFrontend.limits(10, 10), proxies("10.0.0.1"));
                Wire wire = frontend.connect()) {
            assertThat(wire.isAtEnd()).isTrue();
            assertThat(frontend.turnedAway.count(Reason.NO_PROXY)).isEqualTo(1);
        }
    }

    @Test
    void isWhatTheConnectionsOfAnAddressAreCountedBy() throws IOException {
        try (SmallFrontend frontend = behindProxies(SmallFrontend.limits(10, 2)); Wire first = frontend.connect();
                Wire second = frontend.connect(); Wire third = frontend.connect(); Wire other = frontend.connect()) {
            assertFrom(first.send(TEXT + GET), "0.ffffc0000201");
            assertFrom(second.send(TEXT + GET), "0.ffffc0000201");
            assertThat(third.send(TEXT + GET).isAtEnd()).isTrue();
            assertThat(frontend.turnedAway.count(Reason.TOO_MANY_OF_ADDRESS)).isEqualTo(1);
            assertFrom(other.send("PROXY TCP4 192.0.2.2 192.0.2.9 4711 443\r\n" + GET), "0.ffffc0000202");
            first.close();
            await().atMost(Duration.ofSeconds(20)).until(() -> isServed(frontend));
        }
    }

    private static boolean isServed(SmallFrontend frontend) throws IOException {
        try (Wire again = frontend.connect()) {
            return !again.send(TEXT + GET).isAtEnd();
        }
    }

    @Test
    void isNotNeededToBeCountedAmongAll() throws IOException {
        try (SmallFrontend frontend = behindProxies(SmallFrontend.limits(2, 2)); Wire silent = frontend.connect();
                Wire begun = frontend.connect()) {
            assertFrom(begun.send(TEXT + GET), "0.ffffc0000201");
            try (Wire third = frontend.connect()) {
                assertThat(third.isAtEnd()).isTrue();
            }
            assertThat(frontend.turnedAway.count(Reason.TOO_MANY)).isEqualTo(1);
            assertFrom(silent.send(TEXT + GET), "0.ffffc0000201");
        }
    }

    @Test
    void leavesNothingOfItselfInThePipeline() {
        EmbeddedChannel channel = new EmbeddedChannel();
        List<String> before = channel.pipeline().names();
        ProxyHeader.await(channel, Duration.ofSeconds(1), new ProxyHeader.Receiver() {
            @Override
            public void onHeader(InetAddress from) { }

            @Override
            public void onBadHeader() { }
        });
        channel.writeInbound(Unpooled.copiedBuffer(TEXT + "rest", ISO_8859_1));

        assertThat(channel.pipeline().names()).isEqualTo(before);
        assertThat(channel.<ByteBuf>readInbound().toString(ISO_8859_1)).isEqualTo("rest");
    }

    private static SmallFrontend behindProxies(FrontendLimits limits) throws IOException {
        return new SmallFrontend(limits, proxies("127.0.0.1"));
    }

    private static TrustedProxies proxies(String address) throws UnknownHostException {
        return new TrustedProxies(List.of(new AddressRange(InetAddress.getByName(address), 32)));
    }

    /** A character for each byte: of version 1 the line, of version 2 what stands behind its signature. */
    private static String bytes(String header) {
        if (header.startsWith("PROXY")) {
            return header.contains("LONG") ? header + "!".repeat(100) : header + "\r\n";
        }
        String unix = HexFormat.of().formatHex("/run/proxy".getBytes(ISO_8859_1));
        String hex = header.replace("UNIX", unix + "00".repeat(206));
        return new String(HexFormat.of().parseHex(START + hex), ISO_8859_1)
                + (header.endsWith("ffff") ? "x".repeat(3_000) : "");
    }
}

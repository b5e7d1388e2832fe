package dev.shoutgate.frontend;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.property.Draws;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressReaderTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1", "0.0.0.0, 0.0.0.0", "255.255.255.255, 255.255.255.255", "192.0.2.1:4711, 192.0.2.1",
        "192.0.2.1:_hid-d.e_n1, 192.0.2.1", "2001:db8::1, 2001:db8:0:0:0:0:0:1", "[2001:DB8::1], 2001:db8::1",
        "[2001:db8::1]:4711, 2001:db8::1", "::, ::", "::1, ::1", "[1::], 1::", "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0", "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8", "64:ff9b::192.0.2.1, 64:ff9b::c000:201",
        "::ffff:192.0.2.1, 192.0.2.1", "::FFFF:c000:201, 192.0.2.1", "1:2:3:4:5:6:192.0.2.1, 1:2:3:4:5:6:c000:201"})
    void readsEveryFormOfAnAddress(String text, String same) throws UnknownHostException {
        assertThat(read(text)).isEqualTo(bits(InetAddress.getByName(same)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "_hidden", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.04", "1.2.3.", ".1.2.3",
        "1..2.3", "1.2.3.4:", "1.2.3.4:80 ", "1.2.3.4 ", "-1.2.3.4", "1.2.3.4%eth0", ":", ":::", "::1::", "1::2::3",
        "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "12345::", "g::", "1:", ":1",
        "::1.2.3", "::1.2.3.4:5", "1.2.3.4::", "1:2:3:4:5:6:7:1.2.3.4", "fe80::1%eth0", "[", "[]", "[::1", "[::1]80",
        "[::1]:", "[1.2.3.4]", "::1]", "\"::1\"", "[::1]:80:80",
        "1.2.3.4:123456", "1.2.3.4:8a", "1.2.3.4:_", "1.2.3.4:a_", "1.2.3.4:_a:b", "1.2.3.4:10.2.0.0",
        "[::1]:\u00b2"})
    void takesNothingElseForOne(String text) {
        assertThat(read(text)).isNull();
    }

    /** The JDK takes nothing but an address of IPv6 in brackets, and never asks a name server for one. */
    @Test
    void agreesWithTheJdk() {
        forAll(20_000, draws -> {
            String text = "[" + someAddress(draws) + "]";
            assertThat(read(text)).as(text).isEqualTo(readByJdk(text));
        });
    }

    private static String readByJdk(String text) {
        try {
            return bits(InetAddress.getByName(text));
        } catch (UnknownHostException notAnAddress) {
            return null;
        }
    }

    /** Nearly an address: mostly of the right pieces, in any number. */
    private static String someAddress(Draws draws) {
        StringBuilder text = new StringBuilder();
        for (int i = draws.between(1, 9); i > 0; i--) {
            String piece = draws.chance(1, 6) ? "" : Integer.toHexString(draws.between(0, 0x10010));
            text.append(draws.chance(1, 12) ? "10.2.0." + draws.between(0, 260) : piece);
            text.append(i > 1 ? draws.chance(1, 20) ? "::" : ":" : "");
        }
        return text.toString();
    }

    private static String bits(InetAddress address) {
        return bits(IpAddress.of(address));
    }

    private static String bits(IpAddress address) {
        return "%016x%016x".formatted(address.high, address.low);
    }

    /** Read from the midst of other bytes; null where it is no address. */
    private static String read(String text) {
        byte[] bytes = ("9:[" + text + "]:9").getBytes(StandardCharsets.ISO_8859_1);
        IpAddress address = new IpAddress();
        address.set(-1, -1);
        return IpAddressReader.readNode(bytes, 3, bytes.length - 3, address) ? bits(address) : null;
    }
}

package dev.shoutgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true", "10.0.0.0/8, 11.0.0.0, false", "10.0.0.0/8, 9.255.255.255, false",
        "10.2.0.0/15, 10.3.255.255, true", "10.2.0.0/15, 10.4.0.0, false",
        "192.168.1.7, 192.168.1.7, true", "192.168.1.7, 192.168.1.6, false", "0.0.0.0/0, 255.1.2.3, true",
        "0.0.0.0/0, ::1, false", "::/0, ::1, true", "::/0, 1.2.3.4, false", "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::1, false", "2001:db8::/33, 2001:db8:7fff::1, true", "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, ::1, true", "::1, ::2, false", "::ffff:10.0.0.1, 10.0.0.1, true",
    })
    void containsTheAddressesOfItsPrefix(String text, String address, boolean contained) throws Exception {
        assertThat(AddressRange.parse(text).orElseThrow().contains(InetAddress.getByName(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "10.0.0.1/8",
        "10.1.0.0/15", "10.0.0/8", "::/129", "::1/64", "localhost", "example.org", "10.0.0.0 /8", "fe80::1%eth0",
        "1:2:3", "1.2.3.4.5", "256.0.0.1", "01.2.3.4", "٣.2.3.4", "10.0.0.0/٨", ":", "[::1]", "99999999999.1.1.1"})
    void readsNothingThatIsNoRange(String text) {
        assertThat(AddressRange.parse(text)).isEmpty();
    }

    @Test
    void countsIpv4InIpv6DressAsIpv4() throws Exception {
        byte[] dressed = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, 1};
        InetAddress address = Inet6Address.getByAddress(null, dressed, -1);

        assertThat(address).isInstanceOf(Inet6Address.class);
        assertThat(AddressRange.parse("10.0.0.0/8").orElseThrow().contains(address)).isTrue();
        assertThat(AddressRange.parse("11.0.0.0/8").orElseThrow().contains(address)).isFalse();
    }

    @Test
    void saysWhatIsWrongWithARangeBuiltInCode() throws Exception {
        InetAddress network = InetAddress.getByName("10.0.0.1");

        assertThatThrownBy(() -> new AddressRange(network, 8)).hasMessage("10.0.0.1 has bits set behind /8");
        assertThatThrownBy(() -> new AddressRange(network, 33)).hasMessage("wanted a prefix of 0..32 bits, got 33");
    }
}

package dev.shoutgate.frontend;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.config.AddressRange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0, 8, 10.255.255.255, true", "10.0.0.0, 8, 11.0.0.0, false", "10.0.0.0, 8, ::ffff:10.1.2.3, true",
        "10.1.2.3, 32, 10.1.2.3, true", "10.1.2.3, 32, 10.1.2.2, false", "0.0.0.0, 0, 255.1.2.3, true",
        "0.0.0.0, 0, ::1, false", "::, 0, 2001:db8::1, true", "::, 0, 10.1.2.3, false", "fd00::, 8, fdff::1, true",
        "fd00::, 8, fe00::1, false", "fd00::, 64, fd00::ffff:0:0:1, true", "fd00::, 64, fd00:0:0:1::, false",
        "fd00::, 65, fd00::8000:0:0:0, false", "fd00::1, 128, fd00::1, true", "fd00::1, 128, fd00::2, false"})
    void haveAllOfABlockAndNothingElse(String network, int bits, String address, boolean has) throws Exception {
        TrustedProxies proxies = new TrustedProxies(List.of(new AddressRange(InetAddress.getByName(network), bits)));

        assertThat(proxies.contains(IpAddress.of(InetAddress.getByName(address)))).isEqualTo(has);
    }

    /** The settings' own way to say it is the yardstick. */
    @Test
    void areThoseOfTheSettings() {
        forAll(20_000, draws -> {
            boolean ipv4 = draws.chance(1, 2);
            byte[] bytes = bytes(draws.anyLong(), draws.anyLong(), ipv4);
            AddressRange range = AddressRange.around(address(bytes), draws.between(0, bytes.length * 8));
            // One bit is another, or none.
            int bit = draws.between(0, bytes.length * 8);
            if (bit < bytes.length * 8) {
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
            }
            InetAddress asked = address(bytes);
            assertThat(new TrustedProxies(List.of(range)).contains(IpAddress.of(asked))).as("%s in %s", asked, range)
                    .isEqualTo(range.contains(asked));
        });
    }

    private static byte[] bytes(long high, long low, boolean ipv4) {
        byte[] bytes = new byte[ipv4 ? 4 : 16];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ((i < 8 ? high : low) >>> i % 8 * 8);
        }
        return bytes;
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}

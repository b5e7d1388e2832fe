package dev.shoutgate.config;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class AddressRangePropertiesTest {
    @Test
    void agreesWithComparingBitByBit() {
        forAll(1_000, draws ->
                agrees(draws.bytes(4, 4), draws.bytes(4, 4), draws.between(0, 32), draws.between(0, 32)));
    }

    private static void agrees(byte[] network, byte[] address, int bits, int shared) throws Exception {
        byte[] masked = new byte[4];
        byte[] near = address.clone();
        boolean same = true;
        for (int bit = 0; bit < 32; bit++) {
            if (bit < bits) {
                copyBit(network, masked, bit);
            }
            if (bit < shared) {
                copyBit(masked, near, bit);
            }
            same &= bit >= bits || bitOf(masked, bit) == bitOf(near, bit);
        }

        assertThat(new AddressRange(InetAddress.getByAddress(masked), bits).contains(InetAddress.getByAddress(near)))
                .isEqualTo(same);
    }

    private static int bitOf(byte[] address, int bit) {
        return address[bit / 8] >> 7 - bit % 8 & 1;
    }

    private static void copyBit(byte[] from, byte[] to, int bit) {
        int mask = 0x80 >> bit % 8;
        to[bit / 8] = (byte) (to[bit / 8] & ~mask | from[bit / 8] & mask);
    }
}

package dev.shoutgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AddressRangePropertiesTest {
    @Property
    void agreesWithComparingBitByBit(
            @ForAll @Size(4) byte[] network, @ForAll @Size(4) byte[] address, @ForAll @IntRange(max = 32) int bits,
            @ForAll @IntRange(max = 32) int shared) throws Exception {
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

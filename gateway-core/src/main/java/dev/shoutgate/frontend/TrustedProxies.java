package dev.shoutgate.frontend;

import dev.shoutgate.config.AddressRange;
import java.util.List;

/**
 * The addresses of {@code identity.trusted-proxies}, as bits.
 *
 * <p>Threading: immutable, any thread.
 */
final class TrustedProxies {

    private static final int IPV4_BITS = 32;

    /** The addresses that share these bits under the mask. */
    private record Block(IpAddress network, IpAddress mask) {

        static Block of(AddressRange range) {
            IpAddress network = IpAddress.of(range.network());
            int bits = range.prefixBits() + (network.isIpv4() ? Long.SIZE * 2 - IPV4_BITS : 0);
            IpAddress mask = new IpAddress();
            mask.set(ones(bits), ones(bits - Long.SIZE));
            return new Block(network, mask);
        }

        private static long ones(int count) {
            return count <= 0 ? 0 : -1L << Math.max(0, Long.SIZE - count);
        }

        boolean contains(IpAddress address) {
            // ::/0 is all of IPv6, and no IPv4.
            return ((address.high ^ network.high) & mask.high | (address.low ^ network.low) & mask.low) == 0
                    && address.isIpv4() == network.isIpv4();
        }
    }

    private final Block[] blocks;

    TrustedProxies(List<AddressRange> ranges) {
        blocks = ranges.stream().map(Block::of).toArray(Block[]::new);
    }

    boolean contains(IpAddress address) {
        for (Block block : blocks) {
            if (block.contains(address)) {
                return true;
            }
        }
        return false;
    }
}

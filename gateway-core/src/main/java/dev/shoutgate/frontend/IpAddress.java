package dev.shoutgate.frontend;

import java.net.InetAddress;

/**
 * An IP address as 128 bits; one of IPv4 as IPv6 maps it ({@code ::ffff:10.0.0.1}), so that both ways to write it are
 * the same. Used again for the next.
 *
 * <p>Threading: one event loop.
 */
final class IpAddress {

    private static final int GROUP_BITS = 16;
    /** What stands before the 32 bits of an IPv4 address. */
    private static final long MAPPED = 0xffff;

    long high;
    long low;

    static IpAddress of(InetAddress address) {
        IpAddress bits = new IpAddress();
        byte[] bytes = address.getAddress();
        bits.low = bytes.length == 4 ? MAPPED : 0;
        for (int i = 0; i < bytes.length; i += 2) {
            bits.push((bytes[i] & 0xff) << Byte.SIZE | bytes[i + 1] & 0xff);
        }
        return bits;
    }

    void set(IpAddress other) {
        set(other.high, other.low);
    }

    void set(long high, long low) {
        this.high = high;
        this.low = low;
    }

    /** Makes it one of IPv4. */
    void setIpv4(long bits) {
        set(0, MAPPED << 32 | bits);
    }

    /** Appends 16 bits at its end; the first 16 go. */
    void push(int group) {
        high = high << GROUP_BITS | low >>> Long.SIZE - GROUP_BITS;
        low = low << GROUP_BITS | group;
    }

    boolean isIpv4() {
        return high == 0 && low >>> 32 == MAPPED;
    }

    /**
     * What stands for whoever has it: all of an IPv4 address, and the first 64 bits of an IPv6 one, because every
     * household has that many.
     */
    long holder() {
        return isIpv4() ? low : high;
    }
}

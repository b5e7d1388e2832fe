package dev.shoutgate.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A block of addresses, such as {@code 10.0.0.0/8} or {@code fd00::/8}. Immutable, for any thread.
 *
 * @param network its first address
 * @param prefixBits how many leading bits all of its addresses share: 0..32, with IPv6 0..128
 */
public record AddressRange(InetAddress network, int prefixBits) {
    /** @throws IllegalArgumentException where the prefix is too long, or the network has bits set behind it */
    public AddressRange {
        int bits = network.getAddress().length * Byte.SIZE;
        if (prefixBits < 0 || prefixBits > bits) {
            throw new IllegalArgumentException("wanted a prefix of 0.." + bits + " bits, got " + prefixBits);
        }
        if (new BigInteger(1, network.getAddress()).getLowestSetBit() >= 0
                && new BigInteger(1, network.getAddress()).getLowestSetBit() < bits - prefixBits) {
            throw new IllegalArgumentException(network.getHostAddress() + " has bits set behind /" + prefixBits);
        }
    }

    /** The block of so many leading bits that the address is in: that of 192.168.1.7 and 24 is 192.168.1.0/24. */
    public static AddressRange around(InetAddress address, int prefixBits) {
        byte[] bytes = address.getAddress();
        for (int bit = prefixBits; bit < bytes.length * Byte.SIZE; bit++) {
            bytes[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
        }
        try {
            return new AddressRange(InetAddress.getByAddress(bytes), prefixBits);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of another's length", e);
        }
    }

    /** Reads {@code address/bits}, or one address alone; empty where the text is neither. */
    static Optional<AddressRange> parse(String text) {
        String[] parts = text.split("/", 2);
        return AddressText.address(parts[0]).flatMap(network -> {
            int bits = network.getAddress().length * Byte.SIZE;
            if (parts.length == 2 && !parts[1].matches("[0-9]{1,3}")) {
                return Optional.empty();
            }
            try {
                return Optional.of(new AddressRange(network, parts.length == 2 ? Integer.parseInt(parts[1]) : bits));
            } catch (IllegalArgumentException notARange) {
                return Optional.empty();
            }
        });
    }

    /** Whether the address is one of these; IPv4 that arrives dressed as IPv6 counts as IPv4. */
    public boolean contains(InetAddress address) {
        byte[] wanted = network.getAddress();
        byte[] came = undressed(address.getAddress());
        if (came.length != wanted.length) {
            return false;
        }
        int wholeBytes = prefixBits / Byte.SIZE;
        int mask = 0xFF00 >> prefixBits % Byte.SIZE & 0xFF;
        return Arrays.equals(wanted, 0, wholeBytes, came, 0, wholeBytes)
                && (mask == 0 || ((wanted[wholeBytes] ^ came[wholeBytes]) & mask) == 0);
    }

    /** Sockets that listen on both families may show 10.0.0.1 as ::ffff:10.0.0.1. */
    private static byte[] undressed(byte[] address) {
        if (address.length == 4 || address[10] != -1 || address[11] != -1) {
            return address;
        }
        return Arrays.equals(address, 0, 10, new byte[10], 0, 10) ? Arrays.copyOfRange(address, 12, 16) : address;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefixBits;
    }
}

package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.config.AddressRange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What Jazzer calls: the fields that say whose request a proxy hands on, a bar between two of them. The proxies are
 * 10.0.0.0/8 and fd00::/8.
 */
public final class ClientAddressFuzz {

    private static final TrustedProxies PROXIES = new TrustedProxies(List.of(range("10.0.0.0", 8), range("fd00::", 8)));
    private static final Peer PROXY = Peer.at(address("10.0.0.1"));
    private static final Peer STRANGER = Peer.at(address("198.51.100.9"));
    /** What somebody may have put to the left, to be taken for somebody else. */
    private static final List<String> HEARSAY =
            List.of("6.6.6.6", "for=6.6.6.6", "\"", "for=\"6.6.6.6", "\\", "10.0.0.9", "for=10.0.0.9", ";", "=\\\"");

    private ClientAddressFuzz() {}

    /** Throws where anybody but the last trusted proxy has a say in who it is. */
    public static void fuzzerTestOneInput(byte[] input) {
        for (ClientEntry entries : ClientEntry.values()) {
            String fields = new String(input, StandardCharsets.ISO_8859_1);
            String found = found(entries, PROXY, fields);

            assertThat(found(entries, STRANGER, fields)).isEqualTo(bits(STRANGER.origin()));
            for (String hearsay : HEARSAY) {
                if (found != null && !isProxy(found)) {
                    assertThat(found(entries, PROXY, hearsay + "," + fields)).as(hearsay).isEqualTo(found);
                    assertThat(found(entries, PROXY, hearsay + "|" + fields)).as(hearsay).isEqualTo(found);
                }
            }
            assertThat(found(entries, PROXY, fields + "," + entry(entries, "10.0.0.2")))
                    .isEqualTo(found == null ? bits(IpAddress.of(address("10.0.0.2"))) : found);
            assertThat(found(entries, PROXY, fields + " , " + entry(entries, "192.0.2.7")))
                    .isEqualTo(bits(IpAddress.of(address("192.0.2.7"))));
        }
        String lists = new String(input, StandardCharsets.ISO_8859_1);
        assertThat(found(ClientEntry.X_FORWARDED_FOR, PROXY, lists.replace(',', '|')))
                .isEqualTo(found(ClientEntry.X_FORWARDED_FOR, PROXY, lists));
    }

    private static String entry(ClientEntry entries, String address) {
        return entries == ClientEntry.FORWARDED ? "for=" + address : address;
    }

    private static String found(ClientEntry entries, Peer peer, String fields) {
        String[] values = fields.split("\\|", -1);
        HeaderFields headers = new HeaderFields();
        headers.clear((entries.header + String.join("", values)).getBytes(StandardCharsets.ISO_8859_1));
        int at = entries.header.length();
        for (String value : values) {
            headers.add(0, entries.header.length(), at, value.length());
            at += value.length();
        }
        IpAddress client = new ClientAddress(PROXIES, entries).of(peer, headers);
        return client == null ? null : bits(client);
    }

    private static boolean isProxy(String bits) {
        IpAddress address = new IpAddress();
        address.set(Long.parseUnsignedLong(bits, 0, 16, 16), Long.parseUnsignedLong(bits, 16, 32, 16));
        return PROXIES.contains(address);
    }

    private static String bits(IpAddress address) {
        return "%016x%016x".formatted(address.high, address.low);
    }

    private static AddressRange range(String network, int bits) {
        return new AddressRange(address(network), bits);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}

package dev.shoutgate.console;

import dev.shoutgate.config.AddressRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where this machine is in the networks around it: the addresses that a phone might reach it at, and who is in those
 * networks. Read once, at the start: a network that is joined later is not in it.
 *
 * <p>Threading: immutable.
 */
final class LanAddresses {

    /** An address of the documentation (RFC 5737): asking which way leads there sends nothing. */
    private static final InetSocketAddress ELSEWHERE = new InetSocketAddress("203.0.113.1", 9);

    /** What containers, virtual machines and tunnels call their ends: no phone is on them. */
    private static final String NO_PLACE_FOR_PHONES =
            "(docker|br-|veth|virbr|vmnet|vboxnet|podman|cni|flannel|tun|tap|utun|wg|zt|tailscale|ppp).*";

    /** One IPv4 address of an interface, which phones are served on. */
    private record Place(Inet4Address address, boolean hasPhones, boolean leadsOut) { }

    private final List<String> reachable;
    private final List<AddressRange> networks;

    private LanAddresses(List<String> reachable, List<AddressRange> networks) {
        this.reachable = reachable;
        this.networks = networks;
    }

    /** Of the interfaces that are up now. */
    static LanAddresses ofThisMachine() {
        InetAddress wayOut = wayOut();
        List<Place> places = new ArrayList<>();
        List<AddressRange> networks = new ArrayList<>();
        try {
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                for (InterfaceAddress at : each.isUp() ? each.getInterfaceAddresses() : List.<InterfaceAddress>of()) {
                    networks.add(AddressRange.around(at.getAddress(), at.getNetworkPrefixLength()));
                    if (at.getAddress() instanceof Inet4Address four && !four.isLoopbackAddress()) {
                        places.add(new Place(four, mayHavePhones(each), four.equals(wayOut)));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot see the networks of this machine", e);
        }
        return new LanAddresses(inOrder(places), List.copyOf(networks));
    }

    /** The likeliest first: the one that this machine goes out by, then those of home networks, tunnels last. */
    private static List<String> inOrder(List<Place> places) {
        return places.stream()
                .sorted(Comparator.comparing((Place place) -> !place.hasPhones)
                        .thenComparing(place -> !place.leadsOut)
                        .thenComparing(place -> !place.address.isSiteLocalAddress()))
                .map(place -> place.address.getHostAddress()).toList();
    }

    private static boolean mayHavePhones(NetworkInterface each) throws IOException {
        return !each.isPointToPoint() && !each.isVirtual() && !each.getName().matches(NO_PLACE_FOR_PHONES);
    }

    /** The address that packets to elsewhere leave by; null where nothing leads there. */
    private static InetAddress wayOut() {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(ELSEWHERE);
            return socket.getLocalAddress();
        } catch (IOException | UncheckedIOException nowhere) {
            return null;
        }
    }

    /** IPv4 addresses of this machine, the likeliest to be reached by a phone first; empty where it has none. */
    List<String> reachable() {
        return reachable;
    }

    /** The networks that this machine is in, and itself. */
    List<AddressRange> networks() {
        return networks;
    }
}

package dev.shoutgate.frontend;

import java.net.InetAddress;

/**
 * Who is at the other end of a connection.
 *
 * @param address of the socket's other end: whether it is a trusted proxy decides what its headers are worth
 * @param origin  where the connection began, as far as it is known: the same, or what a PROXY header said. Not changed
 */
record Peer(InetAddress address, IpAddress origin) {

    /** Whoever is there speaks for nobody else. */
    static Peer at(InetAddress address) {
        return new Peer(address, IpAddress.of(address));
    }
}

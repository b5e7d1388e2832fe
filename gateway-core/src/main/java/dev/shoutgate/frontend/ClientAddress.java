package dev.shoutgate.frontend;

/**
 * Which address a request comes from: the other end of its connection, and where that is a trusted proxy, what its
 * header says. Of that list, which every proxy on the way appends to, the first address from the right counts that is
 * no trusted proxy; what stands before it is hearsay. A stranger's header is never asked.
 *
 * <p>An entry that is no address ends the search, and the one to its right counts: it is as far as the way is known.
 *
 * <p>Threading: one event loop.
 */
final class ClientAddress {

    private final TrustedProxies proxies;
    private final ClientEntry entries;
    private final IpAddress client = new IpAddress();
    private final IpAddress read = new IpAddress();
    /** Whether any address was read. */
    private boolean known;

    /** {@code entries}: null where proxies say nothing in a header. */
    ClientAddress(TrustedProxies proxies, ClientEntry entries) {
        this.proxies = proxies;
        this.entries = entries;
    }

    /** Valid until the next call; null where nobody knows. */
    IpAddress of(Peer peer, HeaderFields headers) {
        if (!proxies.contains(peer.origin())) {
            return peer.origin();
        }
        known = false;
        int field = entries == null ? HeaderFields.NONE : headers.last(entries.header, Integer.MAX_VALUE);
        while (field != HeaderFields.NONE && isAllProxies(headers, field)) {
            field = headers.last(entries.header, field);
        }
        return known ? client : null;
    }

    /** Takes the entries of one field, the last one first, for as long as they are those of trusted proxies. */
    private boolean isAllProxies(HeaderFields headers, int field) {
        byte[] text = headers.bytes();
        int from = headers.valueFrom(field);
        int end = from + headers.valueLength(field);
        while (end > from) {
            int start = entries.startOfLast(text, from, end);
            int first = start;
            while (first < end && isSpace(text[first])) {
                first++;
            }
            while (end > first && isSpace(text[end - 1])) {
                end--;
            }
            // RFC 9110, 5.6.1: a list may have empty places.
            if (first < end && !isProxy(text, first, end)) {
                return false;
            }
            end = start - 1;
        }
        return true;
    }

    private boolean isProxy(byte[] text, int from, int to) {
        if (!entries.read(text, from, to, read)) {
            return false;
        }
        known = true;
        client.set(read);
        return proxies.contains(client);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t';
    }
}

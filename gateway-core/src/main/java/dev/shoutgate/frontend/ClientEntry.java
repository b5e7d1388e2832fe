package dev.shoutgate.frontend;

import dev.shoutgate.config.GatewayConfig.ClientAddressHeader;

/**
 * How one proxy says in a header whose request it hands on: one entry of a list to which each proxy appends its own.
 * Entries are looked for from the end, because what stands before that of a trusted proxy may be anybody's, an open
 * quotation mark too.
 *
 * <p>Threading: immutable, any event loop.
 */
enum ClientEntry {

    /** {@code X-Forwarded-For: 192.0.2.1, [2001:db8::1]:4711}, as most proxies write it. */
    X_FORWARDED_FOR("x-forwarded-for") {
        @Override
        boolean read(byte[] text, int from, int to, IpAddress into) {
            return IpAddressReader.readNode(text, from, to, into);
        }

        @Override
        int startOfLast(byte[] text, int from, int to) {
            int at = to;
            while (at > from && text[at - 1] != ',') {
                at--;
            }
            return at;
        }
    },

    /** {@code Forwarded: for=192.0.2.1;proto=https, for="[2001:db8::1]:4711"} (RFC 7239). */
    FORWARDED("forwarded") {
        @Override
        boolean read(byte[] text, int from, int to, IpAddress into) {
            return ForwardedElement.readFor(text, from, to, into);
        }

        @Override
        int startOfLast(byte[] text, int from, int to) {
            return ForwardedElement.startOfLast(text, from, to);
        }
    };

    /** The header's name, in lower case. */
    final String header;

    ClientEntry(String header) {
        this.header = header;
    }

    /** That of the setting; null where no header counts. */
    static ClientEntry of(ClientAddressHeader setting) {
        return switch (setting) {
            case X_FORWARDED_FOR -> X_FORWARDED_FOR;
            case FORWARDED -> FORWARDED;
            case NONE -> null;
        };
    }

    /** Reads the address of one entry without spaces around it; false where it has none, or is not well-formed. */
    abstract boolean read(byte[] text, int from, int to, IpAddress into);

    /** Where the last entry of a list begins, behind the comma before it. */
    abstract int startOfLast(byte[] text, int from, int to);
}

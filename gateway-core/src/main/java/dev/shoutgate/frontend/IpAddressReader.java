package dev.shoutgate.frontend;

/**
 * Reads addresses where they stand in bytes, without an object: IPv4 in four decimal numbers, IPv6 in all forms of RFC
 * 4291, 2.2. A number with a leading zero is none: 010 is 8 to some systems and 10 to others.
 */
final class IpAddressReader {

    private static final int GROUPS = 8;
    private static final int MOST_DIGITS_OF_GROUP = 4;
    private static final int MOST_DIGITS_OF_PORT = 5;
    private static final int NONE = -1;

    private IpAddressReader() {
    }

    /**
     * Reads an address with a port or without one, an IPv6 address in brackets or without. False, with the address in
     * no particular state, where it is anything else.
     */
    static boolean readNode(byte[] text, int from, int to, IpAddress into) {
        int colon = indexOf(text, from, to, ':');
        if (from < to && text[from] == '[') {
            int close = indexOf(text, from, to, ']');
            return close < to && isPortOrNothing(text, close + 1, to) && readIpv6(text, from + 1, close, into);
        }
        if (indexOf(text, colon + 1, to, ':') < to) {
            return readIpv6(text, from, to, into);
        }
        long ipv4 = ipv4(text, from, colon);
        into.setIpv4(ipv4);
        return ipv4 != NONE && isPortOrNothing(text, colon, to);
    }

    /** A port may be a number, or a word that hides it (RFC 7239, 6.3). */
    private static boolean isPortOrNothing(byte[] text, int from, int to) {
        if (from >= to) {
            return true;
        }
        boolean hidden = to - from > 2 && text[from + 1] == '_';
        for (int at = from + (hidden ? 2 : 1); at < to; at++) {
            byte b = text[at];
            boolean isDigit = b >= '0' && b <= '9';
            if (!isDigit && !(hidden && isInWord(b))) {
                return false;
            }
        }
        return text[from] == ':' && to - from > 1 && (hidden || to - from <= 1 + MOST_DIGITS_OF_PORT);
    }

    private static boolean isInWord(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '.' || b == '_' || b == '-';
    }

    private static long ipv4(byte[] text, int from, int to) {
        long value = 0;
        int part = 0;
        int digits = 0;
        int dots = 0;
        for (int at = from; at < to; at++) {
            byte b = text[at];
            if (b == '.' && digits > 0) {
                value = value << Byte.SIZE | part;
                part = 0;
                digits = 0;
                dots++;
            } else if (b >= '0' && b <= '9' && (digits == 0 || part > 0) && part * 10 + b - '0' <= 255) {
                part = part * 10 + b - '0';
                digits++;
            } else {
                return NONE;
            }
        }
        return dots == 3 && digits > 0 ? value << Byte.SIZE | part : NONE;
    }

    private static boolean readIpv6(byte[] text, int from, int to, IpAddress into) {
        int gap = from;
        while (gap < to && (text[gap] != ':' || gap + 1 == to || text[gap + 1] != ':')) {
            gap++;
        }
        if (gap == to) {
            return readGroups(text, from, to, true, into) == GROUPS;
        }
        int head = readGroups(text, from, gap, false, into);
        if (head < 0) {
            return false;
        }
        for (int i = head; i < GROUPS; i++) {
            into.push(0);
        }
        long high = into.high;
        long low = into.low;
        int tail = readGroups(text, gap + 2, to, true, into);
        into.set(into.high | high, into.low | low);
        return tail >= 0 && head + tail < GROUPS;
    }

    /** Reads groups between single colons; how many 16 bits they were, or {@link #NONE} where one is no group. */
    private static int readGroups(byte[] text, int from, int to, boolean atEnd, IpAddress into) {
        into.set(0, 0);
        int groups = 0;
        int at = from;
        while (at < to) {
            int end = indexOf(text, at, to, ':');
            int read = readGroup(text, at, end, atEnd && end == to, into);
            groups += read;
            if (read == 0 || groups > GROUPS || end == to - 1) {
                return NONE;
            }
            at = end + 1;
        }
        return groups;
    }

    /** Reads 16 bits in hex, or at the end of an address 32 bits as IPv4 writes them; how many 16 bits it were. */
    private static int readGroup(byte[] text, int from, int end, boolean mayBeIpv4, IpAddress into) {
        if (mayBeIpv4 && indexOf(text, from, end, '.') < end) {
            long ipv4 = ipv4(text, from, end);
            into.push((int) (ipv4 >>> Short.SIZE) & 0xffff);
            into.push((int) ipv4 & 0xffff);
            return ipv4 == NONE ? 0 : 2;
        }
        int group = 0;
        for (int at = from; at < end; at++) {
            int digit = Character.digit(text[at], 16);
            if (digit < 0) {
                return 0;
            }
            group = group << 4 | digit;
        }
        into.push(group & 0xffff);
        return end == from || end - from > MOST_DIGITS_OF_GROUP ? 0 : 1;
    }

    private static int indexOf(byte[] text, int from, int to, char wanted) {
        int at = from;
        while (at < to && text[at] != wanted) {
            at++;
        }
        return at;
    }
}

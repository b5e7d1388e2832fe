package dev.shoutgate.frontend;

/**
 * One element of a {@code Forwarded} header, where it stands in bytes: pairs of a name and a value, plain or quoted,
 * with semicolons between them (RFC 7239, 4). Spaces around a pair and addresses that should be quoted and are not are
 * taken too, because proxies write them.
 */
final class ForwardedElement {

    private static final int BROKEN = -1;

    private ForwardedElement() {
    }

    /** Reads the address that the one {@code for} has; false where there is none, or anything is not well-formed. */
    static boolean readFor(byte[] text, int from, int to, IpAddress into) {
        boolean found = false;
        int at = from;
        while (at < to) {
            int name = skipSpaces(text, at, to);
            if (name < to && text[name] == ';') {
                at = name + 1;
                continue;
            }
            int value = valueOf(text, name, to);
            int end = value == BROKEN ? BROKEN : endOfValue(text, value, to);
            if (end == BROKEN) {
                return false;
            }
            if (isFor(text, name, value)) {
                int quote = text[value] == '"' ? 1 : 0;
                if (found || !IpAddressReader.readNode(text, value + quote, end - quote, into)) {
                    return false;
                }
                found = true;
            }
            at = skipSpaces(text, end, to);
            if (at < to && text[at++] != ';') {
                return false;
            }
        }
        return found;
    }

    private static boolean isFor(byte[] text, int name, int value) {
        return value - name == 4 && (text[name] | 0x20) == 'f' && (text[name + 1] | 0x20) == 'o'
                && (text[name + 2] | 0x20) == 'r';
    }

    /** Where the value of the pair begins, behind its {@code =}. */
    private static int valueOf(byte[] text, int name, int to) {
        int at = name;
        while (at < to && text[at] != '=' && text[at] != ';' && text[at] != '"' && text[at] != ' ') {
            at++;
        }
        return at > name && at + 1 < to && text[at] == '=' ? at + 1 : BROKEN;
    }

    private static int endOfValue(byte[] text, int value, int to) {
        int at = value;
        if (text[at] == '"') {
            at++;
            while (at < to && text[at] != '"') {
                at += text[at] == '\\' ? 2 : 1;
            }
            return at < to ? at + 1 : BROKEN;
        }
        while (at < to && text[at] != ';' && text[at] != ' ' && text[at] != '\t' && text[at] != '"') {
            at++;
        }
        return at;
    }

    private static int skipSpaces(byte[] text, int from, int to) {
        int at = from;
        while (at < to && (text[at] == ' ' || text[at] == '\t')) {
            at++;
        }
        return at;
    }

    /** Where the last element begins: behind the last comma that is in no quotation marks, as seen from the end. */
    static int startOfLast(byte[] text, int from, int to) {
        boolean inQuotes = false;
        int at = to;
        while (at > from && (inQuotes || text[at - 1] != ',')) {
            at--;
            if (text[at] == '"' && !isEscaped(text, from, at)) {
                inQuotes = !inQuotes;
            }
        }
        return at;
    }

    private static boolean isEscaped(byte[] text, int from, int quote) {
        int at = quote;
        while (at > from && text[at - 1] == '\\') {
            at--;
        }
        return (quote - at) % 2 == 1;
    }
}

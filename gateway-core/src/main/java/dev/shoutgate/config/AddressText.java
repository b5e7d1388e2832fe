package dev.shoutgate.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads addresses as they are written in settings, without ever asking a name server. */
final class AddressText {
    private static final Pattern IPV4 = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern BIND = Pattern.compile("(?:\\[([^]]*:[^]]*)]|([^:\\[\\]]*)):([0-9]{1,5})");
    private static final int MAX_PORT = 65_535;

    private AddressText() {
    }

    /** An IPv4 or IPv6 address in digits. */
    static Optional<InetAddress> address(String text) {
        try {
            Matcher ipv4 = IPV4.matcher(text);
            if (ipv4.matches()) {
                return ipv4(ipv4);
            }
            // In brackets, because there the JDK takes nothing but digits: no name is ever looked up.
            return IPV6.matcher(text).matches()
                    ? Optional.of(InetAddress.getByName("[" + text + "]")) : Optional.empty();
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    /** {@code 127.0.0.1:8080}, {@code [::1]:8080} or {@code localhost:8080}; port 0 lets the system choose. */
    static Optional<InetSocketAddress> bind(String text) {
        Matcher bind = BIND.matcher(text);
        if (!bind.matches() || Integer.parseInt(bind.group(3)) > MAX_PORT) {
            return Optional.empty();
        }
        int port = Integer.parseInt(bind.group(3));
        String host = bind.group(2) != null ? bind.group(2) : bind.group(1);
        return address(host.equals("localhost") ? "127.0.0.1" : host)
                .map(address -> new InetSocketAddress(address, port));
    }

    private static Optional<InetAddress> ipv4(Matcher parts) throws UnknownHostException {
        byte[] address = new byte[4];
        for (int i = 0; i < address.length; i++) {
            String part = parts.group(i + 1);
            // 010 is 8 to some systems and 10 to others, so it is neither here.
            if (Integer.parseInt(part) > 255 || part.length() > 1 && part.startsWith("0")) {
                return Optional.empty();
            }
            address[i] = (byte) Integer.parseInt(part);
        }
        return Optional.of(InetAddress.getByAddress(address));
    }
}

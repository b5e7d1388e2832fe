package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What Jazzer calls: an address as it stands in a header, read by ours and by the JDK. */
public final class IpAddressFuzz {

    /** In whole numbers without a zero in front; the JDK takes more, and means something else by it. */
    private static final Pattern IPV4 = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    private static final Pattern ZERO_IN_FRONT = Pattern.compile("(^|\\.)0[0-9]");
    private static final Pattern LONG_GROUP = Pattern.compile("[0-9A-Fa-f]{5}");
    /** Alone the JDK would ask a name server for it, and in brackets it takes the name of an interface behind it. */
    private static final Pattern IN_DIGITS = Pattern.compile("[0-9A-Fa-f:.]*");

    private IpAddressFuzz() {}

    /** Throws where the two differ, or where one that was read does not read the same once it is written again. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        String read = read(text);
        if (IN_DIGITS.matcher(text).matches() && hasNoPort(text)) {
            assertThat(read).as(text).isEqualTo(isOdd(text) ? null : readByJdk(text));
            assertThat(read("[" + text + "]")).as("in brackets").isEqualTo(IPV4.matcher(text).matches() ? null : read);
        }
        if (read != null) {
            assertThat(read(written(read))).as(text).isEqualTo(read);
            assertThat(read(read("[" + text + "]") == null ? text : "[" + text + "]:" + input.length)).isEqualTo(read);
        }
    }

    /** One colon alone stands between an address of IPv4 and its port. */
    private static boolean hasNoPort(String text) {
        return text.indexOf(':') == text.lastIndexOf(':') ? text.indexOf(':') < 0 : true;
    }

    /** What the JDK takes and ours does not: 010, which other systems read as 8, and groups of five digits and more. */
    private static boolean isOdd(String text) {
        String last = text.substring(text.lastIndexOf(':') + 1);
        return last.contains(".") && ZERO_IN_FRONT.matcher(last).find() || LONG_GROUP.matcher(text).find();
    }

    private static String readByJdk(String text) {
        boolean ipv4 = IPV4.matcher(text).matches();
        try {
            return ipv4 || text.contains(":") ? bits(IpAddress.of(InetAddress.getByName(ipv4 ? text : "[" + text + "]")))
                    : null;
        } catch (UnknownHostException notAnAddress) {
            return null;
        }
    }

    private static String written(String bits) {
        try {
            return InetAddress.getByAddress(ByteBuffer.allocate(16).putLong(Long.parseUnsignedLong(bits, 0, 16, 16))
                    .putLong(Long.parseUnsignedLong(bits, 16, 32, 16)).array()).getHostAddress();
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        IpAddress address = new IpAddress();
        return IpAddressReader.readNode(bytes, 0, bytes.length, address) ? bits(address) : null;
    }

    private static String bits(IpAddress address) {
        return "%016x%016x".formatted(address.high, address.low);
    }
}

package dev.shoutgate.frontend;

import dev.shoutgate.Limits;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Which addresses may be shown to buyers and followed by them: on the web by https, or a path of this gateway. So none
 * is a script ({@code javascript:}), carries its content with it ({@code data:}), or leads to wherever the page came
 * from by way of another host ({@code //host}).
 *
 * <p>Threading: stateless, any.
 */
enum LinkRule {

    /** What a page shows in an {@code img}. */
    IMAGE("an https address with a host, or a path of this gateway that begins with one /"),

    /** Where a page leads a buyer, with {@code {orderId}} for the order's id; for trials, by http to this machine. */
    CHECKOUT("an https address with a host (http for this machine alone), or a path of this gateway that begins with "
            + "one /; {orderId} in it stands for the order's id");

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String PLACE = "{orderId}";
    private static final String SOME_ORDER = "0000000000000000";
    private static final int LAST_PORT = 65535;

    private final String wanted;

    LinkRule(String wanted) {
        this.wanted = wanted + "; at most " + Limits.LINK_BYTES + " bytes";
    }

    /** What is wanted instead of an address that is not allowed. */
    String wanted() {
        return wanted;
    }

    boolean allows(String address) {
        if (address.getBytes(StandardCharsets.UTF_8).length > Limits.LINK_BYTES) {
            return false;
        }
        try {
            URI uri = new URI(this == CHECKOUT ? address.replace(PLACE, SOME_ORDER) : address);
            return uri.isAbsolute() ? isOnTheWeb(uri) : address.startsWith("/") && !address.startsWith("//");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private boolean isOnTheWeb(URI uri) {
        boolean safe = uri.getScheme().equalsIgnoreCase("https") || this == CHECKOUT
                && uri.getScheme().equalsIgnoreCase("http") && THIS_MACHINE.contains(uri.getHost());
        // Whose order it is does not decide who is paid.
        return safe && uri.getHost() != null && uri.getUserInfo() == null && uri.getPort() <= LAST_PORT
                && !uri.getRawAuthority().contains(SOME_ORDER);
    }
}

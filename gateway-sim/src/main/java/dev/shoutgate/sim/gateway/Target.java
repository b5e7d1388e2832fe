package dev.shoutgate.sim.gateway;

import dev.shoutgate.sim.UsageException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the gateway is: the buyers' and the operators' base address, and the operator token.
 *
 * <p>Only loopback addresses pass, unless the host was named on purpose: a load generator that is pointed at someone
 * else's machine by a slip of the finger is an attack.
 */
public record Target(URI buyers, URI operators, String token) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,256}");

    /**
     * Parses and checks the addresses.
     *
     * @param allowedHosts hosts beyond loopback that the user allowed by name
     * @throws UsageException when an address is not plain {@code http://host:port} or its host is not allowed
     */
    public static Target of(String buyersUrl, String operatorsUrl, String token, Set<String> allowedHosts) {
        if (!TOKEN.matcher(token).matches()) {
            throw new UsageException("--token: wanted 1..256 visible ASCII characters, came " + token.length()
                    + " characters with others among them");
        }
        return new Target(base("--buyers-url", buyersUrl, allowedHosts),
                base("--operators-url", operatorsUrl, allowedHosts), token);
    }

    /** The address to connect to; resolves names, so it may block. */
    public InetSocketAddress buyersAddress() {
        String host = buyers.getHost().replace("[", "").replace("]", "");
        return new InetSocketAddress(host, port(buyers));
    }

    /** {@code host:port} for the Host header. */
    public String buyersAuthority() {
        return buyers.getHost() + ":" + port(buyers);
    }

    private static URI base(String option, String url, Set<String> allowedHosts) {
        URI uri = parsed(option, url);
        boolean bare = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
        if (!"http".equals(uri.getScheme()) || !bare || uri.getRawQuery() != null || uri.getRawUserInfo() != null) {
            throw new UsageException(option + ": wanted http://HOST:PORT, came " + url);
        }
        // Names are not looked up: whether a name is this machine may change between the check and the load.
        if (!LOOPBACK.matcher(uri.getHost()).matches() && !allowedHosts.contains(uri.getHost())) {
            throw new UsageException(option + ": " + uri.getHost() + " is not this machine. To load it all the same, "
                    + "and only where you may, add --allow-remote " + uri.getHost());
        }
        return URI.create("http://" + uri.getHost() + ":" + port(uri));
    }

    private static URI parsed(String option, String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && uri.getRawPath() != null) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            // Said below, as for an address without a host.
        }
        throw new UsageException(option + ": wanted http://HOST:PORT, came " + url);
    }

    private static int port(URI uri) {
        return uri.getPort() == -1 ? 80 : uri.getPort();
    }
}

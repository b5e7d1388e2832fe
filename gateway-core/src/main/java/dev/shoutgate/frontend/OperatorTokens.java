package dev.shoutgate.frontend;

import dev.shoutgate.Wish.Operator;
import dev.shoutgate.config.GatewayConfig.OperatorToken;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * Which operator a bearer token stands for. Only hashes are known here, and comparing takes the same time whichever
 * token it is, or none.
 *
 * <p>Threading: immutable, any event loop.
 */
final class OperatorTokens {

    private record Entry(byte[] sha256, String name, String merchant) {}

    private final List<Entry> entries;

    OperatorTokens(List<OperatorToken> tokens) {
        entries = tokens.stream()
                .map(token -> new Entry(HexFormat.of().parseHex(token.sha256()), token.name(),
                        token.merchant().orElse(null)))
                .toList();
    }

    /** Who asks, with this key; null when no known token came. */
    Operator identify(Request request, String key) {
        int field = request.headers.only("authorization");
        int scheme = field < 0 ? 0 : request.headers.lengthOfScheme(field, "bearer");
        if (scheme == 0) {
            return null;
        }
        byte[] hash = OperatorToken.hash(request.headers.get("authorization").substring(scheme).trim());
        Entry found = null;
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.sha256, hash)) {
                found = entry;
            }
        }
        return found == null ? null : new Operator(found.name, found.merchant, key);
    }
}

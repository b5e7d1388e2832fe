package dev.shoutgate.bench.peer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import dev.shoutgate.bench.load.BuyRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who may press in a run: what the gateway is told to look at first, and what the crowd brings along for it.
 *
 * <p>Threading: immutable, any thread.
 */
public enum Door {

    /** Each buyer is named by a header, as a proxy would set it. */
    NAMES(0, Shown.NAME, ""),

    /** The same, and each request has a token besides, which is not looked at: what its bytes alone cost. */
    UNREAD_TOKENS(1_000, Shown.BOTH, ""),

    /** Tokens (HS256), a hundred times as many as are remembered: each is as good as new when its turn comes. */
    NEW_TOKENS(20_000, Shown.TOKEN, "identity: {mode: jwt, jwt: {secret-file: '%s', cache-bytes: 64KiB}}"),

    /** Tokens of buyers who press again and again, all remembered. */
    KNOWN_TOKENS(1_000, Shown.TOKEN, "identity: {mode: jwt, jwt: {secret-file: '%s'}}"),

    /** A thousand buyers who may press once a second each, and do so a hundred times. */
    LOW_RATE(1_000, Shown.NAME, "admission: {rate-per-buyer: 1, burst: 1}");

    /** By what a buyer is known. */
    private enum Shown { NAME, TOKEN, BOTH }

    private static final String SECRET = "a secret of the benchmark, no shop has it";

    private final int buyers;
    private final Shown shown;
    private final String settings;

    Door(int buyers, Shown shown, String settings) {
        this.buyers = buyers;
        this.shown = shown;
        this.settings = settings;
    }

    /** The gateway's settings, lines of YAML; files that they name are made in the folder. */
    String settings(Path folder) throws IOException {
        Path secret = folder.resolve("secret");
        Files.writeString(secret, SECRET);
        return String.format(settings, secret);
    }

    BuyRequest request(String saleId, String sku) {
        Stream<String> names = IntStream.range(0, buyers).mapToObj(number -> "buyer-" + number);
        return switch (shown) {
            case NAME -> new BuyRequest(saleId, sku, BuyRequest.NAME, names.toList());
            case TOKEN -> new BuyRequest(saleId, sku, BuyRequest.TOKEN, names.map(Door::token).toList());
            case BOTH -> new BuyRequest(saleId, sku, BuyRequest.NAME,
                    names.map(name -> name + "\r\n" + BuyRequest.TOKEN + " " + token(name)).toList());
        };
    }

    private static String token(String buyer) {
        try {
            JWSObject token = new JWSObject(new JWSHeader(JWSAlgorithm.HS256),
                    new Payload("{\"iss\":\"https://login.example.com\",\"sub\":\"" + buyer
                            + "\",\"aud\":\"shoutgate\",\"iat\":1799999000,\"exp\":4102444800}"));
            token.sign(new MACSigner(SECRET));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("a secret of " + SECRET.length() + " bytes signs HS256", e);
        }
    }
}

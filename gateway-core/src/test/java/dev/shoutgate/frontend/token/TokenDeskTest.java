package dev.shoutgate.frontend.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import dev.shoutgate.ByteText;
import dev.shoutgate.Limits;
import dev.shoutgate.config.TokenSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenDeskTest {

    private static final long NOW_MS = 1_800_000_000_000L;
    private static final String GOOD = "{\"sub\":\"b1\",\"exp\":1800000060}";

    @TempDir
    private Path folder;
    private final ByteText buyer = new ByteText(Limits.BUYER_ID_BYTES);

    @Test
    void knowsTheBuyerOfATokenOfEachAlgorithm() throws IOException {
        TokenDesk desk = desk(secret(), keys(Minted.RSA.toPublicJWK().toJSONString()));
        TokenDesk ofCurve = desk(null, keys(Minted.EC.toPublicJWK().toJSONString()));

        assertThat(fault(desk, Minted.hs256(Minted.SECRET, GOOD))).isNull();
        assertThat(buyer).hasToString("b1");
        assertThat(fault(desk, Minted.rs256(Minted.RSA, "rsa-1", GOOD.replace("b1", "b2")))).isNull();
        assertThat(buyer).hasToString("b2");
        assertThat(fault(ofCurve, Minted.es256(Minted.EC, "ec-1", GOOD.replace("b1", "b3")))).isNull();
        assertThat(buyer).hasToString("b3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"sub":"b1"}                                     | NO_EXPIRY
            {"sub":"b1","exp":1800000000}                    | EXPIRED
            {"sub":"b1","exp":1799999999}                    | EXPIRED
            {"sub":"b1","exp":-1}                            | EXPIRED
            {"sub":"b1","exp":"1800000060"}                  | MALFORMED
            {"sub":"b1","exp":1800000060,"nbf":1800000001}   | NOT_YET
            {"sub":"b1","exp":18446744075509551.676}         | MALFORMED
            {"sub":"b1","exp":1e400}                         | MALFORMED
            {"sub":"b1","exp":1800000060,"nbf":18446744073709551} | MALFORMED
            {"exp":1800000060}                               | SUBJECT
            {"sub":"","exp":1800000060}                      | SUBJECT
            {"sub":"b 1","exp":1800000060}                   | SUBJECT
            {"sub":"käufer","exp":1800000060}                | SUBJECT
            {"sub":["b1"],"exp":1800000060}                  | MALFORMED
            {"sub":1,"exp":1800000060}                       | MALFORMED
            {"sub":null,"exp":1800000060}                    | SUBJECT
            {"sub":"b1","exp":null}                          | NO_EXPIRY
            {"sub":"b1","exp":1799999999.9}                  | EXPIRED
            {"sub":"b1","exp":1e999999999}                   | MALFORMED
            {"sub":"b1","exp":-1e99}                         | MALFORMED
            {"sub":"b1","exp":253402300799,"nbf":253402300799} | NOT_YET
            {"sub":"b1","sub":"b2","exp":1800000060}         | MALFORMED
            {"sub":"b1","exp":1800000060,"exp":1900000000}   | MALFORMED
            {"sub":"b1","exp":1800000060,"nbf":1,"nbf":2}    | MALFORMED
            {"sub":"b1","exp":1800000060,"aud":["a",1]}      | MALFORMED
            {"sub":"b1","exp":1800000060}}                   | MALFORMED
            {"sub":"b1","exp":1800000060} {}                 | MALFORMED
            ["b1"]                                           | MALFORMED
            no JSON                                          | MALFORMED
            """)
    void asksForAnEndAndABuyer(String claims, TokenFault fault) throws IOException {
        assertThat(fault(desk(secret(), null), Minted.hs256(Minted.SECRET, claims))).isEqualTo(fault);
    }

    /** Made-up tokens are checked and forgotten: they take nobody's place. */
    @Test
    void knowsAnHonestTokenThroughAFloodOfForgedOnes() throws IOException {
        TokenDesk desk = desk(secret(), null);
        String honest = Minted.hs256(Minted.SECRET, GOOD);
        String forged = honest.substring(0, honest.length() - 11);
        assertThat(fault(desk, honest)).isNull();
        for (int i = 0; i < 50_000; i++) {
            assertThat(fault(desk, forged + "%010d".formatted(i) + "A")).isEqualTo(TokenFault.SIGNATURE);
        }

        assertThat(fault(desk, honest)).isNull();
        assertThat(desk.known()).isEqualTo(1);
        assertThat(buyer).hasToString("b1");
    }

    /** The last character of a signature of 32 bytes has two bits that say nothing, and four ways to write it. */
    @Test
    void takesATokenInOneSpelling() throws IOException {
        TokenDesk desk = desk(secret(), null);
        String token = Minted.hs256(Minted.SECRET, GOOD);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(token.charAt(token.length() - 1));
        String cut = token.substring(0, token.length() - 1);

        for (int other = 1; other < 4; other++) {
            assertThat(fault(desk, cut + alphabet.charAt(last ^ other))).isEqualTo(TokenFault.MALFORMED);
        }
        assertThat(fault(desk, token + "=")).isEqualTo(TokenFault.MALFORMED);
        assertThat(fault(desk, cut + "!" + alphabet.charAt(last))).isEqualTo(TokenFault.MALFORMED);
        assertThat(fault(desk, token)).isNull();
    }

    @Test
    void takesABuyerOf64CharactersAndNot65() throws IOException {
        TokenDesk desk = desk(secret(), null);

        assertThat(fault(desk, Minted.hs256(Minted.SECRET, GOOD.replace("b1", "b".repeat(64))))).isNull();
        assertThat(fault(desk, Minted.hs256(Minted.SECRET, GOOD.replace("b1", "b".repeat(65)))))
                .isEqualTo(TokenFault.SUBJECT);
    }

    @Test
    void letsClocksDifferAsMuchAsIsSet() throws IOException {
        TokenDesk desk = new TokenDesk(settings(secret(), null, Optional.empty(), Optional.empty(), 5), 1);

        assertThat(fault(desk, Minted.hs256(Minted.SECRET, "{\"sub\":\"b1\",\"exp\":1799999996}"))).isNull();
        assertThat(fault(desk, Minted.hs256(Minted.SECRET, "{\"sub\":\"b1\",\"exp\":1799999995}")))
                .isEqualTo(TokenFault.EXPIRED);
        assertThat(fault(desk, Minted.hs256(Minted.SECRET, GOOD.replace("}", ",\"nbf\":1800000005}")))).isNull();
        assertThat(fault(desk, Minted.hs256(Minted.SECRET, GOOD.replace("}", ",\"nbf\":1800000006}"))))
                .isEqualTo(TokenFault.NOT_YET);
    }

    @Test
    void asksForIssuerAndAudienceWhereTheyAreSet() throws IOException {
        TokenDesk desk = new TokenDesk(settings(secret(), null, Optional.of("shop"), Optional.of("gate"), 0), 1);

        assertThat(fault(desk, with("\"iss\":\"shop\",\"aud\":\"gate\""))).isNull();
        assertThat(fault(desk, with("\"iss\":\"shop\",\"aud\":[\"app\",\"gate\"]"))).isNull();
        assertThat(fault(desk, with("\"iss\":\"other\",\"aud\":\"gate\""))).isEqualTo(TokenFault.ISSUER);
        assertThat(fault(desk, with("\"aud\":\"gate\""))).isEqualTo(TokenFault.ISSUER);
        assertThat(fault(desk, with("\"iss\":\"shop\",\"aud\":\"app\""))).isEqualTo(TokenFault.AUDIENCE);
        assertThat(fault(desk, with("\"iss\":\"shop\""))).isEqualTo(TokenFault.AUDIENCE);
    }

    @Test
    void skipsWhatElseATokenSays() throws IOException {
        String more = GOOD.replace("}", ",\"nbf\":1800000000.0,\"roles\":[{\"sub\":\"b9\"}],\"x\":{\"exp\":1},\"x\":2}");

        assertThat(fault(desk(secret(), null), Minted.hs256(Minted.SECRET, more))).isNull();
        assertThat(buyer).hasToString("b1");
    }

    @Test
    void takesNoTokenThatNobodySigned() throws IOException {
        TokenDesk desk = desk(secret(), keys(Minted.RSA.toPublicJWK().toJSONString()));

        for (String header : List.of("{\"alg\":\"none\"}", "{\"alg\":\"None\"}", "{}")) {
            for (String signature : List.of("", Minted.part("x"))) {
                String token = Minted.part(header) + "." + Minted.part(GOOD) + "." + signature;
                assertThat(fault(desk, token)).as(token).isIn(TokenFault.MALFORMED, TokenFault.ALGORITHM);
            }
        }
    }

    /** Whoever has the public key could make such tokens, if the key served as a secret too. */
    @Test
    void takesNoPublicKeyForASecret() throws Exception {
        byte[] der = Minted.RSA.toPublicKey().getEncoded();
        String pem = Minted.pem("PUBLIC KEY", der);
        TokenDesk desk = desk(null, keys(pem));

        assertThat(fault(desk, Minted.rs256(Minted.RSA, null, GOOD))).isNull();
        for (byte[] asSecret : List.of(der, pem.getBytes(StandardCharsets.US_ASCII))) {
            String token = Minted.signed(new JWSHeader(JWSAlgorithm.HS256), new MACSigner(asSecret), GOOD);
            assertThat(fault(desk, token)).isEqualTo(TokenFault.ALGORITHM);
        }
    }

    @Test
    void takesAnAlgorithmThatIsNamedAndNoOther() throws Exception {
        TokenDesk desk = desk(secret(), keys(Minted.RSA.toPublicJWK().toJSONString()));

        for (JWSAlgorithm other : List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            String token = Minted.signed(new JWSHeader(other), new RSASSASigner(Minted.RSA), GOOD);
            assertThat(fault(desk, token)).as(other.getName()).isEqualTo(TokenFault.ALGORITHM);
        }
    }

    @Test
    void takesNoForgedToken() throws IOException {
        TokenDesk desk = desk(secret(), null);
        String good = Minted.hs256(Minted.SECRET, GOOD);
        String[] parts = good.split("\\.");

        assertThat(fault(desk, good)).isNull();
        String other = parts[0] + "." + Minted.part(GOOD.replace("b1", "b2")) + "." + parts[2];
        // Twice: what the first did to the memory of tokens must not help the second.
        assertThat(fault(desk, other)).isEqualTo(TokenFault.SIGNATURE);
        assertThat(fault(desk, other)).isEqualTo(TokenFault.SIGNATURE);
        assertThat(fault(desk, Minted.hs256("another secret of another shop, long", GOOD)))
                .isEqualTo(TokenFault.SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b", "a.b.c", "a.b.c.d", "a.b.c.d.e", "\u0000", "{\"sub\":\"b1\"}"})
    void takesOneTokenInThreeParts(String text) throws IOException {
        assertThat(fault(desk(secret(), null), text)).isEqualTo(TokenFault.MALFORMED);
    }

    @Test
    void takesNoTokenWithinAToken() throws IOException {
        String inner = Minted.hs256(Minted.SECRET, GOOD);

        assertThat(fault(desk(secret(), null), Minted.hs256(Minted.SECRET, inner))).isEqualTo(TokenFault.MALFORMED);
    }

    @Test
    void takesNoTokenThatIsLargerThanALoginNeeds() throws IOException {
        TokenDesk desk = desk(secret(), null);
        String large = Minted.hs256(Minted.SECRET, GOOD.replace("}", ",\"x\":\"" + "x".repeat(6030) + "\"}"));
        String tooLarge = Minted.hs256(Minted.SECRET, GOOD.replace("}", ",\"x\":\"" + "x".repeat(6200) + "\"}"));

        assertThat(large.length()).isBetween(8100, TokenDesk.MAX_BYTES);
        assertThat(fault(desk, large)).isNull();
        assertThat(fault(desk, tooLarge)).isEqualTo(TokenFault.MALFORMED);
        assertThat(desk.checked()).isOne();
    }

    @Test
    void takesNoTokenWithAnExtensionThatIsNotUnderstood() throws Exception {
        JWSHeader header = JWSHeader.parse("{\"alg\":\"HS256\",\"crit\":[\"shop\"],\"shop\":1}");
        String token = Minted.signed(header, new MACSigner(Minted.SECRET), GOOD);

        assertThat(fault(desk(secret(), null), token)).isEqualTo(TokenFault.SIGNATURE);
    }

    @Test
    void choosesTheKeyThatTheTokenNames() throws IOException {
        TokenDesk desk = desk(null, keys(new JWKSet(List.of(Minted.RSA, Minted.EC)).toPublicJWKSet().toString()));

        assertThat(fault(desk, Minted.es256(Minted.EC, "ec-1", GOOD))).isNull();
        assertThat(fault(desk, Minted.es256(Minted.EC, null, GOOD))).isNull();
        assertThat(fault(desk, Minted.es256(Minted.EC, "ec-2", GOOD))).isEqualTo(TokenFault.KEY);
        assertThat(fault(desk, Minted.es256(Minted.EC, "rsa-1", GOOD))).isEqualTo(TokenFault.KEY);
        assertThat(fault(desk, Minted.rs256(Minted.rsa("x"), "rsa-1", GOOD))).isEqualTo(TokenFault.SIGNATURE);
    }

    /** Keys change without a minute in which nobody gets in: the new one is added, tokens change over, the old one goes. */
    @Test
    void changesKeysWithoutAGap() throws IOException {
        Path file = keys(new JWKSet(Minted.EC).toPublicJWKSet().toString());
        TokenDesk desk = desk(null, file);
        var next = Minted.ec("ec-2");
        String old = Minted.es256(Minted.EC, "ec-1", GOOD);
        String young = Minted.es256(next, "ec-2", GOOD);
        assertThat(fault(desk, young)).isEqualTo(TokenFault.KEY);

        Files.writeString(file, new JWKSet(List.of(Minted.EC, next)).toPublicJWKSet().toString());
        desk.look();
        // The header that was looked at last means another key now.
        assertThat(fault(desk, young)).isNull();
        assertThat(fault(desk, old)).isNull();

        Files.writeString(file, new JWKSet(next).toPublicJWKSet().toString());
        desk.look();
        // It was verified before, and its key is gone.
        assertThat(fault(desk, old)).isEqualTo(TokenFault.KEY);
        assertThat(fault(desk, young)).isNull();
    }

    @Test
    void looksAtTheSignatureOfATokenOnce() throws IOException {
        TokenDesk desk = desk(secret(), null);
        String token = Minted.hs256(Minted.SECRET, GOOD);

        for (int i = 0; i < 10; i++) {
            buyer.clear();
            assertThat(fault(desk, token)).isNull();
            assertThat(buyer).hasToString("b1");
        }
        assertThat(desk.checked()).isOne();
        assertThat(desk.known()).isEqualTo(9);
    }

    @Test
    void forgetsNoEndOfATokenThatItKnows() throws IOException {
        TokenDesk desk = desk(secret(), null);
        byte[] token = Minted.hs256(Minted.SECRET, GOOD).getBytes(StandardCharsets.US_ASCII);

        assertThat(desk.identify(token, 0, token.length, 0, NOW_MS, buyer)).isNull();
        assertThat(desk.identify(token, 0, token.length, 0, NOW_MS + 59_999, buyer)).isNull();
        assertThat(desk.identify(token, 0, token.length, 0, NOW_MS + 60_000, buyer)).isEqualTo(TokenFault.EXPIRED);
        assertThat(desk.refused(TokenFault.EXPIRED)).isOne();
    }

    private static String with(String claims) {
        return Minted.hs256(Minted.SECRET, GOOD.replace("}", "," + claims + "}"));
    }

    private TokenFault fault(TokenDesk desk, String token) {
        byte[] bytes = ("  " + token).getBytes(StandardCharsets.ISO_8859_1);
        return desk.identify(bytes, 2, bytes.length - 2, 0, NOW_MS, buyer);
    }

    private static TokenDesk desk(Path secret, Path keys) {
        return new TokenDesk(settings(secret, keys, Optional.empty(), Optional.empty(), 0), 1);
    }

    static TokenSettings settings(Path secret, Path keys, Optional<String> issuer, Optional<String> audience,
            long skewSeconds) {
        return new TokenSettings(Optional.ofNullable(secret), Optional.ofNullable(keys), issuer, audience,
                Duration.ofSeconds(skewSeconds), 1 << 16);
    }

    private Path secret() throws IOException {
        return Files.writeString(folder.resolve("secret"), Minted.SECRET + "\n");
    }

    private Path keys(String text) throws IOException {
        return Files.writeString(folder.resolve("keys"), text);
    }
}

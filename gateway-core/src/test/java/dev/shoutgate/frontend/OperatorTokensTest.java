package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Wish.Operator;
import dev.shoutgate.config.GatewayConfig.OperatorToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorTokensTest {

    private static final String OF_SHOP = "token of shop 1, schön";

    private final OperatorTokens tokens = new OperatorTokens(List.of(
            new OperatorToken("platform", sha256("all"), Optional.empty()),
            new OperatorToken("host-desk", sha256(OF_SHOP), Optional.of("shop-1"))));

    @ParameterizedTest
    @ValueSource(strings = {"Bearer all", "bearer all", "BEARER all", "Bearer   all", "Bearer all  "})
    void knowsThePlatformByItsToken(String header) {
        assertThat(tokens.identify(Requests.with("Authorization", header), "k"))
                .isEqualTo(new Operator("platform", null, "k"));
    }

    @Test
    void knowsWhoseSalesATokenMayTouch() {
        Operator operator = tokens.identify(Requests.with("Authorization", "Bearer " + OF_SHOP), "");

        assertThat(operator).isEqualTo(new Operator("host-desk", "shop-1", ""));
        assertThat(operator.mayTouch("shop-1")).isTrue();
        assertThat(operator.mayTouch("shop-2")).isFalse();
        assertThat(tokens.identify(Requests.with("Authorization", "Bearer all"), "").mayTouch("shop-2")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "all", "Bearer", "Bearer ", "Bearerall", "Basic all", "Bearer al", "Bearer alll",
        "Bearer ALL", "Bearer all all", "Digest Bearer all"})
    void knowsNobodyElse(String header) {
        assertThat(tokens.identify(Requests.with("Authorization", header), "")).isNull();
    }

    @Test
    void knowsNobodyByTheHashThatStandsInTheSettings() {
        assertThat(tokens.identify(Requests.with("Authorization", "Bearer " + sha256("all")), "")).isNull();
    }

    @Test
    void knowsNobodyWithoutAHeaderOrWithoutTokens() {
        assertThat(tokens.identify(Requests.with(), "")).isNull();
        assertThat(new OperatorTokens(List.of()).identify(Requests.with("Authorization", "Bearer all"), "")).isNull();
    }

    private static String sha256(String token) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

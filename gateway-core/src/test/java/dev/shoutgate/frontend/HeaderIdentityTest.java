package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.ByteText;
import dev.shoutgate.Limits;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.config.AddressRange;
import dev.shoutgate.config.GatewayConfig.ClientAddressHeader;
import dev.shoutgate.config.GatewayConfig.Identity;
import dev.shoutgate.config.GatewayConfig.IdentityMode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderIdentityTest {

    private static final String HEADER = "X-Buyer-Id";

    private final BuyerIdentity ofThisMachine = identity();
    private final ByteText buyer = new ByteText(Limits.BUYER_ID_BYTES);
    private final Outcome outcome = new Outcome(ignored -> { });

    @ParameterizedTest
    @ValueSource(strings = {"b", "b-1", "!#$%&'*+~|\"\\,;=", "urn:shop:buyer/1"})
    void believesThisMachineWhereNoProxyIsNamed(String id) {
        assertThat(ofThisMachine.identify(Requests.with(HEADER, id), 0, buyer, outcome)).isTrue();
        assertThat(buyer).hasToString(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "192.168.1.9", "fd00::1"})
    void believesNobodyElseWhereNoProxyIsNamed(String peer) throws UnknownHostException {
        assertThat(refusalOf(ofThisMachine, from(peer))).isEqualTo(Problem.UNAUTHENTICATED);
        assertThat(outcome.detail).contains("trusted proxies");
    }

    @Test
    void believesTheProxiesThatAreNamedAndThenThisMachineNoMore() throws UnknownHostException {
        BuyerIdentity ofProxies = identity(new AddressRange(InetAddress.getByName("10.1.0.0"), 16),
                new AddressRange(InetAddress.getByName("fd00::"), 8));

        for (String trusted : List.of("10.1.0.0", "10.1.255.255", "fdff::1", "::ffff:10.1.2.3")) {
            assertThat(ofProxies.identify(from(trusted), 0, buyer, outcome)).as(trusted).isTrue();
        }
        for (String other : List.of("10.2.0.0", "127.0.0.1", "fc00::1", "::1")) {
            assertThat(refusalOf(ofProxies, from(other))).as(other).isEqualTo(Problem.UNAUTHENTICATED);
        }
    }

    @Test
    void asksForAnId() {
        assertThat(refusalOf(ofThisMachine, Requests.with())).isEqualTo(Problem.UNAUTHENTICATED);
        assertThat(refusalOf(ofThisMachine, Requests.with(HEADER, ""))).isEqualTo(Problem.UNAUTHENTICATED);
        assertThat(outcome.detail).contains("X-Buyer-Id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "buyer\u007f", "käufer", "买家", "\u0000"})
    void takesVisibleAsciiOnly(String id) {
        assertThat(refusalOf(ofThisMachine, Requests.with(HEADER, id))).isEqualTo(Problem.MALFORMED_REQUEST);
    }

    @Test
    void takes64CharactersAndNot65() {
        assertThat(ofThisMachine.identify(Requests.with(HEADER, "b".repeat(64)), 0, buyer, outcome)).isTrue();
        assertThat(refusalOf(ofThisMachine, Requests.with(HEADER, "b".repeat(65)))).isEqualTo(Problem.MALFORMED_REQUEST);
    }

    @Test
    void takesNoSecondIdBesideTheOneOfTheProxy() {
        assertThat(refusalOf(ofThisMachine, Requests.with(HEADER, "mine", "x-buyer-id", "yours")))
                .isEqualTo(Problem.MALFORMED_REQUEST);
    }

    private static BuyerIdentity identity(AddressRange... proxies) {
        return new HeaderIdentity(new Identity(IdentityMode.HEADER, List.of(proxies), ClientAddressHeader.NONE, null));
    }

    private static Request from(String peer) throws UnknownHostException {
        return Requests.from(InetAddress.getByName(peer), HEADER, "b1");
    }

    private Problem refusalOf(BuyerIdentity identity, Request request) {
        outcome.clear();
        assertThat(identity.identify(request, 0, buyer, outcome)).isFalse();
        return outcome.problem;
    }
}

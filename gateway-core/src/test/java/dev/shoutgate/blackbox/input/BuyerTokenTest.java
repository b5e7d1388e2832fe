package dev.shoutgate.blackbox.input;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.ApiClient;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.frontend.token.Minted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Buyers with tokens that the shop signed, on every call that is a buyer's own. */
class BuyerTokenTest {

    private static final Path SECRET = secretFile();

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small()
            .with("identity.mode", "jwt").with("identity.jwt.secret-file", SECRET.toString());

    private static String sale;

    @BeforeAll
    static void openASale() {
        sale = gateway.shop().open(Item.of("phone", 1000).limit(10));
    }

    @Test
    void sellsToWhomeverTheTokenNames() {
        String buyer = Fresh.buyer();
        String bearer = bearer(buyer, Minted.SECRET);

        Answer order = buy(bearer);
        assertThat(order.status()).as("%s", order).isEqualTo(201);
        assertThat(order.field("buyerId")).isEqualTo(buyer);
        assertThat(get("/v1/orders/" + order.orderId(), bearer).field("status")).isEqualTo("HELD");
        assertThat(ownOrders(bearer).text()).contains(order.orderId());
        assertThat(post("/v1/orders/" + order.orderId() + "/cancel", bearer).field("status")).isEqualTo("CANCELLED");
    }

    @Test
    void showsNoOrderToAnother() {
        Answer order = buy(bearer(Fresh.buyer(), Minted.SECRET));

        assertProblem(get("/v1/orders/" + order.orderId(), bearer(Fresh.buyer(), Minted.SECRET)))
                .is(404, "unknown-order");
    }

    @Test
    void asksForATokenAndBelievesNoHeaderInItsPlace() {
        Answer refused = gateway.buyers().buy(sale, Fresh.buyer(), "phone", 1);

        assertProblem(refused).is(401, "unauthenticated");
        assertThat(refused.header("WWW-Authenticate")).contains("Bearer realm=\"shoutgate\"");
        assertThat(refused.field("detail")).contains("Authorization: Bearer");
    }

    @Test
    void saysWhyATokenDoesNotCount() {
        Answer forged = buy(bearer(Fresh.buyer(), "the secret of somebody else, as long as ours"));
        assertProblem(forged).is(401, "unauthenticated");
        assertThat(forged.header("WWW-Authenticate").orElse(""))
                .startsWith("Bearer realm=\"shoutgate\", error=\"invalid_token\"");
        assertThat(forged.field("detail")).contains("signature does not fit");

        String expired = Minted.hs256(Minted.SECRET,
                "{\"sub\":\"b\",\"exp\":" + (Instant.now().getEpochSecond() - 1) + "}");
        assertThat(buy("Bearer " + expired).field("detail")).contains("has expired");
        for (String other : new String[] {"Basic YTpi", "Bearer", "Bearer ", "Bearer a b", expired}) {
            assertProblem(buy(other)).is(401, "unauthenticated");
        }
    }

    @Test
    void knowsTheSchemeInAnyCase() {
        assertThat(buy(bearer(Fresh.buyer(), Minted.SECRET).replace("Bearer", "bearer")).status()).isEqualTo(201);
    }

    @Test
    void countsEachRefusalByItsReason() {
        buy(bearer(Fresh.buyer(), "yet another secret of somebody else, long"));

        assertThat(new ApiClient(gateway.operatorsPort()).get("/metrics").text())
                .containsPattern("shoutgate_tokens_refused_total\\{reason=\"signature\"\\} [1-9]")
                .containsPattern("shoutgate_tokens_total\\{check=\"signature\"\\} [1-9]");
    }

    /** The shop changes its secret: tokens of the old one end, and nobody restarts anything. */
    @Test
    void readsANewSecretWhileItRuns() throws IOException {
        String before = bearer(Fresh.buyer(), Minted.SECRET);
        String next = "the next secret of the shop, 32 bytes or more";
        assertThat(buy(before).status()).isEqualTo(201);
        try {
            Files.writeString(SECRET, next);
            await().atMost(Duration.ofSeconds(20)).until(() -> ownOrders(before).status() == 401);
            assertThat(buy(bearer(Fresh.buyer(), next)).status()).isEqualTo(201);
        } finally {
            Files.writeString(SECRET, Minted.SECRET);
            await().atMost(Duration.ofSeconds(20)).until(() -> ownOrders(before).status() == 200);
        }
    }

    private static Answer buy(String authorization) {
        return gateway.buyers().api().send("POST", "/v1/sales/" + sale + "/orders", BuyRequest.line("phone", 1),
                "Content-Type", "application/json", "Idempotency-Key", Fresh.key(), "Authorization", authorization);
    }

    private static Answer ownOrders(String authorization) {
        return get("/v1/sales/" + sale + "/orders", authorization);
    }

    private static Answer get(String path, String authorization) {
        return gateway.buyers().api().get(path, "Authorization", authorization);
    }

    private static Answer post(String path, String authorization) {
        return gateway.buyers().api().send("POST", path, null, "Authorization", authorization);
    }

    private static String bearer(String buyer, String secret) {
        return "Bearer " + Minted.hs256(secret,
                "{\"sub\":\"" + buyer + "\",\"exp\":" + (Instant.now().getEpochSecond() + 600) + "}");
    }

    private static Path secretFile() {
        try {
            Path file = Files.writeString(Files.createTempFile("shoutgate", ".secret"), Minted.SECRET + "\n");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

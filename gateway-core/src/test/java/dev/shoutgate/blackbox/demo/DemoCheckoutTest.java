package dev.shoutgate.blackbox.demo;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Settings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pretend till of a demo: whose orders it pays, when, and who may press. */
class DemoCheckoutTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.demo();

    @RegisterExtension
    static final GatewayUnderTest shop = GatewayUnderTest.small();

    @Test
    void paysTheBuyersOwnOrderOnceHoweverOftenItIsPressed() {
        String buyer = Fresh.buyer();
        String order = gateway.buyers().buy("demo", buyer, "phone", 1).orderId();

        Answer paid = pay(order, buyer, "Sec-Fetch-Site", "same-origin");
        assertThat(paid.status()).as("%s", paid).isEqualTo(200);
        assertThat(paid.field("status")).isEqualTo("CONFIRMED");
        assertThat(paid.json().has("paymentRef")).as("no buyer's business").isFalse();
        assertThat(pay(order, buyer, "Sec-Fetch-Site", "same-origin").field("status")).isEqualTo("CONFIRMED");
        assertThat(gateway.operators().order(order).field("paymentRef")).isEqualTo("demo-" + order);
        gateway.shop().assertAuditOk("demo");
    }

    @Test
    void paysNobodyElsesOrderAndNoneThatIsNotThere() {
        String order = gateway.buyers().buy("demo", Fresh.buyer(), "phone", 1).orderId();

        assertProblem(pay(order, Fresh.buyer(), "Sec-Fetch-Site", "same-origin")).is(404, "unknown-order");
        assertProblem(pay("nonsense", Fresh.buyer(), "Sec-Fetch-Site", "same-origin")).is(404, "unknown-order");
        assertProblem(gateway.buyers().api().send("POST", "/demo/checkout/" + order, null,
                "Sec-Fetch-Site", "same-origin")).is(401, "unauthenticated");
        assertThat(gateway.operators().order(order).field("status")).isEqualTo("HELD");
    }

    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Site, cross-site", "Sec-Fetch-Site, same-site", "Sec-Fetch-Site, none",
        "Origin, http://evil.example", "Origin, null", "Origin, http://127.0.0.1:1", "X-Nothing, at-all"})
    void takesNoPaymentFromAnotherPage(String header, String value) {
        String buyer = Fresh.buyer();
        String order = gateway.buyers().buy("demo", buyer, "phone", 1).orderId();

        assertProblem(pay(order, buyer, header, value)).is(401, "unauthenticated");
        assertThat(gateway.operators().order(order).field("status")).isEqualTo("HELD");
    }

    @Test
    void knowsItsOwnPageWhereTheBrowserSaysNoMoreThanTheOrigin() {
        String buyer = Fresh.buyer();
        String order = gateway.buyers().buy("demo", buyer, "phone", 1).orderId();

        assertThat(pay(order, buyer, "Origin", "http://127.0.0.1:" + gateway.buyersPort()).status()).isEqualTo(200);
    }

    @Test
    void paysLateWhileUnitsAreLeftAndSaysWhenNoneAre() {
        String sale = gateway.shop().open(SaleDefinition.of(Item.of("mug", 1)).with("holdSeconds", 1));
        String first = Fresh.buyer();
        String late = gateway.buyers().buy(sale, first, "mug", 1).orderId();
        await().until(() -> gateway.buyers().order(late, first).field("status").equals("EXPIRED"));
        assertThat(pay(late, first, "Sec-Fetch-Site", "same-origin").field("status")).isEqualTo("CONFIRMED");

        String other = gateway.shop().open(SaleDefinition.of(Item.of("mug", 1)).with("holdSeconds", 1));
        String tooLate = gateway.buyers().buy(other, first, "mug", 1).orderId();
        await().until(() -> gateway.buyers().order(tooLate, first).field("status").equals("EXPIRED"));
        assertThat(gateway.buyers().buy(other, Fresh.buyer(), "mug", 1).status()).isEqualTo(201);
        assertProblem(pay(tooLate, first, "Sec-Fetch-Site", "same-origin")).is(409, "order-expired");
    }

    @Test
    void paysNothingThatWasCancelled() {
        String buyer = Fresh.buyer();
        String order = gateway.buyers().buy("demo", buyer, "phone", 1).orderId();
        gateway.buyers().cancel(order, buyer);

        assertThat(pay(order, buyer, "Sec-Fetch-Site", "same-origin").status()).isEqualTo(409);
    }

    @Test
    void paysTheSaleOfADemoThatWasBegunBeforeThereWasACheckout(@TempDir Path folder) throws Exception {
        String data = folder.resolve("data").toString();
        try (GatewayProcess older = GatewayProcess.serve(folder, Settings.small().with("data", data))) {
            older.shop().define("demo", SaleDefinition.of(Item.of("phone", 3)));
            assertThat(older.buyers().sale("demo").field("checkoutUrl")).isNull();
            assertThat(older.terminate()).isZero();
        }
        for (int start = 0; start < 2; start++) {
            try (GatewayProcess demo = GatewayProcess.ready("serve", "--demo", "--data", data, "--port", "0",
                    "--operator-port", "0")) {
                assertThat(demo.buyers().sale("demo").field("checkoutUrl")).isEqualTo("/demo/checkout/{orderId}");
                assertThat(demo.terminate()).isZero();
            }
        }
    }

    @Test
    void isNotThereWithoutADemo() {
        assertProblem(shop.buyers().api().get("/demo/phone.svg")).is(404, "not-found");
        assertProblem(shop.operators().api().get("/demo/phone.svg")).is(404, "not-found");
        assertProblem(shop.buyers().api().get("/demo/checkout/x")).is(404, "not-found");
        assertProblem(shop.buyers().api().send("POST", "/demo/checkout/x", null, "Sec-Fetch-Site", "same-origin"))
                .is(404, "not-found");
        assertProblem(gateway.operators().api().get("/demo/checkout/x")).is(404, "not-found");
        assertThat(shop.buyers().api().get("/openapi.json").text()).doesNotContain("\"/demo/");
        assertThat(gateway.buyers().api().get("/openapi.json").text()).contains("\"/demo/checkout/{orderId}\"");
        assertThat(gateway.buyers().api().get("/demo/phone.svg").contentType()).isEqualTo("image/svg+xml");
        assertThat(gateway.operators().api().get("/demo/phone.svg").contentType()).isEqualTo("image/svg+xml");
    }

    private static Answer pay(String order, String buyer, String... header) {
        return gateway.buyers().api().send("POST", "/demo/checkout/" + order, null, "X-Buyer-Id", buyer, header[0],
                header[1]);
    }
}

package dev.shoutgate.blackbox.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.RawHttp;
import dev.shoutgate.blackbox.Stock;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Opens a sale of ten phones before each test, and after it checks that exactly the expected units are held. */
final class OpenSale implements BeforeEachCallback, AfterEachCallback {
    private static final int STOCK = 10;

    private final GatewayUnderTest gateway;
    private String id;
    private int expectedHeld;

    OpenSale(GatewayUnderTest gateway) {
        this.gateway = gateway;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        id = gateway.shop().open(Item.of("phone", STOCK).limit(5));
        expectedHeld = 0;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(gateway.shop().stock(id, "phone"))
                .isEqualTo(new Stock(STOCK, STOCK - expectedHeld, expectedHeld, 0));
        gateway.shop().assertAuditOk(id);
    }

    String id() {
        return id;
    }

    /** Says that this test takes so many units; without it, it must take none. */
    void expectHeld(int units) {
        expectedHeld = units;
    }

    BuyRequest buy() {
        return BuyRequest.of(id, "phone");
    }

    /** Sends the request on a connection of its own. */
    Answer answerTo(BuyRequest request) {
        try (RawHttp connection = gateway.connect()) {
            return connection.exchange(request);
        }
    }

    Answer answerToBody(String body) {
        return answerTo(buy().body(body));
    }
}

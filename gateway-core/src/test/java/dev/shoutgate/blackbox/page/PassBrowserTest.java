package dev.shoutgate.blackbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The live page of a sale that wants passes: it works for one while the countdown runs. */
class PassBrowserTest extends PhoneTest {

    private static final String KEPT = "Object.keys(sessionStorage).find(name => name.startsWith('shoutgate.pass'))";
    private static final String PASS = "JSON.parse(sessionStorage.getItem(" + KEPT + ")).pass";

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private static SaleDefinition guarded(int difficulty) {
        return SaleDefinition.of(Item.of("phone", 10).limit(3)).with("pass", "required")
                .with("passDifficulty", difficulty);
    }

    /** Defines a sale that opens by itself. */
    private static String opensIn(int seconds, SaleDefinition definition) throws Exception {
        String sale = Fresh.sale();
        gateway.operators().define(sale, definition.with("opensAt", Instant.now().plusSeconds(seconds).toString()));
        return sale;
    }

    private Room open(String sale) throws Exception {
        return Room.open(phone, gateway.buyersPort(), sale);
    }

    private long passRequests(Room room) {
        return room.requests("Fetch").stream().filter(sent -> sent.endsWith("/pass")).count();
    }

    @Test
    void hasItsPassBeforeTheSaleOpensAndThenBuysWithOnePress() throws Exception {
        String sale = opensIn(4, guarded(12).with("passOpensSeconds", 4));
        Room room = open(sale);

        room.says("phone", "sub", "Your pass is ready.");
        assertThat(phone.look("document.body.dataset.phase")).isEqualTo("SCHEDULED");
        room.may("phone", "buy");
        room.tapBuy("phone");

        room.hasOrders(1, "HELD");
        assertThat(passRequests(room)).isEqualTo(2);
        assertThat(room.requests("Fetch").stream().filter(sent -> sent.startsWith("POST") && sent.endsWith("/orders")))
                .hasSize(1);
    }

    @Test
    void keepsItsPassOverAReload() throws Exception {
        String sale = opensIn(600, guarded(4).with("passOpensSeconds", 3600));
        Room room = open(sale);
        phone.eventually("Boolean(" + KEPT + ")", "true");
        String pass = phone.look(PASS);

        room.reload();

        room.says("phone", "sub", "Your pass is ready.");
        assertThat(phone.look(PASS)).isEqualTo(pass);
        assertThat(passRequests(room)).isEqualTo(2);
    }

    @Test
    void asksForNoneLongBeforeTheSaleOpens() throws Exception {
        String sale = opensIn(600, guarded(4).with("passOpensSeconds", 5));
        Room room = open(sale);
        room.says("phone", "label", "Not open yet");
        room.says("phone", "sub", "");

        assertThat(passRequests(room)).isZero();
    }

    @Test
    void worksForAnotherWhereItsPassDoesNotCount() throws Exception {
        String sale = gateway.shop().open(guarded(4));
        Room room = open(sale);
        phone.eventually("Boolean(" + KEPT + ")", "true");
        phone.look("sessionStorage.setItem(" + KEPT + ", JSON.stringify({pass: 'x', expiresAt: '2999-01-01T00:00:00Z'}))");
        room.reload();
        room.may("phone", "buy");

        room.tapBuy("phone");

        room.hasOrders(1, "HELD");
        assertThat(gateway.shop().stock(sale, "phone").held()).isEqualTo(1);
        phone.eventually("String(" + KEPT + ")", "undefined");
    }

    @Test
    void worksOnceForEachOrder() throws Exception {
        String sale = gateway.shop().open(guarded(4));
        Room room = open(sale);
        for (int orders = 1; orders <= 2; orders++) {
            if (orders > 1) {
                room.tap("phone", "another");
            }
            room.may("phone", "buy");
            room.tapBuy("phone");
            room.hasOrders(orders, "HELD");
        }

        assertThat(passRequests(room)).isEqualTo(4);
    }

    @Test
    void saysHowLongTheWorkTakes() throws Exception {
        // So many tries as no phone has made before the test has seen it.
        String sale = opensIn(600, guarded(24).with("passOpensSeconds", 3600));
        open(sale);

        phone.eventually("/^Your pass is ready in about \\d+ s\\.$/.test(document.querySelector('[data-part=sub]').textContent)");
    }

    @Test
    void asksForNoPassWhereNoneIsWanted() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 10));
        Room room = open(sale);
        room.may("phone", "buy");
        room.tapBuy("phone");
        room.hasOrders(1, "HELD");

        assertThat(passRequests(room)).isZero();
        assertThat(List.of(phone.look("String(" + KEPT + ")"))).containsExactly("undefined");
    }
}

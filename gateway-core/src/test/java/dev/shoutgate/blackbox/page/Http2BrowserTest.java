package dev.shoutgate.blackbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.TestCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The live page in a real browser over TLS, where it chooses HTTP/2. */
class Http2BrowserTest extends PhoneTest {

    private static final TestCertificate USED = TestCertificate.make("browsed", "EC");

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small()
            .with("buyers.tls.certificate", USED.certificateFile().toString())
            .with("buyers.tls.key", USED.keyFile().toString());

    @Test
    void showsAndSellsByOneConnection() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 5));
        Room room = open(sale);
        room.may("phone", "buy");
        assertThat(phone.look("performance.getEntriesByType('navigation')[0].nextHopProtocol")).isEqualTo("h2");
        assertThat(phone.look("performance.getEntriesByType('resource').map(e => e.nextHopProtocol).join()"))
                .matches("h2(,h2)*");

        room.tapBuy("phone");

        room.hasOrders(1, "HELD");
        room.says("phone", "left", "4 left");
        assertThat(gateway.shop().stock(sale, "phone").held()).isEqualTo(1);
    }

    /** Of HTTP/1.1, a browser opens six connections to one place; the seventh stream would wait for ever. */
    @Test
    void streamsMoreThanSixTimes() throws Exception {
        String sale = gateway.shop().open(Item.of("phone", 5));
        Room room = open(sale);
        room.may("phone", "buy");

        phone.look("Promise.all(Array.from({length: 10}, (x, i) => new Promise(done => {"
                + "const s = new EventSource('/v1/sales/" + sale + "/events'); window['stream' + i] = s;"
                + "s.addEventListener('sale', () => done()); }))).then(all => all.length)");
        assertThat(phone.look("fetch('/v1/sales/" + sale + "').then(answer => answer.status)")).isEqualTo("200");
        assertThat(gateway.operators().post("/v1/sales/" + sale + "/items/phone/restock", Fresh.key(),
                "{\"quantity\":7}").status()).isEqualTo(200);
        room.says("phone", "left", "12 left");
    }

    private Room open(String sale) throws Exception {
        return Room.open(phone.trusting(), "https://localhost:" + gateway.buyersPort(), sale);
    }
}

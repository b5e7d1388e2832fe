package dev.shoutgate.blackbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.frontend.token.Minted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The live page of a shop that sends its buyers there with a token. */
class TokenBrowserTest {

    @RegisterExtension
    static final GatewayUnderTest GATEWAY = GatewayUnderTest.small()
            .with("identity.mode", "jwt").with("identity.jwt.secret-file", secretFile());

    @RegisterExtension
    static final BrowserUnderTest browser = new BrowserUnderTest();

    @Test
    void buysAsTheBuyerOfTheTokenAndKeepsItOutOfTheAddress() throws Exception {
        String sale = GATEWAY.shop().open(Item.of("phone", 10));
        String token = Minted.hs256(Minted.SECRET,
                "{\"sub\":\"mei-7\",\"exp\":" + (Instant.now().getEpochSecond() + 600) + "}");
        Tab tab = browser.tab();
        tab.open("http://127.0.0.1:" + GATEWAY.buyersPort() + "/live/" + sale + "?channel=h#token=" + token);

        buy(tab);
        assertThat(tab.look("document.getElementById('buyer-shown').textContent")).isEqualTo("mei-7");
        assertThat(tab.look("document.getElementById('buyer-form').hidden")).isEqualTo("true");
        assertThat(tab.look("location.hash + location.search")).isEqualTo("?channel=h");

        tab.look("location.reload()");
        tab.eventually("document.querySelector('#orders [data-part=status]')?.className", "pill held");
        assertThat(GATEWAY.shop().stock(sale, "phone").held()).isEqualTo(1);
    }

    private static void buy(Tab tab) throws Exception {
        tab.eventually("document.querySelector('.buy')?.ariaDisabled", "false");
        tab.look("document.querySelector('.buy').click()");
        tab.eventually("document.querySelector('#orders [data-part=status]')?.className", "pill held");
    }

    private static String secretFile() {
        try {
            Path file = Files.writeString(Files.createTempFile("shoutgate", ".secret"), Minted.SECRET);
            file.toFile().deleteOnExit();
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

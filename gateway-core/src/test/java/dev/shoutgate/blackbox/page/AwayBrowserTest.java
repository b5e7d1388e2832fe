package dev.shoutgate.blackbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Settings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live room while the gateway is dead, and when it is back. */
class AwayBrowserTest {

    @TempDir
    private Path folder;

    @Test
    void tellsTheTruthWhileNobodyAnswersAndGoesOnByItself() throws Exception {
        Settings settings = Settings.small().with("data", folder.resolve("data").toString());
        try (Chromium browser = Chromium.start(); GatewayProcess first = GatewayProcess.serve(folder, settings)) {
            int port = first.buyersPort();
            String sale = first.shop().open(Item.of("phone", 10));
            Tab phone = browser.tab();
            Room room = Room.open(phone, port, sale);
            room.may("phone", "buy");

            first.killHard();

            phone.eventually("document.body.dataset.phase", "AWAY");
            assertThat(phone.look("document.getElementById('stage').innerText")).doesNotContain("Live", "Open now");
            assertThat(phone.look("document.getElementById('trouble').innerText")).contains("No connection to the shop.");
            phone.look("window.said = new Set(); setInterval(() =>"
                    + " said.add(document.getElementById('trouble-again').textContent), 20); 0");
            phone.eventually("[...said].filter(text => /^Again in \\d s\\.$/.test(text)).length > 1");
            room.tapBuy("phone");
            phone.eventually("/Your press counts once/.test(document.querySelector('[data-part=note]').textContent)");
            room.announces("No connection to the shop.");

            try (GatewayProcess second = GatewayProcess.serve(folder,
                    settings.with("buyers.bind", "127.0.0.1:" + port))) {
                room.hasOrders(1, "HELD");
                phone.eventually("document.getElementById('trouble').hidden");
                phone.eventually("document.body.dataset.phase", "OPEN");
                room.says("phone", "left", "9 left");
                room.announces("The shop is back.");
                second.shop().assertAuditOk(sale);
            }
        }
    }
}

package dev.shoutgate.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README's show, smaller, against the gateway itself. */
@Timeout(240)
class LiveShowTest {

    @TempDir
    private Path folder;

    @Test
    void keepsEveryPromiseWhileTheHostRestocksCutsPricesPausesAndCloses() throws Exception {
        try (LiveGateway gateway = LiveGateway.start(folder)) {
            // An eighth of the show comes before the opening, and has to be long enough for a slow start.
            int status = gateway.sim("show", "--rate", "400", "--seconds", "10");

            assertThat(status).as(gateway.said()).isZero();
            assertThat(gateway.said()).contains("came: 10 acts", "409 sale-not-open", "409 sale-paused",
                    "409 sale-closed", "phone at 149900", "phone at 199900", "lipstick at 6900", "lipstick at 9900");
        }
    }
}

package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.config.GatewayConfig.Transport;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.room.StaticPages;
import dev.shoutgate.storage.OrderNews;
import dev.shoutgate.telemetry.HealthPages;
import dev.shoutgate.telemetry.HealthPages.Health;
import dev.shoutgate.telemetry.Metrics;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FrontendsTest {

    private final AtomicBoolean answered = new AtomicBoolean();
    private final EventLoops loops = new EventLoops(1, Transport.AUTO);

    @AfterEach
    void closeLoops() {
        loops.close();
    }

    @Test
    void anOperatorsRequestThatTakesLongHoldsUpNoBuyer() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch served = new CountDownLatch(1);
        Frontends frontends = new Frontends(onAnyPort(), loops, new ShardMap(), () -> 0, new OrderNews(),
                Optional.empty());
        try (FrontendServer operators = frontends.openOperators(new StaticPages(), slow(asked, served), () -> 0,
                withHash -> null);
                FrontendServer buyers = frontends.openBuyers(new StaticPages(), Optional.empty());
                Wire operator = new Wire(operators.port());
                Wire buyer = new Wire(buyers.port())) {
            operator.get("/readyz");
            asked.await();
            assertThat(buyer.get("/v1/time").read().status()).isEqualTo(200);
            assertThat(answered).isFalse();
            served.countDown();
            assertThat(operator.read().body()).contains("took long");
        }
    }

    private static GatewayConfig onAnyPort() {
        return GatewayConfig.defaults().withBuyersPort(0).withOperatorsPort(0);
    }

    /** A page that takes as long as it takes until a buyer was served. */
    private HealthPages slow(CountDownLatch asked, CountDownLatch served) throws IOException {
        return new HealthPages(() -> {
            asked.countDown();
            try {
                // Not for ever, or a gateway that is wrong could not even be closed.
                served.await(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            answered.set(true);
            return new Health(true, "took long");
        }, new Metrics());
    }
}

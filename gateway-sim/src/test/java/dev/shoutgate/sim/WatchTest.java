package dev.shoutgate.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.sim.gateway.GatewayApi;
import dev.shoutgate.sim.gateway.Target;
import dev.shoutgate.sim.press.Second;
import dev.shoutgate.sim.shop.Flaw;
import dev.shoutgate.sim.shop.ShopServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchTest {
    private final ShopServer shop = ShopServer.open(Flaw.NONE);
    private final StringWriter said = new StringWriter();
    private final CompletableFuture<Void> load = new CompletableFuture<>();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void printsEverySecondInItsOrderAndThenReturns() {
        Watch watch = watch("demo");
        watch.closed(second(0, 111));
        watch.closed(second(1, 222));
        load.complete(null);
        watch.until(load);

        assertThat(said.toString().lines()).hasSize(3);
        assertThat(said.toString()).containsSubsequence("offered", "111", "222");
    }

    @Test
    void takesAViewOfTheSaleWithEverySecond() {
        Watch watch = watch("demo");
        watch.closed(second(0, 1));
        watch.closed(second(1, 1));
        load.complete(null);
        watch.until(load);

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> watch.views().size() == 2);
        assertThat(watch.views()).allSatisfy(view -> assertThat(view.item("phone").total()).isEqualTo(1000));
    }

    @Test
    void goesOnWithoutAViewThatDoesNotCome() {
        Watch watch = watch("unknown");
        watch.closed(second(0, 1));
        load.complete(null);
        watch.until(load);

        assertThat(watch.views()).isEmpty();
        assertThat(said.toString().lines()).hasSize(2);
    }

    @Test
    void doesNotSwallowAnErrorOfTheLoad() {
        Watch watch = watch("demo");
        load.completeExceptionally(new IllegalStateException("the loop broke"));

        assertThatThrownBy(() -> watch.until(load)).isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("the loop broke");
    }

    private Watch watch(String saleId) {
        GatewayApi api = new GatewayApi(Target.of(shop.buyersUrl(), shop.operatorsUrl(), "demo", Set.of()));
        return new Watch(new PrintWriter(said), api, saleId);
    }

    private static Second second(int number, long offered) {
        return new Second(number, offered, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}

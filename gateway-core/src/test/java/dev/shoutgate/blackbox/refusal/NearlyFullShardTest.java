package dev.shoutgate.blackbox.refusal;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.RawHttp;
import dev.shoutgate.blackbox.SaleDefinition;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Operators hear in time that a shard runs full, and what is full refuses and nothing else does. */
class NearlyFullShardTest {
    private static final int ORDERS = 1_000;
    private static final int ITEMS = 500;

    @RegisterExtension
    static final GatewayUnderTest ofOrders = GatewayUnderTest.small().with("capacity.orders", ORDERS);

    @RegisterExtension
    static final GatewayUnderTest ofItems = GatewayUnderTest.small().with("capacity.items", ITEMS);

    private final Logger log = (Logger) LoggerFactory.getLogger("dev.shoutgate");
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> ear = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                warnings.add(event.getFormattedMessage());
            }
        }
    };

    @BeforeEach
    void listen() {
        ear.start();
        log.addAppender(ear);
    }

    @AfterEach
    void leave() {
        log.detachAppender(ear);
    }

    @Test
    void warnsOnceAtFourFifthsOfTheOrders() {
        String sale = ofOrders.shop().open(Item.of("phone", 5 * ORDERS));
        try (RawHttp connection = ofOrders.connect()) {
            buy(connection, sale, ORDERS * 4 / 5 - 1);
            awaitTicks(ofOrders);
            assertThat(warnings).isEmpty();
            assertThat(fill(ofOrders, "orders")).isEqualTo(0.799);

            buy(connection, sale, 1);
            await().until(() -> !warnings.isEmpty());
            assertThat(warnings).singleElement().asString().contains("Shard 0", "800 of 1000 orders", "80 %");

            buy(connection, sale, ORDERS / 5);
            awaitTicks(ofOrders);
            assertThat(fill(ofOrders, "orders")).isEqualTo(1);
            assertThat(warnings).hasSize(1);
            assertProblem(connection.exchange(BuyRequest.of(sale, "phone"))).is(503, "storage-unavailable");
        }
    }

    @Test
    void refusesAnotherSaleWhenItsItemsHaveNoPlaceAndSellsOn() {
        String first = Fresh.sale();
        assertThat(ofItems.operators().define(first, SaleDefinition.of(items(400))).status()).isEqualTo(201);
        await().until(() -> !warnings.isEmpty());
        assertThat(warnings).singleElement().asString().contains("400 of 500 items");
        assertThat(fill(ofItems, "items")).isEqualTo(0.8);

        Answer refused = ofItems.operators().define(Fresh.sale(), SaleDefinition.of(items(101)));

        assertProblem(refused).is(503, "storage-unavailable");
        assertThat(ofItems.operators().open(first).status()).isEqualTo(200);
        assertThat(ofItems.buyers().buy(first, "b1", "sku-399", 1).status()).isEqualTo(201);
        assertThat(ofItems.operators().define(Fresh.sale(), SaleDefinition.of(items(100))).status()).isEqualTo(201);
        assertThat(fill(ofItems, "items")).isEqualTo(1);
    }

    private static Item[] items(int count) {
        return IntStream.range(0, count).mapToObj(i -> Item.of("sku-" + i, 10)).toArray(Item[]::new);
    }

    private static void buy(RawHttp connection, String sale, int orders) {
        for (int i = 0; i < orders; i++) {
            assertThat(connection.exchange(BuyRequest.of(sale, "phone")).status()).isEqualTo(201);
        }
    }

    /** Until the clock has gone round since: two windows have opened, one after the other. */
    private static void awaitTicks(GatewayUnderTest gateway) {
        for (int i = 0; i < 2; i++) {
            String sale = Fresh.sale();
            gateway.operators().define(sale, SaleDefinition.of(Item.of("phone", 1))
                    .with("opensAt", Instant.now().plusMillis(50).toString()));
            await().until(() -> "OPEN".equals(gateway.buyers().sale(sale).field("status")));
        }
    }

    private static double fill(GatewayUnderTest gateway, String map) {
        return gateway.operators().figure("shoutgate_map_fill_ratio{map=\"" + map + "\",shard=\"0\"}");
    }
}

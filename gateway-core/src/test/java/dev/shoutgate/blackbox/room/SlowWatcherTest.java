package dev.shoutgate.blackbox.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.EventStream;
import dev.shoutgate.blackbox.EventStream.Event;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two who watch a sale of many items, which is told whole each time. Only one of them reads. */
class SlowWatcherTest {
    private static final int CHANGES = 120;

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @Test
    void hearsTheNewestStateAndNoBacklogWhileOthersHearAll() throws IOException {
        String sale = gateway.shop().open(IntStream.range(0, 500).mapToObj(i -> Item.of("sku-" + i, 10))
                .toArray(Item[]::new));
        String path = "/v1/sales/" + sale + "/events";
        try (EventStream slow = EventStream.open(gateway.buyersPort(), path);
                EventStream other = EventStream.open(gateway.buyersPort(), path)) {
            other.next();
            for (int i = 0; i < CHANGES; i++) {
                String act = i % 2 == 0 ? "pause" : "resume";
                gateway.operators().post("/v1/sales/" + sale + "/" + act, act + i);
                assertThat(other.next().data().get("status").asText()).isEqualTo(i % 2 == 0 ? "PAUSED" : "OPEN");
            }
            String newest = gateway.buyers().sale(sale).json().get("version").asText();

            int heard = 0;
            for (Event event = slow.next(); !event.id().equals(newest); event = slow.next()) {
                heard++;
            }
            assertThat(heard).as("of %d changes, as many as the buffers of both kernels hold", CHANGES)
                    .isLessThan(10);
        }
    }
}

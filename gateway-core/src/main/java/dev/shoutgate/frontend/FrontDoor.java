package dev.shoutgate.frontend;

import dev.shoutgate.gate.ShardGate;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.reply.Exchange;
import dev.shoutgate.room.FrontPage;
import dev.shoutgate.room.FrontPage.Listed;
import dev.shoutgate.room.Page;
import java.util.ArrayList;
import java.util.List;

/**
 * The first page of the buyers' port: which sales are there, where the settings let it say so.
 *
 * <p>Threading: any event loop.
 */
final class FrontDoor implements Endpoint {

    private final FrontPage front;
    private final ShardMap shards;
    private final boolean listsSales;

    FrontDoor(FrontPage front, ShardMap shards, boolean listsSales) {
        this.front = front;
        this.shards = shards;
        this.listsSales = listsSales;
    }

    @Override
    public void handle(Request request, Exchange exchange) {
        Page page = listsSales ? front.of(sales()) : front.withoutSales();
        exchange.reply((self, body) -> {
            self.contentType = page.contentType();
            body.raw(page.bytes());
        });
    }

    private List<Listed> sales() {
        List<Listed> sales = new ArrayList<>();
        for (ShardGate shard : shards.all()) {
            shard.sales().all().forEach(sale -> sales.add(new Listed(sale.definition(), sale.status())));
        }
        return sales;
    }
}

package dev.shoutgate.reply;

import dev.shoutgate.ItemDefinition;
import dev.shoutgate.LatePayment;
import dev.shoutgate.OrderId;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.telemetry.LoopStats;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A connection without a socket, exchanges of it, and an order to reply with. */
final class Replies {

    static final SaleDefinition SALE = new SaleDefinition("demo", "shop-1", "Friday night", "CNY", SaleDefinition.NEVER,
            SaleDefinition.NEVER, 900, LatePayment.RECLAIM,
            List.of(new ItemDefinition("phone", "Phone", 199_900, 1_000, 2, true)));

    final EmbeddedChannel channel;
    final LoopStats stats = new LoopStats("buyers");
    final ReplyLoop loop;
    final Connection connection;

    /** For tests that read all that they let be sent. */
    Replies() {
        this(new EmbeddedChannel());
    }

    Replies(EmbeddedChannel channel) {
        this.channel = channel;
        loop = new ReplyLoop(0, channel.eventLoop(), stats);
        connection = new Connection(channel, loop, 4);
    }

    /** Fills in a held order of two lines. */
    static void fillOrder(Outcome outcome) {
        outcome.hasOrder = true;
        OrderId.encode(1, 7, 99, outcome.orderId, 0);
        outcome.status = OrderStatus.HELD;
        outcome.sale = SALE;
        outcome.lineCount = 2;
        outcome.items[0] = SALE.items().get(0);
        outcome.items[1] = new ItemDefinition("case", "Case", 100, 10, 2, true);
        outcome.quantities[0] = 2;
        outcome.quantities[1] = 1;
        outcome.unitPrices[0] = 199_900;
        outcome.unitPrices[1] = 100;
        outcome.buyer.set("b\"1\\");
        outcome.notes.channel.set("主播-7");
        outcome.createdAtMs = 1_795_348_800_123L;
        outcome.expiresAtMs = 1_795_349_700_123L;
        outcome.sequence = 1234;
    }

    static String orderId() {
        byte[] id = new byte[OrderId.LENGTH];
        OrderId.encode(1, 7, 99, id, 0);
        return new String(id, StandardCharsets.US_ASCII);
    }

    /** The bytes of one reply as text. */
    static String written(Exchange exchange) {
        ByteBuf out = Unpooled.buffer();
        new ReplyWriter().write(exchange, out, System.nanoTime());
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What went out on the channel since the last call. */
    String sent() {
        StringBuilder all = new StringBuilder();
        for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
            all.append(bytes.toString(StandardCharsets.UTF_8));
            bytes.release();
        }
        return all.toString();
    }

    /** How many writes went out since the last call. */
    int writes() {
        int count = channel.outboundMessages().size();
        sent();
        return count;
    }

    static String bodyOf(String reply) {
        return reply.substring(reply.indexOf("\r\n\r\n") + 4);
    }
}

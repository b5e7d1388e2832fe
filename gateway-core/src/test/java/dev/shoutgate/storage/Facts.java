package dev.shoutgate.storage;

import dev.shoutgate.journal.fact.MessageHeaderEncoder;
import dev.shoutgate.journal.fact.OrderCancelledEncoder;
import dev.shoutgate.journal.fact.OrderExpiredEncoder;
import dev.shoutgate.journal.fact.OrderTakenEncoder;
import dev.shoutgate.journal.fact.SaleDefinedEncoder;
import dev.shoutgate.journal.fact.SaleMovedEncoder;
import dev.shoutgate.journal.fact.ShardFoundedEncoder;
import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/** Encodes facts as a shard would, for tests: each call gives one fact's bytes, header included. */
final class Facts {

    static final long NEVER = Long.MIN_VALUE;
    static final int HELD = 0;
    static final int CONFIRMED = 1;
    static final int REFUNDED = 4;
    static final int OPEN = 1;
    static final int PAUSED = 2;

    /** One line of an order to take. */
    record Line(String sku, int quantity, long unitPrice) {}

    private Facts() {}

    static byte[] shardFounded(int shard, long hashKey0, long hashKey1) {
        return encode(buffer -> {
            ShardFoundedEncoder fact = new ShardFoundedEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.shard(shard).hashKey0(hashKey0).hashKey1(hashKey1);
            return fact.limit();
        });
    }

    /** A sale of two items: a phone that is on, and a lipstick that is off. */
    static byte[] saleDefined(String saleId, String merchant, String title, long opensAtMs, String by) {
        return encode(buffer -> {
            SaleDefinedEncoder fact = new SaleDefinedEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.saleNumber(0).firstItemNumber(0).opensAtMs(opensAtMs).closesAtMs(NEVER).holdSeconds(900)
                    .latePayment((short) 1).currency("CNY");
            fact.itemsCount(2)
                    .next().price(199900).stock(1000).limitPerBuyer(2).status((short) 1).sku("phone").title("手机")
                    .next().price(9900).stock(5000).limitPerBuyer(5).status((short) 0).sku("lipstick")
                    .title("Red \"7\"");
            fact.saleId(saleId).merchant(merchant).title(title).by(by);
            return fact.limit();
        });
    }

    static byte[] saleMoved(String saleId, int status, String by, String key) {
        return encode(buffer -> {
            SaleMovedEncoder fact = new SaleMovedEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.saleNumber(0).status((short) status).saleId(saleId).by(by).key(key);
            return fact.limit();
        });
    }

    static byte[] orderTaken(
            String orderId, String buyerId, int status, long createdAtMs, long expiresAtMs, String channel,
            Line... lines) {
        return encode(buffer -> {
            OrderTakenEncoder fact = new OrderTakenEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.orderNumber(0).createdAtMs(createdAtMs).expiresAtMs(expiresAtMs).saleNumber(0)
                    .status((short) status).orderId(orderId).currency("CNY");
            OrderTakenEncoder.LinesEncoder to = fact.linesCount(lines.length);
            for (Line line : lines) {
                to.next().unitPrice(line.unitPrice).quantity(line.quantity).sku(line.sku);
            }
            fact.buyerId(buyerId).key("key-of-" + orderId).channel(channel).saleId("demo").merchant("demo-shop");
            return fact.limit();
        });
    }

    static byte[] orderExpired(String orderId) {
        return encode(buffer -> {
            OrderExpiredEncoder fact = new OrderExpiredEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.orderId(orderId).saleId("demo");
            return fact.limit();
        });
    }

    static byte[] orderCancelled(String orderId, String by) {
        return encode(buffer -> {
            OrderCancelledEncoder fact = new OrderCancelledEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.orderId(orderId).saleId("demo").by(by);
            return fact.limit();
        });
    }

    private static byte[] encode(ToIntFunction<MutableDirectBuffer> encoder) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(512);
        int length = encoder.applyAsInt(buffer);
        return Arrays.copyOf(buffer.byteArray(), length);
    }
}

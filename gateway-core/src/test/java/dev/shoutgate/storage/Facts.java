package dev.shoutgate.storage;

import dev.shoutgate.journal.fact.HoldExtendedEncoder;
import dev.shoutgate.journal.fact.ItemAddedEncoder;
import dev.shoutgate.journal.fact.ItemDescribedEncoder;
import dev.shoutgate.journal.fact.ItemSwitchedEncoder;
import dev.shoutgate.journal.fact.LimitChangedEncoder;
import dev.shoutgate.journal.fact.MessageHeaderEncoder;
import dev.shoutgate.journal.fact.OrderCancelledEncoder;
import dev.shoutgate.journal.fact.OrderConfirmedEncoder;
import dev.shoutgate.journal.fact.OrderExpiredEncoder;
import dev.shoutgate.journal.fact.OrderPartlyRefundedEncoder;
import dev.shoutgate.journal.fact.OrderRefundedEncoder;
import dev.shoutgate.journal.fact.OrderTakenEncoder;
import dev.shoutgate.journal.fact.PaymentOrphanedEncoder;
import dev.shoutgate.journal.fact.PriceChangedEncoder;
import dev.shoutgate.journal.fact.SaleChangedEncoder;
import dev.shoutgate.journal.fact.SaleDefinedEncoder;
import dev.shoutgate.journal.fact.SaleMovedEncoder;
import dev.shoutgate.journal.fact.SaleRetiredEncoder;
import dev.shoutgate.journal.fact.ShardFoundedEncoder;
import dev.shoutgate.journal.fact.StockAddedEncoder;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/** Encodes facts as a shard would, for tests: each call gives one fact's bytes, header included. */
public final class Facts {

    public static final long NEVER = Long.MIN_VALUE;
    public static final int HELD = 0;
    public static final int CONFIRMED = 1;
    public static final int REFUNDED = 4;
    public static final int OPEN = 1;
    public static final int PAUSED = 2;
    public static final int CLOSED = 3;

    /** One line of an order to take. */
    public record Line(String sku, int quantity, long unitPrice) {}

    private Facts() {}

    public static byte[] shardFounded(int shard, long hashKey0, long hashKey1) {
        return encode(buffer -> {
            ShardFoundedEncoder fact = new ShardFoundedEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.shard(shard).hashKey0(hashKey0).hashKey1(hashKey1);
            return fact.limit();
        });
    }

    /** A sale of two items: a phone that is on, and a lipstick that is off. */
    public static byte[] saleDefined(String saleId, String merchant, String title, long opensAtMs, String by) {
        return encode(buffer -> {
            SaleDefinedEncoder fact = new SaleDefinedEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.saleNumber(0).firstItemNumber(0).opensAtMs(opensAtMs).closesAtMs(NEVER).holdSeconds(900)
                    .latePayment((short) 1).currency("CNY").passOpensSeconds(NEVER).passDifficulty(NEVER);
            fact.itemsCount(2)
                    .next().price(199900).stock(1000).limitPerBuyer(2).status((short) 1)
                    .listPrice(NEVER).onAtMs(NEVER).offAtMs(NEVER).sku("phone").title("手机")
                    .image("")
                    .next().price(9900).stock(5000).limitPerBuyer(5).status((short) 0)
                    .listPrice(12900).onAtMs(1000).offAtMs(2000).sku("lipstick").title("Red \"7\"").image("/red.png");
            fact.saleId(saleId).merchant(merchant).title(title).by(by).checkoutUrl("/pay/{orderId}").pass("");
            return fact.limit();
        });
    }

    public static byte[] saleMoved(String saleId, int status, String by, String key) {
        return encode(buffer -> {
            SaleMovedEncoder fact = new SaleMovedEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.saleNumber(0).status((short) status).saleId(saleId).by(by).key(key);
            return fact.limit();
        });
    }

    public static byte[] saleRetired(String saleId, long orders) {
        return encode(buffer -> {
            SaleRetiredEncoder fact = new SaleRetiredEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.saleNumber(0).orders(orders).saleId(saleId);
            return fact.limit();
        });
    }

    public static byte[] orderTaken(
            String orderId, String buyerId, int status, long createdAtMs, long expiresAtMs, String channel,
            Line... lines) {
        return encode(buffer -> {
            OrderTakenEncoder fact = new OrderTakenEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.orderNumber(0).createdAtMs(createdAtMs).expiresAtMs(expiresAtMs).saleNumber(0)
                    .status((short) status).orderId(orderId).currency("CNY").passNumber(0);
            OrderTakenEncoder.LinesEncoder to = fact.linesCount(lines.length);
            for (Line line : lines) {
                to.next().unitPrice(line.unitPrice).quantity(line.quantity).sku(line.sku);
            }
            fact.buyerId(buyerId).key("key-of-" + orderId).channel(channel).saleId("demo").merchant("demo-shop");
            return fact.limit();
        });
    }

    public static byte[] orderExpired(String orderId) {
        return encode(buffer -> {
            OrderExpiredEncoder fact = new OrderExpiredEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.orderId(orderId).total(5).currency("CNY");
            fact.linesCount(1).next().unitPrice(5).quantity(1).sku("phone");
            fact.saleId("demo").merchant("demo-shop").buyerId("b1");
            return fact.limit();
        });
    }

    public static byte[] orderCancelled(String orderId, String by) {
        return encode(buffer -> {
            OrderCancelledEncoder fact = new OrderCancelledEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.orderId(orderId).restock((short) 1).total(5).currency("CNY");
            fact.linesCount(1).next().unitPrice(5).quantity(1).sku("phone");
            fact.saleId("demo").by(by).key("").merchant("demo-shop").buyerId("b1");
            return fact.limit();
        });
    }

    /** As version 1 of the schema wrote it, byte by byte: without the restock and the key. */
    public static byte[] orderCancelledOfVersion1(String orderId, String by) {
        return encode(buffer -> {
            int block = MessageHeaderEncoder.ENCODED_LENGTH;
            new MessageHeaderEncoder().wrap(buffer, 0).blockLength(24).templateId(OrderCancelledEncoder.TEMPLATE_ID)
                    .schemaId(OrderCancelledEncoder.SCHEMA_ID).version(1);
            buffer.putLong(block, 0);
            buffer.putStringWithoutLengthAscii(block + 8, orderId);
            return putText(buffer, putText(buffer, block + 24, "demo"), by);
        });
    }

    /** As version 2 of the schema wrote it, byte by byte: without what the order is. */
    public static byte[] orderConfirmedOfVersion2(String orderId, String paymentRef) {
        return encode(buffer -> {
            int block = MessageHeaderEncoder.ENCODED_LENGTH;
            new MessageHeaderEncoder().wrap(buffer, 0).blockLength(25).templateId(OrderConfirmedEncoder.TEMPLATE_ID)
                    .schemaId(OrderConfirmedEncoder.SCHEMA_ID).version(2);
            buffer.putLong(block, 0);
            buffer.putStringWithoutLengthAscii(block + 8, orderId);
            buffer.putByte(block + 24, (byte) 0);
            int by = putText(buffer, putText(buffer, block + 25, "demo"), paymentRef);
            return putText(buffer, putText(buffer, by, "till"), "k-confirm");
        });
    }

    private static int putText(MutableDirectBuffer buffer, int offset, String text) {
        buffer.putShort(offset, (short) text.length(), ByteOrder.LITTLE_ENDIAN);
        return offset + 2 + buffer.putStringWithoutLengthAscii(offset + 2, text);
    }

    public static byte[] orderConfirmed(String orderId, String paymentRef, boolean late) {
        return encode(buffer -> {
            OrderConfirmedEncoder fact = new OrderConfirmedEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.orderId(orderId).late((short) (late ? 1 : 0)).total(5).currency("CNY");
            fact.linesCount(1).next().unitPrice(5).quantity(1).sku("phone");
            fact.saleId("demo").paymentRef(paymentRef).by("till").key("k-confirm")
                    .merchant("demo-shop").buyerId("b1");
            return fact.limit();
        });
    }

    public static byte[] orderRefunded(String orderId, String by) {
        return encode(buffer -> {
            OrderRefundedEncoder fact = new OrderRefundedEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.orderId(orderId).restock((short) 1).total(5).currency("CNY").amount(5).part((short) 0);
            fact.linesCount(1).next().unitPrice(5).quantity(1).refundedNow(1).refunded(1).sku("phone");
            fact.saleId("demo").by(by).key("k-refund").merchant("demo-shop").buyerId("b1");
            return fact.limit();
        });
    }

    /** One of three phones is given back, after another was before. */
    public static byte[] orderPartlyRefunded(String orderId, String by) {
        return encode(buffer -> {
            OrderPartlyRefundedEncoder fact = new OrderPartlyRefundedEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.total(15).amount(5).remaining(5).orderId(orderId).currency("CNY").restock((short) 1);
            fact.linesCount(1).next().unitPrice(5).quantity(3).refundedNow(1).refunded(2).sku("phone");
            fact.saleId("demo").merchant("demo-shop").buyerId("b1").by(by).key("k-part");
            return fact.limit();
        });
    }

    public static byte[] holdExtended(String orderId, long expiresAtMs, String by) {
        return encode(buffer -> {
            HoldExtendedEncoder fact = new HoldExtendedEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.expiresAtMs(expiresAtMs).total(5).orderId(orderId).currency("CNY");
            fact.linesCount(1).next().unitPrice(5).quantity(1).sku("phone");
            fact.saleId("demo").merchant("demo-shop").buyerId("b1").by(by).key("k-extend");
            return fact.limit();
        });
    }

    public static byte[] paymentOrphaned(String orderId, String buyerId, long total, String paymentRef) {
        return encode(buffer -> {
            PaymentOrphanedEncoder fact = new PaymentOrphanedEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.total(total).orderId(orderId).currency("CNY");
            fact.linesCount(1).next().unitPrice(total).quantity(1).sku("phone");
            fact.saleId("demo").merchant("demo-shop").buyerId(buyerId).paymentRef(paymentRef).by("till").key("k-late");
            return fact.limit();
        });
    }

    public static byte[] stockAdded(String sku, long quantity, long total, String by, String key) {
        return encode(buffer -> {
            StockAddedEncoder fact = new StockAddedEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.quantity(quantity).total(total).saleNumber(8).itemNumber(9).saleId("demo").sku(sku).by(by).key(key);
            return fact.limit();
        });
    }

    public static byte[] priceChanged(String sku, long price, String by) {
        return encode(buffer -> {
            PriceChangedEncoder fact = new PriceChangedEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.price(price).saleNumber(8).itemNumber(9).saleId("demo").sku(sku).by(by);
            return fact.limit();
        });
    }

    public static byte[] limitChanged(String sku, int limitPerBuyer, String by) {
        return encode(buffer -> {
            LimitChangedEncoder fact = new LimitChangedEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.limitPerBuyer(limitPerBuyer).saleNumber(8).itemNumber(9).saleId("demo").sku(sku).by(by);
            return fact.limit();
        });
    }

    public static byte[] itemSwitched(String sku, boolean on, String by) {
        return encode(buffer -> {
            ItemSwitchedEncoder fact = new ItemSwitchedEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.saleNumber(8).itemNumber(9).status((short) (on ? 1 : 0)).saleId("demo").sku(sku).by(by);
            return fact.limit();
        });
    }

    public static byte[] itemAdded(String sku, String title, long price, long stock, String by) {
        return encode(buffer -> {
            ItemAddedEncoder fact = new ItemAddedEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.price(price).stock(stock).saleNumber(8).itemNumber(9).limitPerBuyer(3).status((short) 1)
                    .listPrice(NEVER).onAtMs(NEVER).offAtMs(NEVER);
            fact.saleId("demo").sku(sku).title(title).by(by).key("k-add").image("https://cdn.example/1.png");
            return fact.limit();
        });
    }

    /** Without a list price, and without a time to appear. */
    public static byte[] itemDescribed(String sku, String title, String image, long offAtMs, String by) {
        return encode(buffer -> {
            ItemDescribedEncoder fact = new ItemDescribedEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.listPrice(NEVER).onAtMs(NEVER).offAtMs(offAtMs).saleNumber(8).itemNumber(9);
            fact.saleId("demo").sku(sku).title(title).image(image).by(by);
            return fact.limit();
        });
    }

    public static byte[] saleChanged(String title, long closesAtMs, String featured, String notice, String by) {
        return encode(buffer -> {
            SaleChangedEncoder fact = new SaleChangedEncoder();
            fact.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            fact.opensAtMs(NEVER).closesAtMs(closesAtMs).saleNumber(8);
            fact.saleId("demo").title(title).featured(featured).notice(notice).checkoutUrl("").by(by);
            return fact.limit();
        });
    }

    private static byte[] encode(ToIntFunction<MutableDirectBuffer> encoder) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(512);
        int length = encoder.applyAsInt(buffer);
        return Arrays.copyOf(buffer.byteArray(), length);
    }
}

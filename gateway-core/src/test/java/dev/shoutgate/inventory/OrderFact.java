package dev.shoutgate.inventory;

import dev.shoutgate.ByteText;
import dev.shoutgate.OrderId;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.inventory.memory.Hashing;
import dev.shoutgate.journal.fact.MessageHeaderEncoder;
import dev.shoutgate.journal.fact.OrderTakenEncoder;
import java.nio.charset.StandardCharsets;
import org.agrona.MutableDirectBuffer;

/** A taking as a gateway would write it, every part of which can be made wrong before it is encoded. */
final class OrderFact {

    private final int shard;
    private final Hashing hashing;
    long number;
    long idOfNumber;
    String buyer = "b1";
    String key = "k1";
    String saleId = "demo";
    String sku = "phone";
    OrderStatus status = OrderStatus.HELD;
    int quantity = 1;
    long unitPrice = 199_900;
    long passNumber;
    int saleNumber;
    int itemNumber;
    long createdAtMs = ShardAtWork.START_MS;

    OrderFact(int shard, long number, Hashing hashing) {
        this.shard = shard;
        this.number = number;
        this.idOfNumber = number;
        this.hashing = hashing;
    }

    OrderFact by(String buyer, String key) {
        this.buyer = buyer;
        this.key = key;
        return this;
    }

    OrderFact of(int quantity) {
        this.quantity = quantity;
        return this;
    }

    OrderFact ofSale(int number, int itemOfIt) {
        saleNumber = number;
        itemNumber = itemOfIt;
        return this;
    }

    OrderFact withPass(long number) {
        passNumber = number;
        return this;
    }

    int encode(MutableDirectBuffer buffer) {
        long buyerHash = hashing.buyer(text(buyer));
        OrderTakenEncoder fact = new OrderTakenEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        fact.orderNumber(number).createdAtMs(createdAtMs).expiresAtMs(createdAtMs + 900_000)
                .buyerHash(buyerHash).keyHash(hashing.key(saleNumber, buyerHash, text(key)))
                .saleNumber(saleNumber)
                .status((short) status.ordinal()).orderId(id()).currency("CNY").passNumber(passNumber);
        fact.linesCount(1).next().unitPrice(unitPrice).itemNumber(itemNumber).quantity(quantity).sku(sku);
        fact.buyerId(buyer).key(key).channel("").saleId(saleId).merchant("shop-1");
        return fact.limit();
    }

    String id() {
        return id(shard, idOfNumber, hashing);
    }

    static String id(int shard, long number, Hashing hashing) {
        byte[] id = new byte[OrderId.LENGTH];
        OrderId.encode(shard, number, hashing.orderIdKey(), id, 0);
        return new String(id, StandardCharsets.US_ASCII);
    }

    private static ByteText text(String value) {
        ByteText text = new ByteText(64);
        text.set(value);
        return text;
    }
}

package dev.shoutgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.AuditCheck;
import dev.shoutgate.ItemDefinition.Change;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.PassRule;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.Wish;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.inventory.memory.Hashing;
import dev.shoutgate.inventory.twin.TwinShard;
import dev.shoutgate.journal.fact.HoldExtendedEncoder;
import dev.shoutgate.journal.fact.MessageHeaderEncoder;
import dev.shoutgate.journal.fact.OrderCancelledEncoder;
import dev.shoutgate.journal.fact.OrderConfirmedEncoder;
import dev.shoutgate.journal.fact.OrderExpiredEncoder;
import dev.shoutgate.journal.fact.OrderPartlyRefundedEncoder;
import dev.shoutgate.journal.fact.SaleMovedEncoder;
import java.util.List;
import java.util.function.ToIntFunction;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every claim of the audit is seen to fail, on facts that no gateway would write. */
class ShardAuditTest {

    private static final int SHARD = 3;

    private final ShardAudit audit = new ShardAudit(SHARD, new TwinShard(SHARD, ShardAudit.NO_LIMIT));
    private final Hashing hashing = new Hashing(11, 22);
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(512);
    private ShardAtWork shop;
    private long sequence;

    /** A sale of ten phones, two a buyer, open and nothing sold. */
    @BeforeEach
    void open() {
        shop = new ShardAtWork(new SaleShard(SHARD, new ShardCapacity(100, 10), new HeapItemTable(10)));
        shop.open(ShardAtWork.sale("demo", 900, ShardAtWork.item("phone", 10, 2)));
        takeBatch();
    }

    @AfterEach
    void close() {
        audit.close();
        shop.close();
    }

    @Test
    void findsNothingInWhatAGatewayWrote() {
        shop.pass(1).buy("demo", "b1", "k1", "phone:2");
        shop.buy("demo", "b2", "k1", "phone:1");
        shop.buy("demo", "b3", "k1", "phone:1");
        shop.cancel(1, "b2");
        takeBatch();
        shop.pass(900_000).tick();
        shop.buy("demo", "b2", "k2", "phone:2");
        takeBatch();
        audit.finish();

        assertThat(audit.checks()).allMatch(AuditCheck::isOk);
        ShardFigures figures = audit.figures();
        assertThat(figures.stateHash()).isEqualTo(shop.inventory.stateHash());
        assertThat(figures.facts()).isEqualTo(sequence);
        assertThat(figures.orders()).containsEntry(OrderStatus.HELD, 1L).containsEntry(OrderStatus.EXPIRED, 2L)
                .containsEntry(OrderStatus.CANCELLED, 1L).containsEntry(OrderStatus.CONFIRMED, 0L);
        assertThat(figures.totalUnits()).isEqualTo(10);
        assertThat(figures.heldUnits()).isEqualTo(2);
    }

    @Test
    void addsUpTheRevenueOfConfirmedOrders() {
        shop.pass(1).open(ShardAtWork.sale("flash", 0, ShardAtWork.item("lamp", 5, 5)));
        shop.buy("flash", "b1", "k1", "lamp:3");
        takeBatch();
        audit.finish();

        assertThat(audit.checks()).allMatch(AuditCheck::isOk);
        assertThat(audit.figures().soldUnits()).isEqualTo(3);
        assertThat(audit.figures().revenue()).containsOnlyKeys("CNY").containsValue(3 * 199_900L);
    }

    @Test
    void namesTheFactThatOversold() {
        for (int i = 0; i < 6; i++) {
            take(order(i).by("b" + i, "k").of(2));
        }

        assertFails("total = available + held + sold in its items",
                "fact 9 left item phone of sale demo with total 10, available -2, held 12, sold 0");
        assertFails("equal a recount", "available -2");
    }

    @Test
    void namesTheFactThatOversoldThoughTheUnitsCameBackLater() {
        for (int i = 0; i < 6; i++) {
            take(order(i).by("b" + i, "k").of(2));
        }
        take(to -> expired(to, order(5).by("b5", "k").of(2)));
        audit.finish();

        assertThat(failed()).singleElement().satisfies(check -> {
            assertThat(check.differences()).isEqualTo(1);
            assertThat(check.first()).contains("fact 9", "available -2");
        });
    }

    @Test
    void namesTheBuyerPastTheLimit() {
        take(order(0).by("b1", "k1").of(2));
        take(order(1).by("b1", "k2").of(1));

        assertOnlyFails("past the limit",
                "fact 5 left buyer b1 with 3 of item phone of sale demo, whose limit was 2");
    }

    @Test
    void namesTheBuyerWhomALatePaymentTookPastTheLimit() {
        take(order(0).by("b1", "k1").of(2));
        take(to -> expired(to, order(0).of(2)));
        take(order(1).by("b1", "k2").of(1));
        take(to -> paidLate(to, order(0).of(2)));

        assertOnlyFails("past the limit",
                "fact 7 left buyer b1 with 3 of item phone of sale demo, whose limit was 2");
    }

    @Test
    void namesTheKeyThatMadeTwoOrders() {
        take(order(0));
        take(order(1));

        assertOnlyFails("no sale, buyer and key made two orders", "fact 5 made an order of buyer b1 with key k1 in sale"
                + " demo, which had made order " + id(0) + " in fact 4");
    }

    @Test
    void namesAPassWhereNoneIsWanted() {
        take(order(0).withPass(7));

        assertOnlyFails("no pass served two", "fact 4 took an order with a pass in sale demo, which wants none");
    }

    @Test
    void namesAnOrderWithoutAPassAndAPassThatServedTwo() {
        SaleDefinition guarded = ShardAtWork.sale("demo", 900, ShardAtWork.item("phone", 10, 9))
                .with(PassRule.required(60, 15));
        shop.pass(1).open(guarded);
        takeBatch();
        take(order(0).ofSale(1, 1).by("b1", "k1").withPass(7));
        take(order(1).ofSale(1, 1).by("b2", "k1").withPass(7));
        take(order(2).ofSale(1, 1).by("b1", "k2").withPass(7));
        take(order(3).ofSale(1, 1).by("b1", "k3"));
        audit.finish();

        assertFails("no pass served two", "fact 8 took an order with the pass that had served order " + id(0)
                + " of buyer b1 in fact 6");
        assertThat(claim("no pass served two").differences()).isEqualTo(2);
        assertThat(failed()).extracting(AuditCheck::claim).hasSize(1);
    }

    @Test
    void namesAnOrderNumberLeftOutAndGivesUpThere() {
        take(order(1));
        take(order(2));

        assertFails("order numbers and ids", "has order 1 with id " + id(1) + " where order 0 with id " + id(0));
        assertFails("every fact follows", "fact 4 cannot be folded");
        assertThat(claim("every fact follows").differences()).isEqualTo(1);
        assertFails("same state hash", "not compared");
        assertFails("equal a recount", "not counted");
    }

    @Test
    void namesAnIdOfAnotherOrder() {
        OrderFact wrong = order(0);
        wrong.idOfNumber = 7;
        take(wrong);

        assertOnlyFails("order numbers and ids", "fact 4 has order 0 with id " + id(7));
    }

    @Test
    void namesAFactWhoseNamesMeanAnotherItemOrSale() {
        OrderFact wrongSku = order(0);
        wrongSku.sku = "lamp";
        take(wrongSku);
        OrderFact wrongSale = order(1).by("b2", "k");
        wrongSale.saleId = "other";
        take(wrongSale);

        assertOnlyFails("order numbers and ids", "fact 4 names another sale");
        assertThat(claim("order numbers and ids").differences()).isEqualTo(2);
    }

    @Test
    void namesAnOrderThatEndedTwice() {
        take(order(0));
        take(to -> expired(to, order(0)));
        take(to -> cancelled(to, order(0)));

        assertFails("only held orders expired", "fact 6 made order " + id(0) + " CANCELLED when it was EXPIRED");
        assertFails("total = available + held + sold in its items", "sold -1");
    }

    @Test
    void namesAnEndThatNamesAnotherOrder() {
        take(order(0));
        OrderFact other = order(0);
        other.idOfNumber = 1;
        take(to -> expired(to, other));

        assertOnlyFails("order numbers and ids", "fact 5 has order 0 with id " + id(1));
    }

    @Test
    void namesAnEndThatSaysAnotherBuyerOrOtherUnitsThanWereTaken() {
        take(order(0));
        take(order(1).by("b2", "k"));
        take(to -> expired(to, order(0).by("b3", "k")));
        take(to -> cancelled(to, order(1).by("b2", "k").of(2)));

        assertOnlyFails("order numbers and ids", "fact 6 says of order " + id(0) + " [demo, shop-1, b3, CNY, 199900,"
                + " [[phone, 1, 199900]]], which was taken as [demo, shop-1, b1, CNY, 199900, [[phone, 1, 199900]]]");
        assertThat(claim("order numbers and ids").differences()).isEqualTo(2);
    }

    @Test
    void namesARefundOfMoreThanIsLeftAndOneOfAnotherAmount() {
        take(order(0).of(2));
        take(to -> confirmed(to, order(0).of(2)));
        take(to -> partlyRefunded(to, order(0).of(2), 1, 1, 199_900));
        take(to -> partlyRefunded(to, order(0).of(2), 2, 3, 399_800));
        take(to -> partlyRefunded(to, order(0).of(2), 0, 3, 5));

        assertFails("only paid ones refunded", "fact 7 refunded of order " + id(0));
        assertThat(claim("only paid ones refunded").differences()).isEqualTo(2);
        assertFails("total = available + held + sold in its items", "sold -1");
    }

    @Test
    void namesAHoldThatWasExtendedTwiceOrTooFar() {
        take(order(0));
        take(to -> extended(to, order(0), 900_001));
        take(to -> extended(to, order(0), 1_000));

        assertFails("only held orders expired", "fact 5 extended the hold of order " + id(0)
                + " by 900001 ms where its sale holds 900 s");
        assertThat(claim("only held orders expired").differences()).isEqualTo(2);
    }

    @Test
    void namesAnOrderInASaleThatWasPaused() {
        take(ShardAuditTest::paused);
        take(order(0));

        assertOnlyFails("in an open sale", "fact 5 took an order in sale demo, which was PAUSED");
    }

    @Test
    void namesAnOrderAtAnotherPrice() {
        OrderFact cheap = order(0);
        cheap.unitPrice = 1;
        take(cheap);

        assertOnlyFails("at the price then in force",
                "fact 4 took item phone of sale demo at 1 when its price was 199900");
    }

    @Test
    void namesAnOrderOfAnItemWhoseTimeToGoHadCome() {
        Change goes = new Change(null, null, null, null, null, null, null, ShardAtWork.START_MS + 5);
        shop.pass(0).wish(new Wish.ChangeItem(0, "phone", goes, ShardAtWork.PLATFORM));
        takeBatch();
        OrderFact late = order(0);
        late.createdAtMs += 5;
        take(late);

        assertOnlyFails("of items on sale", "fact 5 took item phone of sale demo at 199900 when its price was 199900"
                + " and its onAt or offAt had come");
    }

    @Test
    void namesAnOrderThatWasConfirmedThoughTheSaleHolds() {
        OrderFact confirmed = order(0);
        confirmed.status = OrderStatus.CONFIRMED;
        take(confirmed);

        assertOnlyFails("in an open sale", "fact 4 took an order with the status code 1 where holdSeconds is 900");
    }

    @Test
    void namesASequenceLeftOut() {
        sequence++;
        take(order(0));

        assertFails("every fact follows", "fact 5 cannot be folded");
        assertFails("every fact follows", "fact 4 is next, 5 came");
    }

    @Test
    void namesAFactOfAKindThatItDoesNotKnow() {
        take(to -> {
            new MessageHeaderEncoder().wrap(to, 0).blockLength(0).templateId(999).schemaId(7).version(1);
            return MessageHeaderEncoder.ENCODED_LENGTH;
        });

        assertFails("every fact follows", "unknown template 999");
    }

    @Test
    void namesTheItemThatTheTwoInventoriesSeeDifferently() {
        take(order(0));
        audit.shard().state().sales.item(0).hold(1);

        assertFails("same state hash", "the held of item phone is 2 in the shard and 1 in the twin");
        assertFails("equal a recount", "held 2, sold 0, but its orders come to held 1, sold 0 of a total of 10");
    }

    @Test
    void namesTheOrderThatTheTwoInventoriesSeeDifferently() {
        take(order(0));
        audit.shard().state().orders.status(0, OrderStatus.EXPIRED);

        assertOnlyFails("same state hash", "the status of order number 0 is EXPIRED in the shard and HELD in the twin");
    }

    @Test
    void seesABuyerWhoLostAnOrder() {
        take(order(0));
        take(order(1).by("b1", "k2"));
        audit.shard().state().orders.before(1, OrderLedger.NONE);

        assertOnlyFails("same state hash",
                "the order that the key leads to of order number 0 is -1 in the shard and 0 in the twin");
    }

    private OrderFact order(long number) {
        return new OrderFact(SHARD, number, hashing);
    }

    private String id(long number) {
        return OrderFact.id(SHARD, number, hashing);
    }

    private void takeBatch() {
        shop.frame.forEach((at, timeMs, bytes, offset, length) -> {
            sequence = at;
            audit.onFact(at, timeMs, bytes, offset, length);
        });
    }

    private void take(OrderFact order) {
        take(order::encode);
    }

    private void take(ToIntFunction<MutableDirectBuffer> encoder) {
        int length = encoder.applyAsInt(buffer);
        audit.onFact(++sequence, ShardAtWork.START_MS + sequence, buffer, 0, length);
    }

    private static int expired(MutableDirectBuffer to, OrderFact of) {
        OrderExpiredEncoder fact = new OrderExpiredEncoder().wrapAndApplyHeader(to, 0, new MessageHeaderEncoder());
        fact.orderNumber(of.number).orderId(of.id()).total(of.quantity * of.unitPrice).currency("CNY");
        fact.linesCount(1).next().unitPrice(of.unitPrice).quantity(of.quantity).sku(of.sku);
        return fact.saleId("demo").merchant("shop-1").buyerId(of.buyer).limit();
    }

    private static int cancelled(MutableDirectBuffer to, OrderFact of) {
        OrderCancelledEncoder fact = new OrderCancelledEncoder().wrapAndApplyHeader(to, 0, new MessageHeaderEncoder());
        fact.orderNumber(of.number).orderId(of.id()).restock((short) 1).total(of.quantity * of.unitPrice).currency("CNY");
        fact.linesCount(1).next().unitPrice(of.unitPrice).quantity(of.quantity).sku(of.sku);
        return fact.saleId("demo").by("").key("").merchant("shop-1").buyerId(of.buyer).limit();
    }

    private static int confirmed(MutableDirectBuffer to, OrderFact of) {
        OrderConfirmedEncoder fact = new OrderConfirmedEncoder().wrapAndApplyHeader(to, 0, new MessageHeaderEncoder());
        fact.orderNumber(of.number).orderId(of.id()).late((short) 0).total(of.quantity * of.unitPrice).currency("CNY");
        fact.linesCount(1).next().unitPrice(of.unitPrice).quantity(of.quantity).sku(of.sku);
        return fact.saleId("demo").paymentRef("pay-1").by("").key("").merchant("shop-1").buyerId(of.buyer).limit();
    }

    private static int partlyRefunded(MutableDirectBuffer to, OrderFact of, int now, int soFar, long amount) {
        OrderPartlyRefundedEncoder fact =
                new OrderPartlyRefundedEncoder().wrapAndApplyHeader(to, 0, new MessageHeaderEncoder());
        fact.orderNumber(of.number).orderId(of.id()).total(of.quantity * of.unitPrice).currency("CNY").amount(amount)
                .remaining(0).restock((short) 1);
        fact.linesCount(1).next().unitPrice(of.unitPrice).quantity(of.quantity).refundedNow(now).refunded(soFar)
                .sku(of.sku);
        return fact.saleId("demo").merchant("shop-1").buyerId(of.buyer).by("desk").key("").limit();
    }

    private static int extended(MutableDirectBuffer to, OrderFact of, long byMs) {
        HoldExtendedEncoder fact = new HoldExtendedEncoder().wrapAndApplyHeader(to, 0, new MessageHeaderEncoder());
        fact.orderNumber(of.number).orderId(of.id()).total(of.quantity * of.unitPrice).currency("CNY")
                .expiresAtMs(ShardAtWork.START_MS + 900_000 + byMs);
        fact.linesCount(1).next().unitPrice(of.unitPrice).quantity(of.quantity).sku(of.sku);
        return fact.saleId("demo").merchant("shop-1").buyerId(of.buyer).by("desk").key("").limit();
    }

    private static int paidLate(MutableDirectBuffer to, OrderFact of) {
        OrderConfirmedEncoder fact = new OrderConfirmedEncoder().wrapAndApplyHeader(to, 0, new MessageHeaderEncoder());
        fact.orderNumber(of.number).orderId(of.id()).late((short) 1).total(of.quantity * of.unitPrice).currency("CNY");
        fact.linesCount(1).next().unitPrice(of.unitPrice).quantity(of.quantity).sku(of.sku);
        return fact.saleId("demo").paymentRef("pay-1").by("").key("").merchant("shop-1").buyerId(of.buyer).limit();
    }

    private static int paused(MutableDirectBuffer to) {
        SaleMovedEncoder fact = new SaleMovedEncoder().wrapAndApplyHeader(to, 0, new MessageHeaderEncoder());
        return fact.saleNumber(0).status((short) SaleStatus.PAUSED.ordinal()).saleId("demo").by("desk").key("").limit();
    }

    private void assertOnlyFails(String claim, String first) {
        assertFails(claim, first);
        assertThat(failed()).extracting(AuditCheck::claim).hasSize(1);
    }

    private void assertFails(String claim, String first) {
        if (audit.figures() == null) {
            audit.finish();
        }
        assertThat(claim(claim).isOk()).as("%s", audit.checks()).isFalse();
        assertThat(claim(claim).first()).contains(first);
    }

    private AuditCheck claim(String part) {
        return audit.checks().stream().filter(check -> check.claim().contains(part)).findFirst().orElseThrow();
    }

    private List<AuditCheck> failed() {
        return audit.checks().stream().filter(check -> !check.isOk()).toList();
    }
}

package dev.shoutgate.inventory;

import static dev.shoutgate.inventory.ShardAtWork.PLATFORM;
import static dev.shoutgate.inventory.ShardAtWork.START_MS;
import static dev.shoutgate.inventory.ShardAtWork.item;
import static dev.shoutgate.inventory.ShardAtWork.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.Command;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.Limits;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.ItemCount;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.fact.MessageHeaderEncoder;
import dev.shoutgate.journal.fact.OrderTakenDecoder;
import dev.shoutgate.journal.fact.SaleMovedDecoder;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What CONTRACT.md promises of a decision, said once of every inventory. */
public abstract class InventoryContract {

    static final ShardCapacity CAPACITY = new ShardCapacity(5_000, 20);

    ShardAtWork shard;

    protected abstract Inventory newInventory(ShardCapacity capacity);

    @BeforeEach
    void found() {
        shard = new ShardAtWork(newInventory(CAPACITY));
    }

    @AfterEach
    void close() {
        shard.close();
    }

    @Test
    void sellsTheLastUnitAndRefusesTheNext() {
        shard.open(sale("demo", 60, item("phone", 2, 1)));
        assertThat(shard.buy("demo", "b1", "k", "phone:1").status).isEqualTo(OrderStatus.HELD);
        assertThat(shard.buy("demo", "b2", "k", "phone:1").status).isEqualTo(OrderStatus.HELD);
        assertThat(shard.buy("demo", "b3", "k", "phone:1").problem).isEqualTo(Problem.SOLD_OUT);
    }

    @Test
    void refusesTwoUnitsWhereOneIsLeftAndKeepsThatOneForSale() {
        shard.open(sale("demo", 60, item("phone", 1, 5)));
        assertThat(shard.buy("demo", "b1", "k1", "phone:2").problem).isEqualTo(Problem.SOLD_OUT);
        assertThat(shard.buy("demo", "b1", "k1", "phone:1").accepted()).isTrue();
    }

    @Test
    void tellsTheWholeOrder() {
        shard.open(sale("demo", 60, item("phone", 9, 5), item("case", 9, 5))).pass(7);
        Outcome order = shard.buy("demo", "b1", "k", "case:3", "phone:2");
        assertThat(order.sale.saleId()).isEqualTo("demo");
        assertThat(order.buyer).hasToString("b1");
        assertThat(order.notes.channel).hasToString("host-42");
        assertThat(order.lineCount).isEqualTo(2);
        assertThat(order.items[0].sku()).isEqualTo("case");
        assertThat(order.quantities[0]).isEqualTo(3);
        assertThat(order.total()).isEqualTo(5 * 199_900L);
        assertThat(order.createdAtMs).isEqualTo(START_MS + 7);
        assertThat(order.expiresAtMs).isEqualTo(START_MS + 7 + 60_000);
        assertThat(order.sequence).isEqualTo(shard.inventory.lastSequence());
        assertThat(order.replayed).isFalse();
    }

    @Test
    void takesAllLinesOrNone() {
        shard.open(sale("demo", 60, item("phone", 5, 5), item("case", 1, 5)));
        assertThat(shard.buy("demo", "b1", "k", "phone:2", "case:2").problem).isEqualTo(Problem.SOLD_OUT);
        assertThat(shard.count("demo", "phone").held()).isZero();
        assertThat(shard.buy("demo", "b1", "k", "phone:2", "case:1").accepted()).isTrue();
        assertThat(shard.count("demo", "phone").held()).isEqualTo(2);
        assertThat(shard.count("demo", "case").available()).isZero();
    }

    @Test
    void confirmsAtOnceWhereNothingIsHeld() {
        shard.open(sale("demo", 0, item("phone", 1, 1)));
        assertThat(shard.buy("demo", "b1", "k", "phone:1").status).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(shard.count("demo", "phone").sold()).isEqualTo(1);
        assertThat(shard.cancel(0, "b1").problem).isEqualTo(Problem.ORDER_NOT_HELD);
    }

    @Test
    void answersASeenKeyWithItsOrderThoughTheSaleHasClosedSinceAndSoldOut() {
        shard.open(sale("demo", 60, item("phone", 1, 1)));
        Outcome first = shard.buy("demo", "b1", "k", "phone:1");
        shard.move("demo", Act.CLOSE, "");
        Outcome again = shard.pass(1).buy("demo", "b1", "k", "phone:1");
        assertThat(again.replayed).isTrue();
        assertThat(again.orderId).isEqualTo(first.orderId);
        assertThat(again.sequence).isEqualTo(first.sequence);
        assertThat(shard.factCount()).isZero();
    }

    @Test
    void answersASeenKeyWithTheOrderAsItNowIs() {
        shard.open(sale("demo", 60, item("phone", 1, 1)));
        shard.buy("demo", "b1", "k", "phone:1");
        shard.cancel(0, "b1");
        assertThat(shard.buy("demo", "b1", "k", "phone:1").status).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void refusesASeenKeyWithAnotherRequest() {
        shard.open(sale("demo", 60, item("phone", 9, 9), item("case", 9, 9)));
        shard.buy("demo", "b1", "k", "phone:1");
        assertThat(shard.buy("demo", "b1", "k", "phone:2").problem).isEqualTo(Problem.IDEMPOTENCY_KEY_REUSED);
        assertThat(shard.buy("demo", "b1", "k", "case:1").problem).isEqualTo(Problem.IDEMPOTENCY_KEY_REUSED);
        assertThat(shard.buy("demo", "b1", "k", "phone:1", "case:1").problem)
                .isEqualTo(Problem.IDEMPOTENCY_KEY_REUSED);
        Command otherChannel = shard.press("demo", "b1", "k", "phone:1");
        otherChannel.notes.channel.set("host-43");
        assertThat(shard.decide(otherChannel).problem).isEqualTo(Problem.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void keepsKeysApartByBuyerAndBySale() {
        shard.open(sale("demo", 60, item("phone", 9, 9))).open(sale("other", 60, item("phone", 9, 9)));
        shard.buy("demo", "b1", "k", "phone:1");
        assertThat(shard.buy("demo", "b2", "k", "phone:1").replayed).isFalse();
        assertThat(shard.buy("other", "b1", "k", "phone:1").replayed).isFalse();
    }

    @Test
    void remembersNoRefusal() {
        shard.open(sale("demo", 60, item("phone", 1, 1)));
        shard.buy("demo", "b1", "k", "phone:1");
        assertThat(shard.buy("demo", "b2", "k", "phone:1").problem).isEqualTo(Problem.SOLD_OUT);
        shard.cancel(0, "b1");
        assertThat(shard.buy("demo", "b2", "k", "phone:1").accepted()).isTrue();
    }

    @Test
    void checksTheSaleBeforeTheItemBeforeTheLimitBeforeTheStock() {
        ItemDefinition off = new ItemDefinition("off", "Off", 1, 9, 9, false);
        shard.define(sale("demo", 60, item("phone", 1, 1), off, item("none", 0, 1)));
        assertThat(shard.buy("demo", "b1", "k", "off:1").problem).isEqualTo(Problem.SALE_NOT_OPEN);
        shard.move("demo", Act.OPEN, "");
        assertThat(shard.buy("demo", "b1", "k", "none:2", "off:1").problem).isEqualTo(Problem.UNKNOWN_ITEM);
        assertThat(shard.buy("demo", "b1", "k", "none:1", "phone:2").problem).isEqualTo(Problem.LIMIT_REACHED);
        assertThat(shard.buy("demo", "b1", "k", "none:1", "phone:1").problem).isEqualTo(Problem.SOLD_OUT);
    }

    @Test
    void refusesASkuThatTheSaleDoesNotHaveInItsTurn() {
        shard.open(sale("demo", 60, item("phone", 9, 9)));
        Command press = shard.press("demo", "b1", "k", "phone:1");
        press.itemNumbers[press.lineCount] = Command.NO_ITEM;
        press.quantities[press.lineCount++] = 1;
        assertThat(shard.decide(press).problem).isEqualTo(Problem.UNKNOWN_ITEM);
        shard.buy("demo", "b1", "k", "phone:1");
        press.outcome.clear();
        assertThat(shard.decide(press).problem).isEqualTo(Problem.IDEMPOTENCY_KEY_REUSED);
        shard.move("demo", Act.PAUSE, "");
        press.key.set("k2");
        press.keyHash = shard.hashing.key(press.saleNumber, press.buyerHash, press.key);
        press.outcome.clear();
        assertThat(shard.decide(press).problem).isEqualTo(Problem.SALE_PAUSED);
    }

    @Test
    void saysWhatStandsBehindTheLimit() {
        shard.open(sale("demo", 60, item("phone", 9, 3)));
        Outcome hold = shard.buy("demo", "b1", "k1", "phone:2");
        Outcome refused = shard.buy("demo", "b1", "k2", "phone:2");
        assertThat(refused.problem).isEqualTo(Problem.LIMIT_REACHED);
        assertThat(refused.limit).isEqualTo(3);
        assertThat(refused.bought).isEqualTo(2);
        assertThat(refused.hasOrder).isTrue();
        assertThat(refused.orderId).isEqualTo(hold.orderId);
        assertThat(shard.buy("demo", "b1", "k2", "phone:1").accepted()).isTrue();
    }

    @Test
    void leadsToAnOlderHoldWhereTheNewerOrderIsGone() {
        shard.open(sale("demo", 60, item("phone", 9, 3)));
        shard.buy("demo", "b1", "k0", "phone:1");
        shard.buy("demo", "b1", "k1", "phone:1");
        shard.buy("demo", "b1", "k2", "phone:1");
        shard.cancel(1, "b1");
        shard.cancel(2, "b1");
        Outcome refused = shard.buy("demo", "b1", "k3", "phone:3");
        assertThat(refused.bought).isEqualTo(1);
        assertThat(refused.orderNumber).isZero();
        shard.buy("demo", "b1", "k4", "phone:1");
        shard.cancel(0, "b1");
        assertThat(shard.buy("demo", "b1", "k5", "phone:3").orderNumber).isEqualTo(3);
        shard.cancel(3, "b1");
        assertThat(shard.buy("demo", "b1", "k6", "phone:3").accepted()).isTrue();
    }

    @Test
    void namesNoHoldWhereTheUnitsArePaidFor() {
        shard.open(sale("demo", 0, item("phone", 9, 1)));
        shard.buy("demo", "b1", "k1", "phone:1");
        Outcome refused = shard.buy("demo", "b1", "k2", "phone:1");
        assertThat(refused.problem).isEqualTo(Problem.LIMIT_REACHED);
        assertThat(refused.hasOrder).isFalse();
    }

    @Test
    void givesUnitsAndLimitBackTogetherAtTheMillisecondThatTheHoldRunsOut() {
        shard.open(sale("demo", 60, item("phone", 1, 1)));
        shard.buy("demo", "b1", "k1", "phone:1");
        shard.pass(59_999).tick();
        assertThat(shard.read(0, "b1").status).isEqualTo(OrderStatus.HELD);
        shard.pass(1).tick();
        assertThat(shard.read(0, "b1").status).isEqualTo(OrderStatus.EXPIRED);
        assertThat(shard.cancel(0, "b1").problem).isEqualTo(Problem.ORDER_EXPIRED);
        assertThat(shard.buy("demo", "b1", "k2", "phone:1").accepted()).isTrue();
    }

    @Test
    void expiresHoldsPastOneThatWasCancelled() {
        shard.open(sale("demo", 1, item("phone", 9, 9)));
        for (int i = 0; i < 4; i++) {
            shard.buy("demo", "b1", "k" + i, "phone:1");
        }
        shard.cancel(1, "b1");
        shard.cancel(0, "b1");
        shard.pass(1_000).tick();
        assertThat(shard.read(2, "b1").status).isEqualTo(OrderStatus.EXPIRED);
        assertThat(shard.read(3, "b1").status).isEqualTo(OrderStatus.EXPIRED);
        assertThat(shard.read(0, "b1").status).isEqualTo(OrderStatus.CANCELLED);
        assertThat(shard.count("demo", "phone").available()).isEqualTo(9);
    }

    @Test
    void cancelsAHoldOnceAndHarmlesslyAgain() {
        shard.open(sale("demo", 60, item("phone", 1, 1)));
        shard.buy("demo", "b1", "k", "phone:1");
        assertThat(shard.cancel(0, "b1").status).isEqualTo(OrderStatus.CANCELLED);
        assertThat(shard.pass(0).cancel(0, "b1").status).isEqualTo(OrderStatus.CANCELLED);
        assertThat(shard.factCount()).isZero();
        assertThat(shard.count("demo", "phone").available()).isEqualTo(1);
    }

    @Test
    void knowsNobodyElsesOrder() {
        shard.open(sale("demo", 60, item("phone", 1, 1)));
        shard.buy("demo", "b1", "k", "phone:1");
        assertThat(shard.read(0, "b2").problem).isEqualTo(Problem.UNKNOWN_ORDER);
        assertThat(shard.cancel(0, "b2").problem).isEqualTo(Problem.UNKNOWN_ORDER);
        assertThat(shard.read(1, "b1").problem).isEqualTo(Problem.UNKNOWN_ORDER);
        assertThat(shard.read(-1, "b1").problem).isEqualTo(Problem.UNKNOWN_ORDER);
        Operator stranger = new Operator("x", "shop-2", "");
        Operator owner = new Operator("x", "shop-1", "");
        assertThat(shard.wish(new Wish.Cancel(0, true, stranger)).problem).isEqualTo(Problem.UNKNOWN_ORDER);
        assertThat(shard.wish(new Wish.Cancel(0, true, owner)).status).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void opensAndClosesAtItsTimesWithoutATick() {
        shard.define(sale("demo", START_MS + 10, START_MS + 20, 60, item("phone", 9, 9)));
        Outcome early = shard.pass(9).buy("demo", "b1", "k1", "phone:1");
        assertThat(early.problem).isEqualTo(Problem.SALE_NOT_OPEN);
        assertThat(early.opensAtMs).isEqualTo(START_MS + 10);
        assertThat(shard.pass(1).buy("demo", "b1", "k1", "phone:1").accepted()).isTrue();
        assertThat(shard.templates()).containsExactly(SaleMovedDecoder.TEMPLATE_ID, OrderTakenDecoder.TEMPLATE_ID);
        assertThat(shard.pass(9).buy("demo", "b2", "k1", "phone:1").accepted()).isTrue();
        assertThat(shard.pass(1).buy("demo", "b3", "k1", "phone:1").problem).isEqualTo(Problem.SALE_CLOSED);
        assertThat(shard.templates()).containsExactly(SaleMovedDecoder.TEMPLATE_ID);
        assertThat(shard.pass(1).buy("demo", "b3", "k1", "phone:1").problem).isEqualTo(Problem.SALE_CLOSED);
        assertThat(shard.factCount()).isZero();
    }

    @Test
    void opensAndClosesByATickWithoutAPress() {
        shard.define(sale("demo", START_MS + 10, START_MS + 20, 60, item("phone", 9, 9)));
        shard.pass(9).tick();
        assertThat(shard.factCount()).isZero();
        shard.pass(1).tick();
        assertThat(shard.templates()).containsExactly(SaleMovedDecoder.TEMPLATE_ID);
        shard.pass(10).tick();
        assertThat(shard.templates()).containsExactly(SaleMovedDecoder.TEMPLATE_ID);
        assertThat(shard.move("demo", Act.OPEN, "").problem).isEqualTo(Problem.SALE_CLOSED);
    }

    @Test
    void neverOpensASaleThatItsTimesHaveClosed() {
        shard.open(sale("demo", SaleDefinition.NEVER, START_MS + 20, 60, item("phone", 9, 9)));
        shard.move("demo", Act.PAUSE, "");
        assertThat(shard.pass(20).move("demo", Act.OPEN, "").problem).isEqualTo(Problem.SALE_CLOSED);
        assertThat(shard.templates()).containsExactly(SaleMovedDecoder.TEMPLATE_ID);
    }

    @Test
    void tellsPausedFromClosed() {
        shard.open(sale("demo", 60, item("phone", 9, 9)));
        shard.move("demo", Act.PAUSE, "k1");
        assertThat(shard.buy("demo", "b1", "k", "phone:1").problem).isEqualTo(Problem.SALE_PAUSED);
        shard.move("demo", Act.OPEN, "k2");
        assertThat(shard.buy("demo", "b1", "k", "phone:1").accepted()).isTrue();
        shard.move("demo", Act.CLOSE, "k3");
        assertThat(shard.buy("demo", "b2", "k", "phone:1").problem).isEqualTo(Problem.SALE_CLOSED);
        assertThat(shard.move("demo", Act.OPEN, "k4").problem).isEqualTo(Problem.SALE_CLOSED);
    }

    @Test
    void doesAMoveOncePerKey() {
        shard.open(sale("demo", 60, item("phone", 9, 9)));
        assertThat(shard.move("demo", Act.PAUSE, "k1").replayed).isFalse();
        shard.move("demo", Act.OPEN, "k2");
        Outcome again = shard.pass(0).move("demo", Act.PAUSE, "k1");
        assertThat(again.accepted()).isTrue();
        assertThat(again.replayed).isTrue();
        assertThat(shard.move("demo", Act.CLOSE, "k1").problem).isEqualTo(Problem.IDEMPOTENCY_KEY_REUSED);
        assertThat(shard.factCount()).isZero();
        assertThat(shard.buy("demo", "b1", "k", "phone:1").accepted()).isTrue();
    }

    @Test
    void movesNothingForATokenOfAnotherMerchant() {
        shard.open(sale("demo", 60, item("phone", 9, 9))).pass(0);
        Operator stranger = new Operator("x", "shop-2", "k");
        assertThat(shard.wish(new Wish.Move(0, Act.CLOSE, stranger)).problem).isEqualTo(Problem.UNKNOWN_SALE);
        assertThat(shard.define(sale("demo", 0, item("phone", 9, 9)), stranger).problem)
                .isEqualTo(Problem.UNKNOWN_SALE);
        assertThat(shard.define(sale("new", 0, item("phone", 9, 9)), stranger).problem)
                .isEqualTo(Problem.UNKNOWN_SALE);
        assertThat(shard.factCount()).isZero();
    }

    @Test
    void definesAnewUntilTheFirstOrder() {
        SaleDefinition first = sale("demo", 60, item("phone", 1, 1));
        assertThat(shard.define(first).created).isTrue();
        assertThat(shard.define(first).created).isFalse();
        assertThat(shard.define(sale("demo", 60, item("phone", 2, 2))).created).isTrue();
        shard.move("demo", Act.OPEN, "");
        assertThat(shard.buy("demo", "b1", "k", "phone:2").accepted()).isTrue();
        assertThat(shard.define(first).problem).isEqualTo(Problem.SALE_HAS_ORDERS);
        assertThat(shard.define(sale("demo", 60, item("phone", 2, 2))).accepted()).isTrue();
    }

    @Test
    void definesAClosedSaleAnewAsLongAsItHasNoOrders() {
        shard.open(sale("demo", 60, item("phone", 1, 1)));
        shard.move("demo", Act.CLOSE, "");
        assertThat(shard.define(sale("demo", 60, item("phone", 2, 2))).created).isTrue();
        shard.open(sale("brief", SaleDefinition.NEVER, START_MS + 5, 60, item("phone", 1, 1))).pass(5);
        assertThat(shard.define(sale("brief", 60, item("phone", 2, 2))).created).isTrue();
        shard.move("brief", Act.OPEN, "");
        assertThat(shard.buy("brief", "b1", "k", "phone:2").accepted()).isTrue();
        shard.move("brief", Act.CLOSE, "");
        assertThat(shard.define(sale("brief", 60, item("phone", 3, 3))).problem).isEqualTo(Problem.SALE_HAS_ORDERS);
    }

    @Test
    void refusesADefinitionThatIsOverBeforeItBeginsAndKeepsItsId() {
        Outcome late = shard.define(sale("demo", SaleDefinition.NEVER, START_MS, 60, item("phone", 1, 1)));
        assertThat(late.problem).isEqualTo(Problem.INVALID_REQUEST);
        assertThat(late.errors).extracting(Outcome.FieldError::pointer).containsExactly("/closesAt");
        SaleDefinition brief = sale("demo", SaleDefinition.NEVER, START_MS + 1, 60, item("phone", 1, 1));
        assertThat(shard.define(brief).created).isTrue();
        assertThat(shard.pass(9).define(brief).accepted()).as("the same once more, when it is over").isTrue();
    }

    @Test
    void confirmsAnOrderOfNothingAtOnceThoughTheSaleHolds() {
        shard.open(sale("demo", 60, new ItemDefinition("gift", "Gift", 0, 9, 9, true), item("phone", 9, 9)));
        Outcome free = shard.buy("demo", "b1", "k", "gift:2");
        assertThat(free.status).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(free.expiresAtMs).isZero();
        assertThat(shard.count("demo", "gift").sold()).isEqualTo(2);
        Outcome mixed = shard.buy("demo", "b1", "k2", "gift:1", "phone:1");
        assertThat(mixed.status).isEqualTo(OrderStatus.HELD);
        shard.pass(60_000).tick();
        assertThat(shard.read(0, "b1").status).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(shard.read(1, "b1").status).isEqualTo(OrderStatus.EXPIRED);
    }

    @Test
    void sellsNothingOfADefinitionThatWasReplacedOnTheWay() {
        shard.open(sale("demo", 60, item("phone", 5, 5)));
        Command underWay = shard.press("demo", "b1", "k", "phone:1");
        int replaced = shard.saleNumber("demo");
        shard.open(sale("demo", 60, item("phone", 1, 1))).pass(0);
        assertThat(shard.decide(underWay).problem).isEqualTo(Problem.NOT_READY);
        assertThat(shard.factCount()).isZero();
        shard.wish(new Wish.Move(replaced, Act.PAUSE, PLATFORM));
        assertThat(shard.buy("demo", "b1", "k", "phone:1").problem).isEqualTo(Problem.SALE_PAUSED);
    }

    @Test
    void aMoveThatCameTooLateToChangeAnythingUndoesNothingWhenItIsRepeated() {
        shard.open(sale("demo", 60, item("phone", 5, 5)));
        assertThat(shard.move("demo", Act.OPEN, "again").accepted()).isTrue();
        shard.move("demo", Act.PAUSE, "pause");
        assertThat(shard.move("demo", Act.OPEN, "again").replayed).isTrue();
        assertThat(shard.buy("demo", "b1", "k", "phone:1").problem).isEqualTo(Problem.SALE_PAUSED);
    }

    @Test
    void saysDownstreamOfAPaymentForAnOrderThatWasRefundedBeforeItWasPaid() {
        shard.open(sale("demo", 0, item("phone", 5, 5)));
        shard.buy("demo", "b1", "k", "phone:1");
        shard.wish(new Wish.Refund(0, true, PLATFORM));
        for (int time = 1; time <= 2; time++) {
            shard.pass(0);
            assertThat(shard.wish(new Wish.Confirm(0, "pay-1", PLATFORM)).problem)
                    .isEqualTo(Problem.ORDER_NOT_HELD);
            assertThat(shard.factCount()).as("PaymentOrphaned, at time %d", time).isEqualTo(time == 1 ? 1 : 0);
        }
    }

    @Test
    void saysOnceDownstreamOfEachFurtherPaymentForAnOrderThatWasPaid() {
        shard.open(sale("demo", 60, item("phone", 5, 5)));
        shard.buy("demo", "b1", "k", "phone:1");
        shard.wish(new Wish.Confirm(0, "pay-1", PLATFORM));
        assertOrphaned("pay-2", Problem.ALREADY_CONFIRMED);
        assertOrphaned("pay-3", Problem.ALREADY_CONFIRMED);
        assertThat(shard.wish(new Wish.Confirm(0, "pay-1", PLATFORM)).accepted()).isTrue();
        shard.wish(new Wish.Refund(0, true, PLATFORM));
        assertOrphaned("pay-4", Problem.ORDER_NOT_HELD);
        shard.pass(0);
        assertThat(shard.wish(new Wish.Confirm(0, "pay-2", PLATFORM)).problem).isEqualTo(Problem.ORDER_NOT_HELD);
        assertThat(shard.wish(new Wish.Confirm(0, "pay-1", PLATFORM)).accepted()).isTrue();
        assertThat(shard.factCount()).isZero();
    }

    private void assertOrphaned(String ref, Problem problem) {
        for (int time = 1; time <= 2; time++) {
            shard.pass(0);
            Outcome refused = shard.wish(new Wish.Confirm(0, ref, PLATFORM));
            assertThat(refused.problem).isEqualTo(problem);
            assertThat(refused.paymentRef).isEqualTo("pay-1");
            assertThat(refused.orphanedPaymentRef).isEqualTo(ref);
            assertThat(shard.factCount()).as("PaymentOrphaned, at time %d", time).isEqualTo(time == 1 ? 1 : 0);
        }
    }

    @Test
    void refusesNewOrdersWhenFullAndGoesOnWithTheRest() {
        shard.close();
        shard = new ShardAtWork(newInventory(new ShardCapacity(1, 20)));
        shard.open(sale("demo", 60, item("phone", 5, 5)));
        shard.buy("demo", "b1", "k", "phone:1");
        assertThat(shard.buy("demo", "b2", "k", "phone:1").problem).isEqualTo(Problem.STORAGE_UNAVAILABLE);
        assertThat(shard.buy("demo", "b1", "k", "phone:1").replayed).isTrue();
        assertThat(shard.cancel(0, "b1").status).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void refusesItemsPastItsRoom() {
        ItemDefinition[] twenty = items(20);
        assertThat(shard.define(sale("demo", 60, twenty)).created).isTrue();
        assertThat(shard.define(sale("other", 60, item("phone", 1, 1))).problem)
                .isEqualTo(Problem.STORAGE_UNAVAILABLE);
    }

    private static ItemDefinition[] items(int count) {
        return IntStream.range(0, count).mapToObj(i -> item("sku-" + i, 1, 1)).toArray(ItemDefinition[]::new);
    }

    @Test
    void givesRoomBackThatADefinitionNoLongerNeeds() {
        ItemDefinition[] twenty = items(20);
        for (int holdSeconds = 60; holdSeconds < 65; holdSeconds++) {
            assertThat(shard.define(sale("demo", holdSeconds, twenty)).created).isTrue();
        }
        assertThat(shard.define(sale("demo", 60, item("phone", 1, 1))).created).isTrue();
        assertThat(shard.define(sale("other", 60, items(19))).created).isTrue();
        assertThat(shard.define(sale("third", 60, item("phone", 1, 1))).problem)
                .isEqualTo(Problem.STORAGE_UNAVAILABLE);
        shard.open(sale("demo", 60, item("phone", 2, 1)));
        assertThat(shard.buy("demo", "b1", "k", "phone:1").accepted()).isTrue();
    }

    @Test
    void givesRoomBackThatARetiredSaleHad() {
        ItemDefinition[] nineteen = items(19);
        shard.open(sale("demo", 0, nineteen));
        shard.buy("demo", "b1", "k", "sku-1:1");
        shard.move("demo", Act.CLOSE, "");
        assertThat(shard.define(sale("other", 60, item("phone", 1, 1), item("case", 1, 1))).problem)
                .isEqualTo(Problem.STORAGE_UNAVAILABLE);
        shard.wish(new Wish.Retire(shard.saleNumber("demo"), Long.MAX_VALUE));
        shard.open(sale("demo", 60, nineteen));
        assertThat(shard.buy("demo", "b1", "k", "sku-1:1").replayed).isFalse();
    }

    @Test
    void leavesHoldsToTheNextTickSoThatBuysGetThroughInBetween() {
        shard.open(sale("demo", 1, item("phone", 9_999, 9_999)));
        for (int i = 0; i < Limits.EXPIRIES_PER_TICK + 3; i++) {
            shard.buy("demo", "b1", "k" + i, "phone:1");
        }
        shard.pass(1_000).tick();
        assertThat(shard.factCount()).isEqualTo(Limits.EXPIRIES_PER_TICK);
        shard.pass(0).tick();
        assertThat(shard.factCount()).isEqualTo(3);
        assertThat(shard.count("demo", "phone").available()).isEqualTo(9_999);
    }

    @Test
    void stopsATickWhenItsBatchIsFull() {
        shard.open(sale("demo", 1, item("phone", 99, 99)));
        shard.buy("demo", "b1", "k1", "phone:1");
        shard.buy("demo", "b1", "k2", "phone:1");
        shard.define(sale("late", START_MS + 1, SaleDefinition.NEVER, 1, item("phone", 1, 1)));
        shard.pass(1_000);
        fill(shard.frame, 0);
        shard.tick();
        assertThat(shard.factCount()).as("facts in a full batch").isEqualTo(1);
        shard.pass(0);
        fill(shard.frame, 1);
        shard.tick();
        assertThat(shard.read(0, "b1").status).isEqualTo(OrderStatus.EXPIRED);
        assertThat(shard.read(1, "b1").status).isEqualTo(OrderStatus.HELD);
        assertThat(shard.buy("late", "b1", "k", "phone:1").accepted()).isTrue();
    }

    /** Grows a batch to {@code bytes} less than full with one fact that the inventory has folded already. */
    private void fill(FactFrame frame, int bytesShort) {
        int length = FactFrame.FULL_BYTES - FactFrame.HEADER_BYTES - Integer.BYTES - bytesShort;
        frame.reset(shard.inventory.lastSequence(), shard.nowMs);
        frame.commit(length);
        assertThat(frame.isFull()).isEqualTo(bytesShort == 0);
    }

    @Test
    void recountsFromTheOrders() {
        shard.open(sale("demo", 60, item("phone", 9, 9), item("case", 3, 9)));
        shard.buy("demo", "b1", "k1", "phone:2");
        shard.buy("demo", "b2", "k1", "phone:3", "case:3");
        shard.cancel(0, "b1");
        assertThat(shard.audit("demo")).containsExactly(
                new ItemCount("phone", 9, 6, 3, 0, 3, 0), new ItemCount("case", 3, 0, 3, 0, 3, 0));
        assertThat(shard.audit("demo")).allMatch(ItemCount::isRight);
    }

    @Test
    void changesItsHashWithEveryFactAndWithNoRefusal() {
        shard.open(sale("demo", 60, item("phone", 1, 1)));
        long before = shard.inventory.stateHash();
        shard.buy("demo", "b1", "k", "phone:1");
        long taken = shard.inventory.stateHash();
        assertThat(taken).isNotEqualTo(before);
        shard.buy("demo", "b2", "k", "phone:1");
        assertThat(shard.inventory.stateHash()).isEqualTo(taken);
        shard.cancel(0, "b1");
        assertThat(shard.inventory.stateHash()).isNotIn(before, taken);
    }

    @Test
    void refusesAFactThatIsNotTheNext() {
        byte[] founded = new byte[64];
        UnsafeBuffer fact = new UnsafeBuffer(founded);
        assertThatThrownBy(() -> shard.inventory.onFact(3, 0, fact, 0, 64))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("fact 2 is next, 3 came");
    }

    @Test
    void refusesAFactThatItDoesNotKnow() {
        UnsafeBuffer fact = new UnsafeBuffer(new byte[64]);
        new MessageHeaderEncoder().wrap(fact, 0).templateId(999);
        assertThatThrownBy(() -> shard.inventory.onFact(2, 0, fact, 0, 64))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("unknown template 999");
    }
}

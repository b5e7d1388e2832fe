package dev.shoutgate.inventory;

import dev.shoutgate.AuditCheck;
import dev.shoutgate.Command;
import dev.shoutgate.OrderId;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.journal.FactFields;
import dev.shoutgate.journal.fact.FactKind;
import dev.shoutgate.journal.fact.FactLines;
import dev.shoutgate.journal.fact.HoldExtendedDecoder;
import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.journal.fact.OrderConfirmedDecoder;
import dev.shoutgate.journal.fact.OrderTakenDecoder;
import dev.shoutgate.journal.fact.PaymentOrphanedDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;

/**
 * Holds every order's fact against the state that it found and the state that it left: what a recount at the end
 * cannot see any more, because it was so for a moment only.
 *
 * <p>Threading: the audit's.
 */
final class FactChecks {

    private static final int NO_ITEM = -1;

    private final AuditCheck stock =
            new AuditCheck("after every fact total = available + held + sold in its items, and none is negative");
    private final AuditCheck limits =
            new AuditCheck("no order took a buyer's units of an item past the limit then in force");
    private final AuditCheck keys = new AuditCheck("no sale, buyer and key made two orders");
    private final AuditCheck passes =
            new AuditCheck("orders have a pass where their sale wants one, and no pass served two");
    private final AuditCheck numbers =
            new AuditCheck("order numbers and ids have no gap and no repetition, and fit the names beside them");
    private final AuditCheck moves = new AuditCheck(
            "only held orders expired or were cancelled, only they or expired ones were paid, only paid ones refunded");
    private final AuditCheck control =
            new AuditCheck("every order was taken in an open sale, of items on sale, at the price then in force");

    private final ShardState state;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderTakenDecoder orderTaken = new OrderTakenDecoder();
    private final OrderConfirmedDecoder orderConfirmed = new OrderConfirmedDecoder();
    private final PaymentOrphanedDecoder paymentOrphaned = new PaymentOrphanedDecoder();
    private final HoldExtendedDecoder holdExtended = new HoldExtendedDecoder();
    private final OrderDraft order = new OrderDraft();
    private final byte[] orderId = new byte[OrderId.LENGTH];
    private final List<Item> touched = new ArrayList<>();

    /** The order that takes units by the fact, at first or again after it had expired. */
    private long taker;

    /** The order that the fact changes, and what it was before. */
    private long moved;
    private OrderStatus movedFrom;
    private FactKind movedBy;
    private boolean confirmedBefore;

    /** The item that the fact is about, which it may have made. */
    private int itemNumber;

    FactChecks(ShardState state) {
        this.state = state;
    }

    /** Looks at a fact before it is folded. Its kind says what it may touch, so that none is forgotten. */
    void before(long sequence, DirectBuffer buffer, int offset) {
        touched.clear();
        taker = OrderLedger.NONE;
        moved = OrderLedger.NONE;
        itemNumber = NO_ITEM;
        FactKind kind = FactKind.of(buffer, offset);
        if (kind == FactKind.ORDER_TAKEN) {
            order.read(orderTaken.wrapAndApplyHeader(buffer, offset, header));
            taker = state.orders.count();
            beforeTaking(sequence);
            checkNames(sequence, orderTaken.wrapAndApplyHeader(buffer, offset, header));
        } else if (kind == FactKind.PAYMENT_ORPHANED) {
            beforeOrphan(sequence, paymentOrphaned.wrapAndApplyHeader(buffer, offset, header));
            checkTerms(sequence, kind.orderNumber(buffer, offset), FactFields.of(kind, buffer, offset));
        } else if (kind != null && kind.about() == FactKind.About.ORDER) {
            boolean late = kind == FactKind.ORDER_CONFIRMED
                    && orderConfirmed.wrapAndApplyHeader(buffer, offset, header).late() == 1;
            beforeMove(sequence, kind.orderNumber(buffer, offset), kind.orderId(buffer, offset), late);
            Map<String, Object> fields = FactFields.of(kind, buffer, offset);
            checkTerms(sequence, moved, fields);
            checkRefund(sequence, moved, fields);
            movedBy = kind;
            if (kind == FactKind.HOLD_EXTENDED) {
                checkExtension(sequence, holdExtended.wrapAndApplyHeader(buffer, offset, header).expiresAtMs());
            }
        } else if (kind != null && kind.about() == FactKind.About.ITEM) {
            itemNumber = kind.itemNumber(buffer, offset);
        }
    }

    private void beforeTaking(long sequence) {
        Sale sale = state.sales.sale(order.saleNumber);
        control.expect(sale.status() == SaleStatus.OPEN, () -> "fact " + sequence
                + " took an order in sale " + sale.definition().saleId() + ", which was " + sale.status());
        // Before version 3 an order of nothing was held like any other.
        boolean free = order.total() == 0 && orderTaken.actingVersion() >= 3;
        boolean held = sale.definition().holdSeconds() > 0 && !free;
        control.expect(order.status == (held ? OrderStatus.HELD : OrderStatus.CONFIRMED).ordinal(), () -> "fact "
                + sequence + " took an order with the status code " + order.status + " where holdSeconds is "
                + sale.definition().holdSeconds() + " and its total " + order.total());
        for (int i = 0; i < order.lineCount; i++) {
            Item item = state.sales.item(order.itemNumbers[i]);
            touched.add(item);
            long price = order.unitPrices[i];
            boolean due = item.isDue(order.createdAtMs);
            control.expect(item.isOn() && !due && price == item.price(), () -> "fact " + sequence + " took "
                    + named(item) + " at " + price + " when its price was " + item.price()
                    + (item.isOn() ? "" : " and it was OFF") + (due ? " and its onAt or offAt had come" : ""));
        }
        long first = state.buyers.madeWith(state.newestOf(order.saleNumber, order.buyer), order.key);
        keys.expect(first == BuyerOrders.NONE, () -> "fact " + sequence + " made an order of buyer " + order.buyer
                + " with key " + order.key + " in sale " + sale.definition().saleId() + ", which had made order "
                + idOf(first) + " in fact " + state.orders.sequence(first));
        checkPass(sequence, sale);
    }

    private void checkPass(long sequence, Sale sale) {
        boolean has = order.passNumber != Command.NO_PASS;
        passes.expect(has == sale.wantsPass(), () -> "fact " + sequence + " took an order with" + (has ? "" : "out")
                + " a pass in sale " + sale.definition().saleId() + ", which wants " + (has ? "none" : "one"));
        long first = !has ? BuyerOrders.NONE
                : state.buyers.boughtWith(state.newestOf(order.saleNumber, order.buyer), order.passNumber);
        passes.expect(first == BuyerOrders.NONE, () -> "fact " + sequence + " took an order with the pass that had"
                + " served order " + idOf(first) + " of buyer " + order.buyer + " in fact "
                + state.orders.sequence(first));
    }

    private void checkNames(long sequence, OrderTakenDecoder fact) {
        Sale sale = state.sales.sale(fact.saleNumber());
        long next = state.orders.count();
        numbers.expect(fact.orderNumber() == next && fact.orderId().equals(idOf(next)), () -> "fact " + sequence
                + " has order " + fact.orderNumber() + " with id " + fact.orderId() + " where order " + next
                + " with id " + idOf(next) + " was due");
        boolean same = fact.currency().equals(sale.definition().currency());
        int line = 0;
        for (OrderTakenDecoder.LinesDecoder named : fact.lines()) {
            Item item = touched.get(line++);
            same &= named.sku().equals(item.definition().sku()) && item.saleNumber() == sale.number();
        }
        fact.skipBuyerId();
        fact.skipKey();
        OrderDraft.skipNotes(fact);
        same &= fact.saleId().equals(sale.definition().saleId());
        same &= fact.merchant().equals(sale.definition().merchant());
        numbers.expect(same, () -> "fact " + sequence + " names another sale, merchant, currency or SKU than its"
                + " numbers mean, which is sale " + sale.definition().saleId());
    }

    /** What a fact repeats of its order; those of releases before version 3 of the schema repeat nothing. */
    private void checkTerms(long sequence, long number, Map<String, Object> fields) {
        if (!fields.containsKey("items")) {
            return;
        }
        SaleDefinition sale = state.sales.sale(state.orders.saleNumber(number)).definition();
        List<Object> lines = new ArrayList<>();
        state.forEachLine(number, (line, price, quantity, sku) ->
                lines.add(List.of(new String(sku, StandardCharsets.US_ASCII), (long) quantity, price)));
        List<Object> terms = List.of(sale.saleId(), sale.merchant(), state.buyerOf(number).toString(), sale.currency(),
                state.totalOf(number), lines);
        List<Object> said = Arrays.asList(fields.get("saleId"), fields.get("merchant"), fields.get("buyerId"),
                fields.get("currency"), fields.get("total"), lines(fields));
        numbers.expect(said.equals(terms), () -> "fact " + sequence + " says of order " + idOf(number) + " " + said
                + ", which was taken as " + terms);
    }

    private static List<Object> lines(Map<String, Object> fields) {
        List<Object> lines = new ArrayList<>();
        for (Object item : (List<?>) fields.get("items")) {
            Map<?, ?> line = (Map<?, ?>) item;
            lines.add(Arrays.asList(line.get("sku"), line.get("quantity"), line.get("unitPrice")));
        }
        return lines;
    }

    private void beforeMove(long sequence, long number, String id, boolean late) {
        numbers.expect(id.equals(idOf(number)), () -> "fact " + sequence + " has order " + number + " with id " + id
                + " where its id is " + idOf(number));
        moved = number;
        movedFrom = state.orders.status(number);
        confirmedBefore = state.payments.confirming(number) != Payments.NONE;
        taker = late ? number : OrderLedger.NONE;
        for (int i = 0; i < state.orders.lineCount(number); i++) {
            touched.add(state.sales.item(state.orders.itemNumber(number, i)));
        }
    }

    /** Nothing comes back twice, and for each unit what it cost. Facts before version 3 do not say. */
    private void checkRefund(long sequence, long number, Map<String, Object> fields) {
        if (!fields.containsKey("amount")) {
            return;
        }
        List<?> items = (List<?>) fields.get("items");
        long amount = 0;
        boolean right = true;
        for (int i = 0; i < items.size(); i++) {
            Map<?, ?> line = (Map<?, ?>) items.get(i);
            long now = (Long) line.get("refundedNow");
            long before = state.refunds.refunded(number, i);
            amount += now * state.orders.unitPrice(number, i);
            right &= now >= 0 && now <= state.unitsLeft(number, i) && (Long) line.get("refunded") == before + now;
        }
        boolean same = right && amount == (Long) fields.get("amount");
        moves.expect(same, () -> "fact " + sequence + " refunded of order " + idOf(number) + " " + fields
                + ", of which " + IntStream.range(0, state.orders.lineCount(number)).mapToObj(line ->
                        state.unitsLeft(number, line)).toList() + " units were left");
    }

    private void checkExtension(long sequence, long expiresAtMs) {
        long longer = expiresAtMs - state.orders.expiresAtMs(moved);
        int hold = state.sales.sale(state.orders.saleNumber(moved)).definition().holdSeconds();
        boolean once = !state.extensions.has(moved);
        moves.expect(once && longer > 0 && longer <= hold * 1000L, () -> "fact " + sequence + " extended the hold of"
                + " order " + idOf(moved) + " by " + longer + " ms where its sale holds " + hold + " s"
                + (once ? "" : ", and it was extended before"));
    }

    private boolean mayMove(OrderStatus from, OrderStatus to) {
        if (movedBy == FactKind.HOLD_EXTENDED || movedBy == FactKind.ORDER_PARTLY_REFUNDED) {
            return from == to && from == (movedBy == FactKind.HOLD_EXTENDED ? OrderStatus.HELD : OrderStatus.CONFIRMED);
        }
        boolean late = taker != OrderLedger.NONE;
        return switch (to) {
            case EXPIRED, CANCELLED -> from == OrderStatus.HELD;
            case REFUNDED -> from == OrderStatus.CONFIRMED;
            // An order that its sale confirmed at once takes the first payment that names it.
            case CONFIRMED -> late ? from == OrderStatus.EXPIRED
                    : from == OrderStatus.HELD || from == OrderStatus.CONFIRMED && !confirmedBefore;
            case HELD -> false;
        };
    }

    private void beforeOrphan(long sequence, PaymentOrphanedDecoder fact) {
        long number = fact.orderNumber();
        OrderStatus status = state.orders.status(number);
        FactLines.skip(fact).skipSaleId();
        fact.skipMerchant();
        fact.skipBuyerId();
        String ref = fact.paymentRef();
        long confirming = state.payments.confirming(number);
        boolean over = status == OrderStatus.EXPIRED || status == OrderStatus.CANCELLED
                || status == OrderStatus.REFUNDED && confirming == Payments.NONE
                || confirming != Payments.NONE && !state.payments.ref(confirming).equals(ref);
        moves.expect(over && !state.payments.isOrphan(number, ref), () -> "fact " + sequence + " orphaned payment "
                + ref + " of order " + idOf(number) + ", which was " + status + ", or did so before");
    }

    /** Looks at what a fact left, once it is folded. */
    void after(long sequence) {
        if (moved != OrderLedger.NONE) {
            OrderStatus to = state.orders.status(moved);
            moves.expect(mayMove(movedFrom, to), () -> "fact " + sequence + " made order " + idOf(moved) + " " + to
                    + " when it was " + movedFrom);
        }
        if (itemNumber != NO_ITEM) {
            touched.add(state.sales.item(itemNumber));
        }
        for (Item item : touched) {
            stock.expect(isSound(item), () -> "fact " + sequence + " left " + figuresOf(item));
            if (taker != OrderLedger.NONE) {
                long units = state.unitsOfBuyer(taker, item.number());
                limits.expect(item.allows(units), () -> "fact " + sequence + " left buyer " + state.buyerOf(taker)
                        + " with " + units + " of " + named(item) + ", whose limit was " + item.limit());
            }
        }
    }

    static boolean isSound(Item item) {
        return item.available() >= 0 && item.held() >= 0 && item.sold() >= 0
                && item.total() == item.available() + item.held() + item.sold();
    }

    String figuresOf(Item item) {
        return named(item) + " with total " + item.total() + ", available " + item.available() + ", held "
                + item.held() + ", sold " + item.sold();
    }

    String named(Item item) {
        return "item " + item.definition().sku() + " of sale "
                + state.sales.sale(item.saleNumber()).definition().saleId();
    }

    private String idOf(long number) {
        state.orderId(number, orderId);
        return new String(orderId, StandardCharsets.US_ASCII);
    }

    AuditCheck stock() {
        return stock;
    }

    AuditCheck limits() {
        return limits;
    }

    AuditCheck keys() {
        return keys;
    }

    AuditCheck passes() {
        return passes;
    }

    AuditCheck numbers() {
        return numbers;
    }

    AuditCheck moves() {
        return moves;
    }

    AuditCheck control() {
        return control;
    }
}

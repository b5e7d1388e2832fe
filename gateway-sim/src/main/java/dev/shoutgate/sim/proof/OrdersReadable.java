package dev.shoutgate.sim.proof;

import dev.shoutgate.sim.gateway.ItemView;
import dev.shoutgate.sim.gateway.OrderView;
import dev.shoutgate.sim.press.Bought;
import java.util.List;

/** Every 201 is the order that was asked for, and its buyer reads the same order, with the same lines and prices. */
final class OrdersReadable implements Invariant {
    private static final String NAME = "orders-readable";
    private static final String WANTED = "every 201 readable by its buyer, with the same lines and prices";

    @Override
    public Finding check(Evidence evidence) {
        Offenders offenders = new Offenders();
        long answers = 0;
        for (int press = 0; press < evidence.log().count(); press++) {
            Bought bought = evidence.log().bought(press);
            if (bought != null) {
                answers++;
                name(evidence, press, wrongAnswer(evidence, press, bought), offenders);
            }
        }
        for (OrderSeen order : evidence.orders()) {
            name(evidence, order.press(), wrongOrder(evidence, order), offenders);
        }
        return Finding.of(NAME, WANTED, answers + " 201s, " + evidence.orders().size() + " orders read", offenders);
    }

    private static void name(Evidence evidence, int press, String wrong, Offenders offenders) {
        if (wrong != null) {
            offenders.add(() -> evidence.describe(press) + ": " + wrong);
        }
    }

    private static String wrongAnswer(Evidence evidence, int press, Bought bought) {
        if (bought.orderId() == null) {
            return "a 201 without an orderId";
        }
        int quantity = evidence.plan().quantity(press);
        if (!evidence.sku(press).equals(bought.sku()) || bought.quantity() != quantity) {
            return "the 201 says " + bought.quantity() + " x " + bought.sku();
        }
        ItemView item = evidence.sale().before().item(bought.sku());
        if (evidence.sale().own() && bought.unitPrice() != item.price()) {
            return "the price is " + item.price() + ", the 201 says " + bought.unitPrice();
        }
        return bought.total() == quantity * bought.unitPrice() ? null
                : "the 201 says total " + bought.total() + " for " + quantity + " x " + bought.unitPrice();
    }

    private static String wrongOrder(Evidence evidence, OrderSeen order) {
        OrderView view = order.view();
        if (view == null) {
            String what = order.back().status() == 0 ? "" : order.back().status() + " ";
            return "order " + order.orderId() + " is not readable: " + what + order.back().body().strip();
        }
        Bought bought = evidence.log().bought(order.press());
        String buyer = evidence.to().names().buyerId(evidence.plan().buyer(order.press()));
        OrderView.Line line = new OrderView.Line(bought.sku(), (int) bought.quantity(), bought.unitPrice());
        boolean same = order.orderId().equals(view.orderId()) && buyer.equals(view.buyerId())
                && evidence.to().saleId().equals(view.saleId()) && List.of(line).equals(view.items())
                && bought.total() == view.total();
        if (!same) {
            return "bought " + bought + ", reads " + view;
        }
        return evidence.sale().own() && !view.countsAgainstLimit() ? "nobody ended it, yet it reads " + view.status()
                : null;
    }
}

package dev.shoutgate.sim.press;

/**
 * What a 201 said. Prices in minor units; a number that was not in the body is {@link Long#MIN_VALUE}, a text null.
 *
 * @param replayed whether it carried {@code Idempotent-Replayed: true}
 * @param sequence the order's place among all that happened to its sale
 */
public record Bought(String orderId, String sku, long quantity, long unitPrice, long total, boolean replayed,
                     long sequence) {
    private static final byte[] ORDER_ID = AnswerScan.name("orderId");
    private static final byte[] SKU = AnswerScan.name("sku");
    private static final byte[] QUANTITY = AnswerScan.name("quantity");
    private static final byte[] UNIT_PRICE = AnswerScan.name("unitPrice");
    private static final byte[] TOTAL = AnswerScan.name("total");
    private static final byte[] SEQUENCE = AnswerScan.name("sequence");

    /** What a 201 said that named no sequence. */
    public Bought(String orderId, String sku, long quantity, long unitPrice, long total, boolean replayed) {
        this(orderId, sku, quantity, unitPrice, total, replayed, AnswerScan.NO_NUMBER);
    }

    public boolean hasSequence() {
        return sequence != AnswerScan.NO_NUMBER;
    }

    /** Reads an order of one line out of an answer's bytes. */
    static Bought of(Answer answer, String askedSku) {
        byte[] body = answer.body();
        int length = answer.lengthBytes();
        String sku = AnswerScan.text(body, length, SKU);
        return new Bought(AnswerScan.text(body, length, ORDER_ID), askedSku.equals(sku) ? askedSku : sku,
                AnswerScan.number(body, length, QUANTITY), AnswerScan.number(body, length, UNIT_PRICE),
                AnswerScan.number(body, length, TOTAL), answer.replayed(),
                AnswerScan.number(body, length, SEQUENCE));
    }
}

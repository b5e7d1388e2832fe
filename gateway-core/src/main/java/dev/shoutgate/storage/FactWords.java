package dev.shoutgate.storage;

/** The contract's words for the numbers that facts carry. */
final class FactWords {

    private static final String[] ORDER_STATUS = {"HELD", "CONFIRMED", "CANCELLED", "EXPIRED", "REFUNDED"};
    private static final String[] SALE_STATUS = {"SCHEDULED", "OPEN", "PAUSED", "CLOSED"};
    private static final String[] ITEM_STATUS = {"OFF", "ON"};
    private static final String[] LATE_PAYMENT = {"reclaim", "refund"};

    private FactWords() {}

    static String orderStatus(int number) {
        return word(ORDER_STATUS, number, "order status");
    }

    static String saleStatus(int number) {
        return word(SALE_STATUS, number, "sale status");
    }

    static String itemStatus(int number) {
        return word(ITEM_STATUS, number, "item status");
    }

    static String latePayment(int number) {
        return word(LATE_PAYMENT, number, "late payment");
    }

    private static String word(String[] words, int number, String what) {
        if (number < 0 || number >= words.length) {
            throw new IllegalStateException("unknown " + what + " " + number + ": a newer gateway wrote this journal");
        }
        return words[number];
    }
}

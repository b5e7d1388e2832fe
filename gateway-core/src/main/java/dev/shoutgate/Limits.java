package dev.shoutgate;

/**
 * Every bound of the gateway that is not a setting, with its reason. The contract names most of them; a test holds
 * each against its neighbours.
 */
public final class Limits {

    /** Lines of one order: an order is all or nothing, so its decision must stay short. */
    public static final int LINES_PER_ORDER = 16;

    /** Units of one line. */
    public static final int QUANTITY_PER_LINE = 99;

    /** Visible ASCII characters of a buyer's id. */
    public static final int BUYER_ID_BYTES = 64;

    /** Visible ASCII characters of an idempotency key, quotes not counted. */
    public static final int KEY_BYTES = 64;

    /** Visible ASCII characters of a payment's reference: longer than any that a payment company gives out. */
    public static final int PAYMENT_REF_BYTES = 128;

    /** Characters of the ids of sales, SKUs and merchants. */
    public static final int ID_BYTES = 64;

    /** UTF-8 bytes of a channel. The contract calls it free text; this holds any name with room to spare. */
    public static final int CHANNEL_BYTES = 256;

    /** UTF-8 bytes of a title: 256 characters of any script that a shop would use. */
    public static final int TITLE_BYTES = 1024;

    /** UTF-8 bytes of a host's notice: one line on a phone, or three. */
    public static final int NOTICE_BYTES = 1024;

    /** Bytes of the address of a picture or a checkout: 500 of them, with titles, still fit in one event of a topic. */
    public static final int LINK_BYTES = 512;

    /** Bytes of a buy request's body. */
    public static final int BUY_BODY_BYTES = 8 * 1024;

    /** Items of one sale. */
    public static final int ITEMS_PER_SALE = 500;

    /** Units of one item, whatever was added. */
    public static final long STOCK_PER_ITEM = 1_000_000_000L;

    /** Minor units: with 16 lines of 99 pieces a total still fits a long a thousand times over. */
    public static final long PRICE_MINOR = 1_000_000_000_000L;

    /** Units of one item that one buyer may be allowed. */
    public static final int LIMIT_PER_BUYER = 1_000_000;

    /** A hold of more than a week is not a hold. */
    public static final int HOLD_SECONDS = 7 * 24 * 3600;

    /** How long before its opening a sale may give passes: a day, which is more than anybody waits. */
    public static final int PASS_OPENS_SECONDS = 24 * 3600;

    /** Zero bits of a solution: 16 million tries, three minutes of a browser on average. */
    public static final int PASS_DIFFICULTY = 24;

    /** Visible ASCII characters of a solution: any counter fits, and so does a hash in hex. */
    public static final int SOLUTION_BYTES = 64;

    /** Holds that one tick may expire, so that no buy waits for more than a few milliseconds of them. */
    public static final int EXPIRIES_PER_TICK = 500;

    /** Orders of one buyer in one sale that a list of them shows: more than anybody has who is not a machine. */
    public static final int ORDERS_LISTED = 100;

    /** Orders of a list that a shard looks at in one turn, so that no buy waits long for it. */
    public static final int ORDERS_LOOKED_AT = 1_000;

    /** Orders of a list that a shard tells in one turn, which costs ten times as much for each. */
    public static final int ORDERS_TOLD = 100;

    /** Shards of one gateway: what two characters of an order id can name. */
    public static final int SHARDS = 64;

    private Limits() {}
}
